/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-source-tree.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "galley-file.h"
#include "galley-formats-error.h"

#define MAX_DEPTH 64
#define MAX_FILES 1000000

static gboolean
has_extension (const char *path, const char *const *extensions)
{
  const char *dot = strrchr (path, '.');

  for (gsize i = 0; dot != NULL && extensions[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot, extensions[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * galley_source_is_markdown:
 * @path: a file's name
 *
 * Returns: %TRUE where its ending is one that Markdown has
 */
gboolean
galley_source_is_markdown (const char *path)
{
  static const char *const extensions[] = { ".md", ".markdown", ".mdown", ".mkd", ".mkdn", NULL };

  return has_extension (path, extensions);
}

static GalleySourceTree *
tree_new (char *root, char *name)
{
  GalleySourceTree *tree = g_new0 (GalleySourceTree, 1);

  g_atomic_ref_count_init (&tree->references);
  tree->root = root;
  tree->name = name;
  tree->paths = g_ptr_array_new_with_free_func (g_free);
  return tree;
}

/**
 * galley_source_tree_ref:
 * @tree: a tree
 *
 * Returns: (transfer full): @tree, which one more holds now
 */
GalleySourceTree *
galley_source_tree_ref (GalleySourceTree *tree)
{
  g_atomic_ref_count_inc (&tree->references);
  return tree;
}

/**
 * galley_source_tree_unref:
 * @tree: (transfer full): a tree, which goes where nobody else holds it
 */
void
galley_source_tree_unref (GalleySourceTree *tree)
{
  if (!g_atomic_ref_count_dec (&tree->references))
    return;
  g_free (tree->root);
  g_free (tree->name);
  g_clear_pointer (&tree->resource, g_resource_unref);
  g_ptr_array_unref (tree->paths);
  g_free (tree);
}

/* The canonical place of @path, where that is in the tree's folder; links that lead out of it give
 * NULL. */
static char *
locate (GalleySourceTree *tree, const char *path)
{
  g_autofree char *joined = g_build_filename (tree->root, path, NULL);
  g_autofree char *real = realpath (joined, NULL);
  gsize n = strlen (tree->root);

  if (real == NULL || strncmp (real, tree->root, n) != 0 ||
      (real[n] != '/' && !g_str_has_suffix (tree->root, "/")))
    return NULL;
  return g_steal_pointer (&real);
}

/* Adds the texts below @relative ("" for the root). Folders behind a link are not entered, so that
 * no loop is possible. */
static gboolean
walk (GalleySourceTree *tree,
      const char *relative,
      guint depth,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *folder = g_build_filename (tree->root, relative, NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (depth > MAX_DEPTH || g_cancellable_set_error_if_cancelled (cancellable, error))
    return depth > MAX_DEPTH;
  dir = g_dir_open (folder, 0, depth == 0 ? error : NULL);
  if (dir == NULL)
    return depth > 0;
  while ((name = g_dir_read_name (dir)) != NULL && tree->paths->len < MAX_FILES)
    {
      g_autofree char *path =
          *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (tree->root, path, NULL);
      g_autofree char *real = NULL;
      struct stat status;

      if (name[0] == '.' || g_str_equal (name, "node_modules") || !g_utf8_validate (name, -1, NULL))
        continue;
      if (g_lstat (full, &status) != 0)
        continue;
      if (S_ISDIR (status.st_mode))
        {
          if (!walk (tree, path, depth + 1, cancellable, error))
            return FALSE;
        }
      else if (galley_source_is_markdown (name) && (real = locate (tree, path)) != NULL)
        g_ptr_array_add (tree->paths, g_steal_pointer (&path));
    }
  return TRUE;
}

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * galley_source_tree_open:
 * @source: a folder, or one text
 * @cancellable: (nullable): stops the walk through the folder
 * @error: G_FILE_ERROR
 *
 * Lists the texts of a folder and of the folders in it, sorted; hidden ones are left out, and
 * symbolic links never lead out of it. Of a single text, the folder that it stands in is where its
 * pictures may be.
 *
 * Returns: (transfer full) (nullable): the tree
 */
GalleySourceTree *
galley_source_tree_open (const char *source, GCancellable *cancellable, GError **error)
{
  g_autofree char *real = realpath (source, NULL);
  g_autoptr (GalleySourceTree) tree = NULL;
  struct stat status;

  if (real == NULL || g_stat (real, &status) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", source,
                   g_strerror (errno));
      return NULL;
    }
  if (S_ISDIR (status.st_mode))
    {
      tree = tree_new (g_strdup (real), g_path_get_basename (real));
      if (!walk (tree, "", 0, cancellable, error))
        return NULL;
      g_ptr_array_sort (tree->paths, compare_paths);
    }
  else
    {
      g_autofree char *folder = g_path_get_dirname (real);

      tree = tree_new (g_strdup (folder), g_path_get_basename (folder));
      g_ptr_array_add (tree->paths, g_path_get_basename (real));
    }
  return g_steal_pointer (&tree);
}

/**
 * galley_source_tree_open_resource:
 * @resource: files built into the program
 * @path: a folder in it, with a slash at its end
 *
 * Returns: (transfer full): the tree of that folder
 */
GalleySourceTree *
galley_source_tree_open_resource (GResource *resource, const char *path)
{
  g_auto (GStrv) children =
      g_resource_enumerate_children (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GalleySourceTree *tree = tree_new (g_strdup (path), g_path_get_basename (path));

  tree->resource = g_resource_ref (resource);
  for (gsize i = 0; children != NULL && children[i] != NULL; i++)
    if (galley_source_is_markdown (children[i]))
      g_ptr_array_add (tree->paths, g_strdup (children[i]));
  g_ptr_array_sort (tree->paths, compare_paths);
  return tree;
}

/**
 * galley_source_tree_load:
 * @tree: a tree
 * @path: relative to its root
 * @limit: the most bytes to take
 * @modified: (out) (optional): when the file was changed last, in seconds since 1970
 * @error: G_FILE_ERROR, or GALLEY_FORMATS_ERROR_UNSAFE for what is not in the tree
 *
 * Returns: (transfer full) (nullable): the content
 */
GBytes *
galley_source_tree_load (GalleySourceTree *tree,
                         const char *path,
                         gsize limit,
                         gint64 *modified,
                         GError **error)
{
  g_autofree char *full = NULL;
  char *data;
  gsize length;
  struct stat status;

  if (modified != NULL)
    *modified = 0;
  if (tree->resource != NULL)
    {
      full = g_strconcat (tree->root, path, NULL);
      return g_resource_lookup_data (tree->resource, full, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    }
  full = locate (tree, path);
  if (full == NULL)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNSAFE,
                   "%s: not in the folder that is imported", path);
      return NULL;
    }
  if (!galley_file_read_limited (full, limit, &data, &length, error))
    return NULL;
  if (modified != NULL && g_stat (full, &status) == 0)
    *modified = status.st_mtime;
  return g_bytes_new_take (data, length);
}

/**
 * galley_source_tree_has:
 * @tree: a tree
 * @path: relative to its root
 *
 * Returns: %TRUE where @path is a file in the tree
 */
gboolean
galley_source_tree_has (GalleySourceTree *tree, const char *path)
{
  g_autofree char *full = NULL;

  if (tree->resource != NULL)
    {
      full = g_strconcat (tree->root, path, NULL);
      return g_resource_get_info (tree->resource, full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL,
                                  NULL);
    }
  full = locate (tree, path);
  return full != NULL && g_file_test (full, G_FILE_TEST_IS_REGULAR);
}

/**
 * galley_source_path_resolve:
 * @from: the path of a text, relative to the root
 * @link: a relative address in it; one that begins with a slash is relative to the root
 *
 * Returns: (transfer full) (nullable): the path that @link leads to, relative to the root, without
 *   query and fragment; %NULL where it leads out of the root or names nothing
 */
char *
galley_source_path_resolve (const char *from, const char *link)
{
  g_autofree char *plain = g_strndup (link, strcspn (link, "?#"));
  g_autofree char *decoded = g_uri_unescape_string (plain, "/");
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_auto (GStrv) base = g_strsplit (from, "/", -1);
  g_auto (GStrv) steps = NULL;

  if (decoded == NULL || *decoded == '\0' || !g_utf8_validate (decoded, -1, NULL))
    return NULL;
  if (*decoded != '/')
    for (gsize i = 0; base[i] != NULL && base[i + 1] != NULL; i++)
      g_ptr_array_add (parts, base[i]);
  steps = g_strsplit (decoded, "/", -1);
  for (gsize i = 0; steps[i] != NULL; i++)
    {
      if (*steps[i] == '\0' || g_str_equal (steps[i], "."))
        continue;
      if (!g_str_equal (steps[i], ".."))
        g_ptr_array_add (parts, steps[i]);
      else if (parts->len == 0)
        return NULL;
      else
        g_ptr_array_set_size (parts, (int) parts->len - 1);
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("/", (char **) parts->pdata);
}
