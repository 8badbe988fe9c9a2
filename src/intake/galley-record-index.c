/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-record-index.h"

#include <string.h>

struct _GalleyRecordIndex
{
  GHashTable *by_name; /* char * to whatever the caller keeps of a post */
};

/**
 * galley_record_index_new:
 *
 * Returns: (transfer full): an index of no posts
 */
GalleyRecordIndex *
galley_record_index_new (void)
{
  GalleyRecordIndex *index = g_new0 (GalleyRecordIndex, 1);

  index->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return index;
}

/**
 * galley_record_index_free:
 * @index: (nullable): an index
 */
void
galley_record_index_free (GalleyRecordIndex *index)
{
  if (index == NULL)
    return;
  g_hash_table_unref (index->by_name);
  g_free (index);
}

/**
 * galley_record_index_add:
 * @index: an index
 * @post: a post
 * @item: what galley_record_index_find() shall give for it
 *
 * Adds a post under all of its names. The first one keeps a name that several have.
 */
void
galley_record_index_add (GalleyRecordIndex *index, const GalleyPostRecord *post, gpointer item)
{
  for (gsize i = 0; post->names != NULL && post->names[i] != NULL; i++)
    if (!g_hash_table_contains (index->by_name, post->names[i]))
      g_hash_table_insert (index->by_name, g_strdup (post->names[i]), item);
}

/* "/2015/01/09/personas-101/" or "/about/": an address of the site that the texts were, by its last
 * part. Others, "/tags/design/" for instance, are no texts. */
static gpointer
find_by_site_address (GalleyRecordIndex *index, const char *plain)
{
  static const char *const roots[] = { "posts", "post", "blog", "news", "articles", NULL };
  g_auto (GStrv) parts = g_strsplit (plain + 1, "/", -1);
  guint n = g_strv_length (parts);

  while (n > 0 && *parts[n - 1] == '\0')
    n--;
  if (n == 0 || n > 6)
    return NULL;
  if (g_str_has_suffix (parts[n - 1], ".html"))
    parts[n - 1][strlen (parts[n - 1]) - 5] = '\0';
  if (n > 1 && !g_strv_contains (roots, parts[0]) &&
      !(strlen (parts[0]) == 4 && strspn (parts[0], "0123456789") == 4))
    return NULL;
  return g_hash_table_lookup (index->by_name, parts[n - 1]);
}

/**
 * galley_record_index_find:
 * @index: an index
 * @from: the path of the post that links
 * @address: where it links to, relative to @from or to the site
 *
 * Returns: (transfer none) (nullable): the post that @address leads to
 */
gpointer
galley_record_index_find (GalleyRecordIndex *index, const char *from, const char *address)
{
  static const char *const roots[] = { "", "content/" };
  g_autofree char *path = galley_source_path_resolve (from, address);
  g_autofree char *plain = g_strndup (address, strcspn (address, "?#"));
  gpointer item = NULL;

  for (gsize i = 0; path != NULL && item == NULL && i < G_N_ELEMENTS (roots); i++)
    {
      g_autofree char *rooted = g_strconcat (roots[i], path, NULL);

      item = g_hash_table_lookup (index->by_name, rooted);
    }
  /* A bare name, as Hugo's ref and Jekyll's post_url have it. */
  if (item == NULL && strchr (plain, '/') == NULL)
    item = g_hash_table_lookup (index->by_name, plain);
  if (item == NULL && *plain == '/')
    item = find_by_site_address (index, plain);
  return item;
}
