/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export-state.h"

#include <string.h>

#include "galley-project-private.h"

void
galley_export_state_free (GalleyExportState *state)
{
  if (state == NULL)
    return;
  g_free (state->program_stamp);
  g_free (state->site_stamp);
  g_free (state->latest_stamp);
  g_free (state);
}

/**
 * galley_project_load_export_state:
 * @project: a project
 * @folder: the name of a folder that was exported to
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what the last export knew of the folder; %NULL without an
 *   error where there was none, or where it did not get to its end
 */
GalleyExportState *
galley_project_load_export_state (GalleyProject *project, const char *folder, GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT change, since, until, frame, stamp, panel, files FROM export_state"
      " WHERE target = (SELECT id FROM export_target WHERE folder = ?)",
      error);
  GalleyExportState *state;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "t", folder);
  if (galley_statement_step (row, error) != GALLEY_STEP_ROW)
    return NULL;
  state = g_new0 (GalleyExportState, 1);
  state->change = galley_statement_int (row, 0);
  state->since = galley_statement_int (row, 1);
  state->until = galley_statement_int (row, 2);
  state->program_stamp = galley_statement_text (row, 3);
  state->site_stamp = galley_statement_text (row, 4);
  state->latest_stamp = galley_statement_text (row, 5);
  state->n_files = (guint64) galley_statement_int (row, 6);
  return state;
}

/* The ids as they are in the file: the same on all machines. */
static GBytes *
pack (GArray *ids)
{
  gint64 *packed = g_new (gint64, MAX (ids->len, 1));

  for (guint i = 0; i < ids->len; i++)
    packed[i] = GINT64_TO_LE (g_array_index (ids, gint64, i));
  return g_bytes_new_take (packed, ids->len * sizeof (gint64));
}

static gboolean
write_lists (GalleyProject *project, gint64 target, GHashTable *lists, GError **error)
{
  GHashTableIter iter;
  gpointer name;
  gpointer ids;

  if (!galley_sql_run (project, error, "DELETE FROM export_list WHERE target = ?", "i", target))
    return FALSE;
  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &name, &ids))
    {
      g_autoptr (GBytes) packed = pack (ids);

      if (!galley_sql_run (project, error,
                           "INSERT INTO export_list (target, name, posts) VALUES (?, ?, ?)", "itb",
                           target, name, packed))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_state (GalleyProject *project,
             const char *folder,
             const GalleyExportState *state,
             GHashTable *lists,
             GError **error)
{
  gint64 target = 0;

  return galley_sql_get_int (project, &target, error,
                             "SELECT id FROM export_target WHERE folder = ?", "t", folder) &&
         galley_sql_run (project, error,
                         "INSERT OR REPLACE INTO export_state (target, change, since, until, frame,"
                         " stamp, panel, files) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                         "iiiittti", target, state->change, state->since, state->until,
                         state->program_stamp, state->site_stamp, state->latest_stamp,
                         (gint64) state->n_files) &&
         (lists == NULL || write_lists (project, target, lists, error));
}

/**
 * galley_project_save_export_state:
 * @project: a project
 * @folder: the name of a folder that was exported to, and whose manifest was saved
 * @state: what is known of it
 * @lists: (nullable) (element-type utf8 GArray): the order of posts, as arrays of gint64 ids;
 *   %NULL: as it was
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_project_save_export_state (GalleyProject *project,
                                  const char *folder,
                                  const GalleyExportState *state,
                                  GHashTable *lists,
                                  GError **error)
{
  if (!galley_project_begin (project, error))
    return FALSE;
  if (write_state (project, folder, state, lists, error))
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  g_prefix_error (error, "noting what was exported: ");
  return FALSE;
}

/**
 * galley_project_forget_export_state:
 * @project: a project
 * @folder: the name of a folder
 * @error: GALLEY_STORE_ERROR
 *
 * To be called before the folder changes, so that an export that does not get to its end is known
 * by what it did not leave.
 */
gboolean
galley_project_forget_export_state (GalleyProject *project, const char *folder, GError **error)
{
  return galley_sql_run (project, error,
                         "DELETE FROM export_state"
                         " WHERE target = (SELECT id FROM export_target WHERE folder = ?)",
                         "t", folder);
}

/**
 * galley_project_load_export_list:
 * @project: a project
 * @folder: the name of a folder that was exported to
 * @name: of the list
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the posts of the list, in order; %NULL
 *   without an error where there is none of that name
 */
GArray *
galley_project_load_export_list (GalleyProject *project,
                                 const char *folder,
                                 const char *name,
                                 GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT posts FROM export_list"
      " WHERE target = (SELECT id FROM export_target WHERE folder = ?) AND name = ?",
      error);
  GArray *ids;
  gsize length;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "tt", folder, name);
  if (galley_statement_step (row, error) != GALLEY_STEP_ROW)
    return NULL;
  length = (gsize) sqlite3_column_bytes (row->handle, 0) / sizeof (gint64);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) length);
  g_array_append_vals (ids, sqlite3_column_blob (row->handle, 0), (guint) length);
  for (gsize i = 0; i < length; i++)
    g_array_index (ids, gint64, i) = GINT64_FROM_LE (g_array_index (ids, gint64, i));
  return ids;
}
