/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-plan.h"

#include "galley-media-files.h"
#include "galley-index.h"
#include "galley-pages.h"
#include "galley-file.h"
#include "galley-published-comments.h"
#include "galley-slug.h"
#include "galley-text.h"

#include <string.h>

static void
free_entry (gpointer data)
{
  GalleyEntry *entry = data;

  g_free (entry->path);
  g_free (entry->excerpt);
  g_free (entry);
}

static void
free_tag (gpointer data)
{
  GalleyTagEntry *tag = data;

  g_free (tag->name);
  g_free (tag->path);
  galley_entries_free (tag->entries);
  g_free (tag);
}

static void
free_series (gpointer data)
{
  GalleySeriesEntry *series = data;

  g_free (series->path);
  g_free (series->feed_path);
  galley_entries_free (series->entries);
  g_free (series);
}

static void
free_file (gpointer data)
{
  GalleyFile *file = data;

  g_free (file->path);
  g_free (file);
}

/**
 * galley_plan_compare_dates:
 * @one: a post
 * @other: another
 *
 * Returns: their order in lists, newest first: less than, equal to or greater than 0
 */
int
galley_plan_compare_dates (const GalleyPost *one, const GalleyPost *other)
{
  int order = 0;

  if (one->date != NULL && other->date != NULL)
    order = g_date_time_compare (other->date, one->date);
  if (order != 0)
    return order;
  return one->id < other->id ? 1 : one->id > other->id ? -1 : 0;
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  return galley_plan_compare_dates ((*(GalleyEntry *const *) a)->post,
                                    (*(GalleyEntry *const *) b)->post);
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const GalleyEntry *one = *(GalleyEntry *const *) a;
  const GalleyEntry *other = *(GalleyEntry *const *) b;
  int order = galley_text_compare (one->post->title, other->post->title);

  return order != 0 ? order : strcmp (one->path, other->path);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const GalleyPost *one = (*(GalleyEntry *const *) a)->post;
  const GalleyPost *other = (*(GalleyEntry *const *) b)->post;

  if (one->series_part != other->series_part)
    return one->series_part < other->series_part ? -1 : 1;
  return -compare_dates (a, b);
}

static int
compare_series (gconstpointer a, gconstpointer b)
{
  const GalleySeriesEntry *one = *(GalleySeriesEntry *const *) a;
  const GalleySeriesEntry *other = *(GalleySeriesEntry *const *) b;
  int order = galley_text_compare (one->record->title, other->record->title);

  return order != 0 ? order : strcmp (one->path, other->path);
}

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  const GalleyTagEntry *one = *(GalleyTagEntry *const *) a;
  const GalleyTagEntry *other = *(GalleyTagEntry *const *) b;
  int order = galley_text_compare (one->name, other->name);

  return order != 0 ? order : strcmp (one->path, other->path);
}

static GalleyEntry *
add_entry (GalleySite *site, GalleyPost *post)
{
  GalleyEntry *entry = g_new0 (GalleyEntry, 1);
  const GalleyCommentSum *sum = g_hash_table_lookup (site->comment_counts, &post->id);

  entry->post = post;
  entry->instant = post->date != NULL ? g_date_time_to_unix (post->date) : 0;
  if (sum != NULL)
    {
      entry->n_comments = sum->count;
      entry->last_comment_change = sum->last_change;
    }
  g_ptr_array_add (site->entries, entry);
  g_hash_table_insert (site->index.by_id, &post->id, entry);
  return entry;
}

/* The publication with the working copy laid over it. */
static void
index_posts (GalleySite *site)
{
  gboolean laid = site->working == NULL;

  for (guint i = 0; i < site->publication->len; i++)
    {
      GalleyPost *post = g_ptr_array_index (site->publication, i);
      gboolean covered = !laid && post->id == site->working->id;

      add_entry (site, covered ? site->working : post);
      laid = laid || covered;
    }
  if (!laid)
    add_entry (site, site->working);
  g_ptr_array_sort (site->entries, compare_dates);
}

static char *
valid_slug (const char *slug, const char *title, gint64 id)
{
  g_autofree char *made = NULL;

  if (galley_slug_is_valid (slug))
    return g_strdup (slug);
  made = galley_slug_from_text (title);
  return *made != '\0' ? g_steal_pointer (&made) : g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

/**
 * galley_plan_add_series:
 * @site: a site
 * @record: (transfer none): a series, which must stay
 *
 * Returns: (transfer none): the series with its addresses and without its posts
 */
GalleySeriesEntry *
galley_plan_add_series (GalleySite *site, GalleySeries *record)
{
  GalleySeriesEntry *series = g_new0 (GalleySeriesEntry, 1);
  g_autofree char *slug = valid_slug (record->slug, record->title, record->id);

  series->record = record;
  series->path = g_strdup_printf ("series/%s/index.html", slug);
  series->feed_path = g_strdup_printf ("series/%s/feed.xml", slug);
  series->entries = galley_entries_new ();
  g_ptr_array_add (site->series, series);
  return series;
}

static GHashTable *
index_series (GalleySite *site)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < site->series_records->len; i++)
    {
      GalleySeriesEntry *series =
          galley_plan_add_series (site, g_ptr_array_index (site->series_records, i));

      g_hash_table_insert (by_id, &series->record->id, series);
    }
  return g_steal_pointer (&by_id);
}

/* Gives posts their series and series their posts; series without any go. */
static void
fill_series (GalleySite *site)
{
  g_autoptr (GHashTable) by_id = index_series (site);

  for (guint i = 0; i < site->entries->len; i++)
    {
      GalleyEntry *entry = g_ptr_array_index (site->entries, i);

      entry->series =
          entry->post->series_id != 0 ? g_hash_table_lookup (by_id, &entry->post->series_id) : NULL;
      if (entry->series != NULL)
        galley_entries_add (entry->series->entries, entry);
    }
  for (guint i = site->series->len; i > 0; i--)
    {
      GalleySeriesEntry *series = g_ptr_array_index (site->series, i - 1);

      GPtrArray *entries = series->entries->known;

      if (entries->len == 0)
        {
          g_ptr_array_remove_index (site->series, i - 1);
          continue;
        }
      g_ptr_array_sort (entries, compare_parts);
      for (guint k = 0; k < entries->len; k++)
        ((GalleyEntry *) g_ptr_array_index (entries, k))->part = k + 1;
    }
  g_ptr_array_sort (site->series, compare_series);
}

/**
 * galley_plan_place:
 * @site: a site
 * @entry: a post whose series is known
 *
 * Gives a post the path of its page.
 */
void
galley_plan_place (GalleySite *site, GalleyEntry *entry)
{
  g_autofree char *slug = galley_permalink_slug (entry->post);

  g_free (entry->path);
  entry->path = galley_permalink_expand (
      entry->post->kind == GALLEY_POST_KIND_PAGE ? ":slug" : site->settings->permalink, entry->post,
      slug, entry->series != NULL ? entry->series->record->slug : NULL);
}

static void
place_entries (GalleySite *site)
{
  for (guint i = 0; i < site->entries->len; i++)
    {
      GalleyEntry *entry = g_ptr_array_index (site->entries, i);

      galley_plan_place (site, entry);
      if (!g_hash_table_contains (site->index.by_slug, entry->post->slug))
        g_hash_table_insert (site->index.by_slug, entry->post->slug, entry);
      if (entry->post->kind == GALLEY_POST_KIND_PAGE)
        galley_entries_add (site->pages, entry);
      else
        {
          entry->position = galley_entries_length (site->posts);
          galley_entries_add (site->posts, entry);
        }
    }
  g_ptr_array_sort (site->pages->known, compare_titles);
}

/* A text that names a post by an old slug still finds it. */
static void
index_old_slugs (GalleySite *site)
{
  for (guint i = 0; i < site->redirects->len; i++)
    {
      GalleyRedirect *redirect = g_ptr_array_index (site->redirects, i);
      GalleyEntry *entry = g_hash_table_lookup (site->index.by_id, &redirect->post_id);

      if (entry != NULL && !g_hash_table_contains (site->index.by_slug, redirect->slug))
        g_hash_table_insert (site->index.by_slug, redirect->slug, entry);
    }
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return *(const int *) b - *(const int *) a;
}

static void
index_years (GalleySite *site)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < galley_entries_length (site->posts); i++)
    {
      GDateTime *date = galley_entries_get (site, site->posts, i)->post->date;
      int year = date != NULL ? g_date_time_get_year (date) : 0;

      if (year > 0 && g_hash_table_add (seen, GINT_TO_POINTER (year)))
        g_array_append_val (site->years, year);
    }
  g_array_sort (site->years, compare_years);
}

/**
 * galley_plan_add_tag:
 * @site: a site
 * @name: of a tag that it does not have yet
 * @known: (nullable): the slug that the project gives it
 *
 * Returns: (transfer none) (nullable): the tag with its address and without its posts; %NULL where
 *   no address can be made for it
 */
GalleyTagEntry *
galley_plan_add_tag (GalleySite *site, const char *name, const char *known)
{
  GalleyTagEntry *tag;
  g_autofree char *slug = known != NULL && galley_slug_is_valid (known)
                              ? g_strdup (known)
                              : galley_slug_from_text (name);

  if (*slug == '\0')
    return NULL;
  tag = g_new0 (GalleyTagEntry, 1);
  tag->name = g_strdup (name);
  tag->path = g_strdup_printf ("tags/%s/index.html", slug);
  tag->entries = galley_entries_new ();
  g_ptr_array_add (site->tags, tag);
  g_hash_table_insert (site->index.tags_by_name, tag->name, tag);
  return tag;
}

static GalleyTagEntry *
ensure_tag (GalleySite *site, GHashTable *slugs, const char *name)
{
  GalleyTagEntry *tag = g_hash_table_lookup (site->index.tags_by_name, name);

  return tag != NULL ? tag : galley_plan_add_tag (site, name, g_hash_table_lookup (slugs, name));
}

static void
index_tags (GalleySite *site)
{
  g_autoptr (GHashTable) slugs = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < site->tag_records->len; i++)
    {
      GalleyTag *tag = g_ptr_array_index (site->tag_records, i);

      g_hash_table_insert (slugs, tag->name, tag->slug);
    }
  for (guint i = 0; i < galley_entries_length (site->posts); i++)
    {
      GalleyEntry *entry = galley_entries_get (site, site->posts, i);

      for (gsize k = 0; entry->post->tags != NULL && entry->post->tags[k] != NULL; k++)
        {
          GalleyTagEntry *tag = ensure_tag (site, slugs, entry->post->tags[k]);

          guint n = tag != NULL ? galley_entries_length (tag->entries) : 0;

          if (tag != NULL && (n == 0 || galley_entries_get (site, tag->entries, n - 1) != entry))
            galley_entries_add (tag->entries, entry);
        }
    }
  g_ptr_array_sort (site->tags, compare_tags);
}

/**
 * galley_plan_clear:
 * @site: a site
 *
 * Forgets the plan, but not what it was made from.
 */
void
galley_plan_clear (GalleySite *site)
{
  g_clear_pointer (&site->folders, g_hash_table_unref);
  g_clear_pointer (&site->index.by_path, g_hash_table_unref);
  g_clear_pointer (&site->files, g_ptr_array_unref);
  g_clear_pointer (&site->index.tags_by_name, g_hash_table_unref);
  g_clear_pointer (&site->tags, g_ptr_array_unref);
  g_clear_pointer (&site->years, g_array_unref);
  g_clear_pointer (&site->series, g_ptr_array_unref);
  g_clear_pointer (&site->index.by_slug, g_hash_table_unref);
  g_clear_pointer (&site->index.by_id, g_hash_table_unref);
  g_clear_pointer (&site->index.media_by_name, g_hash_table_unref);
  g_clear_pointer (&site->pages, galley_entries_free);
  g_clear_pointer (&site->posts, galley_entries_free);
  g_clear_pointer (&site->entries, g_ptr_array_unref);
  g_clear_pointer (&site->shared, g_hash_table_unref);
  g_clear_error (&site->conflict);
}

/**
 * galley_plan_begin:
 * @site: a site
 *
 * Empties the plan.
 */
void
galley_plan_begin (GalleySite *site)
{
  galley_plan_clear (site);
  site->entries = g_ptr_array_new_with_free_func (free_entry);
  site->posts = galley_entries_new ();
  site->pages = galley_entries_new ();
  site->index.by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  site->index.by_slug = g_hash_table_new (g_str_hash, g_str_equal);
  site->index.media_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  site->tags = g_ptr_array_new_with_free_func (free_tag);
  site->index.tags_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  site->years = g_array_new (FALSE, FALSE, sizeof (int));
  site->series = g_ptr_array_new_with_free_func (free_series);
  site->files = g_ptr_array_new_with_free_func (free_file);
  site->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  site->index.by_path = g_hash_table_new (g_str_hash, g_str_equal);
  site->shared =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) galley_shared_free);
}

/**
 * galley_plan_index_media:
 * @site: a site whose media are read
 */
void
galley_plan_index_media (GalleySite *site)
{
  for (guint i = 0; i < site->media->len; i++)
    {
      GalleyMedia *media = g_ptr_array_index (site->media, i);

      if (galley_media_is_published (media))
        g_hash_table_insert (site->index.media_by_name, media->name, media);
    }
}

/**
 * galley_plan_make:
 * @site: a site whose records are read
 *
 * Makes the plan: the posts in order, their series, tags and addresses, and the list of files.
 */
void
galley_plan_make (GalleySite *site)
{
  galley_plan_begin (site);
  galley_plan_index_media (site);
  index_posts (site);
  fill_series (site);
  place_entries (site);
  index_old_slugs (site);
  index_tags (site);
  index_years (site);
  galley_plan_list_files (site);
}

static gboolean
dates_are_same (GDateTime *one, GDateTime *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return g_date_time_equal (one, other) &&
         g_date_time_get_utc_offset (one) == g_date_time_get_utc_offset (other);
}

/**
 * galley_plan_is_same:
 * @one: a post
 * @other: a later state of it
 *
 * Returns: whether both give the same plan: the same addresses, order and lists
 */
gboolean
galley_plan_is_same (const GalleyPost *one, const GalleyPost *other)
{
  static const char *const none[] = { NULL };
  const char *const *tags = one->tags != NULL ? (const char *const *) one->tags : none;
  const char *const *other_tags = other->tags != NULL ? (const char *const *) other->tags : none;

  return one->id == other->id && one->kind == other->kind && one->series_id == other->series_id &&
         one->series_part == other->series_part && dates_are_same (one->date, other->date) &&
         g_strcmp0 (one->slug, other->slug) == 0 && g_strcmp0 (one->title, other->title) == 0 &&
         g_strv_equal (tags, other_tags);
}
