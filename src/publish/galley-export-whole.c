/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export-files-private.h"

#include "galley-excerpt.h"
#include "galley-fingerprint.h"
#include "galley-page-kinds.h"
#include "galley-partial-model.h"
#include "galley-warnings.h"

#include "galley-published.h"

#include <string.h>

static gboolean
note_foreign_cb (const char *path, gpointer user_data)
{
  GalleyExport *export = user_data;
  const GalleyFile *file = g_hash_table_lookup (export->model->files->by_path, path);
  GalleyFileState state;
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return FALSE;
  bytes = galley_site_render (export->site, path, NULL, NULL);
  return bytes != NULL && galley_export_holds (export, path, bytes, &state);
}

/* Refuses what Galley did not write and would have to replace. A folder that Galley never wrote to
 * may hold nothing but what would be written anyway: a copy of the site, perhaps. */
static gboolean
check_foreign (GalleyExport *export, GError **error)
{
  gboolean foreign = FALSE;
  const char *what = "";

  if (export->options->adopt || export->is_new)
    return TRUE;
  if (g_hash_table_size (export->manifest) == 0)
    foreign = !galley_folder_walk (export->folder, note_foreign_cb, export);
  for (guint i = 0; i < export->model->files->all->len && !foreign; i++)
    {
      const GalleyFile *file = g_ptr_array_index (export->model->files->all, i);

      if (g_hash_table_size (export->manifest) == 0 ||
          g_hash_table_contains (export->manifest, file->path) ||
          !galley_folder_exists (export->folder, file->path))
        continue;
      foreign = !note_foreign_cb (file->path, export);
      what = file->path;
    }
  if (foreign)
    g_set_error (error, GALLEY_EXPORT_ERROR, GALLEY_EXPORT_ERROR_FOREIGN_FOLDER,
                 "exporting to %s: %s%s; choose an empty folder, or say that this one may be "
                 "taken over",
                 export->place,
                 *what != '\0' ? "Galley did not write "
                               : "it holds files that "
                                 "Galley did not write",
                 what);
  return !foreign;
}

/* Writes down which files this export may leave, before the first of them is there. */
static gboolean
announce (GalleyExport *export, GError **error)
{
  g_autoptr (GPtrArray) added =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_manifest_entry_free);
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();

  for (guint i = 0; i < export->model->files->all->len; i++)
    {
      const GalleyFile *file = g_ptr_array_index (export->model->files->all, i);
      GalleyManifestEntry *entry;

      if (g_hash_table_contains (export->manifest, file->path))
        continue;
      entry = g_new0 (GalleyManifestEntry, 1);
      entry->path = g_strdup (file->path);
      entry->digest = g_strdup ("");
      entry->fingerprint = g_strdup ("");
      entry->mtime_us = -1;
      g_ptr_array_add (added, entry);
    }
  return added->len == 0 || galley_project_save_manifest (export->model->project, export->place,
                                                          added, removed, error);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What the manifest has and the site has not, in order. */
static GPtrArray *
list_gone (GalleyExport *export)
{
  GPtrArray *gone = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, export->manifest);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (export->model->files->by_path, path))
      g_ptr_array_add (gone, path);
  g_ptr_array_sort (gone, compare_paths);
  return gone;
}

/* Whether an old file stands where the site now needs a folder, or the other way round. */
static gboolean
is_in_the_way (GalleyExport *export, const char *path)
{
  g_autofree char *above = g_strdup (path);
  char *slash;

  if (g_hash_table_contains (export->model->files->folders, path))
    return TRUE;
  while ((slash = strrchr (above, '/')) != NULL)
    {
      *slash = '\0';
      if (g_hash_table_contains (export->model->files->by_path, above))
        return TRUE;
    }
  return FALSE;
}

/* Deletes what is no longer part of the site: before the rest what is in its way, the others when
 * nothing links to them any more. */
static gboolean
delete_gone (GalleyExport *export, GPtrArray *gone, gboolean in_the_way, GError **error)
{
  for (guint i = 0; i < gone->len; i++)
    {
      const char *path = g_ptr_array_index (gone, i);
      const GalleyManifestEntry *entry = g_hash_table_lookup (export->manifest, path);

      if (is_in_the_way (export, path) != in_the_way || export->is_new ||
          !galley_export_is_ours (export, entry))
        continue;
      galley_export_note (export, "delete", path, "no longer part of the site");
      if (!galley_export_touch (export, error))
        return FALSE;
      if (!export->options->dry_run && !galley_folder_delete (export->folder, path, error))
        return FALSE;
      export->report->deleted++;
    }
  return TRUE;
}

static gboolean
save_state (GalleyExport *export, GError **error)
{
  GalleyModel *model = export->model;
  gint64 at = g_date_time_to_unix (model->at);
  g_autofree char *program = galley_site_get_program_stamp (export->site);
  GalleyExportState state = { model->change,
                              at,
                              galley_project_next_scheduled (model->project, at, error),
                              program,
                              export->stamp,
                              export->latest_stamp,
                              export->report->written + export->report->unchanged };
  g_autoptr (GHashTable) orders = NULL;

  if (state.until < 0)
    return FALSE;
  /* The stamp is of all that the orders are made from. */
  if (export->state == NULL || !g_str_equal (export->state->site_stamp, export->stamp))
    orders = galley_model_list_orders (model);
  return galley_project_save_export_state (model->project, export->place, &state, orders, error);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const GalleyManifestEntry *const *) a)->path,
                 (*(const GalleyManifestEntry *const *) b)->path);
}

/* Notes what the folder holds now, and that all of it is there, in one. */
static gboolean
save_findings (GalleyExport *export, GPtrArray *gone, GError **error)
{
  GalleyProject *project = export->model->project;
  g_auto (GStrv) warnings = galley_site_list_warnings (export->site);
  /* What may not be published is to be told each time. */
  gboolean knows_all = export->stamp != NULL && warnings[0] == NULL;
  gboolean is_new = export->touched || export->state == NULL || export->changed->len > 0 ||
                    gone->len > 0 || export->state->change != export->model->change;

  if (!is_new)
    return TRUE;
  if (!galley_project_begin (project, error))
    return FALSE;
  /* In the order of the table: ten thousand rows are appended in a third of the time. */
  g_ptr_array_sort (export->changed, compare_entries);
  if (galley_project_save_manifest (project, export->place, export->changed, gone, error) &&
      (!knows_all || save_state (export, error)))
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  return FALSE;
}

static gboolean
run (GalleyExport *export, GError **error)
{
  GalleyProject *project = export->model->project;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GError) problem = NULL;

  export->manifest = galley_project_load_manifest (project, export->place, error);
  if (export->manifest == NULL || !check_foreign (export, error))
    return FALSE;
  export->state = galley_project_load_export_state (project, export->place, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!export->options->dry_run && !export->is_new && !announce (export, error))
    return FALSE;
  if (!galley_latest_need_excerpts (export->site, error))
    return FALSE;
  export->latest_stamp = galley_site_get_latest_stamp (export->site);
  export->stamp = galley_site_get_stamp (export->site, export->latest_stamp);
  gone = list_gone (export);
  if (!delete_gone (export, gone, TRUE, error) || !galley_export_make_files (export, error) ||
      !delete_gone (export, gone, FALSE, error))
    return FALSE;
  if (export->options->dry_run)
    return TRUE;
  return save_findings (export, gone, error) &&
         (!export->is_new || galley_folder_move_in (export->folder, export->place, error));
}

/**
 * galley_site_export:
 * @site: a site
 * @folder: where to; a file name in the file system's encoding
 * @options: (nullable): how
 * @report: (out) (optional): what was done; to be cleared
 * @cancellable: (nullable): stops between files
 * @error: GALLEY_EXPORT_ERROR, GALLEY_SITE_ERROR, GALLEY_STORE_ERROR, GALLEY_THEME_ERROR,
 * G_IO_ERROR_CANCELLED
 *
 * Writes the site. A folder that is not there yet is made whole beside its place and moved in; in
 * one that is there, each file that differs is replaced whole, and what Galley wrote before and the
 * site no longer has is deleted. Where it ends early, every file is the old or the new one, and the
 * next export does the rest. Blocks; runs on the project's thread and makes files on all cores.
 *
 * Returns: whether the folder holds the site now
 */
gboolean
galley_site_export (GalleySite *site,
                    const char *folder,
                    const GalleyExportOptions *options,
                    GalleyExportReport *report,
                    GCancellable *cancellable,
                    GError **error)
{
  static const GalleyExportOptions plain = { FALSE };
  GalleyExportReport own = { 0 };
  GalleyModel *model = galley_site_get_model (site);
  GError *refusal;
  GalleyExport export;
  gint64 begun = g_get_monotonic_time ();
  gboolean good;

  if (report == NULL)
    report = &own;
  memset (report, 0, sizeof *report);
  refusal = galley_file_list_get_error (model->files);
  if (refusal != NULL)
    {
      g_propagate_error (error, refusal);
      return FALSE;
    }
  galley_export_begin (&export, site, options != NULL ? options : &plain, report, cancellable);
  good = galley_export_open_place (&export, folder, error) && run (&export, error);
  galley_export_end (&export);
  report->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  galley_export_report_clear (&own);
  return good;
}
