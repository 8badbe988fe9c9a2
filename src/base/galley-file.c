/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * galley_path_is_safe:
 * @relative: a path that came from outside
 *
 * Returns: %TRUE where @relative names something below the folder it will be joined to: relative,
 *   no empty, "." or ".." segment, no backslash, no control character
 */
gboolean
galley_path_is_safe (const char *relative)
{
  g_auto (GStrv) segments = NULL;

  if (*relative == '\0' || *relative == '/' || strchr (relative, '\\') != NULL)
    return FALSE;
  for (const char *p = relative; *p != '\0'; p++)
    if ((unsigned char) *p < 0x20 || *p == 0x7f)
      return FALSE;
  segments = g_strsplit (relative, "/", -1);
  for (gsize i = 0; segments[i] != NULL; i++)
    if (*segments[i] == '\0' || g_str_equal (segments[i], ".") || g_str_equal (segments[i], ".."))
      return FALSE;
  return TRUE;
}

static gboolean
fail (GError **error, const char *doing, const char *path)
{
  int saved = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s %s: %s", doing, path,
               g_strerror (saved));
  return FALSE;
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/**
 * galley_file_write:
 * @path: a file name in the file system's encoding
 * @data: what the file shall hold
 * @length: bytes of @data
 * @error: G_FILE_ERROR
 *
 * Writes a file whole or not at all: a new file beside it is written, flushed to the disk and moved
 * into its place, so that a reader sees the old content or the new.
 */
gboolean
galley_file_write (const char *path, const char *data, gsize length, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0644);

  if (fd < 0)
    return fail (error, "writing", path);
  if (!write_all (fd, data, length) || fsync (fd) != 0)
    {
      fail (error, "writing", path);
      close (fd);
      g_unlink (temporary);
      return FALSE;
    }
  if (close (fd) != 0 || g_rename (temporary, path) != 0)
    {
      fail (error, "writing", path);
      g_unlink (temporary);
      return FALSE;
    }
  return TRUE;
}

/**
 * galley_file_read_limited:
 * @path: a file name in the file system's encoding
 * @limit: the most bytes to take
 * @data: (out) (transfer full): the content, followed by a nul that is not counted
 * @length: (out): bytes of @data
 * @error: G_FILE_ERROR; FBIG is told as G_FILE_ERROR_FAILED with the limit in the message
 *
 * Reads a regular file that came from outside: a folder, a pipe, a device or a file of more than
 * @limit bytes is refused before its content is read.
 */
gboolean
galley_file_read_limited (const char *path, gsize limit, char **data, gsize *length, GError **error)
{
  struct stat status;

  if (g_stat (path, &status) != 0)
    return fail (error, "reading", path);
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "reading %s: not a regular file", path);
      return FALSE;
    }
  if ((guint64) status.st_size > limit)
    {
      g_autofree char *most = g_format_size (limit);

      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "reading %s: larger than %s", path,
                   most);
      return FALSE;
    }
  return g_file_get_contents (path, data, length, error);
}
