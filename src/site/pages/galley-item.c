/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lists get of a post, and what templates get of a date: records, since a page has dozens of
 * them and its template asks each for little. */
#include "galley-item.h"

#include "galley-index.h"
#include "galley-picture-tag.h"
#include "galley-site-files.h"
#include "galley-site-private.h"

#include "galley-append.h"
#include "galley-date.h"

typedef struct
{
  const GalleyLanguage *language;
  GDateTime *date;
} Date;

typedef struct
{
  GalleySite *site;
  GalleyEntry *entry;
  GalleyViewpoint from; /* its root is interned: it outlives who asked for the item */
  gboolean with_excerpt;
} Item;

/* A text of the model, which lives longer than any page; false for an empty one, so that nothing
 * shines through from further out. */
static GalleyValue *
text_or_false (const char *text)
{
  return text != NULL && *text != '\0' ? galley_value_new_static (text)
                                       : galley_value_new_boolean (FALSE);
}

static GalleyValue *
number (guint n)
{
  char text[GALLEY_DECIMAL_SIZE];

  return galley_value_new_string (galley_decimal (n, text));
}

static GalleyValue *
date_text (gconstpointer data)
{
  const Date *date = data;

  return galley_value_new_take_string (galley_date_text (date->language, date->date));
}

static GalleyValue *
date_iso (gconstpointer data)
{
  return galley_value_new_take_string (galley_date_to_text (((const Date *) data)->date));
}

static GalleyValue *
date_year (gconstpointer data)
{
  return number ((guint) g_date_time_get_year (((const Date *) data)->date));
}

static GalleyValue *
date_month (gconstpointer data)
{
  const Date *date = data;

  return galley_value_new_static (
      galley_month_name (date->language, g_date_time_get_month (date->date)));
}

static GalleyValue *
date_day (gconstpointer data)
{
  return number ((guint) g_date_time_get_day_of_month (((const Date *) data)->date));
}

static void
clear_date (gpointer data)
{
  g_date_time_unref (((Date *) data)->date);
}

static const GalleyValueField date_fields[] = {
  { "text", date_text },   { "iso", date_iso }, { "year", date_year },
  { "month", date_month }, { "day", date_day },
};

static GalleyRecordType date_type = { date_fields, G_N_ELEMENTS (date_fields), sizeof (Date),
                                      clear_date };

/**
 * galley_context_date:
 * @site: a site
 * @date: (nullable): a date
 *
 * Returns: (transfer full): what templates get of it; false for none
 */
GalleyValue *
galley_context_date (GalleySite *site, GDateTime *date)
{
  Date data = { site->model->language, date };

  if (date == NULL)
    return galley_value_new_boolean (FALSE);
  g_date_time_ref (date);
  return galley_value_new_record (&date_type, &data);
}

static GalleyValue *
item_id (gconstpointer data)
{
  char text[GALLEY_DECIMAL_SIZE];

  return galley_value_new_string (
      galley_decimal ((guint64) ((const Item *) data)->entry->post->id, text));
}

static GalleyValue *
item_title (gconstpointer data)
{
  return text_or_false (((const Item *) data)->entry->post->title);
}

static GalleyValue *
item_address (gconstpointer data)
{
  const Item *item = data;

  return galley_address_value (&item->from, item->entry->path);
}

static GalleyValue *
item_date (gconstpointer data)
{
  const Item *item = data;

  return galley_context_date (item->site, item->entry->post->date);
}

static const char *
byline_of (const Item *item)
{
  const char *own = item->entry->post->byline;

  return own != NULL && *own != '\0' ? own : item->site->model->settings->author;
}

static GalleyValue *
item_byline (gconstpointer data)
{
  return text_or_false (byline_of (data));
}

static GalleyValue *
item_byline_text (gconstpointer data)
{
  const Item *item = data;
  const char *byline = byline_of (item);

  if (*byline == '\0')
    return galley_value_new_boolean (FALSE);
  return galley_value_new_take_string (
      galley_sentence (item->site->model->language, GALLEY_WORD_posted_by, "name", byline, NULL));
}

static GalleyValue *
item_place (gconstpointer data)
{
  return text_or_false (((const Item *) data)->entry->post->place);
}

static GalleyValue *
item_place_address (gconstpointer data)
{
  const Item *item = data;
  g_autofree char *map = NULL;
  g_autofree char *id = NULL;

  if (!galley_entry_has_place (item->entry) ||
      !galley_index_has_path (item->site->model, GALLEY_MAP_PATH))
    return galley_value_new_boolean (FALSE);
  map = galley_address_for (&item->from, GALLEY_MAP_PATH);
  id = galley_entry_get_place_id (item->entry);
  return galley_value_new_take_string (g_strconcat (map, "#", id, NULL));
}

static GalleyValue *
item_excerpt (gconstpointer data)
{
  const Item *item = data;

  return text_or_false (item->with_excerpt ? item->entry->excerpt : NULL);
}

static GalleyValue *
item_series_title (gconstpointer data)
{
  const GalleySeriesEntry *series = ((const Item *) data)->entry->series;

  return text_or_false (series != NULL ? series->record->title : NULL);
}

static GalleyValue *
item_series_address (gconstpointer data)
{
  const Item *item = data;
  const GalleySeriesEntry *series = item->entry->series;

  if (series == NULL || !galley_index_has_path (item->site->model, series->path))
    return galley_value_new_boolean (FALSE);
  return galley_address_value (&item->from, series->path);
}

static GalleyValue *
item_part (gconstpointer data)
{
  const GalleyEntry *entry = ((const Item *) data)->entry;

  return entry->series != NULL ? number (entry->part) : galley_value_new_boolean (FALSE);
}

static GalleyValue *
item_part_text (gconstpointer data)
{
  const Item *item = data;
  const GalleySeriesEntry *series = item->entry->series;
  char part[GALLEY_DECIMAL_SIZE];
  char count[GALLEY_DECIMAL_SIZE];

  if (series == NULL)
    return galley_value_new_boolean (FALSE);
  return galley_value_new_take_string (galley_sentence (
      item->site->model->language, GALLEY_WORD_part, "n", galley_decimal (item->entry->part, part),
      "of", galley_decimal (galley_entries_length (series->entries), count), NULL));
}

static GalleyValue *
tag_map (const Item *item, const GalleyTagEntry *tag)
{
  GalleyValue *map = galley_value_new_map ();

  galley_value_set (map, "name", galley_value_new_static (tag->name));
  if (galley_index_has_path (item->site->model, tag->path))
    galley_value_set (map, "address", galley_address_value (&item->from, tag->path));
  else
    galley_value_set_boolean (map, "address", FALSE);
  return map;
}

static GalleyValue *
item_tags (gconstpointer data)
{
  const Item *item = data;
  GStrv tags = item->entry->post->tags;
  GalleyValue *list = galley_value_new_list ();

  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      const GalleyTagEntry *tag = galley_index_find_tag (item->site->model, tags[i]);

      if (tag != NULL)
        galley_value_append (list, tag_map (item, tag));
    }
  return list;
}

static GalleyValue *
item_has_tags (gconstpointer data)
{
  const Item *item = data;
  GStrv tags = item->entry->post->tags;
  gboolean any = FALSE;

  for (gsize i = 0; tags != NULL && tags[i] != NULL && !any; i++)
    any = galley_index_find_tag (item->site->model, tags[i]) != NULL;
  return galley_value_new_boolean (any);
}

static GalleyValue *
item_comment_count (gconstpointer data)
{
  guint n = ((const Item *) data)->entry->n_comments;

  return n > 0 ? number (n) : galley_value_new_boolean (FALSE);
}

static GalleyValue *
item_comment_count_text (gconstpointer data)
{
  const Item *item = data;
  guint n = item->entry->n_comments;

  if (n == 0)
    return galley_value_new_boolean (FALSE);
  return galley_value_new_take_string (
      galley_count_text (item->site->model->language, GALLEY_COUNT_COMMENTS, n));
}

static GalleyValue *
item_cover (gconstpointer data)
{
  const Item *item = data;

  return galley_picture_context (item->site, item->entry->post->cover, &item->from);
}

static GalleyValue *
item_is_draft (gconstpointer data)
{
  return galley_value_new_boolean (((const Item *) data)->entry->post->status == GALLEY_POST_DRAFT);
}

static const GalleyValueField item_fields[] = {
  { "id", item_id },
  { "title", item_title },
  { "address", item_address },
  { "date", item_date },
  { "byline", item_byline },
  { "byline_text", item_byline_text },
  { "place", item_place },
  { "place_address", item_place_address },
  { "excerpt", item_excerpt },
  { "series_title", item_series_title },
  { "series_address", item_series_address },
  { "part", item_part },
  { "part_text", item_part_text },
  { "tags", item_tags },
  { "has_tags", item_has_tags },
  { "comment_count", item_comment_count },
  { "comment_count_text", item_comment_count_text },
  { "cover", item_cover },
  { "is_draft", item_is_draft },
};

static GalleyRecordType item_type = { item_fields, G_N_ELEMENTS (item_fields), sizeof (Item) };

/**
 * galley_context_item:
 * @site: a site
 * @entry: a post
 * @from: where it will stand
 * @with_excerpt: whether its excerpt is shown: it must be known then
 *
 * Returns: (transfer full): the item of a list of posts; more may be set in it
 */
GalleyValue *
galley_context_item (GalleySite *site,
                     GalleyEntry *entry,
                     const GalleyViewpoint *from,
                     gboolean with_excerpt)
{
  Item item = { site, entry, { g_intern_string (from->root), from->is_absolute }, with_excerpt };

  return galley_value_new_record (&item_type, &item);
}

/**
 * galley_items_show_counts:
 * @site: a site
 *
 * Returns: whether lists of posts say how many comments each has: where the theme does not ask, a
 *   comment shows on the page of its post alone, in the feed and among the answers
 */
gboolean
galley_items_show_counts (GalleySite *site)
{
  return galley_theme_names (site->model->theme, "comment_count") ||
         galley_theme_names (site->model->theme, "comment_count_text");
}
