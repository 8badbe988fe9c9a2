/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2 */
#include "galley-folder-private.h"

#include "galley-export-error.h"
#include "galley-file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder on the way to the file that was used last. */
typedef struct
{
  char *name;
  int fd;
} Step;

struct _GalleyFolder
{
  char *path;
  int fd;
  gboolean is_new;    /* nobody reads it yet: files are written in place */
  gboolean is_second; /* a further hold of a folder that is somebody else's */
  int staging;        /* -1 where nothing is written; locked */
  GArray *steps;      /* of Step, held open: files come folder by folder */
  guint64 serial;
};

static gboolean
fail (const char *doing, const char *folder, const char *path, GError **error)
{
  int saved = errno;
  int code = GALLEY_EXPORT_ERROR_FAILED;
  const char *advice = "";

  switch (saved)
    {
    case ENOSPC:
    case EDQUOT:
      code = GALLEY_EXPORT_ERROR_NO_SPACE;
      advice = "; make room and export again";
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      code = GALLEY_EXPORT_ERROR_PERMISSION;
      break;
    case ELOOP:
    case ENOTDIR:
      code = GALLEY_EXPORT_ERROR_UNSAFE_PATH;
      advice = "; a link or a file is where a folder of the site should be";
      break;
    default:
      break;
    }
  g_set_error (error, GALLEY_EXPORT_ERROR, code, "%s %s%s%s: %s%s", doing, folder,
               *path != '\0' ? "/" : "", path, g_strerror (saved), advice);
  return FALSE;
}

/* Lets go of the folders held open, but for the first @n. */
static void
forget_steps (GalleyFolder *folder, guint n)
{
  for (guint i = n; i < folder->steps->len; i++)
    {
      Step *step = &g_array_index (folder->steps, Step, i);

      close (step->fd);
      g_free (step->name);
    }
  g_array_set_size (folder->steps, n);
}

/* Opens the folder @name in @parent, which may not be a link. */
static int
open_step (const GalleyFolder *folder, int parent, const char *name, gboolean make)
{
  const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
  /* In a folder that is new, most are not there yet. */
  gboolean made = make && folder->is_new && mkdirat (parent, name, 0777) == 0;
  int fd = openat (parent, name, flags);

  if (fd < 0 && errno == ENOENT && make && !made &&
      (mkdirat (parent, name, 0777) == 0 || errno == EEXIST))
    fd = openat (parent, name, flags);
  return fd;
}

/* The folder that @path is in, and the name that it has there; -1 where it cannot be opened. It is
 * opened step by step, so that none of the steps is a link, and the handle is kept. */
static int
open_parent (GalleyFolder *folder, const char *path, const char **name, gboolean make)
{
  int fd = folder->fd;
  guint depth = 0;
  const char *slash;

  for (; (slash = strchr (path, '/')) != NULL; path = slash + 1, depth++)
    {
      gsize length = (gsize) (slash - path);
      const Step *known =
          depth < folder->steps->len ? &g_array_index (folder->steps, Step, depth) : NULL;
      Step step = { NULL, -1 };

      if (known != NULL && strncmp (known->name, path, length) == 0 && known->name[length] == '\0')
        {
          fd = known->fd;
          continue;
        }
      forget_steps (folder, depth);
      step.name = g_strndup (path, length);
      step.fd = open_step (folder, fd, step.name, make);
      if (step.fd < 0)
        {
          int saved = errno;

          g_free (step.name);
          errno = saved;
          return -1;
        }
      g_array_append_val (folder->steps, step);
      fd = step.fd;
    }
  *name = path;
  return fd;
}

/* Removes all that is in the folder @fd, which is ours alone; closes @fd. */
static void
empty_folder (int fd)
{
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *item;

  if (dir == NULL)
    {
      if (fd >= 0)
        close (fd);
      return;
    }
  while ((item = readdir (dir)) != NULL)
    {
      int below;

      if (g_str_equal (item->d_name, ".") || g_str_equal (item->d_name, ".."))
        continue;
      if (unlinkat (dirfd (dir), item->d_name, 0) == 0 || (errno != EISDIR && errno != EPERM))
        continue;
      below = openat (dirfd (dir), item->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (below >= 0)
        empty_folder (below);
      unlinkat (dirfd (dir), item->d_name, AT_REMOVEDIR);
    }
  closedir (dir);
}

/* A handle of its own, with a reading position of its own. */
static int
reopen (int fd)
{
  return openat (fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Takes the staging for this export alone, and clears what an interrupted one left. */
static gboolean
open_staging (GalleyFolder *folder, GError **error)
{
  if (mkdirat (folder->fd, GALLEY_STAGING, 0700) != 0 && errno != EEXIST)
    return fail ("writing to", folder->path, "", error);
  folder->staging =
      openat (folder->fd, GALLEY_STAGING, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder->staging < 0)
    return fail ("writing to", folder->path, GALLEY_STAGING, error);
  if (flock (folder->staging, LOCK_EX | LOCK_NB) != 0)
    {
      close (folder->staging);
      folder->staging = -1;
      g_set_error (error, GALLEY_EXPORT_ERROR, GALLEY_EXPORT_ERROR_FAILED,
                   "writing to %s: another export is writing there; wait until it is done",
                   folder->path);
      return FALSE;
    }
  empty_folder (reopen (folder->staging));
  return TRUE;
}

static GalleyFolder *
new_folder (const char *path, int fd)
{
  GalleyFolder *folder = g_new0 (GalleyFolder, 1);

  folder->path = g_strdup (path);
  folder->fd = fd;
  folder->staging = -1;
  folder->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  return folder;
}

/**
 * galley_folder_open:
 * @path: a folder that is there
 * @writes: whether it will be written to
 * @error: GALLEY_EXPORT_ERROR
 *
 * Returns: (transfer full) (nullable): the folder. What is written to it appears file by file,
 *   each one whole
 */
GalleyFolder *
galley_folder_open (const char *path, gboolean writes, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_autoptr (GalleyFolder) folder = NULL;

  if (fd < 0)
    {
      fail ("opening", path, "", error);
      return NULL;
    }
  folder = new_folder (path, fd);
  if (writes && !open_staging (folder, error))
    return NULL;
  return g_steal_pointer (&folder);
}

/* Removes what interrupted exports built beside @path. */
static void
remove_unfinished (const char *parent, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      g_autofree char *mark = g_build_filename (path, GALLEY_STAGING, NULL);
      int fd;
      int lock;

      if (!g_str_has_prefix (name, prefix) || strlen (name) != strlen (prefix) + 6)
        continue;
      fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (fd < 0)
        continue;
      lock = openat (fd, GALLEY_STAGING, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (lock >= 0 && flock (lock, LOCK_EX | LOCK_NB) == 0)
        {
          empty_folder (fd);
          g_rmdir (path);
        }
      else
        {
          close (fd);
          /* One that ended before it was marked is empty. */
          if (lock < 0)
            g_rmdir (path);
        }
      if (lock >= 0)
        close (lock);
    }
}

/**
 * galley_folder_create_beside:
 * @path: where a folder will be
 * @error: GALLEY_EXPORT_ERROR
 *
 * Makes a new folder beside @path, to be filled and then put there by galley_folder_move_in().
 *
 * Returns: (transfer full) (nullable): the new folder
 */
GalleyFolder *
galley_folder_create_beside (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *prefix = g_strdup_printf (".%.200s.galley-", name);
  g_autofree char *pattern = g_strconcat (prefix, "XXXXXX", NULL);
  g_autofree char *made = g_build_filename (parent, pattern, NULL);
  g_autoptr (GalleyFolder) folder = NULL;
  int fd = -1;

  if (g_mkdir_with_parents (parent, 0777) == 0)
    {
      remove_unfinished (parent, prefix);
      if (g_mkdtemp_full (made, 0777) != NULL)
        fd = open (made, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
  if (fd < 0)
    {
      fail ("making a folder beside", path, "", error);
      return NULL;
    }
  folder = new_folder (made, fd);
  folder->is_new = TRUE;
  /* The staging marks the folder as unfinished, and its lock as being worked on. */
  if (!open_staging (folder, error))
    return NULL;
  return g_steal_pointer (&folder);
}

/**
 * galley_folder_open_again:
 * @folder: a folder made by galley_folder_create_beside()
 *
 * Returns: (transfer full) (nullable): a further hold of it, for another thread to write with, to
 * be closed before @folder is moved in or closed
 */
GalleyFolder *
galley_folder_open_again (const GalleyFolder *folder)
{
  int fd = reopen (folder->fd);
  GalleyFolder *second;

  if (fd < 0)
    return NULL;
  second = new_folder (folder->path, fd);
  second->is_new = folder->is_new;
  second->is_second = TRUE;
  return second;
}

/**
 * galley_folder_close:
 * @folder: (transfer full) (nullable): a folder. A new one that was not moved in is removed
 */
void
galley_folder_close (GalleyFolder *folder)
{
  if (folder == NULL)
    return;
  forget_steps (folder, 0);
  if (folder->is_new && !folder->is_second)
    {
      empty_folder (reopen (folder->fd));
      g_rmdir (folder->path);
    }
  else if (folder->staging >= 0)
    {
      empty_folder (reopen (folder->staging));
      unlinkat (folder->fd, GALLEY_STAGING, AT_REMOVEDIR);
    }
  if (folder->staging >= 0)
    close (folder->staging);
  close (folder->fd);
  g_array_unref (folder->steps);
  g_free (folder->path);
  g_free (folder);
}

/**
 * galley_folder_move_in:
 * @folder: a folder made by galley_folder_create_beside()
 * @path: where it belongs: nothing may be there
 * @error: GALLEY_EXPORT_ERROR
 *
 * Puts the whole folder in its place at once.
 */
gboolean
galley_folder_move_in (GalleyFolder *folder, const char *path, GError **error)
{
  forget_steps (folder, 0);
  /* The mark of what is unfinished goes with it, and is removed when the folder is closed: without
   * it, nobody would know what an export that ends here left. */
  if (renameat2 (AT_FDCWD, folder->path, AT_FDCWD, path, RENAME_NOREPLACE) != 0 &&
      (errno != EINVAL || g_rename (folder->path, path) != 0))
    return fail ("moving the new site to", path, "", error);
  folder->is_new = FALSE;
  g_free (folder->path);
  folder->path = g_strdup (path);
  return TRUE;
}

static gboolean
walk (int fd, GString *path, guint depth, GalleyFolderFunc func, gpointer user_data)
{
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *item;
  gboolean goes_on = TRUE;

  if (dir == NULL)
    {
      if (fd >= 0)
        close (fd);
      return TRUE;
    }
  while (goes_on && (item = readdir (dir)) != NULL)
    {
      gsize before = path->len;
      int below;

      if (g_str_equal (item->d_name, ".") || g_str_equal (item->d_name, "..") ||
          (depth == 0 && g_str_equal (item->d_name, GALLEY_STAGING)))
        continue;
      g_string_append_printf (path, "%s%s", before > 0 ? "/" : "", item->d_name);
      below = depth < 64 ? openat (dirfd (dir), item->d_name,
                                   O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                         : -1;
      goes_on =
          below >= 0 ? walk (below, path, depth + 1, func, user_data) : func (path->str, user_data);
      g_string_truncate (path, before);
    }
  closedir (dir);
  return goes_on;
}

/**
 * galley_folder_walk:
 * @folder: a folder
 * @func: is called for all that is no folder in it, at any depth
 * @user_data: for @func
 *
 * Returns: %FALSE where @func stopped it
 */
gboolean
galley_folder_walk (GalleyFolder *folder, GalleyFolderFunc func, gpointer user_data)
{
  g_autoptr (GString) path = g_string_new (NULL);

  return walk (reopen (folder->fd), path, 0, func, user_data);
}

static void
take_state (const struct stat *status, GalleyFileState *state)
{
  state->size = status->st_size;
  state->mtime_us =
      (gint64) status->st_mtim.tv_sec * G_USEC_PER_SEC + status->st_mtim.tv_nsec / 1000;
}

/**
 * galley_folder_stat:
 * @folder: a folder
 * @path: a file below it
 * @state: (out): how it is
 *
 * Returns: whether there is a regular file
 */
gboolean
galley_folder_stat (GalleyFolder *folder, const char *path, GalleyFileState *state)
{
  const char *name;
  int parent = open_parent (folder, path, &name, FALSE);
  struct stat status;

  if (parent < 0 || fstatat (parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
      !S_ISREG (status.st_mode))
    return FALSE;
  take_state (&status, state);
  return TRUE;
}

/**
 * galley_folder_stat_quickly:
 * @folder: a folder
 * @path: a file below it
 * @state: (out): how it is
 *
 * As galley_folder_stat(), in a single call of the system: for looking at many files that nothing
 * will be done to. It sees through a link to a folder.
 *
 * Returns: whether there is a regular file
 */
gboolean
galley_folder_stat_quickly (GalleyFolder *folder, const char *path, GalleyFileState *state)
{
  struct stat status;

  if (!galley_path_is_safe (path) ||
      fstatat (folder->fd, path, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG (status.st_mode))
    return FALSE;
  take_state (&status, state);
  return TRUE;
}

/**
 * galley_folder_exists:
 * @folder: a folder
 * @path: a path below it
 *
 * Returns: whether anything is there: a file, a folder or a link
 */
gboolean
galley_folder_exists (GalleyFolder *folder, const char *path)
{
  const char *name;
  int parent = open_parent (folder, path, &name, FALSE);
  struct stat status;

  return parent >= 0 && fstatat (parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

/**
 * galley_folder_read:
 * @folder: a folder
 * @path: a file below it
 * @size: how long it is
 *
 * Returns: (transfer full) (nullable): its content; %NULL where it is no regular file of that size
 */
GBytes *
galley_folder_read (GalleyFolder *folder, const char *path, gsize size)
{
  const char *name;
  int parent = open_parent (folder, path, &name, FALSE);
  int fd = parent >= 0 ? openat (parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
  struct stat status;
  g_autofree char *data = NULL;
  gsize done = 0;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && (gsize) status.st_size == size)
    {
      data = g_malloc (size + 1);
      while (done < size)
        {
          gssize n = read (fd, data + done, size - done);

          if (n < 0 && errno == EINTR)
            continue;
          if (n <= 0)
            break;
          done += (gsize) n;
        }
    }
  close (fd);
  return data != NULL && done == size ? g_bytes_new_take (g_steal_pointer (&data), size) : NULL;
}

/* Writes all of @bytes to a new file and takes its state. */
static gboolean
fill_file (int fd, GBytes *bytes, GalleyFileState *state)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  struct stat status;
  gboolean written = TRUE;
  int saved;

  while (length > 0 && written)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      written = n > 0;
      data += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  written = written && fstat (fd, &status) == 0;
  saved = errno;
  if (close (fd) != 0 && written)
    return FALSE;
  errno = saved;
  if (written)
    take_state (&status, state);
  return written;
}

/**
 * galley_folder_write:
 * @folder: a folder
 * @path: a file below it; its folders are made
 * @bytes: what it shall hold
 * @state: (out): how it is then
 * @error: GALLEY_EXPORT_ERROR
 *
 * Writes a file whole or not at all.
 */
gboolean
galley_folder_write (GalleyFolder *folder,
                     const char *path,
                     GBytes *bytes,
                     GalleyFileState *state,
                     GError **error)
{
  const char *name;
  int parent = open_parent (folder, path, &name, TRUE);
  int where = folder->is_new ? parent : folder->staging;
  char temporary[32];
  int fd;

  if (parent < 0)
    return fail ("writing", folder->path, path, error);
  g_snprintf (temporary, sizeof temporary, "%" G_GUINT64_FORMAT, folder->serial++);
  fd = openat (where, folder->is_new ? name : temporary,
               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail ("writing", folder->path, path, error);
  if (!fill_file (fd, bytes, state) ||
      (!folder->is_new && renameat (where, temporary, parent, name) != 0))
    {
      fail ("writing", folder->path, path, error);
      unlinkat (where, folder->is_new ? name : temporary, 0);
      return FALSE;
    }
  return TRUE;
}

/* Removes folders that became empty, from that of @path upwards. */
static void
prune (GalleyFolder *folder, const char *path)
{
  g_autofree char *left = g_strdup (path);
  char *slash;

  forget_steps (folder, 0);
  while ((slash = strrchr (left, '/')) != NULL)
    {
      const char *name;
      int parent;

      *slash = '\0';
      parent = open_parent (folder, left, &name, FALSE);
      if (parent < 0 || unlinkat (parent, name, AT_REMOVEDIR) != 0)
        break;
      forget_steps (folder, 0);
    }
}

/**
 * galley_folder_delete:
 * @folder: a folder
 * @path: a file below it
 * @error: GALLEY_EXPORT_ERROR
 *
 * Deletes a file, and the folders that are empty then. It is no error where it is gone already.
 */
gboolean
galley_folder_delete (GalleyFolder *folder, const char *path, GError **error)
{
  const char *name;
  int parent = open_parent (folder, path, &name, FALSE);

  if (parent < 0 || (unlinkat (parent, name, 0) != 0 && errno == ENOENT))
    return TRUE;
  if (faccessat (parent, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
    return fail ("deleting", folder->path, path, error);
  prune (folder, path);
  return TRUE;
}
