/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-remote-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* The first moment that a ZIP can name: the same site gives the same bytes. */
#define MOMENT 315532800

static gboolean
check (const char *address, GError **error)
{
  return TRUE;
}

/* A file that is ours says so; others are not overwritten without a word. */
static gboolean
look (const GalleyRemote *remote, const char *address, GalleyRemoteState *state, GError **error)
{
  struct archive *archive;
  struct archive_entry *entry;

  state->is_empty = g_access (address, F_OK) != 0;
  if (state->is_empty)
    return TRUE;
  archive = archive_read_new ();
  archive_read_support_format_zip (archive);
  if (archive_read_open_filename (archive, address, 65536) == ARCHIVE_OK)
    while (state->mark == NULL && archive_read_next_header (archive, &entry) == ARCHIVE_OK)
      if (g_strcmp0 (archive_entry_pathname (entry), GALLEY_REMOTE_MARK) == 0)
        {
          char text[128] = "";

          if (archive_read_data (archive, text, sizeof text - 1) > 0)
            state->mark = g_strdup (text);
        }
  archive_read_free (archive);
  return TRUE;
}

static gboolean
fail (struct archive *archive, const char *path, GError **error)
{
  int code = archive_errno (archive);

  g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_REFUSED, "writing %s: %s", path,
               code > 0 ? g_strerror (code) : archive_error_string (archive));
  return FALSE;
}

static gboolean
add_bytes (struct archive *archive,
           const char *address,
           const char *name,
           const char *bytes,
           gsize length,
           GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean good;

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, MOMENT, 0);
  archive_entry_set_size (entry, (gint64) length);
  good = archive_write_header (archive, entry) == ARCHIVE_OK &&
         (length == 0 || archive_write_data (archive, bytes, length) == (gssize) length);
  archive_entry_free (entry);
  return good || fail (archive, address, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* All files below a folder, with slashes. */
static void
list_files (const char *root, const char *below, GPtrArray *names)
{
  g_autofree char *path = g_build_filename (root, below, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *relative =
          *below != '\0' ? g_strconcat (below, "/", name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (root, relative, NULL);

      if (g_file_test (full, G_FILE_TEST_IS_DIR))
        list_files (root, relative, names);
      else
        g_ptr_array_add (names, g_steal_pointer (&relative));
    }
}

static gboolean
write_all (const GalleyRemote *remote,
           struct archive *archive,
           const char *address,
           const char *mark,
           GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  list_files (remote->folder, "", names);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (remote->folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_cancellable_set_error_if_cancelled (remote->cancellable, error) ||
          !g_file_get_contents (path, &bytes, &length, error) ||
          !add_bytes (archive, address, g_ptr_array_index (names, i), bytes, length, error))
        return FALSE;
    }
  return add_bytes (archive, address, GALLEY_REMOTE_MARK, mark, strlen (mark), error);
}

/* A new file takes the place of the old one once it is whole. */
static gboolean
send (const GalleyRemote *remote,
      const char *address,
      GPtrArray *groups,
      GPtrArray *gone,
      const char *mark,
      GError **error)
{
  g_autofree char *part = g_strconcat (address, ".galley-part", NULL);
  struct archive *archive = archive_write_new ();
  gboolean good;

  archive_write_set_format_zip (archive);
  archive_write_set_options (archive, "zip:compression=deflate,hdrcharset=UTF-8");
  good = archive_write_open_filename (archive, part) == ARCHIVE_OK
             ? write_all (remote, archive, address, mark, error)
             : fail (archive, address, error);
  if (good && archive_write_close (archive) != ARCHIVE_OK)
    good = fail (archive, address, error);
  archive_write_free (archive);
  if (good && g_rename (part, address) != 0)
    {
      g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_REFUSED, "writing %s: %s",
                   address, g_strerror (errno));
      good = FALSE;
    }
  if (!good)
    g_unlink (part);
  return good;
}

const GalleyRemoteDriver galley_remote_zip = { "zip:", check, look, send };
