/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-date.h"
#include "galley-post.h"
#include "galley-site.h"
#include "galleyctl.h"

static void
add_tags (JsonBuilder *builder, const GalleyPost *post)
{
  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  for (gsize i = 0; post->tags != NULL && post->tags[i] != NULL; i++)
    json_builder_add_string_value (builder, post->tags[i]);
  json_builder_end_array (builder);
}

/* The address as a reader has it: the folder, without the index.html in it. */
static void
add_address (JsonBuilder *builder, GalleySite *site, const GalleyPost *post)
{
  g_autofree char *path = site != NULL ? galley_site_get_post_path (site, post->id) : NULL;
  g_autofree char *address = NULL;

  if (path == NULL)
    return;
  if (g_str_has_suffix (path, "/index.html"))
    path[strlen (path) - strlen ("index.html")] = '\0';
  address = g_strconcat ("/", path, NULL);
  ctl_add_text (builder, "address", address);
}

static void
add_post (JsonBuilder *builder, GalleySite *site, const GalleyPost *post)
{
  g_autofree char *date = galley_date_to_text (post->date);

  json_builder_begin_object (builder);
  ctl_add_int (builder, "id", post->id);
  ctl_add_text (builder, "kind", post->kind == GALLEY_POST_KIND_PAGE ? "page" : "post");
  ctl_add_text (builder, "status", galley_post_status_to_name (post->status));
  ctl_add_text (builder, "title", post->title);
  ctl_add_text (builder, "slug", post->slug);
  ctl_add_text (builder, "date", date);
  ctl_add_text (builder, "byline", post->byline);
  ctl_add_text (builder, "series", post->series_title);
  ctl_add_int (builder, "part", post->series_part);
  ctl_add_text (builder, "place", post->place);
  add_tags (builder, post);
  add_address (builder, site, post);
  ctl_add_truth (builder, "has_changes", post->has_changes);
  json_builder_end_object (builder);
}

static void
print_json (GalleyProject *project, GPtrArray *posts)
{
  const GalleySiteOptions options = { NULL, TRUE, NULL };
  g_autoptr (GalleySite) site = galley_site_new (project, &options, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < posts->len; i++)
    if (g_ptr_array_index (posts, i) != NULL)
      add_post (builder, site, g_ptr_array_index (posts, i));
  json_builder_end_array (builder);
  ctl_print_json (builder);
}

static void
print_text (GPtrArray *posts)
{
  for (guint i = 0; i < posts->len; i++)
    {
      const GalleyPost *post = g_ptr_array_index (posts, i);
      g_autofree char *day = NULL;

      if (post == NULL)
        continue;
      day = g_date_time_format (post->date, "%Y-%m-%d");
      ctl_printf ("%6" G_GINT64_FORMAT "  %-9s  %s  %s%s\n", post->id,
                  galley_post_status_to_name (post->status), day,
                  *post->title != '\0' ? post->title : "(untitled)",
                  post->kind == GALLEY_POST_KIND_PAGE ? "  [page]" : "");
    }
}

static int
list (const char *path, const char *status, const char *search, gboolean json)
{
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  GCancellable *cancellable;
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) posts = NULL;

  filter.search = search;
  if (status != NULL && !g_str_equal (status, "all"))
    {
      filter.status = galley_post_status_from_name (status);
      if (filter.status < 0)
        return ctl_wrong ("posts",
                          "--status: “%s” is none of draft, scheduled, published, trash and all",
                          status);
    }
  if (search != NULL && !g_utf8_validate (search, -1, NULL))
    return ctl_wrong ("posts", "--search: not UTF-8");
  cancellable = ctl_cancellable ();
  project = ctl_open ("posts", path, GALLEY_OPEN_READ);
  if (project == NULL)
    return CTL_WRONG;
  ids = galley_project_list_posts (project, &filter, cancellable, &error);
  if (ids != NULL)
    posts = galley_project_load_posts (project, (const gint64 *) (void *) ids->data, ids->len,
                                       GALLEY_VERSION_WORKING, &error);
  if (posts == NULL)
    return ctl_error ("posts", error);
  if (json)
    print_json (project, posts);
  else
    print_text (posts);
  return CTL_DONE;
}

/**
 * cmd_posts:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl posts: lists posts and pages, the newest first.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_posts (int argc, char **argv)
{
  char *status = NULL;
  char *search = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "status", 0, 0, G_OPTION_ARG_FILENAME, &status,
      "draft, scheduled, published, trash; all but the trash where it is not given", "S" },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &search, "Only those with these words", "Q" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print a JSON array", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley", "Lists posts and pages, the newest first.", entries, 1,
                           1 };
  int result = CTL_WRONG;

  if (ctl_parse (&usage, &argc, &argv))
    result = list (argv[1], status, search, json);
  g_free (status);
  g_free (search);
  return result;
}
