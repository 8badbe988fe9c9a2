/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export-run-private.h"

#include "galley-digest.h"
#include "galley-published.h"
#include "galley-warnings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

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
  export->model = site != NULL ? galley_site_get_model (site) : NULL;
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
  g_clear_pointer (&export->manifest, g_hash_table_unref);
  g_clear_pointer (&export->changed, g_ptr_array_unref);
  g_clear_pointer (&export->state, galley_export_state_free);
  g_free (export->latest_stamp);
  g_free (export->stamp);
  g_free (export->place);
}

/**
 * galley_export_open_place:
 * @export: an export
 * @folder: where to
 * @error: GALLEY_EXPORT_ERROR
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
      g_set_error (error, GALLEY_EXPORT_ERROR, GALLEY_EXPORT_ERROR_PERMISSION, "opening %s: %s",
                   folder, g_strerror (errno));
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
  return export->state == NULL || export->model->source != NULL ||
         galley_project_forget_export_state (export->model->project, export->place, error);
}

/**
 * galley_export_note:
 * @export: an export
 * @verb: "write" or "delete"
 * @path: a file
 * @why: in a few words
 *
 * Keeps what a dry run would do.
 */
void
galley_export_note (GalleyExport *export, const char *verb, const char *path, const char *why)
{
  if (export->options->dry_run)
    g_ptr_array_add (export->changes, g_strdup_printf ("%s %s: %s", verb, path, why));
}

/**
 * galley_export_is_ours:
 * @export: an export into a folder that is there
 * @entry: what the manifest says of a file
 *
 * Reads the file: one of somebody else's may have the size and even the time of ours.
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
  bytes = galley_folder_read (export->folder, entry->path, (gsize) state.size);
  digest = bytes != NULL ? galley_digest_bytes (bytes) : NULL;
  return g_strcmp0 (digest, entry->digest) == 0;
}

/**
 * galley_export_holds:
 * @export: an export
 * @path: a file
 * @bytes: what it should hold
 * @state: (out): how it is
 *
 * Returns: whether it holds that already
 */
gboolean
galley_export_holds (GalleyExport *export, const char *path, GBytes *bytes, GalleyFileState *state)
{
  g_autoptr (GBytes) there = NULL;

  if (!galley_folder_stat (export->folder, path, state) ||
      (gsize) state->size != g_bytes_get_size (bytes))
    return FALSE;
  there = galley_folder_read (export->folder, path, g_bytes_get_size (bytes));
  return there != NULL && g_bytes_equal (there, bytes);
}

/**
 * galley_export_is_untouched:
 * @export: an export into a folder that is there
 * @known: what the manifest says of a file
 *
 * Returns: whether the file is there, of the size and time that Galley left it with
 */
gboolean
galley_export_is_untouched (GalleyExport *export, const GalleyManifestEntry *known)
{
  GalleyFileState state;

  return galley_folder_stat (export->folder, known->path, &state) && state.size == known->size &&
         state.mtime_us == known->mtime_us;
}
