/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a text was published, and when it was changed last: under many names, the best first. */
#include "galley-front-matter-dates-private.h"

#include <string.h>

#include "galley-front-matter.h"
#include "galley-lenient-date.h"

static const char *const published[] = { "date",
                                         "pubdate",
                                         "pub_date",
                                         "publishdate",
                                         "publish_date",
                                         "published_at",
                                         "date_published",
                                         "datepublished",
                                         "published_on",
                                         "published",
                                         "published_date",
                                         "publicationdate",
                                         "publication_date",
                                         "posted",
                                         "posted_at",
                                         "created",
                                         "created_at",
                                         "date_created",
                                         "datecreated",
                                         "creationdate",
                                         "creation_date",
                                         NULL };

static const char *const updated[] = { "lastmod",
                                       "last_modified_at",
                                       "last_modified",
                                       "lastmodified",
                                       "updated",
                                       "updated_at",
                                       "date_updated",
                                       "dateupdated",
                                       "update_date",
                                       "updatedate",
                                       "date_modified",
                                       "datemodified",
                                       "modified",
                                       "modified_at",
                                       "lastupdated",
                                       "last_updated",
                                       "last_update",
                                       "upd_date",
                                       NULL };

/* The text of a date; also of "date: {created: ...}" and "last_update: {date: ...}". */
static char *
date_text (JsonNode *node)
{
  static const char *const inner[] = { "date", "published", "created", "publish", NULL };

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return galley_front_matter_get_text (json_node_get_object (node), inner);
  return galley_json_node_to_text (node);
}

/* The first of @keys that is a date. One that is there and cannot be read is told, and clears
 * @sound: not understood is not the same as not there. */
static GDateTime *
find_date (GalleyPostRecord *post,
           JsonObject *values,
           const char *const *keys,
           GTimeZone *zone,
           gboolean *sound)
{
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      JsonNode *node = galley_front_matter_get (values, keys[i]);
      g_autofree char *text = date_text (node);
      GDateTime *date;

      /* "published: true" says something else. */
      if (node == NULL || galley_front_matter_get_truth (values, keys[i]) >= 0 ||
          (text != NULL && *g_strstrip (text) == '\0'))
        continue;
      date = text != NULL ? galley_lenient_date_parse (text, zone) : NULL;
      if (date != NULL)
        return date;
      galley_post_record_note (post, 0, "“%s: %.40s” is not a date", keys[i],
                               text != NULL ? text : "…");
      *sound = FALSE;
    }
  return NULL;
}

/* Addresses of many sites name the day. */
static char *
day_of_addresses (JsonObject *values)
{
  static const char *const keys[] = { "path", "url", "permalink", "slug", NULL };

  for (gsize i = 0; keys[i] != NULL; i++)
    {
      const char *const key[] = { keys[i], NULL };
      g_autofree char *address = galley_front_matter_get_text (values, key);
      char *day = address != NULL ? galley_source_day_of_address (address) : NULL;

      if (day != NULL)
        return day;
    }
  return NULL;
}

/**
 * galley_front_matter_read_dates:
 * @post: a post, whose dates are given to it
 * @values: its front matter
 * @name: what its path says
 * @zone: of dates without an offset
 *
 * Dates a post by its front matter, or else by its address or its name, or else by when it was
 * changed last. The date stays %NULL where none of them tells it.
 *
 * Returns: %FALSE where a date is there that cannot be read: the post must not be published
 */
gboolean
galley_front_matter_read_dates (GalleyPostRecord *post,
                                JsonObject *values,
                                const GalleySourceName *name,
                                GTimeZone *zone)
{
  gboolean sound = TRUE, sound_update = TRUE;
  g_autofree char *day = day_of_addresses (values);

  post->date = find_date (post, values, published, zone, &sound);
  post->updated = find_date (post, values, updated, zone, &sound_update);
  if (post->date == NULL && name->day != NULL)
    post->date = galley_lenient_date_parse (name->day, zone);
  if (post->date == NULL && day != NULL)
    post->date = galley_lenient_date_parse (day, zone);
  if (post->date == NULL && sound && post->updated != NULL)
    post->date = g_date_time_ref (post->updated);
  return sound;
}
