/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-digest.h"
#include "galley-export-part-private.h"
#include "galley-export-run-private.h"
#include "galley-fingerprint.h"
#include "galley-plan.h"
#include "galley-pages.h"

#include "galley-published.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean
note_foreign_cb (const char *path, gpointer user_data)
{
  GalleyExport *export = user_data;
  const GalleyFile *file = g_hash_table_lookup (export->site->index.by_path, path);
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
  for (guint i = 0; i < export->site->files->len && !foreign; i++)
    {
      const GalleyFile *file = g_ptr_array_index (export->site->files, i);

      if (g_hash_table_size (export->manifest) == 0 ||
          g_hash_table_contains (export->manifest, file->path) ||
          !galley_folder_exists (export->folder, file->path))
        continue;
      foreign = !note_foreign_cb (file->path, export);
      what = file->path;
    }
  if (foreign)
    g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_FOREIGN_FOLDER,
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

  for (guint i = 0; i < export->site->files->len; i++)
    {
      const GalleyFile *file = g_ptr_array_index (export->site->files, i);
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
  return added->len == 0 ||
         galley_project_save_manifest (export->site->project, export->place, added, removed, error);
}

/**
 * galley_export_is_ours:
 * @export: an export into a folder that is there
 * @entry: what the manifest says of a file
 *
 * Returns: whether the file is still what Galley left there
 */
gboolean
galley_export_is_ours (GalleyExport *export, const GalleyManifestEntry *entry)
{
  GalleyFileState state;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *digest = NULL;

  if (!galley_folder_stat (export->folder, entry->path, &state) || state.size != entry->size)
    return FALSE;
  if (state.mtime_us == entry->mtime_us)
    return TRUE;
  bytes = galley_folder_read (export->folder, entry->path, (gsize) state.size);
  digest = bytes != NULL ? galley_digest_bytes (bytes) : NULL;
  return g_strcmp0 (digest, entry->digest) == 0;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What the manifest has and the plan has not, in order. */
static GPtrArray *
list_gone (GalleyExport *export)
{
  GPtrArray *gone = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, export->manifest);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (export->site->index.by_path, path))
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

  if (g_hash_table_contains (export->site->folders, path))
    return TRUE;
  while ((slash = strrchr (above, '/')) != NULL)
    {
      *slash = '\0';
      if (g_hash_table_contains (export->site->index.by_path, above))
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

/**
 * galley_export_open_place:
 * @export: an export
 * @folder: where to
 * @error: GALLEY_SITE_ERROR
 *
 * Opens the folder, or makes a new one beside its place.
 */
gboolean
galley_export_open_place (GalleyExport *export, const char *folder, GError **error)
{
  g_autofree char *real = realpath (folder, NULL);

  g_clear_pointer (&export->place, g_free);
  export->is_new = real == NULL && errno == ENOENT;
  if (export->is_new)
    export->place = g_canonicalize_filename (folder, NULL);
  else if (real != NULL)
    export->place = g_steal_pointer (&real);
  else
    {
      g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_PERMISSION, "opening %s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  if (!export->is_new)
    export->folder = galley_folder_open (export->place, !export->options->dry_run, error);
  else if (!export->options->dry_run)
    export->folder = galley_folder_create_beside (export->place, error);
  else
    return TRUE;
  return export->folder != NULL;
}

/**
 * galley_export_touch:
 * @export: an export
 * @error: GALLEY_STORE_ERROR
 *
 * Makes known that the folder is about to change, so that where this export does not get to its
 * end, the next one looks at all of it.
 */
gboolean
galley_export_touch (GalleyExport *export, GError **error)
{
  if (export->touched || export->options->dry_run)
    return TRUE;
  export->touched = TRUE;
  /* A part is made again as it was until the end of it is noted. */
  return export->state == NULL || export->site->part != NULL ||
         galley_project_forget_export_state (export->site->project, export->place, error);
}

static void
add_list (GHashTable *lists, char *name, GalleyEntries *entries)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < entries->known->len; i++)
    g_array_append_val (ids, ((GalleyEntry *) g_ptr_array_index (entries->known, i))->post->id);
  g_hash_table_insert (lists, name, ids);
}

/* The order of posts, for exports that read only a part of the site. */
static GHashTable *
make_lists (GalleySite *site)
{
  GHashTable *lists =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  add_list (lists, g_strdup ("posts"), site->posts);
  add_list (lists, g_strdup ("pages"), site->pages);
  for (guint i = 0; i < site->series->len; i++)
    {
      const GalleySeriesEntry *series = g_ptr_array_index (site->series, i);

      add_list (lists, g_strdup_printf ("series/%" G_GINT64_FORMAT, series->record->id),
                series->entries);
    }
  for (guint i = 0; i < site->tags->len; i++)
    {
      const GalleyTagEntry *tag = g_ptr_array_index (site->tags, i);

      add_list (lists, g_strconcat ("tag/", tag->name, NULL), tag->entries);
    }
  return lists;
}

static gboolean
save_state (GalleyExport *export, GError **error)
{
  GalleySite *site = export->site;
  gint64 at = g_date_time_to_unix (site->at);
  g_autofree char *frame = galley_fingerprint_frame (site);
  GalleyExportState state = { site->change,
                              at,
                              galley_project_next_scheduled (site->project, at, error),
                              frame,
                              export->stamp,
                              export->panel,
                              export->report->written + export->report->unchanged };
  g_autoptr (GHashTable) lists = NULL;

  if (state.until < 0)
    return FALSE;
  /* The stamp is of all that the lists are made from. */
  if (export->state == NULL || !g_str_equal (export->state->stamp, export->stamp))
    lists = make_lists (site);
  return galley_project_save_export_state (site->project, export->place, &state, lists, error);
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
  GalleyProject *project = export->site->project;
  g_auto (GStrv) warnings = galley_site_list_warnings (export->site);
  /* What may not be published is to be told each time. */
  gboolean knows_all = export->stamp != NULL && warnings[0] == NULL;
  gboolean is_new = export->touched || export->state == NULL || export->changed->len > 0 ||
                    gone->len > 0 || export->state->change != export->site->change;

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
  GalleyProject *project = export->site->project;
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
  if (!galley_panel_need (export->site, error))
    return FALSE;
  export->panel = galley_fingerprint_panel (export->site);
  export->stamp = galley_fingerprint_stamp (export->site, export->panel);
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
 * galley_export_begin:
 * @export: (out): an export
 * @site: of what
 * @options: how
 * @report: what is filled
 * @cancellable: (nullable): what stops it
 */
void
galley_export_begin (GalleyExport *export,
                     GalleySite *site,
                     const GalleyExportOptions *options,
                     GalleyExportReport *report,
                     GCancellable *cancellable)
{
  memset (export, 0, sizeof *export);
  export->site = site;
  export->options = options;
  export->report = report;
  export->cancellable = cancellable;
  export->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_manifest_entry_free);
  export->changes = g_ptr_array_new ();
}

/**
 * galley_export_end:
 * @export: an export, whether it was done or not
 *
 * Gives the report what it is to hold, and lets go of the rest.
 */
void
galley_export_end (GalleyExport *export)
{
  g_ptr_array_add (export->changes, NULL);
  if (export->site != NULL)
    export->report->warnings = galley_site_list_warnings (export->site);
  export->report->changes = (GStrv) g_ptr_array_free (g_steal_pointer (&export->changes), FALSE);
  g_clear_pointer (&export->folder, galley_folder_close);
  if (export->pool != NULL)
    g_thread_pool_free (export->pool, FALSE, TRUE);
  g_clear_pointer (&export->made, g_async_queue_unref);
  g_clear_pointer (&export->manifest, g_hash_table_unref);
  g_clear_pointer (&export->changed, g_ptr_array_unref);
  g_clear_pointer (&export->state, galley_export_state_free);
  g_free (export->panel);
  g_free (export->stamp);
  g_free (export->place);
}

/**
 * galley_export_report_clear:
 * @report: what galley_site_export() filled
 */
void
galley_export_report_clear (GalleyExportReport *report)
{
  g_clear_pointer (&report->changes, g_strfreev);
  g_clear_pointer (&report->warnings, g_strfreev);
  memset (report, 0, sizeof *report);
}

/**
 * galley_site_export:
 * @site: a site
 * @folder: where to; a file name in the file system's encoding
 * @options: (nullable): how
 * @report: (out) (optional): what was done; to be cleared
 * @cancellable: (nullable): stops between files
 * @error: GALLEY_SITE_ERROR, GALLEY_STORE_ERROR, GALLEY_THEME_ERROR, G_IO_ERROR_CANCELLED
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
  GalleyExport export;
  gint64 begun = g_get_monotonic_time ();
  gboolean good;

  if (report == NULL)
    report = &own;
  memset (report, 0, sizeof *report);
  if (site->conflict != NULL)
    {
      g_propagate_error (error, g_error_copy (site->conflict));
      return FALSE;
    }
  galley_export_begin (&export, site, options != NULL ? options : &plain, report, cancellable);
  good = galley_export_open_place (&export, folder, error) && run (&export, error);
  galley_export_end (&export);
  report->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  galley_export_report_clear (&own);
  return good;
}

/**
 * galley_export_project:
 * @project: a project
 * @site_options: (nullable): what to publish; %NULL: what is published now
 * @folder: where to; a file name in the file system's encoding
 * @options: (nullable): how
 * @report: (out) (optional): what was done; to be cleared
 * @cancellable: (nullable): stops between files
 * @error: GALLEY_SITE_ERROR, GALLEY_STORE_ERROR, GALLEY_THEME_ERROR, G_IO_ERROR_CANCELLED
 *
 * As galley_site_new() and galley_site_export(), but where only texts of a few posts changed since
 * the last export to @folder, the site is not read whole: the cost is that of the change. Such an
 * export of a large site does not look at files that it does not make, unless @options ask for
 * a full one.
 *
 * Returns: whether the folder holds the site now
 */
gboolean
galley_export_project (GalleyProject *project,
                       const GalleySiteOptions *site_options,
                       const char *folder,
                       const GalleyExportOptions *options,
                       GalleyExportReport *report,
                       GCancellable *cancellable,
                       GError **error)
{
  static const GalleyExportOptions plain = { FALSE };
  GalleyExportReport own = { 0 };
  gint64 begun = g_get_monotonic_time ();
  gboolean is_special =
      site_options != NULL && (site_options->drafts || site_options->working != NULL);
  g_autoptr (GalleySite) site = NULL;
  gboolean is_done = FALSE;
  gboolean good = TRUE;

  if (report == NULL)
    report = &own;
  if (options == NULL)
    options = &plain;
  memset (report, 0, sizeof *report);
  if (!is_special && !options->full)
    good = galley_export_part (project, site_options, folder, options, report, cancellable,
                               &is_done, error);
  if (!is_done)
    {
      galley_export_report_clear (report);
      site = galley_site_new (project, site_options, error);
      good = site != NULL && galley_site_export (site, folder, options, report, cancellable, error);
    }
  report->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  galley_export_report_clear (&own);
  return good;
}
