/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-project-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-migrations-private.h"
#include "galley-new-file-private.h"
#include "galley-schema-private.h"

/* How long to wait for another program that is writing. */
#define BUSY_MILLISECONDS 5000
/* No text or picture of a project is larger. */
#define MAX_VALUE_BYTES (512 * 1024 * 1024)

/* A change that is told as done is on the disk: each commit is flushed, and so is the folder when a
 * journal goes. Without the latter the journal that was left when write-ahead logging began may be
 * back after the power went, and be played back into a file that has changed since.
 * <https://www.sqlite.org/pragma.html#pragma_synchronous> */
#define SYNCHRONOUS "PRAGMA synchronous = EXTRA;"

static gboolean
fail (GError **error, GalleyStoreError code, const char *path, const char *why)
{
  g_set_error (error, GALLEY_STORE_ERROR, code, "%s: %s", path, why);
  return FALSE;
}

/**
 * galley_project_now:
 *
 * Returns: the time, in seconds since 1970 UTC
 */
gint64
galley_project_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* What can be told from the outside. The file itself is not opened here: closing a descriptor of
 * it would drop the locks of another handle in this process. */
static gboolean
look_at_file (const char *path, GalleyOpenMode mode, GError **error)
{
  struct stat status;

  if (stat (path, &status) != 0)
    return fail (
        error,
        errno == ENOENT || errno == ENOTDIR ? GALLEY_STORE_ERROR_NOT_FOUND
                                            : GALLEY_STORE_ERROR_FAILED,
        path, errno == ENOENT || errno == ENOTDIR ? "there is no such file" : g_strerror (errno));
  if (S_ISDIR (status.st_mode))
    return fail (error, GALLEY_STORE_ERROR_NOT_A_DATABASE, path,
                 "this is a folder, not a Galley project");
  if (!S_ISREG (status.st_mode))
    return fail (error, GALLEY_STORE_ERROR_NOT_A_DATABASE, path, "this is not a regular file");
  if (access (path, R_OK) != 0)
    return fail (error, GALLEY_STORE_ERROR_FAILED, path,
                 "you have no permission to read this file");
  if (status.st_size == 0)
    return fail (error, GALLEY_STORE_ERROR_NOT_A_DATABASE, path,
                 "the file is empty; it is not a Galley project");
  if (mode != GALLEY_OPEN_READ && ((status.st_mode & 0222) == 0 || access (path, W_OK) != 0))
    return fail (error, GALLEY_STORE_ERROR_READ_ONLY, path,
                 "the file is read-only; make it writable, or save a copy and edit that");
  return TRUE;
}

/* The cache is in KiB. Who changes much at once has all of it there; who reads has what the system
 * holds of the file, and a window has several readers. */
static gboolean
configure (GalleyProject *project, GError **error)
{
  sqlite3_extended_result_codes (project->handle, 1);
  sqlite3_busy_timeout (project->handle, BUSY_MILLISECONDS);
  sqlite3_limit (project->handle, SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES);
  sqlite3_db_config (project->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (project->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (project->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_db_config (project->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (project->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  return galley_sql_script (project,
                            "PRAGMA cell_size_check = ON;" SYNCHRONOUS "PRAGMA temp_store = MEMORY",
                            error) &&
         galley_sql_script (project,
                            project->mode == GALLEY_OPEN_READ ? "PRAGMA cache_size = -1000"
                                                              : "PRAGMA cache_size = -16000",
                            error);
}

static gboolean
get_pragma (GalleyProject *project, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (project->handle, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  else
    galley_sql_fail (project, error);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW;
}

/* Opens the SQLite file and reads its first page, which is where most of what can be wrong shows.
 */
static gboolean
connect_file (GalleyProject *project, const char *extra, gint64 *application, GError **error)
{
  g_autofree char *address = g_filename_to_uri (project->file, NULL, error);
  g_autofree char *full = NULL;
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
              (project->mode == GALLEY_OPEN_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);

  if (address == NULL)
    return FALSE;
  full = g_strconcat (address, extra, NULL);
  g_clear_pointer (&project->handle, sqlite3_close);
  if (sqlite3_open_v2 (full, &project->handle, flags, NULL) != SQLITE_OK)
    return galley_sql_fail (project, error);
  /* Who writes beside an editor leaves it to the editor to write into the file itself. */
  sqlite3_wal_autocheckpoint (project->handle, 0);
  return configure (project, error) &&
         get_pragma (project, "PRAGMA application_id", application, error);
}

/* Opens a file only to bring it into order. What is not configured here flushes less than
 * configure() asks for. */
static sqlite3 *
open_to_mend (const char *file)
{
  sqlite3 *handle = NULL;

  if (sqlite3_open_v2 (file, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ==
      SQLITE_OK)
    sqlite3_exec (handle, SYNCHRONOUS, NULL, NULL, NULL);
  return handle;
}

/* Folds a write-ahead log that nobody uses any more back into the file, so that a closed project
 * is one file. Where somebody does use it, SQLite refuses, which is as well. */
static void
tidy (const char *file)
{
  g_autofree char *log = g_strconcat (file, "-wal", NULL);
  sqlite3 *handle;

  if (g_access (log, F_OK) != 0 || g_access (file, W_OK) != 0)
    return;
  handle = open_to_mend (file);
  sqlite3_exec (handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  sqlite3_close (handle);
}

/* A killed program leaves a journal. A reader may not play it back, so someone who may has to. */
static void
recover (const char *file)
{
  sqlite3 *handle = open_to_mend (file);

  sqlite3_exec (handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  sqlite3_close (handle);
}

static gboolean
connect_reader (GalleyProject *project, gint64 *application, GError **error)
{
  g_autofree char *log = g_strconcat (project->file, "-wal", NULL);
  g_autofree char *journal = g_strconcat (project->file, "-journal", NULL);
  g_autoptr (GError) problem = NULL;

  if (connect_file (project, "", application, &problem))
    return TRUE;
  if (g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_FAILED) ||
      g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_READ_ONLY))
    {
      gboolean left = g_access (log, F_OK) == 0 || g_access (journal, F_OK) == 0;

      if (left && g_access (project->file, W_OK) == 0)
        {
          recover (project->file);
          return connect_file (project, "", application, error);
        }
      if (left)
        return fail (error, GALLEY_STORE_ERROR_READ_ONLY, project->path,
                     "it was not closed properly and cannot be mended where it is; copy it with "
                     "the files named after it to a folder that can be written to");
      /* In a folder that cannot be written to, a file that stands in write-ahead mode can be read
       * only as one that nobody changes. */
      return connect_file (project, "?immutable=1", application, error);
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
check_schema (GalleyProject *project, GError **error)
{
  g_autofree char *difference = NULL;

  if (!galley_schema_compare (project, &difference, error))
    return FALSE;
  if (difference == NULL)
    return TRUE;
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_CORRUPT,
               "%s: the file has been changed by something other than Galley: %s", project->path,
               difference);
  return FALSE;
}

/* Statistics that a tool has left in the file never change an answer, but they come from outside,
 * and with them SQLite goes about questions in other, perhaps very slow ways. Who may write takes
 * them away; where that fails, they stay. The pragma has this handle read the schema anew, without
 * them. */
static void
drop_statistics (GalleyProject *project)
{
  gint64 any = 0;

  if (galley_sql_get_int (project, &any, NULL,
                          "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
                          " AND name GLOB 'sqlite_stat[1-4]'",
                          "") &&
      any != 0)
    galley_sql_script (project,
                       "DROP TABLE IF EXISTS sqlite_stat1; DROP TABLE IF EXISTS sqlite_stat2;"
                       "DROP TABLE IF EXISTS sqlite_stat3; DROP TABLE IF EXISTS sqlite_stat4;"
                       "PRAGMA writable_schema = RESET",
                       NULL);
}

static gboolean
check_kind (GalleyProject *project, gint64 application, GError **error)
{
  gint64 version = 0;

  if (application != GALLEY_APPLICATION_ID)
    return fail (error, GALLEY_STORE_ERROR_NOT_A_PROJECT, project->path,
                 "this is a database of another program, not a Galley project");
  if (!get_pragma (project, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > GALLEY_SCHEMA_VERSION)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NEWER_VERSION,
                   "%s was written by a newer Galley (format %" G_GINT64_FORMAT
                   "; this one knows up to %d); open it with that one",
                   project->path, version, GALLEY_SCHEMA_VERSION);
      return FALSE;
    }
  if (version < 1)
    return fail (error, GALLEY_STORE_ERROR_CORRUPT, project->path,
                 "the file says that it is a Galley project, but not of which version");
  if (version < GALLEY_SCHEMA_VERSION)
    {
      if (project->mode != GALLEY_OPEN_EDIT)
        return fail (error, GALLEY_STORE_ERROR_READ_ONLY, project->path,
                     "the file is of an older version; open it once in Galley to bring it up");
      if (!galley_migrations_run (project, (int) version, error))
        return FALSE;
    }
  return check_schema (project, error);
}

/* While one edits, others can read: that is what the write-ahead log is for. */
static gboolean
enter_editing (GalleyProject *project, GError **error)
{
  return project->mode != GALLEY_OPEN_EDIT ||
         galley_sql_script (project, "PRAGMA journal_mode = WAL", error);
}

/* Changes of a file that another one was put over after its editor was killed. */
static void
set_log_aside (GalleyProject *project)
{
  g_autofree char *note = project->lock != NULL ? galley_lock_get_former_note (project->lock)
                                                : galley_lock_read_note (project->file);

  project->set_aside = galley_guard_set_log_aside (project->file, note);
}

static gboolean
open_file (GalleyProject *project, GError **error)
{
  gint64 application = 0;

  if (project->mode == GALLEY_OPEN_EDIT)
    {
      project->lock = galley_lock_take (project->file, project->path, error);
      if (project->lock == NULL)
        return FALSE;
    }
  set_log_aside (project);
  if (!(project->mode == GALLEY_OPEN_READ ? connect_reader (project, &application, error)
                                          : connect_file (project, "", &application, error)))
    return FALSE;
  if (!check_kind (project, application, error))
    return FALSE;
  if (project->mode != GALLEY_OPEN_READ)
    drop_statistics (project);
  if (!enter_editing (project, error))
    return FALSE;
  if (project->mode == GALLEY_OPEN_EDIT)
    galley_guard_begin (project);
  return TRUE;
}

/**
 * galley_project_open:
 * @path: a file name in the file system's encoding
 * @mode: what for
 * @error: GALLEY_STORE_ERROR, a code for each thing that can be the matter
 *
 * Opens a project. May wait some seconds for another program that is writing.
 *
 * Returns: (transfer full) (nullable): the project
 */
GalleyProject *
galley_project_open (const char *path, GalleyOpenMode mode, GError **error)
{
  g_autoptr (GalleyProject) project = NULL;
  char *file;

  if (!look_at_file (path, mode, error))
    return NULL;
  file = realpath (path, NULL);
  if (file == NULL)
    {
      fail (error, GALLEY_STORE_ERROR_FAILED, path, g_strerror (errno));
      return NULL;
    }
  project = g_new0 (GalleyProject, 1);
  project->path = g_strdup (path);
  project->file = g_strdup (file);
  project->mode = mode;
  free (file);
  if (!open_file (project, error))
    return NULL;
  return g_steal_pointer (&project);
}

/* Writes an empty project into @file, which is there and empty. */
static gboolean
fill_new_file (const char *file, const char *path, GError **error)
{
  g_autoptr (GalleyProject) project = g_new0 (GalleyProject, 1);
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d", GALLEY_APPLICATION_ID);

  project->path = g_strdup (path);
  project->file = g_strdup (file);
  project->mode = GALLEY_OPEN_SHARED;
  if (sqlite3_open_v2 (file, &project->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
      SQLITE_OK)
    return galley_sql_fail (project, error);
  return configure (project, error) && galley_sql_script (project, mark, error) &&
         galley_migrations_run (project, 0, error) &&
         galley_sql_run (project, error,
                         "INSERT INTO setting (key, value) VALUES ('identity',"
                         " lower(hex(randomblob(16))))",
                         "");
}

/**
 * galley_project_create:
 * @path: the name of a file that is not there yet
 * @error: GALLEY_STORE_ERROR; EXISTS where there is something
 *
 * Makes a new, empty project and opens it for editing. The file appears under its name once it is
 * whole.
 *
 * Returns: (transfer full) (nullable): the project
 */
GalleyProject *
galley_project_create (const char *path, GError **error)
{
  g_autofree char *temporary = galley_new_file_begin (path, "a new project", error);

  if (temporary == NULL)
    return NULL;
  if (fill_new_file (temporary, path, error) && galley_new_file_finish (temporary, path, error))
    return galley_project_open (path, GALLEY_OPEN_EDIT, error);
  g_unlink (temporary);
  return NULL;
}

/**
 * galley_project_close:
 * @project: (nullable) (transfer full): a project
 *
 * Rolls back what was begun and not committed, and closes the file. The last one to close leaves
 * one file, without journal or lock.
 */
void
galley_project_close (GalleyProject *project)
{
  if (project == NULL)
    return;
  while (project->depth > 0)
    galley_project_roll_back (project);
  g_clear_pointer (&project->statements, g_hash_table_unref);
  if (project->handle != NULL)
    {
      if (project->mode == GALLEY_OPEN_EDIT)
        galley_guard_end (project);
      sqlite3_close (project->handle);
      if (project->mode != GALLEY_OPEN_EDIT)
        tidy (project->file);
    }
  g_clear_pointer (&project->lock, galley_lock_release);
  g_free (project->set_aside);
  g_free (project->file);
  g_free (project->path);
  g_free (project);
}

/**
 * galley_project_get_path:
 * @project: a project
 *
 * Returns: the name that it was opened under
 */
const char *
galley_project_get_path (GalleyProject *project)
{
  return project->path;
}

/**
 * galley_project_get_data_version:
 * @project: a project
 * @version: (out): another number than before where somebody else changed the file since
 * @error: GALLEY_STORE_ERROR
 *
 * Cheap, to be asked again and again. Numbers of two handles have nothing to do with each other.
 */
gboolean
galley_project_get_data_version (GalleyProject *project, gint64 *version, GError **error)
{
  return get_pragma (project, "PRAGMA data_version", version, error);
}

/**
 * galley_project_get_set_aside:
 * @project: a project
 *
 * Returns: (nullable): the file that holds what an editor that was killed had not yet written into
 *   the project, where another file has been put in its place since; %NULL: there is none
 */
const char *
galley_project_get_set_aside (GalleyProject *project)
{
  return project->set_aside;
}

static int
is_cancelled (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/**
 * galley_project_watch:
 * @project: a project
 * @cancellable: (nullable): stops statements that run long, until galley_project_unwatch()
 */
void
galley_project_watch (GalleyProject *project, GCancellable *cancellable)
{
  project->cancellable = cancellable;
  if (cancellable != NULL)
    sqlite3_progress_handler (project->handle, 2000, is_cancelled, cancellable);
}

/**
 * galley_project_unwatch:
 * @project: a project that galley_project_watch() was called with
 */
void
galley_project_unwatch (GalleyProject *project)
{
  sqlite3_progress_handler (project->handle, 0, NULL, NULL);
  project->cancellable = NULL;
}
