/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-model-index.h"

#include "galley-index.h"
#include "galley-media-files.h"
#include "galley-permalink.h"
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

/* Their order in lists, newest first. */
static int
compare_posts (const GalleyPost *one, const GalleyPost *other)
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
  return compare_posts ((*(GalleyEntry *const *) a)->post, (*(GalleyEntry *const *) b)->post);
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
add_entry (GalleyModel *model, GalleyPost *post)
{
  GalleyEntry *entry = g_new0 (GalleyEntry, 1);
  const GalleyCommentSum *sum = g_hash_table_lookup (model->comment_counts, &post->id);

  entry->post = post;
  entry->instant = post->date != NULL ? g_date_time_to_unix (post->date) : 0;
  if (sum != NULL)
    {
      entry->n_comments = sum->count;
      entry->last_comment_change = sum->last_change;
    }
  g_ptr_array_add (model->entries, entry);
  g_hash_table_insert (model->index.by_id, &post->id, entry);
  return entry;
}

/* The publication with the working copy laid over it. */
static void
index_posts (GalleyModel *model)
{
  gboolean laid = model->working == NULL;

  for (guint i = 0; i < model->publication->len; i++)
    {
      GalleyPost *post = g_ptr_array_index (model->publication, i);
      gboolean covered = !laid && post->id == model->working->id;

      add_entry (model, covered ? model->working : post);
      laid = laid || covered;
    }
  if (!laid)
    add_entry (model, model->working);
  g_ptr_array_sort (model->entries, compare_dates);
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
 * galley_model_add_series:
 * @model: a site
 * @record: (transfer none): a series, which must stay
 *
 * Returns: (transfer none): the series with its addresses and without its posts
 */
GalleySeriesEntry *
galley_model_add_series (GalleyModel *model, GalleySeries *record)
{
  GalleySeriesEntry *series = g_new0 (GalleySeriesEntry, 1);
  g_autofree char *slug = valid_slug (record->slug, record->title, record->id);

  series->record = record;
  series->path = g_strdup_printf ("series/%s/index.html", slug);
  series->feed_path = g_strdup_printf ("series/%s/feed.xml", slug);
  series->entries = galley_entries_new ();
  g_ptr_array_add (model->series, series);
  return series;
}

static GHashTable *
index_series (GalleyModel *model)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < model->series_records->len; i++)
    {
      GalleySeriesEntry *series =
          galley_model_add_series (model, g_ptr_array_index (model->series_records, i));

      g_hash_table_insert (by_id, &series->record->id, series);
    }
  return g_steal_pointer (&by_id);
}

/* Gives posts their series and series their posts; series without any go. */
static void
fill_series (GalleyModel *model)
{
  g_autoptr (GHashTable) by_id = index_series (model);

  for (guint i = 0; i < model->entries->len; i++)
    {
      GalleyEntry *entry = g_ptr_array_index (model->entries, i);

      entry->series =
          entry->post->series_id != 0 ? g_hash_table_lookup (by_id, &entry->post->series_id) : NULL;
      if (entry->series != NULL)
        galley_entries_add (entry->series->entries, entry);
    }
  for (guint i = model->series->len; i > 0; i--)
    {
      GalleySeriesEntry *series = g_ptr_array_index (model->series, i - 1);

      GPtrArray *entries = series->entries->known;

      if (entries->len == 0)
        {
          g_ptr_array_remove_index (model->series, i - 1);
          continue;
        }
      g_ptr_array_sort (entries, compare_parts);
      for (guint k = 0; k < entries->len; k++)
        ((GalleyEntry *) g_ptr_array_index (entries, k))->part = k + 1;
    }
  g_ptr_array_sort (model->series, compare_series);
}

/**
 * galley_model_place_entry:
 * @model: a site
 * @entry: a post whose series is known
 *
 * Gives a post the path of its page.
 */
void
galley_model_place_entry (GalleyModel *model, GalleyEntry *entry)
{
  g_autofree char *slug = galley_permalink_slug (entry->post);

  g_free (entry->path);
  entry->path = galley_permalink_expand (
      entry->post->kind == GALLEY_POST_KIND_PAGE ? ":slug" : model->settings->permalink,
      entry->post, slug, entry->series != NULL ? entry->series->record->slug : NULL);
}

static void
place_entries (GalleyModel *model)
{
  for (guint i = 0; i < model->entries->len; i++)
    {
      GalleyEntry *entry = g_ptr_array_index (model->entries, i);

      galley_model_place_entry (model, entry);
      if (!g_hash_table_contains (model->index.by_slug, entry->post->slug))
        g_hash_table_insert (model->index.by_slug, entry->post->slug, entry);
      if (entry->post->kind == GALLEY_POST_KIND_PAGE)
        galley_entries_add (model->pages, entry);
      else
        {
          entry->position = galley_entries_length (model->posts);
          galley_entries_add (model->posts, entry);
        }
    }
  g_ptr_array_sort (model->pages->known, compare_titles);
}

/* A text that names a post by an old slug still finds it. */
static void
index_old_slugs (GalleyModel *model)
{
  for (guint i = 0; i < model->redirects->len; i++)
    {
      GalleyRedirect *redirect = g_ptr_array_index (model->redirects, i);
      GalleyEntry *entry = g_hash_table_lookup (model->index.by_id, &redirect->post_id);

      if (entry != NULL && !g_hash_table_contains (model->index.by_slug, redirect->slug))
        g_hash_table_insert (model->index.by_slug, redirect->slug, entry);
    }
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return *(const int *) b - *(const int *) a;
}

static void
index_years (GalleyModel *model)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < galley_entries_length (model->posts); i++)
    {
      GDateTime *date = galley_entries_get (model, model->posts, i)->post->date;
      int year = date != NULL ? g_date_time_get_year (date) : 0;

      if (year > 0 && g_hash_table_add (seen, GINT_TO_POINTER (year)))
        g_array_append_val (model->years, year);
    }
  g_array_sort (model->years, compare_years);
}

/**
 * galley_model_add_tag:
 * @model: a site
 * @name: of a tag that it does not have yet
 * @known: (nullable): the slug that the project gives it
 *
 * Returns: (transfer none) (nullable): the tag with its address and without its posts; %NULL where
 *   no address can be made for it
 */
GalleyTagEntry *
galley_model_add_tag (GalleyModel *model, const char *name, const char *known)
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
  g_ptr_array_add (model->tags, tag);
  g_hash_table_insert (model->index.tags_by_name, tag->name, tag);
  return tag;
}

static GalleyTagEntry *
ensure_tag (GalleyModel *model, GHashTable *slugs, const char *name)
{
  GalleyTagEntry *tag = g_hash_table_lookup (model->index.tags_by_name, name);

  return tag != NULL ? tag : galley_model_add_tag (model, name, g_hash_table_lookup (slugs, name));
}

static void
index_tags (GalleyModel *model)
{
  g_autoptr (GHashTable) slugs = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < model->tag_records->len; i++)
    {
      GalleyTag *tag = g_ptr_array_index (model->tag_records, i);

      g_hash_table_insert (slugs, tag->name, tag->slug);
    }
  for (guint i = 0; i < galley_entries_length (model->posts); i++)
    {
      GalleyEntry *entry = galley_entries_get (model, model->posts, i);

      for (gsize k = 0; entry->post->tags != NULL && entry->post->tags[k] != NULL; k++)
        {
          GalleyTagEntry *tag = ensure_tag (model, slugs, entry->post->tags[k]);

          guint n = tag != NULL ? galley_entries_length (tag->entries) : 0;

          if (tag != NULL && (n == 0 || galley_entries_get (model, tag->entries, n - 1) != entry))
            galley_entries_add (tag->entries, entry);
        }
    }
  g_ptr_array_sort (model->tags, compare_tags);
}

/**
 * galley_model_clear_index:
 * @model: a site
 *
 * Forgets the order of posts and the files, but not what they were made from.
 */
void
galley_model_clear_index (GalleyModel *model)
{
  g_clear_pointer (&model->files, galley_file_list_free);
  g_clear_pointer (&model->index.tags_by_name, g_hash_table_unref);
  g_clear_pointer (&model->tags, g_ptr_array_unref);
  g_clear_pointer (&model->years, g_array_unref);
  g_clear_pointer (&model->series, g_ptr_array_unref);
  g_clear_pointer (&model->index.by_slug, g_hash_table_unref);
  g_clear_pointer (&model->index.by_id, g_hash_table_unref);
  g_clear_pointer (&model->index.media_by_name, g_hash_table_unref);
  g_clear_pointer (&model->pages, galley_entries_free);
  g_clear_pointer (&model->posts, galley_entries_free);
  g_clear_pointer (&model->entries, g_ptr_array_unref);
}

/**
 * galley_model_begin_index:
 * @model: a site
 *
 * Empties the index and the list of files.
 */
void
galley_model_begin_index (GalleyModel *model)
{
  galley_model_clear_index (model);
  model->entries = g_ptr_array_new_with_free_func (free_entry);
  model->posts = galley_entries_new ();
  model->pages = galley_entries_new ();
  model->index.by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  model->index.by_slug = g_hash_table_new (g_str_hash, g_str_equal);
  model->index.media_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  model->tags = g_ptr_array_new_with_free_func (free_tag);
  model->index.tags_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  model->years = g_array_new (FALSE, FALSE, sizeof (int));
  model->series = g_ptr_array_new_with_free_func (free_series);
  model->files = galley_file_list_new ();
}

/**
 * galley_model_index_media:
 * @model: a model whose media are read
 */
void
galley_model_index_media (GalleyModel *model)
{
  for (guint i = 0; i < model->media->len; i++)
    {
      GalleyMedia *media = g_ptr_array_index (model->media, i);

      if (galley_media_is_published (media))
        g_hash_table_insert (model->index.media_by_name, media->name, media);
    }
}

/**
 * galley_model_index:
 * @model: a model whose records are read
 *
 * Puts the posts in order, and finds their series, tags and addresses.
 */
void
galley_model_index (GalleyModel *model)
{
  galley_model_begin_index (model);
  galley_model_index_media (model);
  index_posts (model);
  fill_series (model);
  place_entries (model);
  index_old_slugs (model);
  index_tags (model);
  index_years (model);
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
 * galley_model_is_same_place:
 * @one: a post
 * @other: a later state of it
 *
 * Returns: whether both give the same addresses, order and lists
 */
gboolean
galley_model_is_same_place (const GalleyPost *one, const GalleyPost *other)
{
  static const char *const none[] = { NULL };
  const char *const *tags = one->tags != NULL ? (const char *const *) one->tags : none;
  const char *const *other_tags = other->tags != NULL ? (const char *const *) other->tags : none;

  return one->id == other->id && one->kind == other->kind && one->series_id == other->series_id &&
         one->series_part == other->series_part && dates_are_same (one->date, other->date) &&
         g_strcmp0 (one->slug, other->slug) == 0 && g_strcmp0 (one->title, other->title) == 0 &&
         g_strv_equal (tags, other_tags);
}
