/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-related.h"

#include "galley-index.h"
#include "galley-title-words.h"

#define RELATED_MAX 4
/* How far in time each way a tag is looked through: a tag of a whole site relates nothing, and the
 * cost of a page must not grow with the number of posts. */
#define REACH 24
/* Likewise for words of titles, and parts of a series. */
#define WORD_REACH 16
#define PART_REACH 6
/* A word that one other title near has counts as a tag that six posts have. */
#define WORD_WEIGHT (1.0 / 6)
/* What else a series has is in its bar: it only fills up what others leave. */
#define SERIES_WEIGHT 1e-6

typedef struct
{
  GalleyEntry *entry;
  double score;
} Candidate;

typedef struct
{
  GalleyModel *model;
  const GalleyEntry *entry;
  Candidate *candidates; /* with room for all that there can be */
  guint n;
  /* A hash table by the post's id, at most half full: the index of a candidate, plus one. */
  guint32 *places;
  guint32 mask;
} Search;

/* Where @entry has its place, or would have. */
static guint32 *
find_place (const Search *search, const GalleyEntry *entry)
{
  guint64 id = (guint64) entry->post->id;
  guint32 i = (guint32) ((id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & search->mask;

  while (search->places[i] > 0 &&
         search->candidates[search->places[i] - 1].entry->post->id != entry->post->id)
    i = (i + 1) & search->mask;
  return &search->places[i];
}

static void
add_score (Search *search, GalleyEntry *entry, double score)
{
  guint32 *place = find_place (search, entry);

  if (*place > 0)
    {
      search->candidates[*place - 1].score += score;
      return;
    }
  search->candidates[search->n++] = (Candidate){ entry, score };
  *place = search->n;
}

/* The most related first, and the newest among equals. */
static int
compare_candidates (const Candidate *one, const Candidate *other)
{
  const GalleyEntry *entry = one->entry;
  const GalleyEntry *other_entry = other->entry;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  if (entry->instant != other_entry->instant)
    return entry->instant > other_entry->instant ? -1 : 1;
  return entry->post->id < other_entry->post->id   ? 1
         : entry->post->id > other_entry->post->id ? -1
                                                   : 0;
}

static gboolean
is_elsewhere (const Search *search, const GalleyEntry *other)
{
  return other->post->id != search->entry->post->id && other->post->kind == GALLEY_POST_KIND_POST &&
         (other->series == NULL || other->series != search->entry->series);
}

/* A tag counts the more the fewer posts have it. */
static void
look_through_tag (Search *search, const GalleyTagEntry *tag)
{
  guint n = galley_entries_length (tag->entries);
  guint position = galley_entries_seek (tag->entries, search->entry);
  guint first = position > REACH ? position - REACH : 0;

  for (guint k = first; k < MIN (n, position + REACH); k++)
    {
      GalleyEntry *other = galley_entries_peek (search->model, tag->entries, k);

      if (is_elsewhere (search, other))
        add_score (search, other, 1.0 / n);
    }
}

/* A word of the title counts the more the fewer titles near in time have it: what stands in all
 * of them is the name of a column and no subject. */
static void
look_through_titles (Search *search)
{
  GalleyEntries *posts = search->model->posts;
  guint position = galley_entry_get_position (search->model, search->entry);
  guint first = position > WORD_REACH ? position - WORD_REACH : 0;
  guint end = MIN (galley_entries_length (posts), position + WORD_REACH + 1);
  guint32 words[GALLEY_TITLE_WORDS];
  guint8 shared[2 * WORD_REACH + 1] = { 0 };
  guint count[GALLEY_TITLE_WORDS] = { 0 };

  if (!galley_title_words_get ((GalleyEntry *) search->entry, words))
    return;
  for (guint k = first; k < end; k++)
    {
      GalleyEntry *other = galley_entries_peek (search->model, posts, k);

      if (!is_elsewhere (search, other))
        continue;
      shared[k - first] = galley_title_words_share (words, other);
      for (guint i = 0; shared[k - first] != 0 && i < GALLEY_TITLE_WORDS; i++)
        count[i] += shared[k - first] >> i & 1;
    }
  for (guint k = first; k < end; k++)
    for (guint i = 0; shared[k - first] != 0 && i < GALLEY_TITLE_WORDS; i++)
      if ((shared[k - first] >> i & 1) != 0)
        add_score (search, galley_entries_peek (search->model, posts, k), WORD_WEIGHT / count[i]);
}

/* Parts near this one, but for those that are linked to as the previous and the next. */
static void
look_through_series (Search *search)
{
  GalleyEntries *parts = search->entry->series->entries;
  guint at = search->entry->part - 1;
  guint first = at > PART_REACH ? at - PART_REACH : 0;

  for (guint k = first; k < MIN (galley_entries_length (parts), at + PART_REACH + 1); k++)
    if (k + 1 < at || k > at + 1)
      add_score (search, galley_entries_peek (search->model, parts, k), SERIES_WEIGHT);
}

/* Moves the first @n to the front of @all, in order: there are a hundred or more, and few
 * are wanted. */
static void
sort_first (Candidate *all, guint length, guint n)
{
  for (guint i = 0; i < MIN (n, length); i++)
    {
      guint best = i;
      Candidate swap = all[i];

      for (guint k = i + 1; k < length; k++)
        if (compare_candidates (&all[k], &all[best]) < 0)
          best = k;
      all[i] = all[best];
      all[best] = swap;
    }
}

/**
 * galley_related_list:
 * @model: a site
 * @entry: a post of it
 *
 * Finds posts that share tags with @entry, or words of the title with one that was written at about
 * the same time, then further parts of its series. Only the records of a bounded number of posts
 * are looked at.
 *
 * Returns: (transfer full) (element-type GalleyEntry): posts, the most related first
 */
GPtrArray *
galley_related_list (GalleyModel *model, const GalleyEntry *entry)
{
  g_autofree Candidate *candidates = NULL;
  g_autofree guint32 *places = NULL;
  Search search = { model, entry, NULL, 0, NULL, 255 };
  GPtrArray *list = g_ptr_array_new ();
  GStrv tags = entry->post->tags;
  gsize most = 2 * WORD_REACH + 1 + 2 * PART_REACH + 1;

  if (entry->post->kind != GALLEY_POST_KIND_POST)
    return list;
  most += (tags != NULL ? g_strv_length (tags) : 0) * 2 * REACH;
  while (search.mask < 2 * most)
    search.mask = 2 * search.mask + 1;
  search.places = places = g_new0 (guint32, search.mask + 1);
  search.candidates = candidates = g_new (Candidate, most);
  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      const GalleyTagEntry *tag = galley_index_find_tag (model, tags[i]);

      if (tag != NULL)
        look_through_tag (&search, tag);
    }
  look_through_titles (&search);
  if (entry->series != NULL)
    look_through_series (&search);
  sort_first (candidates, search.n, RELATED_MAX);
  for (guint i = 0; i < MIN (search.n, RELATED_MAX); i++)
    g_ptr_array_add (list, candidates[i].entry);
  return list;
}
