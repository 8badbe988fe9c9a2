/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment.h"
#include "galley-date.h"
#include "galley-text.h"
#include "galleyctl.h"

static void
add_comment (JsonBuilder *builder, const GalleyComment *comment)
{
  g_autofree char *date = galley_date_to_text (comment->date);

  json_builder_begin_object (builder);
  ctl_add_int (builder, "id", comment->id);
  ctl_add_int (builder, "post_id", comment->post_id);
  ctl_add_text (builder, "post", comment->post_title);
  ctl_add_int (builder, "parent_id", comment->parent_id);
  ctl_add_text (builder, "status", galley_comment_status_to_name (comment->status));
  ctl_add_text (builder, "kind",
                comment->kind == GALLEY_COMMENT_KIND_QUESTION ? "question" : "comment");
  ctl_add_truth (builder, "by_author", comment->by_author);
  ctl_add_text (builder, "name", comment->name);
  ctl_add_text (builder, "place", comment->place);
  ctl_add_text (builder, "email", comment->email);
  ctl_add_text (builder, "url", comment->url);
  ctl_add_text (builder, "date", date);
  ctl_add_text (builder, "body", comment->body);
  ctl_add_text (builder, "source", comment->source);
  ctl_add_text (builder, "source_id", comment->source_id);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *comments)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < comments->len; i++)
    if (g_ptr_array_index (comments, i) != NULL)
      add_comment (builder, g_ptr_array_index (comments, i));
  json_builder_end_array (builder);
  ctl_print_json (builder);
}

static void
print_text (GPtrArray *comments)
{
  for (guint i = 0; i < comments->len; i++)
    {
      const GalleyComment *comment = g_ptr_array_index (comments, i);
      g_autofree char *day = NULL;
      g_autofree char *begin = NULL;

      if (comment == NULL)
        continue;
      day = g_date_time_format (comment->date, "%Y-%m-%d");
      begin = galley_text_shorten (comment->body, 60);
      ctl_printf ("%6" G_GINT64_FORMAT "  %-8s  %s  %s%s%s: %s\n", comment->id,
                  galley_comment_status_to_name (comment->status), day, comment->name,
                  *comment->place != '\0' ? ", " : "", comment->place, begin);
    }
}

/* With status -1 the store gives the pending and the approved. */
static gboolean
append_ids (GalleyProject *project,
            int status,
            const char *search,
            GArray *ids,
            GCancellable *cancellable,
            GError **error)
{
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  g_autoptr (GArray) found = NULL;

  filter.status = status;
  filter.search = search;
  found = galley_project_list_comments (project, &filter, cancellable, error);
  if (found == NULL)
    return FALSE;
  g_array_append_vals (ids, found->data, found->len);
  return TRUE;
}

static int
list (const char *path, const char *status, const char *search, gboolean json)
{
  gboolean all = status != NULL && g_str_equal (status, "all");
  int wanted = status != NULL && !all ? galley_comment_status_from_name (status) : -1;
  GCancellable *cancellable;
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) comments = NULL;

  if (status != NULL && !all && wanted < 0)
    return ctl_wrong ("comments",
                      "--status: “%s” is none of pending, approved, spam, trash and all", status);
  if (search != NULL && !g_utf8_validate (search, -1, NULL))
    return ctl_wrong ("comments", "--search: not UTF-8");
  cancellable = ctl_cancellable ();
  project = ctl_open ("comments", path, GALLEY_OPEN_READ);
  if (project == NULL)
    return CTL_WRONG;
  if (!append_ids (project, wanted, search, ids, cancellable, &error) ||
      (all && (!append_ids (project, GALLEY_COMMENT_SPAM, search, ids, cancellable, &error) ||
               !append_ids (project, GALLEY_COMMENT_TRASH, search, ids, cancellable, &error))))
    return ctl_error ("comments", error);
  comments =
      galley_project_load_comments (project, (const gint64 *) (void *) ids->data, ids->len, &error);
  if (comments == NULL)
    return ctl_error ("comments", error);
  if (json)
    print_json (comments);
  else
    print_text (comments);
  return CTL_DONE;
}

/**
 * cmd_comments:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl comments: lists readers' comments, the newest first.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_comments (int argc, char **argv)
{
  char *status = NULL;
  char *search = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "status", 0, 0, G_OPTION_ARG_FILENAME, &status,
      "pending, approved, spam, trash or all; pending and approved where it is not given", "S" },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &search, "Only those with these words", "Q" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print a JSON array", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley", "Lists readers' comments, the newest first.", entries, 1,
                           1 };
  int result = CTL_WRONG;

  if (ctl_parse (&usage, &argc, &argv))
    result = list (argv[1], status, search, json);
  g_free (status);
  g_free (search);
  return result;
}
