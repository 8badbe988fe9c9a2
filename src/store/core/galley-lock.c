/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-lock-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-project.h"

struct _GalleyLock
{
  char *name;
  int fd;
};

static char *
lock_name (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *hidden = g_strdup_printf (".%s.lock", base);

  return g_build_filename (folder, hidden, NULL);
}

static void
fail_held (int fd, const char *path, GError **error)
{
  char text[32] = "";
  gssize length = pread (fd, text, sizeof text - 1, 0);
  long holder = length > 0 ? strtol (text, NULL, 10) : 0;

  if (holder > 0)
    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_LOCKED,
                 "%s is open in another Galley (process %ld); close it there first", path, holder);
  else
    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_LOCKED,
                 "%s is open in another Galley; close it there first", path);
}

/* A lock on a file that its last holder has removed in the meantime is worth nothing. */
static gboolean
is_still_there (int fd, const char *name)
{
  struct stat opened, named;

  return fstat (fd, &opened) == 0 && lstat (name, &named) == 0 && opened.st_ino == named.st_ino &&
         opened.st_dev == named.st_dev;
}

/**
 * galley_lock_take:
 * @file: the project, without symbolic links
 * @path: its name for people
 * @error: GALLEY_STORE_ERROR: LOCKED, or READ_ONLY where nothing can be put beside it
 *
 * Returns: (transfer full) (nullable): the lock
 */
GalleyLock *
galley_lock_take (const char *file, const char *path, GError **error)
{
  g_autofree char *name = lock_name (file);

  for (;;)
    {
      int fd = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
      GalleyLock *lock;

      if (fd < 0)
        {
          g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_READ_ONLY,
                       "%s cannot be edited: its folder cannot be written to (%s)", path,
                       g_strerror (errno));
          return NULL;
        }
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          fail_held (fd, path, error);
          close (fd);
          return NULL;
        }
      if (!is_still_there (fd, name))
        {
          close (fd);
          continue;
        }
      /* Who holds it is told for the message only, so a failure to write it matters to nobody. */
      if (ftruncate (fd, 0) == 0)
        dprintf (fd, "%ld\n", (long) getpid ());
      lock = g_new0 (GalleyLock, 1);
      lock->name = g_steal_pointer (&name);
      lock->fd = fd;
      return lock;
    }
}

/* Removes the file while it is still held, then lets go. */
void
galley_lock_release (GalleyLock *lock)
{
  g_unlink (lock->name);
  close (lock->fd);
  g_free (lock->name);
  g_free (lock);
}
