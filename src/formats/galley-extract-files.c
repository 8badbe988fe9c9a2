/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract-files.h"

/**
 * galley_extract_is_change:
 * @tree: a folder of texts
 * @path: one of them
 *
 * Returns: whether @tree is an extract and @path a change in it that was not published. Elsewhere
 *   "changes" is a folder like any other
 */
gboolean
galley_extract_is_change (GalleySourceTree *tree, const char *path)
{
  return tree->resource == NULL && g_str_has_prefix (path, GALLEY_EXTRACT_CHANGES "/") &&
         galley_source_tree_has (tree, GALLEY_EXTRACT_SITE);
}

/**
 * galley_extract_find_changed:
 * @tree: an extract
 * @change: a change in it
 *
 * Returns: (transfer full): the path of the post that @change is a change of
 */
char *
galley_extract_find_changed (GalleySourceTree *tree, const GalleyPostRecord *change)
{
  g_autofree char *base = g_path_get_basename (change->path);
  g_autofree char *page = g_build_filename (GALLEY_EXTRACT_PAGES, base, NULL);

  if (galley_source_tree_has (tree, page))
    return g_steal_pointer (&page);
  return g_build_filename (GALLEY_EXTRACT_POSTS, base, NULL);
}

/**
 * galley_extract_digest_comments:
 * @data: (nullable): the content of comments.jsonl; %NULL where there is none
 * @length: bytes of @data
 *
 * Returns: (transfer full): what galley.json says of the comments beside it
 */
char *
galley_extract_digest_comments (const char *data, gsize length)
{
  return g_compute_checksum_for_data (
      G_CHECKSUM_SHA256, (const guchar *) (data != NULL ? data : ""), data != NULL ? length : 0);
}

/**
 * galley_extract_are_comments:
 * @data: (nullable): the content of comments.jsonl
 * @length: bytes of @data
 * @digest: what galley.json says of it
 *
 * Returns: whether the comments are those that the extract wrote, and not a file that somebody put
 *   in their place
 */
gboolean
galley_extract_are_comments (const char *data, gsize length, const char *digest)
{
  g_autofree char *found = galley_extract_digest_comments (data, length);

  return g_str_equal (found, digest);
}
