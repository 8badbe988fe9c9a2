/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-lock-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-project.h"

struct _GalleyLock
{
  char *name;
  int fd;
  char *former_note; /* of a holder that did not end */
  int own_fd;        /* of the second file, by the number of the project's inode; -1: none */
  char *own_name;
};

/* The note of galley_lock_set_note(), with its newline. */
#define NOTE_MAX 512

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

/* The second line of a lock's file. */
static char *
read_note (int fd)
{
  char text[NOTE_MAX + 1];
  gssize length = pread (fd, text, sizeof text - 1, 0);
  char *start, *end;

  if (length <= 0)
    return NULL;
  text[length] = '\0';
  start = strchr (text, '\n');
  end = start != NULL ? strchr (start + 1, '\n') : NULL;
  return end != NULL ? g_strndup (start + 1, (gsize) (end - start - 1)) : NULL;
}

/* One file may have several names, each with a lock beside it: who edits it also holds one that is
 * named by its number. Where there is no place for such, the first must do. */
static gboolean
take_inode (GalleyLock *lock, const char *file, const char *path, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "galley", NULL);
  g_autofree char *base = NULL;
  struct stat status;

  if (stat (file, &status) != 0 || g_mkdir_with_parents (folder, 0700) != 0)
    return TRUE;
  base = g_strdup_printf ("%lx-%lx.lock", (unsigned long) status.st_dev,
                          (unsigned long) status.st_ino);
  lock->own_name = g_build_filename (folder, base, NULL);
  for (;;)
    {
      int fd = g_open (lock->own_name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

      if (fd < 0)
        return TRUE;
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          fail_held (fd, path, error);
          close (fd);
          return FALSE;
        }
      if (is_still_there (fd, lock->own_name))
        {
          lock->own_fd = fd;
          if (ftruncate (fd, 0) == 0)
            dprintf (fd, "%ld\n", (long) getpid ());
          return TRUE;
        }
      close (fd);
    }
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
      lock = g_new0 (GalleyLock, 1);
      lock->name = g_steal_pointer (&name);
      lock->fd = fd;
      lock->own_fd = -1;
      lock->former_note = read_note (fd);
      if (!take_inode (lock, file, path, error))
        {
          galley_lock_release (lock);
          return NULL;
        }
      galley_lock_set_note (lock, "");
      return lock;
    }
}

/**
 * galley_lock_set_note:
 * @lock: a lock
 * @note: a line of text, for who opens the project after this program did not end
 *
 * Writes down who holds the lock, and @note, and has it on the disk. A failure matters to nobody: a
 * note that is not there says nothing.
 */
void
galley_lock_set_note (GalleyLock *lock, const char *note)
{
  g_autofree char *text = g_strdup_printf ("%ld\n%s\n", (long) getpid (), note);

  if (ftruncate (lock->fd, 0) == 0 && pwrite (lock->fd, text, strlen (text), 0) > 0)
    fdatasync (lock->fd);
}

/**
 * galley_lock_get_former_note:
 * @lock: a lock
 *
 * Returns: (transfer full) (nullable): the note of a holder that did not end
 */
char *
galley_lock_get_former_note (const GalleyLock *lock)
{
  return g_strdup (lock->former_note);
}

/**
 * galley_lock_read_note:
 * @file: a project, without symbolic links
 *
 * Returns: (transfer full) (nullable): the note of an editor that did not end; %NULL where one has
 *   the project open, or none was killed
 */
char *
galley_lock_read_note (const char *file)
{
  g_autofree char *name = lock_name (file);
  int fd = g_open (name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  char *note = NULL;

  if (fd < 0)
    return NULL;
  if (flock (fd, LOCK_SH | LOCK_NB) == 0)
    note = read_note (fd);
  close (fd);
  return note;
}

/* Removes the files while they are still held, then lets go. */
void
galley_lock_release (GalleyLock *lock)
{
  if (lock->own_fd >= 0)
    {
      g_unlink (lock->own_name);
      close (lock->own_fd);
    }
  g_unlink (lock->name);
  close (lock->fd);
  g_free (lock->own_name);
  g_free (lock->former_note);
  g_free (lock->name);
  g_free (lock);
}
