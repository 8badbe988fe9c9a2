/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-sql-private.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "galley-project-private.h"
#include "galley-text.h"

static int
code_of (int sqlite_code, int system_errno)
{
  switch (sqlite_code & 0xff)
    {
    case SQLITE_FULL:
      return GALLEY_STORE_ERROR_NO_SPACE;
    case SQLITE_IOERR:
      return system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG
                 ? GALLEY_STORE_ERROR_NO_SPACE
                 : GALLEY_STORE_ERROR_FAILED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return GALLEY_STORE_ERROR_LOCKED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return GALLEY_STORE_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      return GALLEY_STORE_ERROR_CORRUPT;
    case SQLITE_NOTADB:
      return GALLEY_STORE_ERROR_NOT_A_DATABASE;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return GALLEY_STORE_ERROR_INVALID;
    default:
      return GALLEY_STORE_ERROR_FAILED;
    }
}

/* What a person can do about it; "" where we know nothing better than what SQLite says. */
static const char *
advice_for (int code)
{
  switch (code)
    {
    case GALLEY_STORE_ERROR_NO_SPACE:
      return "; make room on the disk and try again";
    case GALLEY_STORE_ERROR_LOCKED:
      return "; another program is writing to it, try again in a moment";
    case GALLEY_STORE_ERROR_CORRUPT:
      return "; the file is damaged, go back to a backup of it";
    case GALLEY_STORE_ERROR_READ_ONLY:
      return "; it cannot be written to";
    default:
      return "";
    }
}

/**
 * galley_sql_fail_with:
 * @handle: (nullable): the connection that failed; %NULL where memory was out
 * @path: the file's name, for the message
 * @cancellable: (nullable): what may have interrupted it
 * @error: GALLEY_STORE_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Turns what SQLite said last into an error that a caller can act on.
 *
 * Returns: %FALSE
 */
gboolean
galley_sql_fail_with (sqlite3 *handle, const char *path, GCancellable *cancellable, GError **error)
{
  int sqlite_code = handle != NULL ? sqlite3_extended_errcode (handle) : SQLITE_NOMEM;
  int code = code_of (sqlite_code, handle != NULL ? sqlite3_system_errno (handle) : 0);
  const char *reason = handle != NULL ? sqlite3_errmsg (handle) : "out of memory";

  if ((sqlite_code & 0xff) == SQLITE_INTERRUPT &&
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_set_error (error, GALLEY_STORE_ERROR, code, "%s: %s%s", path, reason, advice_for (code));
  return FALSE;
}

/**
 * galley_sql_fail:
 * @project: an open project
 * @error: set to what SQLite said last: of GALLEY_STORE_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Returns: FALSE, to be returned at once
 */
gboolean
galley_sql_fail (GalleyProject *project, GError **error)
{
  return galley_sql_fail_with (project->handle, project->path, project->cancellable, error);
}

static void
free_statement (GalleyStatement *statement)
{
  sqlite3_finalize (statement->handle);
  g_free (statement);
}

static GHashTable *
statements_of (GalleyProject *project)
{
  if (project->statements == NULL)
    project->statements =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) free_statement);
  return project->statements;
}

/**
 * galley_statement_new:
 * @project: a project
 * @sql: one statement, a string that outlives the project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the statement, reset and with nothing bound
 */
GalleyStatement *
galley_statement_new (GalleyProject *project, const char *sql, GError **error)
{
  GalleyStatement *known = g_hash_table_lookup (statements_of (project), sql);
  GalleyStatement *statement;
  sqlite3_stmt *handle = NULL;

  if (known != NULL && !known->taken)
    {
      known->taken = TRUE;
      return known;
    }
  if (sqlite3_prepare_v3 (project->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) !=
      SQLITE_OK)
    {
      galley_sql_fail (project, error);
      return NULL;
    }
  statement = g_new0 (GalleyStatement, 1);
  statement->project = project;
  statement->handle = handle;
  statement->taken = TRUE;
  statement->cached = known == NULL;
  if (statement->cached)
    g_hash_table_insert (project->statements, (gpointer) sql, statement);
  return statement;
}

/**
 * galley_statement_new_once:
 * @project: a project
 * @sql: one statement, which need not outlive the call
 * @error: GALLEY_STORE_ERROR
 *
 * As galley_statement_new(), for a statement that is made up and not kept.
 *
 * Returns: (transfer full) (nullable): the statement
 */
GalleyStatement *
galley_statement_new_once (GalleyProject *project, const char *sql, GError **error)
{
  GalleyStatement *statement;
  sqlite3_stmt *handle = NULL;

  if (sqlite3_prepare_v2 (project->handle, sql, -1, &handle, NULL) != SQLITE_OK)
    {
      galley_sql_fail (project, error);
      return NULL;
    }
  statement = g_new0 (GalleyStatement, 1);
  statement->project = project;
  statement->handle = handle;
  statement->taken = TRUE;
  return statement;
}

static void
bind_text (GalleyStatement *statement, int index, const char *text)
{
  if (text == NULL)
    text = "";
  if (!galley_text_is_valid (text, strlen (text)))
    statement->invalid = TRUE;
  sqlite3_bind_text64 (statement->handle, index, text, strlen (text), SQLITE_TRANSIENT,
                       SQLITE_UTF8);
}

static void
bind_key (GalleyStatement *statement, int index, gint64 key)
{
  if (key == 0)
    sqlite3_bind_null (statement->handle, index);
  else
    sqlite3_bind_int64 (statement->handle, index, key);
}

static void
bind_double (GalleyStatement *statement, int index, double number)
{
  if (isnan (number))
    sqlite3_bind_null (statement->handle, index);
  else
    sqlite3_bind_double (statement->handle, index, number);
}

static void
bind_bytes (GalleyStatement *statement, int index, GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    sqlite3_bind_zeroblob (statement->handle, index, 0);
  else if (sqlite3_bind_blob64 (statement->handle, index, data, size, SQLITE_TRANSIENT) !=
           SQLITE_OK)
    statement->invalid = TRUE;
}

static void
bind_all (GalleyStatement *statement, const char *types, va_list values)
{
  for (int i = 1; *types != '\0'; types++, i++)
    switch (*types)
      {
      case 'i':
        sqlite3_bind_int64 (statement->handle, i, va_arg (values, gint64));
        break;
      case 'k':
        bind_key (statement, i, va_arg (values, gint64));
        break;
      case 't':
        bind_text (statement, i, va_arg (values, const char *));
        break;
      case 'd':
        bind_double (statement, i, va_arg (values, double));
        break;
      case 'b':
        bind_bytes (statement, i, va_arg (values, GBytes *));
        break;
      default:
        g_assert_not_reached ();
      }
}

/**
 * galley_statement_bind:
 * @statement: a statement that was reset, or is new
 * @types: of its parameters, a letter each: see galley_statement_new()
 * @...: their values
 */
void
galley_statement_bind (GalleyStatement *statement, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  bind_all (statement, types, values);
  va_end (values);
}

/**
 * galley_statement_step:
 * @statement: a statement
 * @error: GALLEY_STORE_ERROR; INVALID where a text that was bound is not UTF-8
 *
 * Returns: whether there is a row, no more, or an error
 */
GalleyStep
galley_statement_step (GalleyStatement *statement, GError **error)
{
  int code;

  if (statement->invalid)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID,
                   "%s: a text is not UTF-8, or data is too large", statement->project->path);
      return GALLEY_STEP_ERROR;
    }
  /* A change that is a transaction of its own; others were looked after as they began. */
  if (sqlite3_get_autocommit (statement->project->handle) &&
      !sqlite3_stmt_readonly (statement->handle) && !galley_guard_check (statement->project, error))
    return GALLEY_STEP_ERROR;
  code = sqlite3_step (statement->handle);
  if (code == SQLITE_ROW)
    return GALLEY_STEP_ROW;
  if (code == SQLITE_DONE)
    return GALLEY_STEP_DONE;
  galley_sql_fail (statement->project, error);
  return GALLEY_STEP_ERROR;
}

/**
 * galley_statement_reset:
 * @statement: a statement
 *
 * Makes it ready for other values.
 */
void
galley_statement_reset (GalleyStatement *statement)
{
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  statement->invalid = FALSE;
}

/* Gives a statement back. */
void
galley_statement_done (GalleyStatement *statement)
{
  if (!statement->cached)
    {
      free_statement (statement);
      return;
    }
  galley_statement_reset (statement);
  statement->taken = FALSE;
}

/**
 * galley_statement_int:
 * @statement: one that stands at a row
 * @column: 0 is the first
 *
 * Returns: the number, 0 where it is NULL
 */
gint64
galley_statement_int (GalleyStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

/**
 * galley_statement_text:
 *
 * Returns: (transfer full): a column as valid UTF-8, also where the file is damaged
 */
char *
galley_statement_text (GalleyStatement *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement->handle, column);
  gsize length = text != NULL ? strlen (text) : 0;
  char *copy;

  if (!galley_text_is_valid (text, length))
    return galley_text_repair (text, length, NULL);
  copy = g_malloc (length + 1);
  if (length > 0)
    memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

/**
 * galley_statement_name:
 * @statement: one that stands at a row
 * @column: 0 is the first
 *
 * Returns: (transfer full): a column as valid UTF-8; of what is too long to be a name, as in a file
 *   that was tampered with, its beginning
 */
char *
galley_statement_name (GalleyStatement *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement->handle, column);
  gsize length = text != NULL ? (gsize) sqlite3_column_bytes (statement->handle, column) : 0;

  return length <= GALLEY_NAME_MAX ? galley_statement_text (statement, column)
                                   : galley_text_repair (text, GALLEY_NAME_MAX, NULL);
}

/**
 * galley_statement_peek:
 * @statement: one that stands at a row
 * @column: 0 is the first
 *
 * For words of ours, not for texts: what the file has there is not checked to be UTF-8.
 *
 * Returns: (transfer none) (nullable): the text, good until the next step; NULL where it is NULL
 */
const char *
galley_statement_peek (GalleyStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (statement->handle, column);
}

/**
 * galley_statement_double:
 * @statement: one that stands at a row
 * @column: 0 is the first
 *
 * Returns: the number, NAN where it is NULL
 */
double
galley_statement_double (GalleyStatement *statement, int column)
{
  return galley_statement_is_null (statement, column)
             ? NAN
             : sqlite3_column_double (statement->handle, column);
}

/**
 * galley_statement_is_null:
 * @statement: one that stands at a row
 * @column: 0 is the first
 *
 * Returns: whether it is NULL
 */
gboolean
galley_statement_is_null (GalleyStatement *statement, int column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}

/**
 * galley_sql_run:
 * @project: an open project
 * @error: of GALLEY_STORE_ERROR
 * @sql: one statement
 * @types: of its parameters, a letter each: see galley_statement_new()
 * @...: their values
 *
 * Prepares it, binds, and runs it to the end; rows are dropped.
 *
 * Returns: FALSE on error
 */
gboolean
galley_sql_run (GalleyProject *project, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new (project, sql, error);
  GalleyStep step;
  va_list values;

  if (statement == NULL)
    return FALSE;
  va_start (values, types);
  bind_all (statement, types, values);
  va_end (values);
  do
    step = galley_statement_step (statement, error);
  while (step == GALLEY_STEP_ROW);
  return step == GALLEY_STEP_DONE;
}

/**
 * galley_sql_get_int:
 * @project: an open project
 * @value: (out): the first column of the first row; 0 where there is no row
 * @error: of GALLEY_STORE_ERROR
 * @sql: one statement
 * @types: of its parameters, a letter each: see galley_statement_new()
 * @...: their values
 *
 * Returns: FALSE on error
 */
gboolean
galley_sql_get_int (GalleyProject *project,
                    gint64 *value,
                    GError **error,
                    const char *sql,
                    const char *types,
                    ...)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new (project, sql, error);
  GalleyStep step;
  va_list values;

  if (statement == NULL)
    return FALSE;
  va_start (values, types);
  bind_all (statement, types, values);
  va_end (values);
  step = galley_statement_step (statement, error);
  *value = step == GALLEY_STEP_ROW ? galley_statement_int (statement, 0) : 0;
  return step != GALLEY_STEP_ERROR;
}

/**
 * galley_sql_script:
 * @project: an open project
 * @sql: statements without parameters
 * @error: of GALLEY_STORE_ERROR
 *
 * Returns: FALSE on error; statements before the one that failed were run
 */
gboolean
galley_sql_script (GalleyProject *project, const char *sql, GError **error)
{
  if (sqlite3_exec (project->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    return galley_sql_fail (project, error);
  return TRUE;
}
