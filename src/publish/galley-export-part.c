/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export after a small change: what the last one knew of the folder, and what changed since,
 * say which files may differ, and only those are made. Whatever is not known to be small is left to
 * an export of the whole site. */
#include "galley-export-part-private.h"

#include "galley-export-run-private.h"
#include "galley-fingerprint.h"
#include "galley-index.h"
#include "galley-part.h"
#include "galley-plan.h"
#include "galley-pages.h"

#include "galley-change.h"
#include "galley-published-comments.h"

#include <stdlib.h>

/* More changed posts than this are no small change. */
#define LITTLE_MAX 50
/* In a folder of no more files than this, each is looked at: one that somebody deleted or changed
 * is made again. In a larger one that alone would take longer than all else. */
#define LOOK_MAX 2000

static gboolean
is_in_time (const GalleyExportState *state, const GalleySite *site)
{
  gint64 at = g_date_time_to_unix (site->at);

  return state->since <= at && at < state->until;
}

/* Adds a file that the site has; FALSE where the last export left none of that name. */
static gboolean
add_file (GalleySite *site, GalleyFileKind kind, char *path, gconstpointer subject, guint number)
{
  g_autofree char *own = path;

  if (!galley_index_has_path (site, own))
    return FALSE;
  galley_plan_add_file (site, kind, g_steal_pointer (&own), subject, number);
  return TRUE;
}

/* The lists of posts that show the text of @entry, or its date of change. */
static gboolean
add_lists (GalleySite *site, GalleyEntry *entry)
{
  guint position = galley_entry_get_position (site, entry);
  guint n = galley_entries_length (site->posts);
  guint page = position / MAX (site->settings->posts_per_page, 1) + 1;
  guint part = (n - 1 - position) / GALLEY_SITEMAP_PART + 1;

  if (!add_file (site, GALLEY_FILE_INDEX,
                 page == 1 ? g_strdup ("index.html") : g_strdup_printf ("page/%u/index.html", page),
                 NULL, page))
    return FALSE;
  if (position < GALLEY_FEED_LENGTH &&
      !add_file (site, GALLEY_FILE_FEED, g_strdup ("feed.xml"), NULL, 0))
    return FALSE;
  return site->base == NULL || add_file (site, GALLEY_FILE_SITEMAP_POSTS,
                                         g_strdup_printf ("sitemap-%u.xml", part), NULL, part);
}

/* All files in which the text of @entry stands, or what is made from it. */
static gboolean
add_files_of (GalleySite *site, GalleyEntry *entry)
{
  const GalleySeriesEntry *series = entry->series;

  if (!add_file (site, GALLEY_FILE_POST, g_strdup (entry->path), entry, 0))
    return FALSE;
  if (series != NULL &&
      entry->part + GALLEY_FEED_LENGTH > galley_entries_length (series->entries) &&
      !add_file (site, GALLEY_FILE_SERIES_FEED, g_strdup (series->feed_path), series, 0))
    return FALSE;
  if (entry->post->kind == GALLEY_POST_KIND_POST)
    return add_lists (site, entry);
  return site->base == NULL ||
         add_file (site, GALLEY_FILE_SITEMAP_PAGES, g_strdup ("sitemap-pages.xml"), NULL, 0);
}

/* All files in which readers' comments on a post stand. @entry is NULL for one that is not out: the
 * feed counts its comments all the same. */
static gboolean
add_files_of_comments (GalleySite *site, GalleyEntry *entry)
{
  gboolean had_answers = galley_index_has_path (site, GALLEY_ANSWERS_PATH);
  gboolean has_answers = had_answers;

  /* Every page leads to the answers, where there are any. */
  if (galley_fingerprint_counts (site) ||
      (galley_theme_has_page (site->theme, "answers") &&
       !galley_project_has_answers (site->project, &has_answers, NULL)) ||
      has_answers != had_answers)
    return FALSE;
  if (has_answers && !add_file (site, GALLEY_FILE_ANSWERS, g_strdup (GALLEY_ANSWERS_PATH), NULL, 0))
    return FALSE;
  if (entry != NULL && !add_file (site, GALLEY_FILE_POST, g_strdup (entry->path), entry, 0))
    return FALSE;
  return add_file (site, GALLEY_FILE_COMMENTS_FEED, g_strdup (GALLEY_COMMENTS_FEED_PATH), NULL, 0);
}

/* Plans the files that @changes may reach; FALSE where they may reach further. */
static gboolean
plan (GalleySite *site, const GArray *changes)
{
  if (changes->len > LITTLE_MAX)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const GalleyChange *change = &g_array_index (changes, GalleyChange, i);
      GalleyEntry *entry = NULL;

      if (change->kind == GALLEY_CHANGE_SITE)
        return FALSE;
      entry = galley_index_find (site, change->post_id);
      if (change->kind == GALLEY_CHANGE_COMMENTS)
        {
          if (!add_files_of_comments (site, entry))
            return FALSE;
        }
      /* One that is not out yet shows nowhere. */
      else if (entry != NULL && !add_files_of (site, entry))
        return FALSE;
    }
  return TRUE;
}

/* Whether every page would show of the newest posts what it shows now. */
static gboolean
has_same_panel (GalleySite *site, const GalleyExportState *state, GError **error)
{
  g_autofree char *panel = NULL;

  if (!galley_panel_need (site, error))
    return FALSE;
  panel = galley_fingerprint_panel (site);
  return g_str_equal (panel, state->panel);
}

/* Whether the last export was made by this program with this theme. */
static gboolean
has_same_frame (GalleySite *site, const GalleyExportState *state)
{
  g_autofree char *frame = galley_fingerprint_frame (site);

  return g_str_equal (frame, state->frame);
}

static gboolean
load_entries (GalleyExport *export, GError **error)
{
  GalleySite *site = export->site;

  if (export->state->n_files <= LOOK_MAX)
    {
      export->manifest = galley_project_load_manifest (site->project, export->place, error);
      return export->manifest != NULL;
    }
  export->manifest = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) galley_manifest_entry_free);
  for (guint i = 0; i <= site->files->len; i++)
    {
      const char *path = i < site->files->len
                             ? ((GalleyFile *) g_ptr_array_index (site->files, i))->path
                             : "index.html";
      GalleyManifestEntry *entry =
          galley_project_load_manifest_entry (site->project, export->place, path, error);

      if (entry == NULL)
        return FALSE;
      g_hash_table_replace (export->manifest, entry->path, entry);
    }
  return TRUE;
}

static gboolean
looks_untouched (GalleyFolder *folder, const GalleyManifestEntry *known)
{
  GalleyFileState state;

  return galley_folder_glance (folder, known->path, &state) && state.size == known->size &&
         state.mtime_us == known->mtime_us;
}

/* Whether what is known of the folder is there; of a large one the front page stands for all. */
static gboolean
is_folder_untouched (GalleyExport *export)
{
  g_autoptr (GalleyFolder) folder = galley_folder_open (export->place, FALSE, NULL);
  GHashTableIter iter;
  gpointer entry;
  gboolean good = folder != NULL;

  /* What an interrupted export left there is cleared by one that goes the long way. */
  good = good && !galley_folder_exists (folder, GALLEY_WORKSHOP);
  g_hash_table_iter_init (&iter, export->manifest);
  while (good && g_hash_table_iter_next (&iter, NULL, &entry))
    good = looks_untouched (folder, entry);
  return good;
}

/* Makes the planned files, and notes that the folder is up to date. */
static gboolean
write_files (GalleyExport *export, const GArray *changes, GError **error)
{
  GalleyProject *project = export->site->project;
  GalleyExportState state = *export->state;
  g_autofree char *place = g_strdup (export->place);

  if (export->site->files->len > 0 && !galley_export_open_place (export, place, error))
    return FALSE;
  if (export->is_new)
    {
      g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_FAILED,
                   "exporting to %s: the folder went away meanwhile; export again", place);
      return FALSE;
    }
  if (!galley_export_make_files (export, error))
    return FALSE;
  if (!galley_part_check (export->site, error))
    return FALSE;
  export->report->unchanged = state.n_files - MIN (state.n_files, export->report->written);
  if (export->options->dry_run || changes->len == 0)
    return TRUE;
  state.change = g_array_index (changes, GalleyChange, changes->len - 1).number;
  return (export->changed->len == 0 ||
          galley_project_save_manifest (project, export->place, export->changed, NULL, error)) &&
         galley_project_save_export_state (project, export->place, &state, NULL, error);
}

/* Within one transaction, so that all that is read is of one moment. @is_done stays FALSE where
 * the whole site has to be looked at. */
static gboolean
run (GalleyExport *export,
     GalleyProject *project,
     const GalleySiteOptions *site_options,
     gboolean *is_done,
     GError **error)
{
  g_autoptr (GArray) changes = NULL;
  g_autoptr (GError) problem = NULL;

  export->state = galley_project_load_export_state (project, export->place, error);
  if (export->state == NULL)
    return FALSE;
  changes = galley_project_list_changes (project, export->state->change, LITTLE_MAX + 1, error);
  if (changes == NULL)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, GalleyChange, i).kind == GALLEY_CHANGE_SITE)
      return FALSE;
  export->site = galley_part_new (project, site_options, export->place, error);
  if (export->site == NULL || !is_in_time (export->state, export->site) ||
      !has_same_frame (export->site, export->state) || !plan (export->site, changes) ||
      (changes->len > 0 && !has_same_panel (export->site, export->state, error)) ||
      !load_entries (export, error) || !is_folder_untouched (export))
    return FALSE;
  if (!galley_part_check (export->site, NULL))
    return FALSE;
  *is_done = TRUE;
  export->stamp = g_strdup (export->state->stamp);
  return write_files (export, changes, error);
}

/**
 * galley_export_part:
 * @project: a project
 * @site_options: what to publish
 * @folder: where to
 * @options: how
 * @report: (out): what was done, where it was done
 * @cancellable: (nullable): stops between files
 * @is_done: (out): whether the folder was up to date but for a small change, and this took care of
 *   it; where not, the whole site has to be looked at, and nothing was touched
 * @error: GALLEY_SITE_ERROR, GALLEY_STORE_ERROR, GALLEY_THEME_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: %FALSE where it failed
 */
gboolean
galley_export_part (GalleyProject *project,
                    const GalleySiteOptions *site_options,
                    const char *folder,
                    const GalleyExportOptions *options,
                    GalleyExportReport *report,
                    GCancellable *cancellable,
                    gboolean *is_done,
                    GError **error)
{
  GalleyExport export;
  g_autoptr (GalleySite) site = NULL;
  g_autoptr (GError) problem = NULL;
  char *real = realpath (folder, NULL);
  gboolean good;

  *is_done = FALSE;
  if (real == NULL || !galley_project_begin (project, NULL))
    {
      free (real);
      return TRUE;
    }
  galley_export_begin (&export, NULL, options, report, cancellable);
  export.place = real;
  good = run (&export, project, site_options, is_done, &problem);
  site = export.site;
  galley_export_end (&export);
  if (good)
    good = galley_project_commit (project, &problem);
  else
    galley_project_roll_back (project);
  if (good || !*is_done)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
