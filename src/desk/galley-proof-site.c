/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-proof-site.h"

#include <glib/gi18n.h>

#include "galley-comment.h"
#include "galley-proof-paths.h"
#include "galley-proof-post.h"
#include "galley-series.h"

static GalleyFinding *
about_post (GalleyFinding *finding, const GalleyPost *post)
{
  finding->post_id = post->id;
  g_free (finding->title);
  finding->title = g_strdup (post->title);
  return finding;
}

static gboolean
check_settings (GalleyModel *model, GPtrArray *findings, GError **error)
{
  GalleyCommentCounts counts = { 0 };

  if (!galley_project_count_comments (model->project, &counts, error))
    return FALSE;
  if (*model->settings->title == '\0')
    galley_findings_add (findings, "site-title", TRUE, "%s", _ ("the site has no title"));
  if (*model->settings->url == '\0')
    galley_findings_add (
        findings, "site-address", FALSE, "%s",
        _ ("the site has no address, so feeds and the site map can only be read beside it"));
  if (counts.pending > 0)
    galley_findings_add (
        findings, "pending-comments", FALSE,
        ngettext ("%u comment waits for review", "%u comments wait for review", counts.pending),
        counts.pending);
  return TRUE;
}

/* Two posts of one title look like one in lists; but a series may be called the same each week. */
static void
check_titles (GPtrArray *posts, GPtrArray *findings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < posts->len; i++)
    {
      const GalleyPost *post = g_ptr_array_index (posts, i);
      g_autofree char *key = NULL;

      if (!galley_proof_is_live (post) || *post->title == '\0' || post->series_id != 0)
        continue;
      key = g_utf8_casefold (post->title, -1);
      if (g_hash_table_contains (seen, key))
        about_post (galley_findings_add (findings, "same-title", FALSE, "%s",
                                         _ ("another post has the same title")),
                    post);
      else
        g_hash_table_add (seen, g_steal_pointer (&key));
    }
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const GalleyPost *one = *(const GalleyPost *const *) a;
  const GalleyPost *other = *(const GalleyPost *const *) b;

  if (one->series_id != other->series_id)
    return one->series_id < other->series_id ? -1 : 1;
  return one->series_part < other->series_part ? -1 : one->series_part > other->series_part;
}

/* A part and the one before it, both of one series. */
static void
check_parts (const GalleyPost *before, const GalleyPost *post, GPtrArray *findings)
{
  if (post->series_part > before->series_part + 1)
    about_post (galley_findings_add (findings, "series-gap", FALSE,
                                     _ ("it is part %u of “%s”, and the one before it is part %u"),
                                     post->series_part, post->series_title, before->series_part),
                post);
  if (post->series_part == before->series_part)
    about_post (galley_findings_add (findings, "series-part", FALSE,
                                     _ ("it is part %u of “%s”, and so is “%s”"), post->series_part,
                                     post->series_title, before->title),
                post);
  else if (post->date != NULL && before->date != NULL &&
           g_date_time_compare (post->date, before->date) < 0)
    about_post (galley_findings_add (findings, "series-order", FALSE,
                                     _ ("it is part %u of “%s”, and older than part %u"),
                                     post->series_part, post->series_title, before->series_part),
                post);
}

static gboolean
check_series (GalleyModel *model, GPtrArray *posts, GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GPtrArray) series = galley_project_list_series (model->project, error);

  if (series == NULL)
    return FALSE;
  for (guint i = 0; i < series->len; i++)
    {
      const GalleySeries *one = g_ptr_array_index (series, i);

      if (one->n_parts == 0)
        galley_findings_add (findings, "empty-series", FALSE, _ ("the series “%s” has no posts"),
                             one->title);
    }
  for (guint i = 0; i < posts->len; i++)
    if (((const GalleyPost *) g_ptr_array_index (posts, i))->series_id != 0)
      g_ptr_array_add (parts, g_ptr_array_index (posts, i));
  g_ptr_array_sort (parts, compare_parts);
  for (guint i = 1; i < parts->len; i++)
    {
      const GalleyPost *before = g_ptr_array_index (parts, i - 1);
      const GalleyPost *post = g_ptr_array_index (parts, i);

      if (before->series_id == post->series_id)
        check_parts (before, post, findings);
    }
  return TRUE;
}

/* The same plan as an export would make, now or once all that is scheduled is out. */
static gboolean
check_plan (GalleySite *site, GPtrArray *findings, GError **error)
{
  g_autoptr (GDateTime) last = g_date_time_new_utc (9998, 12, 31, 0, 0, 0);
  const GalleySiteOptions options = { last, FALSE, NULL };
  g_autoptr (GalleySite) plan =
      galley_site_new (galley_site_get_model (site)->project, &options, error);
  GPtrArray *conflicts;

  if (plan == NULL)
    return FALSE;
  conflicts = galley_site_get_model (plan)->files->conflicts;
  for (guint i = 0; i < conflicts->len; i++)
    {
      const GalleyFileConflict *conflict = g_ptr_array_index (conflicts, i);
      GalleyFinding *finding = NULL;
      g_autofree char *what = NULL;

      if (conflict->other != NULL)
        what = g_strdup_printf (_ ("%s: its address “%s” is that of %s as well; the site cannot be "
                                   "exported until one of them changes"),
                                conflict->name, conflict->path, conflict->other);
      else
        what = g_strdup_printf (_ ("%s: its address “%s” leads out of the site; the site cannot be "
                                   "exported until it changes"),
                                conflict->name, conflict->path);
      finding = galley_findings_add (findings, "taken-address", TRUE, "%s", what);
      finding->post_id = conflict->post_id;
      g_free (finding->text);
      finding->text = g_strdup (conflict->path);
    }
  galley_proof_paths_check (plan, findings);
  return TRUE;
}

/**
 * galley_proof_site_check:
 * @site: a site with drafts
 * @posts: of GalleyPost: those that are not in the trash
 * @findings: a list to add to
 * @cancellable: (nullable): stops between two steps
 * @error: GALLEY_STORE_ERROR, GALLEY_THEME_ERROR, G_IO_ERROR_CANCELLED
 *
 * Looks at what no post has by itself: settings, addresses, titles, series, comments. Runs on the
 * project's thread.
 *
 * Returns: whether all could be looked at
 */
gboolean
galley_proof_site_check (GalleySite *site,
                         GPtrArray *posts,
                         GPtrArray *findings,
                         GCancellable *cancellable,
                         GError **error)
{
  GalleyModel *model = galley_site_get_model (site);
  gboolean is_published = FALSE;

  if (!check_settings (model, findings, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !check_plan (site, findings, error) || !check_series (model, posts, findings, error))
    return FALSE;
  check_titles (posts, findings);
  for (guint i = 0; i < posts->len && !is_published; i++)
    is_published = galley_proof_is_live (g_ptr_array_index (posts, i));
  if (!is_published)
    galley_findings_add (findings, "no-posts", FALSE, "%s", _ ("no post is published yet"));
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
