/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "galley-new-file-private.h"
#include "galley-project-private.h"

#define PAGES_AT_ONCE 512

static gboolean
copy_pages (GalleyProject *project,
            sqlite3 *target,
            GalleyProgressFunc progress,
            gpointer user_data,
            GCancellable *cancellable,
            GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", project->handle, "main");
  int code = SQLITE_OK;

  if (backup == NULL)
    return galley_sql_fail_with (target, project->path, NULL, error);
  while (code == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    {
      code = sqlite3_backup_step (backup, PAGES_AT_ONCE);
      if (progress != NULL)
        progress ((guint64) (sqlite3_backup_pagecount (backup) - sqlite3_backup_remaining (backup)),
                  (guint64) sqlite3_backup_pagecount (backup), user_data);
    }
  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return galley_sql_fail_with (target, project->path, NULL, error);
}

/* One transaction over the whole copy, so that a writer beside us does not make it start again. */
static gboolean
copy_into (GalleyProject *project,
           const char *file,
           GalleyProgressFunc progress,
           gpointer user_data,
           GCancellable *cancellable,
           GError **error)
{
  sqlite3 *target = NULL;
  gboolean held = project->depth == 0 && galley_sql_script (project, "BEGIN", NULL);
  gboolean done = FALSE;

  if (sqlite3_open_v2 (file, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
      SQLITE_OK)
    galley_sql_fail_with (target, file, NULL, error);
  else if (copy_pages (project, target, progress, user_data, cancellable, error))
    {
      done = sqlite3_exec (target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK;
      if (!done)
        galley_sql_fail_with (target, file, NULL, error);
    }
  sqlite3_close (target);
  if (held)
    galley_sql_script (project, "ROLLBACK", NULL);
  return done;
}

static gboolean
flush (const char *file, GError **error)
{
  int fd = g_open (file, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    g_set_error (error, GALLEY_STORE_ERROR,
                 errno == ENOSPC ? GALLEY_STORE_ERROR_NO_SPACE : GALLEY_STORE_ERROR_FAILED,
                 "%s: %s", file, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return done;
}

/**
 * galley_project_backup:
 * @project: a project
 * @path: the name of a file that is not there yet
 * @progress: (nullable): told in pages of the file
 * @user_data: for @progress
 * @cancellable: (nullable): stops it
 * @error: GALLEY_STORE_ERROR, EXISTS where there is such a file; G_IO_ERROR_CANCELLED
 *
 * Copies the project as it is at this moment, also while it is being edited. The copy appears under
 * its name once it is whole.
 */
gboolean
galley_project_backup (GalleyProject *project,
                       const char *path,
                       GalleyProgressFunc progress,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *temporary = galley_new_file_begin (path, "a copy", error);

  if (temporary == NULL)
    return FALSE;
  if (copy_into (project, temporary, progress, user_data, cancellable, error) &&
      flush (temporary, error) && galley_new_file_finish (temporary, path, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}
