/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-file-list.h"

#include "galley-file.h"
#include "galley-site-error.h"

#include <string.h>

static void
free_file (gpointer data)
{
  GalleyFile *file = data;

  g_free (file->path);
  g_free (file);
}

static void
free_conflict (gpointer data)
{
  GalleyFileConflict *conflict = data;

  g_free (conflict->path);
  g_free (conflict->name);
  g_free (conflict->other);
  g_free (conflict);
}

/**
 * galley_file_list_new:
 *
 * Returns: (transfer full): a list without files
 */
GalleyFileList *
galley_file_list_new (void)
{
  GalleyFileList *list = g_new0 (GalleyFileList, 1);

  list->all = g_ptr_array_new_with_free_func (free_file);
  list->conflicts = g_ptr_array_new_with_free_func (free_conflict);
  list->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  list->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  return list;
}

/**
 * galley_file_list_free:
 * @list: (transfer full) (nullable): a list
 */
void
galley_file_list_free (GalleyFileList *list)
{
  if (list == NULL)
    return;
  g_hash_table_unref (list->by_path);
  g_hash_table_unref (list->folders);
  g_ptr_array_unref (list->all);
  g_ptr_array_unref (list->conflicts);
  g_free (list);
}

static char *
describe (const GalleyFile *file)
{
  const GalleyEntry *entry = file->subject;

  switch (file->kind)
    {
    case GALLEY_FILE_POST:
      return g_strdup_printf ("“%s”", entry->post->title);
    case GALLEY_FILE_TAG:
      return g_strdup_printf ("the tag “%s”", ((const GalleyTagEntry *) file->subject)->name);
    case GALLEY_FILE_SERIES:
      return g_strdup_printf ("the series “%s”",
                              ((const GalleySeriesEntry *) file->subject)->record->title);
    default:
      return g_strdup_printf ("the site's own %s", file->path);
    }
}

static void
note_conflict (GalleyFileList *list, const GalleyFile *file, gboolean is_safe)
{
  const GalleyFile *other = g_hash_table_lookup (list->by_path, file->path);
  GalleyFileConflict *conflict = g_new0 (GalleyFileConflict, 1);

  conflict->path = g_strdup (file->path);
  conflict->name = describe (file);
  if (is_safe)
    conflict->other = other != NULL ? describe (other) : g_strdup ("a folder of the same name");
  if (file->kind != GALLEY_FILE_POST && is_safe && other != NULL)
    file = other;
  if (file->kind == GALLEY_FILE_POST)
    conflict->post_id = ((const GalleyEntry *) file->subject)->post->id;
  g_ptr_array_add (list->conflicts, conflict);
}

/* Whether a file may stand at @path: nothing has it, no file is where it needs a folder, and it is
 * no folder of others. Notes its folders. */
static gboolean
claim_path (GalleyFileList *list, const char *path)
{
  g_autofree char *folder = NULL;
  char *slash;

  if (g_hash_table_contains (list->by_path, path) || g_hash_table_contains (list->folders, path))
    return FALSE;
  folder = g_strdup (path);
  while ((slash = strrchr (folder, '/')) != NULL)
    {
      *slash = '\0';
      if (g_hash_table_contains (list->folders, folder))
        break;
      if (g_hash_table_contains (list->by_path, folder))
        return FALSE;
      g_hash_table_add (list->folders, g_strdup (folder));
    }
  return TRUE;
}

/**
 * galley_file_list_add:
 * @list: a list
 * @kind: of the file
 * @path: (transfer full): where it stands in the site
 * @subject: (nullable): what it is about, which must stay
 * @number: which of several
 *
 * Adds a file. One whose path is taken, or leads out of the site, is left out and noted among
 * the list's conflicts; but a redirect gives way: who moved away does not keep others from moving
 * in.
 *
 * Returns: whether it was added
 */
gboolean
galley_file_list_add (GalleyFileList *list,
                      GalleyFileKind kind,
                      char *path,
                      gconstpointer subject,
                      guint number)
{
  GalleyFile *file = g_new0 (GalleyFile, 1);
  gboolean is_safe = galley_path_is_safe (path);

  file->kind = kind;
  file->path = path;
  file->subject = subject;
  file->number = number;
  if (is_safe && claim_path (list, path))
    {
      g_ptr_array_add (list->all, file);
      g_hash_table_insert (list->by_path, file->path, file);
      return TRUE;
    }
  if (kind != GALLEY_FILE_REDIRECT)
    note_conflict (list, file, is_safe);
  free_file (file);
  return FALSE;
}

/**
 * galley_file_list_find:
 * @list: a list
 * @path: a path in the site
 *
 * Returns: (transfer none) (nullable): the file that stands there
 */
const GalleyFile *
galley_file_list_find (const GalleyFileList *list, const char *path)
{
  return g_hash_table_lookup (list->by_path, path);
}

/**
 * galley_file_list_get_error:
 * @list: a list
 *
 * Returns: (transfer full) (nullable): why no export can be made of it, GALLEY_SITE_ERROR_CONFLICT
 * or GALLEY_SITE_ERROR_UNSAFE_PATH; %NULL where one can
 */
GError *
galley_file_list_get_error (const GalleyFileList *list)
{
  const GalleyFileConflict *conflict;

  if (list->conflicts->len == 0)
    return NULL;
  conflict = g_ptr_array_index (list->conflicts, 0);
  if (conflict->other == NULL)
    return g_error_new (GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_UNSAFE_PATH,
                        "planning the site: %s: the address of %s would lead out of the site; "
                        "change it",
                        conflict->path, conflict->name);
  return g_error_new (GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_CONFLICT,
                      "planning the site: %s: wanted by %s and by %s; change the address of one of "
                      "them",
                      conflict->path, conflict->name, conflict->other);
}

/**
 * galley_file_lists_posts:
 * @file: a file
 *
 * Returns: whether it is a page that lists posts or what was said of them, and that a search engine
 *   should know
 */
gboolean
galley_file_lists_posts (const GalleyFile *file)
{
  switch (file->kind)
    {
    case GALLEY_FILE_INDEX:
      return file->number == 1;
    case GALLEY_FILE_TAG:
    case GALLEY_FILE_TAGS:
    case GALLEY_FILE_SERIES:
    case GALLEY_FILE_SERIES_INDEX:
    case GALLEY_FILE_ARCHIVE:
    case GALLEY_FILE_ANSWERS:
    case GALLEY_FILE_MAP:
      return TRUE;
    default:
      return FALSE;
    }
}
