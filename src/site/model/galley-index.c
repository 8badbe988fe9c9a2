/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-index.h"

#include "galley-part.h"

/**
 * galley_index_find:
 * @site: a site
 * @post_id: a post
 *
 * Returns: (transfer none) (nullable): the post; %NULL where the site does not have it
 */
GalleyEntry *
galley_index_find (GalleySite *site, gint64 post_id)
{
  GalleyEntry *entry = g_hash_table_lookup (site->index.by_id, &post_id);

  if (site->part != NULL && (entry == NULL || entry->is_brief))
    return galley_part_find (site, post_id);
  return entry;
}

/**
 * galley_index_find_slug:
 * @site: a site
 * @slug: what a text names a post by: its slug, or one that it had
 *
 * Returns: (transfer none) (nullable): the post; %NULL where the site has none of that name
 */
GalleyEntry *
galley_index_find_slug (GalleySite *site, const char *slug)
{
  GalleyEntry *entry = g_hash_table_lookup (site->index.by_slug, slug);

  return entry == NULL && site->part != NULL ? galley_part_find_slug (site, slug) : entry;
}

/**
 * galley_index_find_tag:
 * @site: a site
 * @name: the name of a tag
 *
 * Returns: (transfer none) (nullable): the tag; %NULL where no post of the site has it
 */
GalleyTagEntry *
galley_index_find_tag (GalleySite *site, const char *name)
{
  GalleyTagEntry *tag = g_hash_table_lookup (site->index.tags_by_name, name);

  return tag == NULL && site->part != NULL ? galley_part_find_tag (site, name) : tag;
}

/**
 * galley_index_find_media:
 * @site: a site
 * @name: the name of a picture or another file
 *
 * Returns: (transfer none) (nullable): it; %NULL where the project has none of that name
 */
const GalleyMedia *
galley_index_find_media (GalleySite *site, const char *name)
{
  if (site->part != NULL)
    galley_part_need_media (site);
  return g_hash_table_lookup (site->index.media_by_name, name);
}

/**
 * galley_index_has_path:
 * @site: a site
 * @path: a path in it
 *
 * Returns: whether the site has a file there
 */
gboolean
galley_index_has_path (GalleySite *site, const char *path)
{
  return g_hash_table_contains (site->index.by_path, path) ||
         (site->part != NULL && galley_part_has_path (site, path));
}

/**
 * galley_entries_new:
 *
 * Returns: (transfer full): a list of posts without any
 */
GalleyEntries *
galley_entries_new (void)
{
  GalleyEntries *entries = g_new0 (GalleyEntries, 1);

  entries->known = g_ptr_array_new ();
  return entries;
}

/**
 * galley_entries_free:
 * @entries: (transfer full) (nullable): a list of posts; the posts stay
 */
void
galley_entries_free (GalleyEntries *entries)
{
  if (entries == NULL)
    return;
  g_ptr_array_unref (entries->known);
  g_clear_pointer (&entries->ids, g_array_unref);
  g_free (entries);
}

/**
 * galley_entries_add:
 * @entries: a list of posts
 * @entry: (transfer none): what comes behind those in it
 */
void
galley_entries_add (GalleyEntries *entries, GalleyEntry *entry)
{
  g_ptr_array_add (entries->known, entry);
}

/**
 * galley_entries_length:
 * @entries: a list of posts
 *
 * Returns: how many there are
 */
guint
galley_entries_length (const GalleyEntries *entries)
{
  return entries->known->len;
}

/**
 * galley_entries_get:
 * @site: the site
 * @entries: a list of its posts
 * @i: which one, from 0; less than galley_entries_length()
 *
 * Returns: (transfer none): the post
 */
GalleyEntry *
galley_entries_get (GalleySite *site, GalleyEntries *entries, guint i)
{
  GalleyEntry *entry = g_ptr_array_index (entries->known, i);

  return entry == NULL || entry->is_brief ? galley_part_read (site, entries, i, FALSE) : entry;
}

/**
 * galley_entries_peek:
 * @site: the site
 * @entries: a list of its posts
 * @i: which one, from 0; less than galley_entries_length()
 *
 * Returns: (transfer none): the post, of which only the record may be looked at: its title, dates,
 *   address and series, and not its tags, links and comments, nor which part of the series it is
 */
GalleyEntry *
galley_entries_peek (GalleySite *site, GalleyEntries *entries, guint i)
{
  GalleyEntry *entry = g_ptr_array_index (entries->known, i);

  return entry == NULL ? galley_part_read (site, entries, i, TRUE) : entry;
}

/**
 * galley_entries_seek:
 * @entries: the posts of a tag, newest first
 * @entry: a post
 *
 * Returns: where @entry is, or would be, among them
 */
guint
galley_entries_seek (GalleyEntries *entries, const GalleyEntry *entry)
{
  guint low = 0;
  guint high = galley_entries_length (entries);

  if (entries->ids != NULL)
    return galley_part_seek (entries->ids, entry->post->id);
  while (low < high)
    {
      guint middle = (low + high) / 2;
      const GalleyEntry *other = g_ptr_array_index (entries->known, middle);

      if (other->position < entry->position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * galley_entry_get_position:
 * @site: a site
 * @entry: a post of it
 *
 * Returns: where it is in site->posts; their number or more for a page
 */
guint
galley_entry_get_position (GalleySite *site, const GalleyEntry *entry)
{
  return site->part != NULL ? galley_part_seek (site->posts->ids, entry->post->id)
                            : entry->position;
}
