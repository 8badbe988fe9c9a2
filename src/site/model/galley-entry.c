/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-entry.h"

#include "galley-slug.h"

#include <math.h>

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
 * galley_entries_seek_id:
 * @entries: posts of a partial model
 * @post_id: a post
 *
 * Returns: where it is among them, or how many there are where it is not
 */
guint
galley_entries_seek_id (const GalleyEntries *entries, gint64 post_id)
{
  guint i = 0;

  while (i < entries->ids->len && g_array_index (entries->ids, gint64, i) != post_id)
    i++;
  return i;
}

/**
 * galley_entry_has_place:
 * @entry: a post or page
 *
 * Returns: whether it stands on the travel map
 */
gboolean
galley_entry_has_place (const GalleyEntry *entry)
{
  return entry->post->kind == GALLEY_POST_KIND_POST && !isnan (entry->post->latitude) &&
         !isnan (entry->post->longitude);
}

/**
 * galley_entry_get_place_id:
 * @entry: a post with a place
 *
 * Returns: (transfer full): what names the place on the map: its name and, to the degree, where
 *   it lies, since there is more than one Springfield. It follows from the post alone, so that its
 *   page need not be made again when the journey goes on
 */
char *
galley_entry_get_place_id (const GalleyEntry *entry)
{
  g_autofree char *slug = galley_slug_from_text (entry->post->place);
  double latitude = entry->post->latitude;
  double longitude = entry->post->longitude;

  if (*slug == '\0')
    return g_strdup_printf ("place-%d-%d", (int) lround (latitude * 100),
                            (int) lround (longitude * 100));
  return g_strdup_printf ("place-%s-%d-%d", slug, (int) lround (latitude),
                          (int) lround (longitude));
}
