/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-related-private.h"

#include "galley-index-private.h"

#define RELATED_MAX 4
/* How far in time each way a tag is looked through: a tag of a whole site relates nothing, and the
 * cost of a page must not grow with the number of posts. */
#define REACH 24

typedef struct
{
  GalleyEntry *entry;
  double score;
} Candidate;

static void
add_score (GArray *candidates, GalleyEntry *entry, double score)
{
  Candidate candidate = { entry, score };

  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *known = &g_array_index (candidates, Candidate, i);

      if (known->entry == entry)
        {
          known->score += score;
          return;
        }
    }
  g_array_append_val (candidates, candidate);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *other = b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return one->entry->position < other->entry->position ? -1 : 1;
}

/**
 * galley_related_list:
 * @site: a site
 * @entry: a post of it
 * @from: where the list will stand
 *
 * Finds posts that share tags with @entry: a tag counts the more the fewer posts have it, and posts
 * near in time are looked through. Parts of the same series are left out, since the series bar has
 * them.
 *
 * Returns: post items, the most related first
 */
GalleyList
galley_related_list (GalleySite *site, const GalleyEntry *entry, const GalleyViewpoint *from)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GalleyList list = galley_list_new ();
  GStrv tags = entry->post->tags;

  if (entry->post->kind != GALLEY_POST_KIND_POST)
    return list;
  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      const GalleyTagEntry *tag = galley_index_find_tag (site, tags[i]);
      guint n = tag != NULL ? galley_entries_length (tag->entries) : 0;
      guint position = tag != NULL ? galley_entries_seek (tag->entries, entry) : 0;
      guint first = position > REACH ? position - REACH : 0;

      for (guint k = first; k < MIN (n, position + REACH); k++)
        {
          GalleyEntry *other = galley_entries_get (site, tag->entries, k);

          if (other != entry && other->post->kind == GALLEY_POST_KIND_POST &&
              (other->series == NULL || other->series != entry->series))
            add_score (candidates, other, 1.0 / n);
        }
    }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < MIN (candidates->len, RELATED_MAX); i++)
    {
      GalleyEntry *other = g_array_index (candidates, Candidate, i).entry;
      GalleyValue *item = galley_context_item (site, other, from, FALSE);

      /* A comment on one post must not change the pages of others. */
      galley_value_set_boolean (item, "comment_count", FALSE);
      galley_value_set_boolean (item, "comment_count_text", FALSE);
      galley_list_append (&list, item);
    }
  return list;
}
