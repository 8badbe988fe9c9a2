/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-new-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (GError **error, GalleyStoreError code, const char *path, const char *why)
{
  g_set_error (error, GALLEY_STORE_ERROR, code, "%s: %s", path, why);
  return FALSE;
}

static gboolean
fail_exists (GError **error, const char *path)
{
  return fail (error, GALLEY_STORE_ERROR_EXISTS, path,
               "there is a file of this name already; choose another name");
}

/**
 * galley_new_file_begin:
 * @path: the name that the file shall have, and no file has yet
 * @what: what it is, for a message: "a copy"
 * @error: GALLEY_STORE_ERROR: EXISTS, NOT_FOUND where there is no such folder, NO_SPACE, READ_ONLY
 *
 * Makes an empty file beside @path, to be filled. End it with galley_new_file_finish(), or remove
 * it.
 *
 * Returns: (transfer full) (nullable): its name
 */
char *
galley_new_file_begin (const char *path, const char *what, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  struct stat status;
  int fd;

  if (lstat (path, &status) == 0)
    {
      fail_exists (error, path);
      return NULL;
    }
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      g_set_error (error, GALLEY_STORE_ERROR,
                   errno == ENOENT   ? GALLEY_STORE_ERROR_NOT_FOUND
                   : errno == ENOSPC ? GALLEY_STORE_ERROR_NO_SPACE
                                     : GALLEY_STORE_ERROR_READ_ONLY,
                   "%s: %s cannot be put into this folder: %s", path, what, g_strerror (errno));
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&temporary);
}

/**
 * galley_new_file_finish:
 * @temporary: what galley_new_file_begin() gave, filled
 * @path: as it was given there
 * @error: GALLEY_STORE_ERROR; EXISTS where another was quicker
 *
 * Gives a file its name, and never replaces one that is there. Where that fails, @temporary stays.
 */
gboolean
galley_new_file_finish (const char *temporary, const char *path, GError **error)
{
  if (link (temporary, path) == 0)
    {
      g_unlink (temporary);
      return TRUE;
    }
  if (errno == EEXIST)
    return fail_exists (error, path);
  /* Some file systems have no links. */
  if (g_access (path, F_OK) != 0 && g_rename (temporary, path) == 0)
    return TRUE;
  return fail (error, GALLEY_STORE_ERROR_FAILED, path, g_strerror (errno));
}
