/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-index.h"

/**
 * galley_index_find:
 * @model: a site
 * @post_id: a post
 *
 * Returns: (transfer none) (nullable): the post; %NULL where the site does not have it
 */
GalleyEntry *
galley_index_find (GalleyModel *model, gint64 post_id)
{
  GalleyEntry *entry = g_hash_table_lookup (model->index.by_id, &post_id);

  if (model->source != NULL && (entry == NULL || entry->is_brief))
    return model->source->find (model, post_id);
  return entry;
}

/**
 * galley_index_find_slug:
 * @model: a site
 * @slug: what a text names a post by: its slug, or one that it had
 *
 * Returns: (transfer none) (nullable): the post; %NULL where the site has none of that name
 */
GalleyEntry *
galley_index_find_slug (GalleyModel *model, const char *slug)
{
  GalleyEntry *entry = g_hash_table_lookup (model->index.by_slug, slug);

  return entry == NULL && model->source != NULL ? model->source->find_slug (model, slug) : entry;
}

/**
 * galley_index_find_tag:
 * @model: a site
 * @name: the name of a tag
 *
 * Returns: (transfer none) (nullable): the tag; %NULL where no post of the site has it
 */
GalleyTagEntry *
galley_index_find_tag (GalleyModel *model, const char *name)
{
  GalleyTagEntry *tag = g_hash_table_lookup (model->index.tags_by_name, name);

  return tag == NULL && model->source != NULL ? model->source->find_tag (model, name) : tag;
}

/**
 * galley_index_find_media:
 * @model: a site
 * @name: the name of a picture or another file
 *
 * Returns: (transfer none) (nullable): it; %NULL where the project has none of that name
 */
const GalleyMedia *
galley_index_find_media (GalleyModel *model, const char *name)
{
  if (model->source != NULL)
    model->source->need_media (model);
  return g_hash_table_lookup (model->index.media_by_name, name);
}

/**
 * galley_index_has_path:
 * @model: a site
 * @path: a path in it
 *
 * Returns: whether the site has a file there
 */
gboolean
galley_index_has_path (GalleyModel *model, const char *path)
{
  return galley_file_list_find (model->files, path) != NULL ||
         (model->source != NULL && model->source->has_path (model, path));
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
galley_entries_get (GalleyModel *model, GalleyEntries *entries, guint i)
{
  GalleyEntry *entry = g_ptr_array_index (entries->known, i);

  return entry == NULL || entry->is_brief ? model->source->read (model, entries, i, FALSE) : entry;
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
galley_entries_peek (GalleyModel *model, GalleyEntries *entries, guint i)
{
  GalleyEntry *entry = g_ptr_array_index (entries->known, i);

  return entry == NULL ? model->source->read (model, entries, i, TRUE) : entry;
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
    return galley_entries_seek_id (entries, entry->post->id);
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
 * @model: a site
 * @entry: a post of it
 *
 * Returns: where it is in model->posts; their number or more for a page
 */
guint
galley_entry_get_position (GalleyModel *model, const GalleyEntry *entry)
{
  return model->source != NULL ? galley_entries_seek_id (model->posts, entry->post->id)
                               : entry->position;
}
