/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-comment.h"
#include "galley-markdown.h"
#include "galley-media.h"
#include "galley-post.h"
#include "galley-site-settings.h"
#include "galley-site.h"
#include "galleyctl.h"

/* One thing to mend. */
typedef struct
{
  gboolean must;
  gint64 post_id; /* 0: the site as a whole */
  char *title;
  char *what;
} Finding;

typedef struct
{
  GalleyProject *project;
  GPtrArray *findings;
  GHashTable *media;     /* names */
  GHashTable *addresses; /* of published posts: char * to the title of the first */
  GHashTable *published; /* gint64 *: what is or will be in the site */
  GalleySite *site;      /* (nullable): where posts will stand */
  guint n_must;
} Proof;

static void
finding_free (Finding *finding)
{
  g_free (finding->title);
  g_free (finding->what);
  g_free (finding);
}

static void add (Proof *proof, const GalleyPost *post, gboolean must, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static void
add (Proof *proof, const GalleyPost *post, gboolean must, const char *format, ...)
{
  Finding *finding = g_new0 (Finding, 1);
  va_list arguments;

  va_start (arguments, format);
  finding->what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  finding->must = must;
  finding->post_id = post != NULL ? post->id : 0;
  finding->title = g_strdup (post != NULL ? post->title : "");
  proof->n_must += must;
  g_ptr_array_add (proof->findings, finding);
}

static gboolean
is_live (const GalleyPost *post)
{
  return post->status == GALLEY_POST_PUBLISHED || post->status == GALLEY_POST_SCHEDULED;
}

static gboolean
check_link (Proof *proof, const GalleyPost *post, const char *address, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *reference = NULL;
  gint64 id;

  if (g_str_has_prefix (address, "media:") && !g_hash_table_contains (proof->media, address + 6))
    add (proof, post, is_live (post), "“%s” names no media", address);
  if (!g_str_has_prefix (address, "post:"))
    return TRUE;
  reference = g_strndup (address + 5, strcspn (address + 5, "#"));
  id = galley_project_find_post (proof->project, reference, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (id == 0)
    add (proof, post, is_live (post), "“%s” names no post", address);
  else if (is_live (post) && !g_hash_table_contains (proof->published, &id))
    add (proof, post, FALSE, "“%s” is a post that is not published; readers see no link", address);
  return TRUE;
}

/* An address for every internal link, so that pictures are rendered and can be looked at. */
static char *
resolve (const char *address, gpointer user_data)
{
  return g_strdup ("x");
}

static guint
count_pictures_without_text (const char *html)
{
  guint n = 0;

  for (const char *p = strstr (html, "<img"); p != NULL; p = strstr (p + 1, "<img"))
    {
      gsize length = strcspn (p, ">");
      const char *alternative = g_strstr_len (p, (gssize) length, " alt=");

      n += alternative == NULL || g_str_has_prefix (alternative, " alt=\"\"");
    }
  return n;
}

static gboolean
check_body (Proof *proof, const GalleyPost *post, GError **error)
{
  const GalleyMarkdownOptions options = { .profile = GALLEY_PROFILE_POST, .resolve = resolve };
  g_autofree char *body = galley_project_load_body (proof->project, post->revision_id, error);
  g_autoptr (GalleyDocument) document = NULL;
  g_auto (GStrv) links = NULL;
  guint n;

  if (body == NULL)
    return FALSE;
  if (body[strspn (body, " \t\n")] == '\0')
    add (proof, post, FALSE, "there is no text");
  document = galley_document_new (body, -1, &options);
  if (galley_document_get_warning (document) != NULL)
    add (proof, post, is_live (post), "%s", galley_document_get_warning (document));
  links = galley_document_get_links (document);
  for (gsize i = 0; links != NULL && links[i] != NULL; i++)
    if (!check_link (proof, post, links[i], error))
      return FALSE;
  n = count_pictures_without_text (galley_document_get_html (document, NULL));
  if (n > 0)
    add (proof, post, FALSE, "%u %s no alternative text, for those who do not see it", n,
         n == 1 ? "picture has" : "pictures have");
  if (strstr (body, "{{<") != NULL || strstr (body, "{{%") != NULL)
    add (proof, post, FALSE, "the text holds shortcodes of Hugo, which are shown as they stand");
  return TRUE;
}

static void
check_address (Proof *proof, const GalleyPost *post)
{
  g_autofree char *address = NULL;
  const char *other;

  if (!is_live (post) || proof->site == NULL)
    return;
  address = galley_site_get_post_path (proof->site, post->id);
  if (address == NULL)
    return;
  other = g_hash_table_lookup (proof->addresses, address);
  if (other != NULL)
    add (proof, post, TRUE, "its address %s is that of “%s” as well", address, other);
  else
    g_hash_table_insert (proof->addresses, g_steal_pointer (&address), g_strdup (post->title));
}

static gboolean
check_post (Proof *proof, const GalleyPost *post, GError **error)
{
  if (*post->title == '\0')
    add (proof, post, is_live (post), "there is no title");
  if (post->has_changes)
    add (proof, post, FALSE, "it has changes that are not published");
  if (*post->cover != '\0' && !g_hash_table_contains (proof->media, post->cover))
    add (proof, post, is_live (post), "its cover “%s” names no media", post->cover);
  for (guint i = 0; i < post->links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (post->links, i);

      if (!check_link (proof, post, link->address, error))
        return FALSE;
    }
  check_address (proof, post);
  return check_body (proof, post, error);
}

static gboolean
check_posts (Proof *proof, GCancellable *cancellable, GError **error)
{
  const GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids = galley_project_list_posts (proof->project, &filter, cancellable, error);
  g_autoptr (GPtrArray) posts = NULL;

  if (ids == NULL)
    return FALSE;
  posts = galley_project_load_posts (proof->project, (const gint64 *) (void *) ids->data, ids->len,
                                     GALLEY_VERSION_WORKING, error);
  if (posts == NULL)
    return FALSE;
  for (guint i = 0; i < posts->len; i++)
    {
      const GalleyPost *post = g_ptr_array_index (posts, i);

      if (post != NULL && is_live (post))
        g_hash_table_add (proof->published, g_memdup2 (&post->id, sizeof post->id));
    }
  for (guint i = 0; i < posts->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        (g_ptr_array_index (posts, i) != NULL &&
         !check_post (proof, g_ptr_array_index (posts, i), error)))
      return FALSE;
  if (g_hash_table_size (proof->published) == 0)
    add (proof, NULL, FALSE, "no post is published yet");
  return TRUE;
}

static gboolean
check_settings (Proof *proof, GError **error)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (proof->project, error);
  g_autoptr (GPtrArray) media = NULL;
  GalleyCommentCounts counts = { 0 };

  if (settings == NULL || !galley_project_count_comments (proof->project, &counts, error))
    return FALSE;
  if (*settings->title == '\0')
    add (proof, NULL, TRUE, "the site has no title");
  if (*settings->url == '\0')
    add (proof, NULL, FALSE,
         "the site has no address, so feeds and the site map can only be read beside it");
  if (counts.pending > 0)
    add (proof, NULL, FALSE, "%u %s for review", counts.pending,
         counts.pending == 1 ? "comment waits" : "comments wait");
  media = galley_project_list_media (proof->project, error);
  if (media == NULL)
    return FALSE;
  for (guint i = 0; i < media->len; i++)
    {
      const GalleyMedia *one = g_ptr_array_index (media, i);

      g_hash_table_add (proof->media, g_strdup (one->name));
    }
  return TRUE;
}

/* The plan of the site with all that is or will be in it; what makes it impossible must be mended.
 */
static gboolean
plan_site (Proof *proof, GError **error)
{
  const GalleySiteOptions options = { NULL, TRUE, NULL };
  g_autoptr (GError) problem = NULL;

  proof->site = galley_site_new (proof->project, &options, &problem);
  if (proof->site != NULL)
    return TRUE;
  if (problem->domain != GALLEY_SITE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  add (proof, NULL, TRUE, "%s", problem->message);
  return TRUE;
}

static void
found_cb (const char *what, gboolean must, gpointer user_data)
{
  add (user_data, NULL, must, "%s", what);
}

static gboolean
check_media (Proof *proof, GCancellable *cancellable, GError **error)
{
  return proof->site == NULL ||
         galley_site_check_media (proof->site, found_cb, proof, cancellable, error);
}

static void
print_json (const Proof *proof)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ctl_add_int (builder, "must", proof->n_must);
  ctl_add_int (builder, "should", proof->findings->len - proof->n_must);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < proof->findings->len; i++)
    {
      const Finding *finding = g_ptr_array_index (proof->findings, i);

      json_builder_begin_object (builder);
      ctl_add_text (builder, "severity", finding->must ? "must" : "should");
      ctl_add_int (builder, "post_id", finding->post_id);
      ctl_add_text (builder, "post", finding->title);
      ctl_add_text (builder, "what", finding->what);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ctl_print_json (builder);
}

static void
print_text (const Proof *proof)
{
  for (guint i = 0; i < proof->findings->len; i++)
    {
      const Finding *finding = g_ptr_array_index (proof->findings, i);

      if (finding->post_id != 0)
        ctl_printf ("%-6s  %" G_GINT64_FORMAT " “%s”: %s\n", finding->must ? "must" : "should",
                    finding->post_id, finding->title, finding->what);
      else
        ctl_printf ("%-6s  %s\n", finding->must ? "must" : "should", finding->what);
    }
  if (proof->findings->len == 0)
    ctl_print ("nothing is to be mended\n", -1);
}

static int
run (GalleyProject *project, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
  g_autoptr (GHashTable) media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) addresses =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) published =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GalleySite) site = NULL;
  Proof proof = { project, findings, media, addresses, published, NULL, 0 };
  gboolean looked = plan_site (&proof, &error);

  site = proof.site;
  if (!looked || !check_settings (&proof, &error) ||
      !check_posts (&proof, ctl_cancellable (), &error) ||
      !check_media (&proof, ctl_cancellable (), &error))
    return ctl_error ("proof", error);
  if (json)
    print_json (&proof);
  else
    print_text (&proof);
  return proof.n_must > 0 ? CTL_NO : CTL_DONE;
}

/**
 * cmd_proof:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl proof: says what should be mended before publication.
 *
 * Returns: CTL_DONE, CTL_NO where something must be mended, or CTL_WRONG
 */
int
cmd_proof (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley",
                           "Tells what should be mended before publication; 1 where it must.",
                           entries, 1, 1 };
  g_autoptr (GalleyProject) project = NULL;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  ctl_cancellable ();
  project = ctl_open ("proof", argv[1], GALLEY_OPEN_READ);
  return project != NULL ? run (project, json) : CTL_WRONG;
}
