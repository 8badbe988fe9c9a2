/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-mail-folder.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "galley-mail.h"
#include "galley-source-tree.h"

#define MAX_FOLDERS 16 /* in each other */
#define HEAD_BYTES 4096
#define MAX_LOOKED_AT 40
#define MAX_LOOKED_INTO 3 /* folders, and how deep */

/* A folder, and none behind a link: no loop is possible. */
static gboolean
is_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

static gboolean
is_mail (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *head = g_malloc0 (HEAD_BYTES + 1);
  FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_fopen (path, "rb") : NULL;
  gsize length;

  if (file == NULL)
    return FALSE;
  length = fread (head, 1, HEAD_BYTES, file);
  fclose (file);
  return g_str_has_suffix (lower, ".eml") || galley_mail_is_likely (head, length);
}

/* Whether the files of a folder are mails: the first of them tell, or else those of the first
 * folders in it. */
static gboolean
holds_mails (const char *path, guint depth)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  gboolean found = FALSE;

  for (guint i = 0; dir != NULL && i < MAX_LOOKED_AT && (name = g_dir_read_name (dir)) != NULL; i++)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (galley_source_is_markdown (name))
        return FALSE;
      if (is_mail (file))
        found = TRUE;
      else if (*name != '.' && depth < MAX_LOOKED_INTO && folders->len < MAX_LOOKED_INTO &&
               is_folder (file))
        g_ptr_array_add (folders, g_steal_pointer (&file));
    }
  for (guint i = 0; !found && i < folders->len; i++)
    found = holds_mails (g_ptr_array_index (folders, i), depth + 1);
  return found;
}

static gboolean
has_folder (const char *path, const char *name)
{
  g_autofree char *inside = g_build_filename (path, name, NULL);

  return g_file_test (inside, G_FILE_TEST_IS_DIR);
}

/**
 * galley_mail_folder_is_likely:
 * @path: a folder
 *
 * Returns: whether @path is a Maildir, or a folder of mails
 */
gboolean
galley_mail_folder_is_likely (const char *path)
{
  return (has_folder (path, "new") && has_folder (path, "cur")) || holds_mails (path, 0);
}

/* The walk through a folder. */
typedef struct
{
  const char *folder;
  const char *shown_name;
  GalleyRecordSink *sink;
  GPtrArray *names;
} Walk;

static void
warn (Walk *walk, const char *what)
{
  const GalleySourcePosition position = { walk->shown_name, "message", 0 };

  galley_record_sink_note (walk->sink, GALLEY_NOTE_WARNING, &position, "%s", what);
}

/* The other mailboxes of a Maildir, as what was sent and what was deleted, are no comments: it is
 * said that they are there. */
static void
note_mailboxes (Walk *walk, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *full = g_build_filename (path, name, NULL);
      g_autofree char *shown = g_filename_display_name (name);
      g_autofree char *note =
          g_strdup_printf ("the mailbox “%s” in it is left out; import it by itself if readers "
                           "wrote there",
                           shown);

      if (*name == '.' && !g_str_equal (name, ".") && !g_str_equal (name, "..") &&
          has_folder (full, "cur"))
        warn (walk, note);
    }
}

static void list_below (Walk *walk, const char *below, guint depth);

/* The mails of the folder @below, and those of the folders in it. */
static void
list_files (Walk *walk, const char *below, guint depth)
{
  g_autofree char *path = g_build_filename (walk->folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && walk->names->len < GALLEY_MAIL_FOLDER_MAX &&
         (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *full = g_build_filename (path, name, NULL);
      g_autofree char *inside = g_build_filename (below, name, NULL);

      if (*name != '.' && g_file_test (full, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (walk->names, g_steal_pointer (&inside));
      else if (*name != '.' && is_folder (full))
        list_below (walk, inside, depth + 1);
    }
}

/* The mails of a Maildir, or of a folder of files and of folders. */
static void
list_below (Walk *walk, const char *below, guint depth)
{
  g_autofree char *path = g_build_filename (walk->folder, below, NULL);

  if (depth > MAX_FOLDERS)
    warn (walk, "folders deeper than " G_STRINGIFY (MAX_FOLDERS) " in it are left out");
  else if (has_folder (path, "cur"))
    {
      g_autofree char *cur = g_build_filename (below, "cur", NULL);
      g_autofree char *new = g_build_filename (below, "new", NULL);

      list_files (walk, cur, depth + 1);
      list_files (walk, new, depth + 1);
      note_mailboxes (walk, path);
    }
  else
    list_files (walk, below, depth);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * galley_mail_folder_list:
 * @folder: a Maildir, or a folder of files and of folders
 * @shown_name: what notes call it
 * @sink: gets the notes
 *
 * Returns: (transfer full) (element-type filename): the files in it, sorted, at most
 *   %GALLEY_MAIL_FOLDER_MAX, relative to @folder. Links to folders are not followed
 */
GPtrArray *
galley_mail_folder_list (const char *folder, const char *shown_name, GalleyRecordSink *sink)
{
  Walk walk = { folder, shown_name, sink, g_ptr_array_new_with_free_func (g_free) };

  list_below (&walk, ".", 0);
  g_ptr_array_sort (walk.names, compare_names);
  if (walk.names->len >= GALLEY_MAIL_FOLDER_MAX)
    warn (&walk, "it has more than " G_STRINGIFY (GALLEY_MAIL_FOLDER_MAX) " mails; the others are "
                                                                          "left out");
  return walk.names;
}
