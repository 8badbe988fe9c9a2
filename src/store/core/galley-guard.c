/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-guard-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-project-private.h"

#define HEADER_BYTES 100
#define WRITE_VERSION 18
/* What SQLite maps of the index at a time. */
#define INDEX_BYTES 32768
/* As many pages in the log as SQLite bears by itself before it folds them into the file. */
#define LOG_PAGES 1000

static char *
log_of (const char *file)
{
  return g_strconcat (file, "-wal", NULL);
}

/* Reads through the handle: another descriptor of the file, closed again, would drop its locks. */
static void
read_header (sqlite3 *handle, GalleyFileState *state)
{
  static const char digits[] = "0123456789abcdef";
  sqlite3_file *file = NULL;
  sqlite3_int64 size = -1;
  guint8 bytes[HEADER_BYTES];

  state->size = -1;
  state->header[0] = '\0';
  if (sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file == NULL || file->pMethods == NULL ||
      file->pMethods->xFileSize (file, &size) != SQLITE_OK ||
      file->pMethods->xRead (file, bytes, HEADER_BYTES, 0) != SQLITE_OK)
    return;
  state->size = size;
  for (gsize i = 0; i < HEADER_BYTES; i++)
    {
      state->header[2 * i] = digits[bytes[i] >> 4];
      state->header[2 * i + 1] = digits[bytes[i] & 15];
    }
  state->header[sizeof state->header - 1] = '\0';
}

/* Whether the file is in write-ahead mode, which it stays in while it is edited. */
static gboolean
is_logged (const GalleyFileState *state)
{
  return strlen (state->header) > 2 * WRITE_VERSION + 2 &&
         strncmp (state->header + 2 * WRITE_VERSION, "02", 2) == 0;
}

/* How far the log was folded into the file, by whichever program: bytes 32 to 39 and 96 to 99 of
 * the index <https://www.sqlite.org/walformat.html#the_wal_index_file_format>. It is mapped
 * already; a descriptor of its own would drop the locks of the handle as well. */
static void
read_folded (sqlite3 *handle, GalleyFileState *state)
{
  sqlite3_file *file = NULL;
  volatile void *index = NULL;
  const guint8 *bytes;

  if (sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file == NULL || file->pMethods == NULL || file->pMethods->iVersion < 2 ||
      file->pMethods->xShmMap (file, 0, INDEX_BYTES, 0, &index) != SQLITE_OK || index == NULL)
    return;
  bytes = (const guint8 *) index;
  memcpy (state->folded, bytes + 32, 8);
  memcpy (state->folded + 8, bytes + 96, 4);
}

/* FALSE where nothing stands at the path. */
static gboolean
read_state (GalleyProject *project, GalleyFileState *state)
{
  g_autofree char *log = log_of (project->file);
  struct stat status;

  memset (state, 0, sizeof *state);
  if (stat (log, &status) == 0)
    state->log = status.st_ino;
  if (stat (project->file, &status) != 0)
    return FALSE;
  state->device = status.st_dev;
  state->inode = status.st_ino;
  state->modified = (gint64) status.st_mtim.tv_sec * 1000000000 + (gint64) status.st_mtim.tv_nsec;
  read_header (project->handle, state);
  /* Without a log there is no index, and to ask for it would make one. */
  if (is_logged (state))
    read_folded (project->handle, state);
  return TRUE;
}

/* What a later program needs in order to tell whether a log that was left belongs to the file. */
static void
write_note (GalleyProject *project)
{
  const GalleyFileState *state = &project->guard.state;
  g_autofree char *note = NULL;

  if (project->lock == NULL)
    return;
  note = state->size >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT " %s", state->size, state->header)
                          : g_strdup ("");
  galley_lock_set_note (project->lock, note);
}

static void
note_state (GalleyProject *project)
{
  project->guard.known = read_state (project, &project->guard.state);
  write_note (project);
}

/* Takes the log away from beside a file that it does not belong to. */
static void
remove_log (GalleyProject *project)
{
  g_autofree char *log = log_of (project->file);
  g_autofree char *index = g_strconcat (project->file, "-shm", NULL);
  struct stat status;

  if (project->guard.state.log == 0 || stat (log, &status) != 0 ||
      status.st_ino != project->guard.state.log)
    return;
  g_unlink (log);
  g_unlink (index);
}

static gboolean
lose (GalleyProject *project, const char *why, GError **error)
{
  if (!project->guard.lost)
    {
      project->guard.lost = TRUE;
      sqlite3_db_config (project->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      remove_log (project);
    }
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_REPLACED, "%s: %s", project->path,
               why);
  return FALSE;
}

/**
 * galley_guard_check:
 * @project: a project
 * @error: GALLEY_STORE_ERROR_REPLACED
 *
 * Looks whether what stands at the path of a project is the file that was opened, as this program
 * left it. To be asked before each change; costs two looks at the folder and a read of 100 bytes.
 * Where it is not, nothing is written any more, and the log is taken away from beside a file that
 * it would be played into.
 */
gboolean
galley_guard_check (GalleyProject *project, GError **error)
{
  const GalleyFileState *known = &project->guard.state;
  GalleyFileState now;

  if (!project->guard.known)
    return TRUE;
  if (!read_state (project, &now))
    return lose (project,
                 "the file is not there any more: it was deleted or moved, or its disk is gone; "
                 "nothing is written until you save what you have as another file",
                 error);
  if (now.device != known->device || now.inode != known->inode)
    return lose (project,
                 "another file was put in its place while it was open; nothing is written into "
                 "that one, save what you have as another file",
                 error);
  if (project->guard.lost)
    return lose (project,
                 "it is no longer the file that was opened; save what you have as another file",
                 error);
  /* Another program of SQLite's may fold the log in as well. */
  if (is_logged (&now) && is_logged (known) &&
      memcmp (now.folded, known->folded, sizeof now.folded) != 0)
    {
      project->guard.state = now;
      write_note (project);
      return TRUE;
    }
  if ((now.size >= 0 && known->size >= 0 &&
       (now.size != known->size || strcmp (now.header, known->header) != 0)) ||
      now.modified != known->modified)
    return lose (project,
                 "another program wrote into the file while it was open; nothing more is written "
                 "into it, save what you have as another file",
                 error);
  if (known->log != 0 && now.log != known->log)
    return lose (project,
                 "another program took away what was not yet in the file; save what you have as "
                 "another file",
                 error);
  project->guard.state.log = now.log;
  return TRUE;
}

/* Folds the log into the file, where that is still ours. While that is under way the note in the
 * lock says nothing of the file: if the program dies meanwhile, the log is believed. */
static gboolean
checkpoint (GalleyProject *project, int mode, GError **error)
{
  if (!galley_guard_check (project, error))
    return FALSE;
  if (project->lock != NULL)
    galley_lock_set_note (project->lock, "");
  sqlite3_wal_checkpoint_v2 (project->handle, NULL, mode, NULL, NULL);
  if (project->mode == GALLEY_OPEN_EDIT)
    note_state (project);
  return TRUE;
}

/**
 * galley_guard_fold_log:
 * @project: a project without a transaction
 * @error: GALLEY_STORE_ERROR_REPLACED
 *
 * Folds the log into the file and empties it, as far as readers let it be, so that what was erased
 * is in neither.
 */
gboolean
galley_guard_fold_log (GalleyProject *project, GError **error)
{
  return checkpoint (project, SQLITE_CHECKPOINT_TRUNCATE, error);
}

/* A log that was folded in whole begins anew with the next change, with other salts: this one's. */
static void
note_restart (GalleyProject *project)
{
  GalleyFileState now = { 0 };

  read_folded (project->handle, &now);
  if (memcmp (now.folded, project->guard.state.folded, 8) != 0)
    memcpy (project->guard.state.folded, now.folded, sizeof now.folded);
}

/* The log has grown: folds it into the file, as SQLite's own hook would, once it is certain that it
 * is the file. <https://www.sqlite.org/c3ref/wal_hook.html> */
static int
committed (void *data, sqlite3 *handle, const char *name, int n_pages)
{
  note_restart (data);
  if (n_pages >= LOG_PAGES)
    checkpoint (data, SQLITE_CHECKPOINT_PASSIVE, NULL);
  return SQLITE_OK;
}

/**
 * galley_guard_begin:
 * @project: a project that was opened for editing
 *
 * Remembers the file that was opened. From now on nobody but galley_guard_checkpoint() writes into
 * it.
 */
void
galley_guard_begin (GalleyProject *project)
{
  sqlite3_wal_hook (project->handle, committed, project);
  /* SQLite opens the log and its index when something is read. */
  sqlite3_exec (project->handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  note_state (project);
}

/**
 * galley_guard_end:
 * @project: a project that is open for editing, about to be closed
 *
 * Leaves one file behind where it is ours; where a reader still holds it, the last reader does. One
 * that is not ours is left as it is.
 */
void
galley_guard_end (GalleyProject *project)
{
  sqlite3_wal_hook (project->handle, NULL, NULL);
  sqlite3_busy_timeout (project->handle, 0);
  if (!checkpoint (project, SQLITE_CHECKPOINT_TRUNCATE, NULL))
    return;
  galley_lock_set_note (project->lock, "");
  sqlite3_exec (project->handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

/* The same of a file that nobody has open, without its log. */
static char *
note_of (const char *file)
{
  g_autofree char *address = g_filename_to_uri (file, NULL, NULL);
  g_autofree char *full = address != NULL ? g_strconcat (address, "?immutable=1", NULL) : NULL;
  GalleyFileState state = { .size = -1 };
  sqlite3 *handle = NULL;

  if (full != NULL &&
      sqlite3_open_v2 (full, &handle, SQLITE_OPEN_URI | SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                       NULL) == SQLITE_OK)
    read_header (handle, &state);
  sqlite3_close (handle);
  return state.size >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT " %s", state.size, state.header)
                         : NULL;
}

/**
 * galley_guard_set_log_aside:
 * @file: a project that nobody edits
 * @note: what its last editor, who did not end, left in the lock
 *
 * A log that was left belongs to the file that its editor knew. Where another one was put in its
 * place since, the log is moved to a name of its own: SQLite would play it into the new file.
 *
 * Returns: (transfer full) (nullable): the name that the log has now; %NULL where it belongs to the
 *   file, or there is none
 */
char *
galley_guard_set_log_aside (const char *file, const char *note)
{
  g_autofree char *log = log_of (file);
  g_autofree char *index = g_strconcat (file, "-shm", NULL);
  g_autofree char *now = NULL;

  if (note == NULL || *note == '\0' || g_access (log, F_OK) != 0)
    return NULL;
  now = note_of (file);
  if (now == NULL || g_str_equal (now, note))
    return NULL;
  for (guint i = 1; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%u", log, i);

      if (g_access (name, F_OK) == 0)
        continue;
      if (g_rename (log, name) != 0)
        return NULL;
      g_unlink (index);
      return g_steal_pointer (&name);
    }
  return NULL;
}
