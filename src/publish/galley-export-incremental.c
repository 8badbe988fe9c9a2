/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export after a small change: what the last one knew of the folder, and what changed since,
 * say which files may differ, and only those are made. Whatever is not known to be small is left to
 * an export of the whole site. */
#include "galley-export-incremental-private.h"

#include "galley-export-files-private.h"

#include "galley-change.h"
#include "galley-excerpt.h"
#include "galley-fingerprint.h"
#include "galley-page-kinds.h"
#include "galley-partial-model.h"

#include <stdlib.h>

/* More changed posts than this are no small change. */
#define MOST_CHANGES 50
/* In a folder of no more files than this, each is looked at: one that somebody deleted or changed
 * is made again. In a larger one that alone would take longer than all else. */
#define LOOK_MAX 2000

static gboolean
is_in_time (const GalleyExportState *state, const GalleyModel *model)
{
  gint64 at = g_date_time_to_unix (model->at);

  return state->since <= at && at < state->until;
}

/* Whether every page would show of the newest posts what it shows now. */
static gboolean
has_same_latest (GalleySite *site, const GalleyExportState *state, GError **error)
{
  g_autofree char *latest = NULL;

  if (!galley_latest_need_excerpts (site, error))
    return FALSE;
  latest = galley_site_get_latest_stamp (site);
  return g_str_equal (latest, state->latest_stamp);
}

/* Whether the last export was made by this program with this theme. */
static gboolean
has_same_program (GalleySite *site, const GalleyExportState *state)
{
  g_autofree char *program = galley_site_get_program_stamp (site);

  return g_str_equal (program, state->program_stamp);
}

/* Reads what is known of the files that are made, or of all where these are few. */
static gboolean
load_entries (GalleyExport *export, GError **error)
{
  GalleyProject *project = export->model->project;
  GPtrArray *files = export->model->files->all;

  if (export->state->n_files <= LOOK_MAX)
    {
      export->manifest = galley_project_load_manifest (project, export->place, error);
      return export->manifest != NULL;
    }
  export->manifest = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) galley_manifest_entry_free);
  for (guint i = 0; i <= files->len; i++)
    {
      const char *path =
          i < files->len ? ((GalleyFile *) g_ptr_array_index (files, i))->path : "index.html";
      GalleyManifestEntry *entry =
          galley_project_load_manifest_entry (project, export->place, path, error);

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

  return galley_folder_stat_quickly (folder, known->path, &state) && state.size == known->size &&
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
  good = good && !galley_folder_exists (folder, GALLEY_STAGING);
  g_hash_table_iter_init (&iter, export->manifest);
  while (good && g_hash_table_iter_next (&iter, NULL, &entry))
    good = looks_untouched (folder, entry);
  return good;
}

/* Makes the files that were reached, and notes that the folder is up to date. */
static gboolean
write_files (GalleyExport *export, const GArray *changes, GError **error)
{
  GalleyProject *project = export->model->project;
  GalleyExportState state = *export->state;
  g_autofree char *place = g_strdup (export->place);

  if (export->model->files->all->len > 0 && !galley_export_open_place (export, place, error))
    return FALSE;
  if (export->is_new)
    {
      g_set_error (error, GALLEY_EXPORT_ERROR, GALLEY_EXPORT_ERROR_FAILED,
                   "exporting to %s: the folder went away meanwhile; export again", place);
      return FALSE;
    }
  if (!galley_export_make_files (export, error))
    return FALSE;
  if (!galley_partial_model_check (export->model, error))
    return FALSE;
  export->report->unchanged = state.n_files - MIN (state.n_files, export->report->written);
  if (export->options->dry_run || changes->len == 0)
    return TRUE;
  state.change = g_array_index (changes, GalleyChange, changes->len - 1).number;
  return (export->changed->len == 0 ||
          galley_project_save_manifest (project, export->place, export->changed, NULL, error)) &&
         galley_project_save_export_state (project, export->place, &state, NULL, error);
}

/* Whether there are few changes, and all of texts and comments. */
static gboolean
are_small (const GArray *changes)
{
  gboolean are = changes->len <= MOST_CHANGES;

  for (guint i = 0; i < changes->len && are; i++)
    are = g_array_index (changes, GalleyChange, i).kind != GALLEY_CHANGE_SITE;
  return are;
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
  changes = galley_project_list_changes (project, export->state->change, MOST_CHANGES + 1, error);
  if (changes == NULL || !are_small (changes))
    return FALSE;
  export->site = galley_site_new_partial (project, site_options, export->place, error);
  if (export->site == NULL)
    return FALSE;
  export->model = galley_site_get_model (export->site);
  if (!is_in_time (export->state, export->model) ||
      !has_same_program (export->site, export->state) ||
      !galley_site_reach (export->site, changes) ||
      (changes->len > 0 && !has_same_latest (export->site, export->state, error)) ||
      !load_entries (export, error) || !is_folder_untouched (export))
    return FALSE;
  if (!galley_partial_model_check (export->model, NULL))
    return FALSE;
  *is_done = TRUE;
  export->stamp = g_strdup (export->state->site_stamp);
  return write_files (export, changes, error);
}

/**
 * galley_export_incremental:
 * @project: a project
 * @site_options: what to publish
 * @folder: where to
 * @options: how
 * @report: (out): what was done, where it was done
 * @cancellable: (nullable): stops between files
 * @is_done: (out): whether the folder was up to date but for a small change, and this took care of
 *   it; where not, the whole site has to be looked at, and nothing was touched
 * @error: GALLEY_EXPORT_ERROR, GALLEY_SITE_ERROR, GALLEY_STORE_ERROR, GALLEY_THEME_ERROR,
 * G_IO_ERROR_CANCELLED
 *
 * Returns: %FALSE where it failed
 */
gboolean
galley_export_incremental (GalleyProject *project,
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
