/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-migration-3-private.h"
#include "galley-picture-facts.h"

/* The upright size of a picture, and what is to be known of it besides. A file that cannot be read
 * as a picture stays as it was described. */
static gboolean
measure (GalleyProject *project, gint64 id, const guint8 *data, gsize length, GError **error)
{
  GalleyPictureFacts facts;
  gboolean turns;

  if (data == NULL || !galley_picture_probe (data, length, &facts))
    return TRUE;
  turns = facts.orientation >= 5;
  return galley_sql_run (project, error,
                         "UPDATE media SET width = ?, height = ?, orientation = ?, animated = ?"
                         " WHERE id = ?",
                         "iiiii", (gint64) (turns ? facts.height : facts.width),
                         (gint64) (turns ? facts.width : facts.height), (gint64) facts.orientation,
                         (gint64) facts.is_animated, id);
}

/**
 * galley_migration_3_measure_pictures:
 * @project: a file that has the columns of version 3
 * @error: GALLEY_STORE_ERROR
 *
 * Fills the columns that version 3 added, from the pictures themselves. It reads the file as it was
 * then, by statements of its own, so that no later version can break it.
 */
gboolean
galley_migration_3_measure_pictures (GalleyProject *project, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project,
                            "SELECT m.id, d.data FROM media m JOIN media_data d ON d.media = m.id"
                            " WHERE m.type GLOB 'image/*' ORDER BY m.id",
                            error);
  GalleyStep step;

  if (row == NULL)
    return FALSE;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    if (!measure (project, galley_statement_int (row, 0), sqlite3_column_blob (row->handle, 1),
                  (gsize) sqlite3_column_bytes (row->handle, 1), error))
      return FALSE;
  return step == GALLEY_STEP_DONE;
}
