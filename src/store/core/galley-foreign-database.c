/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-foreign-database.h"

#include <string.h>

#include "galley-sql-private.h"
#include "galley-text.h"

#define MAX_VALUE_BYTES (16 * 1024 * 1024)
#define MAX_COLUMNS 32

static int
is_cancelled (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/* A stranger's file: what its schema says runs nothing, and nothing is written to it. */
static sqlite3 *
open_foreign (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *address = g_filename_to_uri (full, NULL, error);
  g_autofree char *uri = address != NULL ? g_strconcat (address, "?immutable=1", NULL) : NULL;
  sqlite3 *handle = NULL;

  if (uri == NULL)
    return NULL;
  if (sqlite3_open_v2 (uri, &handle, SQLITE_OPEN_URI | SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                       NULL) != SQLITE_OK)
    {
      galley_sql_fail_with (handle, path, NULL, error);
      sqlite3_close (handle);
      return NULL;
    }
  sqlite3_extended_result_codes (handle, 1);
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  if (cancellable != NULL)
    sqlite3_progress_handler (handle, 2000, is_cancelled, cancellable);
  return handle;
}

static char *
read_column (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? galley_text_repair (text, strlen (text), NULL) : NULL;
}

/**
 * galley_foreign_database_read:
 * @path: an SQLite file of another program
 * @sql: one SELECT, of at most 32 columns
 * @take_row: gets each row: valid UTF-8, %NULL for NULL; what it gives up with ends the reading
 * @user_data: for @take_row
 * @cancellable: (nullable): stops it
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED, and what @take_row gives
 *
 * Reads what another program keeps in SQLite. Any thread.
 *
 * Returns: whether all was read
 */
gboolean
galley_foreign_database_read (const char *path,
                              const char *sql,
                              gboolean (*take_row) (const char *const *row,
                                                    gpointer user_data,
                                                    GError **error),
                              gpointer user_data,
                              GCancellable *cancellable,
                              GError **error)
{
  sqlite3 *handle = open_foreign (path, cancellable, error);
  sqlite3_stmt *statement = NULL;
  gboolean going = TRUE;
  int code = SQLITE_OK;

  if (handle == NULL)
    return FALSE;
  if (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) != SQLITE_OK)
    going = galley_sql_fail_with (handle, path, cancellable, error);
  while (going && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      int n = MIN (sqlite3_column_count (statement), MAX_COLUMNS);
      char *row[MAX_COLUMNS + 1] = { NULL };

      for (int i = 0; i < n; i++)
        row[i] = read_column (statement, i);
      going = take_row ((const char *const *) row, user_data, error);
      for (int i = 0; i < n; i++)
        g_free (row[i]);
    }
  if (going && code != SQLITE_DONE)
    going = galley_sql_fail_with (handle, path, cancellable, error);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return going;
}
