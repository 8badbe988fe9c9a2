/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export-target.h"

#include "galley-project-private.h"

/**
 * galley_manifest_entry_free:
 * @entry: (nullable): an entry
 *
 * Frees it with its strings.
 */
void
galley_manifest_entry_free (GalleyManifestEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->path);
  g_free (entry->digest);
  g_free (entry->fingerprint);
  g_free (entry);
}

static GalleyManifestEntry *
read_entry (GalleyStatement *row)
{
  GalleyManifestEntry *entry = g_new0 (GalleyManifestEntry, 1);

  entry->path = galley_statement_text (row, 0);
  entry->digest = galley_statement_text (row, 1);
  entry->fingerprint = galley_statement_text (row, 2);
  entry->size = galley_statement_int (row, 3);
  entry->mtime_us = galley_statement_int (row, 4);
  return entry;
}

/**
 * galley_project_load_manifest:
 * @project: a project
 * @folder: the name of a folder that was exported to
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type utf8 GalleyManifestEntry): what Galley wrote
 *   there, by path; empty for a folder that it does not know
 */
GHashTable *
galley_project_load_manifest (GalleyProject *project, const char *folder, GError **error)
{
  g_autoptr (GHashTable) manifest = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, (GDestroyNotify) galley_manifest_entry_free);
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project,
                            "SELECT path, digest, fingerprint, size, mtime_us FROM manifest"
                            " WHERE target = (SELECT id FROM export_target WHERE folder = ?)",
                            error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "t", folder);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyManifestEntry *entry = read_entry (row);

      g_hash_table_replace (manifest, entry->path, entry);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&manifest) : NULL;
}

/**
 * galley_project_load_manifest_entry:
 * @project: a project
 * @folder: the name of a folder that was exported to
 * @path: a file in it
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what Galley wrote there; %NULL without an error for nothing
 */
GalleyManifestEntry *
galley_project_load_manifest_entry (GalleyProject *project,
                                    const char *folder,
                                    const char *path,
                                    GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT path, digest, fingerprint, size, mtime_us FROM manifest"
      " WHERE target = (SELECT id FROM export_target WHERE folder = ?) AND path = ?",
      error);

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "tt", folder, path);
  return galley_statement_step (row, error) == GALLEY_STEP_ROW ? read_entry (row) : NULL;
}

static gboolean
write_manifest (GalleyProject *project,
                const char *folder,
                GPtrArray *changed,
                GPtrArray *removed,
                GError **error)
{
  gint64 target = 0;

  if (!galley_sql_run (project, error,
                       "INSERT INTO export_target (folder, exported) VALUES (?1, ?2)"
                       " ON CONFLICT (folder) DO UPDATE SET exported = ?2",
                       "ti", folder, galley_project_now ()) ||
      !galley_sql_get_int (project, &target, error, "SELECT id FROM export_target WHERE folder = ?",
                           "t", folder))
    return FALSE;
  for (guint i = 0; removed != NULL && i < removed->len; i++)
    if (!galley_sql_run (project, error, "DELETE FROM manifest WHERE target = ? AND path = ?", "it",
                         target, (const char *) g_ptr_array_index (removed, i)))
      return FALSE;
  for (guint i = 0; changed != NULL && i < changed->len; i++)
    {
      const GalleyManifestEntry *entry = g_ptr_array_index (changed, i);

      if (!galley_sql_run (project, error,
                           "INSERT OR REPLACE INTO manifest (target, path, digest, fingerprint,"
                           " size, mtime_us) VALUES (?, ?, ?, ?, ?, ?)",
                           "itttii", target, entry->path, entry->digest, entry->fingerprint,
                           entry->size, entry->mtime_us))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_project_save_manifest:
 * @project: a project
 * @folder: the name of a folder that was exported to
 * @changed: (nullable) (element-type GalleyManifestEntry): entries to add or replace
 * @removed: (nullable) (element-type utf8): paths that are gone
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_project_save_manifest (GalleyProject *project,
                              const char *folder,
                              GPtrArray *changed,
                              GPtrArray *removed,
                              GError **error)
{
  if (!galley_project_begin (project, error))
    return FALSE;
  if (write_manifest (project, folder, changed, removed, error))
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  g_prefix_error (error, "noting what was exported: ");
  return FALSE;
}
