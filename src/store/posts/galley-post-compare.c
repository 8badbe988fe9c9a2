/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-compare.h"

#include <math.h>
#include <string.h>

#include "galley-date.h"

static const char *
text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
same_text (const char *a, const char *b)
{
  return strcmp (text_or_empty (a), text_or_empty (b)) == 0;
}

static gboolean
same_number (double a, double b)
{
  return isnan (a) ? isnan (b) : a == b;
}

static gboolean
same_tags (GStrv a, GStrv b)
{
  static char *none[] = { NULL };

  return g_strv_equal ((const char *const *) (a != NULL ? a : none),
                       (const char *const *) (b != NULL ? b : none));
}

static gboolean
same_links (const GPtrArray *a, const GPtrArray *b)
{
  guint length = a != NULL ? a->len : 0;

  if (length != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      const GalleyLink *left = g_ptr_array_index (a, i);
      const GalleyLink *right = g_ptr_array_index (b, i);

      if (!same_text (left->title, right->title) || !same_text (left->address, right->address))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_date (GDateTime *a, GDateTime *b)
{
  g_autofree char *left = galley_date_to_text (a);
  g_autofree char *right = galley_date_to_text (b);

  return g_str_equal (left, right);
}

static gboolean
same_series (const GalleyPost *a, const GalleyPost *b)
{
  return a->series_id == b->series_id && (a->series_id == 0 || a->series_part == b->series_part);
}

static gboolean
same_place (const GalleyPost *a, const GalleyPost *b)
{
  return same_text (a->place, b->place) && same_number (a->latitude, b->latitude) &&
         same_number (a->longitude, b->longitude);
}

/**
 * galley_post_compare:
 * @a: a post with its body
 * @b: another version of it, with its body
 *
 * Returns: the fields that an author writes and that differ
 */
GalleyPostFields
galley_post_compare (const GalleyPost *a, const GalleyPost *b)
{
  GalleyPostFields fields = 0;

  fields |= same_text (a->title, b->title) ? 0 : GALLEY_POST_FIELD_TITLE;
  fields |= same_text (a->body, b->body) ? 0 : GALLEY_POST_FIELD_BODY;
  fields |= same_text (a->slug, b->slug) ? 0 : GALLEY_POST_FIELD_SLUG;
  fields |= same_text (a->byline, b->byline) ? 0 : GALLEY_POST_FIELD_BYLINE;
  fields |= same_date (a->date, b->date) ? 0 : GALLEY_POST_FIELD_DATE;
  fields |= same_series (a, b) ? 0 : GALLEY_POST_FIELD_SERIES;
  fields |= same_tags (a->tags, b->tags) ? 0 : GALLEY_POST_FIELD_TAGS;
  fields |= same_links (a->links, b->links) ? 0 : GALLEY_POST_FIELD_LINKS;
  fields |= same_place (a, b) ? 0 : GALLEY_POST_FIELD_PLACE;
  fields |= same_text (a->excerpt, b->excerpt) ? 0 : GALLEY_POST_FIELD_EXCERPT;
  fields |= same_text (a->cover, b->cover) ? 0 : GALLEY_POST_FIELD_COVER;
  fields |= same_text (a->language, b->language) ? 0 : GALLEY_POST_FIELD_LANGUAGE;
  fields |= !a->comments_open == !b->comments_open ? 0 : GALLEY_POST_FIELD_COMMENTS;
  return fields;
}

static void
take_text (char **text, const char *from)
{
  g_free (*text);
  *text = g_strdup (text_or_empty (from));
}

static void
take_date (GalleyPost *post, const GalleyPost *from)
{
  g_clear_pointer (&post->date, g_date_time_unref);
  post->date = from->date != NULL ? g_date_time_ref (from->date) : NULL;
}

static void
take_series (GalleyPost *post, const GalleyPost *from)
{
  post->series_id = from->series_id;
  post->series_part = from->series_part;
  take_text (&post->series_title, from->series_title);
}

static void
take_tags (GalleyPost *post, const GalleyPost *from)
{
  g_strfreev (post->tags);
  post->tags = from->tags != NULL ? g_strdupv (from->tags) : g_new0 (char *, 1);
}

static void
take_links (GalleyPost *post, const GalleyPost *from)
{
  g_ptr_array_set_size (post->links, 0);
  for (guint i = 0; from->links != NULL && i < from->links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (from->links, i);

      galley_post_add_link (post, link->title, link->address);
    }
}

static void
take_place (GalleyPost *post, const GalleyPost *from)
{
  take_text (&post->place, from->place);
  post->latitude = from->latitude;
  post->longitude = from->longitude;
}

/**
 * galley_post_take:
 * @post: a post
 * @from: another version of it
 * @fields: which fields
 *
 * Copies fields from one version into another. What no author writes stays as it is.
 */
void
galley_post_take (GalleyPost *post, const GalleyPost *from, GalleyPostFields fields)
{
  if (fields & GALLEY_POST_FIELD_TITLE)
    take_text (&post->title, from->title);
  if (fields & GALLEY_POST_FIELD_BODY)
    take_text (&post->body, from->body);
  if (fields & GALLEY_POST_FIELD_SLUG)
    take_text (&post->slug, from->slug);
  if (fields & GALLEY_POST_FIELD_BYLINE)
    take_text (&post->byline, from->byline);
  if (fields & GALLEY_POST_FIELD_DATE)
    take_date (post, from);
  if (fields & GALLEY_POST_FIELD_SERIES)
    take_series (post, from);
  if (fields & GALLEY_POST_FIELD_TAGS)
    take_tags (post, from);
  if (fields & GALLEY_POST_FIELD_LINKS)
    take_links (post, from);
  if (fields & GALLEY_POST_FIELD_PLACE)
    take_place (post, from);
  if (fields & GALLEY_POST_FIELD_EXCERPT)
    take_text (&post->excerpt, from->excerpt);
  if (fields & GALLEY_POST_FIELD_COVER)
    take_text (&post->cover, from->cover);
  if (fields & GALLEY_POST_FIELD_LANGUAGE)
    take_text (&post->language, from->language);
  if (fields & GALLEY_POST_FIELD_COMMENTS)
    post->comments_open = from->comments_open;
}
