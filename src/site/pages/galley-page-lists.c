/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-pages.h"

#include "galley-index.h"

#include <string.h>

static GalleyList
item_list (GalleySite *site,
           GalleyEntries *entries,
           guint first,
           guint n,
           const GalleyViewpoint *from,
           gboolean with_excerpts)
{
  GalleyList list = galley_list_new ();

  for (guint i = first; i < MIN (galley_entries_length (entries), first + n); i++)
    {
      GalleyValue *item =
          galley_context_item (site, galley_entries_get (site, entries, i), from, with_excerpts);

      galley_value_set_boolean (item, "is_first", i == first);
      galley_list_append (&list, item);
    }
  return list;
}

static char *
front_path (guint number)
{
  return number == 1 ? g_strdup ("index.html") : g_strdup_printf ("page/%u/index.html", number);
}

static void
take_front_address (GalleyValue *map, const char *key, const GalleyViewpoint *from, guint number)
{
  g_autofree char *path = front_path (number);

  galley_value_take_string (map, key, galley_address_for (from, path));
}

static void
append_page (GalleyList *list, const GalleyViewpoint *from, guint number, guint current)
{
  GalleyValue *map = galley_value_new_map ();

  galley_value_set_integer (map, "number", number);
  take_front_address (map, "address", from, number);
  galley_value_set_boolean (map, "is_current", number == current);
  galley_value_set_boolean (map, "is_gap", FALSE);
  galley_list_append (list, map);
}

/* The first, the last and those around the current one. */
static GalleyList
page_list (const GalleyViewpoint *from, guint current, guint count)
{
  GalleyList list = galley_list_new ();
  guint last = 0;

  for (guint i = 1; i <= count; i = i == 1 && current > 4 ? current - 2 : i + 1)
    {
      if (i > current + 2 && i < count)
        i = count;
      if (i > last + 1)
        {
          GalleyValue *gap = galley_value_new_map ();

          galley_value_set_boolean (gap, "number", FALSE);
          galley_value_set_boolean (gap, "address", FALSE);
          galley_value_set_boolean (gap, "is_current", FALSE);
          galley_value_set_boolean (gap, "is_gap", TRUE);
          galley_list_append (&list, gap);
        }
      append_page (&list, from, i, current);
      last = i;
    }
  return list;
}

static char *
page_text (GalleySite *site, guint number, guint count)
{
  g_autofree char *n = g_strdup_printf ("%u", number);
  g_autofree char *of = g_strdup_printf ("%u", count);

  return galley_sentence (site->language, GALLEY_WORD_page, "n", n, "of", of, NULL);
}

static GalleyValue *
pagination (GalleySite *site, guint number, guint count, const GalleyViewpoint *from)
{
  GalleyValue *map = galley_value_new_map ();

  galley_value_set_integer (map, "number", number);
  galley_value_set_integer (map, "count", count);
  galley_value_take_string (map, "text", page_text (site, number, count));
  if (number > 1)
    take_front_address (map, "newer", from, number - 1);
  if (number < count)
    take_front_address (map, "older", from, number + 1);
  galley_context_set_list (map, "pages", NULL, page_list (from, number, count));
  return map;
}

/* What a page of a list says of itself where nobody has said it: the first of the titles in it, no
 * more of them than a searcher shows. */
static char *
describe_list (GalleySite *site, GalleyEntries *entries, guint first, guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    {
      const char *title = galley_entries_get (site, entries, i)->post->title;

      if (out->len > 0 && g_utf8_strlen (out->str, out->len) + g_utf8_strlen (title, -1) > 160)
        break;
      if (out->len > 0 && *title != '\0')
        g_string_append (out, " · ");
      g_string_append (out, title);
    }
  return g_string_free (out, FALSE);
}

/**
 * galley_page_index:
 * @site: a site
 * @file: the front page, or a further one
 *
 * Returns: (transfer full): what its template gets
 */
GalleyValue *
galley_page_index (GalleySite *site, const GalleyFile *file)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  guint per_page = MAX (site->settings->posts_per_page, 1);
  guint count = MAX ((galley_entries_length (site->posts) + per_page - 1) / per_page, 1);
  guint first;
  guint n;
  GalleyEntries *entries = galley_file_list_entries (site, file, &first, &n);
  g_autofree char *title =
      file->number > 1 ? page_text (site, file->number, count) : g_strdup (site->settings->title);
  g_autofree char *titles = describe_list (site, entries, first, n);
  GalleyHead head = { title, *site->settings->tagline != '\0' ? site->settings->tagline : titles,
                      NULL, NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);

  galley_context_set_list (context, "posts", "has_posts",
                           item_list (site, entries, first, n, &from, TRUE));
  if (count > 1)
    galley_value_set (context, "pagination", pagination (site, file->number, count, &from));
  return context;
}

static GalleyValue *
tag_map (GalleySite *site, const GalleyTagEntry *tag, const GalleyViewpoint *from)
{
  GalleyValue *map = galley_value_new_map ();

  galley_value_set_string (map, "name", tag->name);
  galley_value_set (map, "address", galley_address_value (from, tag->path));
  galley_value_set_integer (map, "count", galley_entries_length (tag->entries));
  galley_value_take_string (
      map, "count_text",
      galley_count_text (site->language, GALLEY_COUNT_POSTS, galley_entries_length (tag->entries)));
  return map;
}

/**
 * galley_page_tag:
 * @site: a site
 * @file: the page of a tag
 *
 * Returns: (transfer full): what its template gets
 */
GalleyValue *
galley_page_tag (GalleySite *site, const GalleyFile *file)
{
  const GalleyTagEntry *tag = file->subject;
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  g_autofree char *titles =
      describe_list (site, tag->entries, 0, galley_entries_length (tag->entries));
  GalleyHead head = { tag->name, titles, NULL, NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);

  galley_value_set (context, "tag", tag_map (site, tag, &from));
  galley_context_set_list (
      context, "posts", "has_posts",
      item_list (site, tag->entries, 0, galley_entries_length (tag->entries), &from, FALSE));
  return context;
}

/**
 * galley_page_tags:
 * @site: a site
 * @file: the page of all tags
 *
 * Returns: (transfer full): what its template gets
 */
GalleyValue *
galley_page_tags (GalleySite *site, const GalleyFile *file)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  GalleyHead head = { galley_word (site->language, GALLEY_WORD_tags), NULL, NULL, NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);
  GalleyList list = galley_list_new ();

  for (guint i = 0; i < site->tags->len; i++)
    galley_list_append (&list, tag_map (site, g_ptr_array_index (site->tags, i), &from));
  galley_context_set_list (context, "tags", "has_tags", list);
  return context;
}

static GalleyValue *
series_map (GalleySite *site, const GalleySeriesEntry *series, const GalleyViewpoint *from)
{
  GalleyValue *map = galley_value_new_map ();
  const char *description = series->record->description;

  galley_context_set_text (map, "title", series->record->title);
  galley_value_set (map, "address", galley_address_value (from, series->path));
  galley_value_set (map, "feed", galley_address_value (from, series->feed_path));
  if (*description != '\0')
    galley_value_take_string (map, "description", galley_render_short (site, description, from));
  else
    galley_value_set_boolean (map, "description", FALSE);
  galley_value_set_integer (map, "count", galley_entries_length (series->entries));
  galley_value_take_string (map, "count_text",
                            galley_count_text (site->language, GALLEY_COUNT_POSTS,
                                               galley_entries_length (series->entries)));
  galley_context_set_list (map, "links", "has_links",
                           galley_context_links (site, series->record->links, from));
  return map;
}

/**
 * galley_page_series:
 * @site: a site
 * @file: the page of a series
 *
 * Returns: (transfer full): what its template gets
 */
GalleyValue *
galley_page_series (GalleySite *site, const GalleyFile *file)
{
  const GalleySeriesEntry *series = file->subject;
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  g_autofree char *titles =
      describe_list (site, series->entries, 0, galley_entries_length (series->entries));
  GalleyHead head = { series->record->title, titles, NULL, series };
  GalleyValue *context = galley_context_new (site, file, &head, &from);

  galley_value_set (context, "series", series_map (site, series, &from));
  galley_context_set_list (
      context, "posts", "has_posts",
      item_list (site, series->entries, 0, galley_entries_length (series->entries), &from, FALSE));
  return context;
}

/**
 * galley_page_series_index:
 * @site: a site
 * @file: the page of all series
 *
 * Returns: (transfer full): what its template gets
 */
GalleyValue *
galley_page_series_index (GalleySite *site, const GalleyFile *file)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  GalleyHead head = { galley_word (site->language, GALLEY_WORD_all_series), NULL, NULL, NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);
  GalleyList list = galley_list_new ();

  for (guint i = 0; i < site->series->len; i++)
    galley_list_append (&list, series_map (site, g_ptr_array_index (site->series, i), &from));
  galley_context_set_list (context, "all_series", "has_all_series", list);
  return context;
}

/**
 * galley_page_not_found:
 * @site: a site
 * @file: the page that a host shows in place of a missing one
 *
 * Returns: (transfer full): what its template gets
 */
GalleyValue *
galley_page_not_found (GalleySite *site, const GalleyFile *file)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  GalleyHead head = { galley_word (site->language, GALLEY_WORD_not_found), NULL, NULL, NULL };

  return galley_context_new (site, file, &head, &from);
}

/**
 * galley_page_answers:
 * @site: a site
 * @file: the page of answers
 * @materials: questions and their answers
 *
 * Returns: (transfer full): what its template gets
 */
GalleyValue *
galley_page_answers (GalleySite *site, const GalleyFile *file, const GalleyMaterials *materials)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  GalleyHead head = { galley_word (site->language, GALLEY_WORD_answers), NULL, NULL, NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);
  GalleyList list = galley_list_new ();

  for (guint i = 0; i < materials->comments->len; i++)
    {
      const GalleyComment *question = g_ptr_array_index (materials->comments, i);
      const GalleyEntry *entry = galley_index_find (site, question->post_id);
      GalleyList answers = galley_list_new ();
      g_autofree char *address = NULL;
      GalleyValue *map;

      if (entry == NULL || question->by_author)
        {
          galley_value_unref (answers.value);
          continue;
        }
      /* A question is followed by its answers. */
      for (guint k = i + 1; k < materials->comments->len; k++)
        {
          const GalleyComment *answer = g_ptr_array_index (materials->comments, k);

          if (answer->parent_id != question->id)
            break;
          galley_list_append (&answers,
                              galley_context_comment (site, answer, question, entry, &from));
        }
      map = galley_value_new_map ();
      address = galley_address_for (&from, entry->path);
      galley_value_set (map, "question",
                        galley_context_comment (site, question, NULL, entry, &from));
      galley_context_set_list (map, "answers", NULL, answers);
      galley_context_set_text (map, "post_title", entry->post->title);
      galley_value_take_string (
          map, "address", g_strdup_printf ("%s#comment-%" G_GINT64_FORMAT, address, question->id));
      galley_list_append (&list, map);
    }
  galley_context_set_list (context, "answers", "has_answers", list);
  return context;
}
