/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "galley-extract-error.h"

struct _GalleyExtractFolder
{
  char *place;  /* where it shall be */
  char *beside; /* (nullable): where it is filled; NULL once it was moved */
};

static gboolean
is_free (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return FALSE;
  if (g_dir_read_name (dir) == NULL)
    return TRUE;
  g_set_error (error, GALLEY_EXTRACT_ERROR, GALLEY_EXTRACT_ERROR_UNSAFE,
               "%s: the folder is not empty; name a new one", folder);
  return FALSE;
}

static gboolean
fail (const char *what, const char *path, GError **error)
{
  int problem = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (problem), "%s %s: %s", what, path,
               g_strerror (problem));
  return FALSE;
}

/**
 * galley_extract_folder_new:
 * @path: a folder that is not there yet, or is empty
 * @error: GALLEY_EXTRACT_ERROR_UNSAFE where something is in it; G_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): the folder, to be filled
 */
GalleyExtractFolder *
galley_extract_folder_new (const char *path, GError **error)
{
  g_autofree char *place = g_canonicalize_filename (path, NULL);
  g_autofree char *beside = g_strconcat (place, ".XXXXXX", NULL);
  GalleyExtractFolder *self;

  if (!is_free (place, error))
    return NULL;
  if (g_mkdtemp_full (beside, 0755) == NULL)
    {
      fail ("making", path, error);
      return NULL;
    }
  self = g_new0 (GalleyExtractFolder, 1);
  self->place = g_steal_pointer (&place);
  self->beside = g_steal_pointer (&beside);
  return self;
}

/* Removes what was begun: two levels, as they were made. */
static void
remove_tree (const char *folder, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0 && depth > 0)
        remove_tree (path, depth - 1);
    }
  g_rmdir (folder);
}

/**
 * galley_extract_folder_free:
 * @self: (nullable): a folder; what was not finished is gone
 */
void
galley_extract_folder_free (GalleyExtractFolder *self)
{
  if (self == NULL)
    return;
  if (self->beside != NULL)
    remove_tree (self->beside, 1);
  g_free (self->place);
  g_free (self->beside);
  g_free (self);
}

/**
 * galley_extract_folder_write:
 * @self: a folder that is being filled
 * @path: a file in it, at most one folder deep
 * @data: its content
 * @length: bytes of @data
 * @error: G_FILE_ERROR
 */
gboolean
galley_extract_folder_write (GalleyExtractFolder *self,
                             const char *path,
                             const char *data,
                             gsize length,
                             GError **error)
{
  g_autofree char *full = g_build_filename (self->beside, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);

  if (strchr (path, G_DIR_SEPARATOR) != NULL && g_mkdir (parent, 0755) != 0 && errno != EEXIST)
    return fail ("making", parent, error);
  return g_file_set_contents_full (full, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0644,
                                   error);
}

/**
 * galley_extract_folder_finish:
 * @self: a folder that holds all that it shall
 * @error: G_FILE_ERROR
 *
 * Moves the folder to its place.
 */
gboolean
galley_extract_folder_finish (GalleyExtractFolder *self, GError **error)
{
  if (g_rename (self->beside, self->place) != 0)
    return fail ("moving to", self->place, error);
  g_clear_pointer (&self->beside, g_free);
  return TRUE;
}
