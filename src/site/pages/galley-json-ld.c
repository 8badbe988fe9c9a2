/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page says in the words of schema.org, as JSON-LD 1.1. */
#include "galley-json-ld.h"

#include "galley-excerpt.h"
#include "galley-picture-tag.h"
#include "galley-site-private.h"

#include "galley-append.h"
#include "galley-date.h"

#include <string.h>

/* A string of JSON that may stand in a script element. */
static void
append_string (GString *out, const char *text)
{
  /* What may have to be written in another way. */
  static const char *const special = "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"
                                     "\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d"
                                     "\x1e\x1f\x7f\"\\<>&\xe2";
  const char *start = text;
  const char *p = text;

  g_string_append_c (out, '"');
  for (p += strcspn (p, special); *p != '\0'; p++, p += strcspn (p, special))
    {
      unsigned char c = (unsigned char) *p;
      gboolean is_separator = c == 0xe2 && (unsigned char) p[1] == 0x80 &&
                              ((unsigned char) p[2] == 0xa8 || (unsigned char) p[2] == 0xa9);

      if (c >= 0x20 && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && c != 0x7f &&
          !is_separator)
        continue;
      galley_append (out, start, (gsize) (p - start));
      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (!is_separator)
        g_string_append_printf (out, "\\u%04x", c);
      else
        {
          galley_append_text (out, (unsigned char) p[2] == 0xa8 ? "\\u2028" : "\\u2029");
          p += 2;
        }
      start = p + 1;
    }
  galley_append (out, start, (gsize) (p - start));
  g_string_append_c (out, '"');
}

static void
append_member (GString *out, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  galley_append_text (out, ",\"");
  galley_append_text (out, name);
  galley_append_text (out, "\":");
  append_string (out, value);
}

/* A thing that has a name, and an address perhaps. */
static void
append_thing (GString *out, const char *name, const char *type, const char *thing, const char *url)
{
  if (thing == NULL || *thing == '\0')
    return;
  g_string_append_printf (out, ",\"%s\":{\"@type\":\"%s\"", name, type);
  append_member (out, "name", thing);
  append_member (out, "url", url);
  g_string_append_c (out, '}');
}

static void
append_image (GalleySite *site, GString *out, const GalleyPost *post)
{
  g_autofree char *address = galley_picture_get_web_address (site, post);
  const GalleyMedia *media = galley_picture_find (site, post->cover);
  guint width;
  guint height;

  if (address == NULL)
    return;
  galley_picture_get_shown_size (media, &width, &height);
  galley_append_text (out, ",\"image\":{\"@type\":\"ImageObject\"");
  append_member (out, "url", address);
  if (width > 0 && height > 0)
    g_string_append_printf (out, ",\"width\":%u,\"height\":%u", width, height);
  g_string_append_c (out, '}');
}

static void
append_keywords (GString *out, GStrv tags)
{
  if (tags == NULL || tags[0] == NULL)
    return;
  galley_append_text (out, ",\"keywords\":[");
  for (gsize i = 0; tags[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_string (out, tags[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_dates (GString *out, const GalleyPost *post)
{
  GDateTime *update = galley_post_get_update (post);
  g_autofree char *date = post->date != NULL ? galley_date_to_text (post->date) : NULL;
  g_autofree char *modified = update != NULL ? galley_date_to_text (update) : NULL;

  append_member (out, "datePublished", date);
  append_member (out, "dateModified", modified);
}

static void
append_crumb (GString *out, guint position, const char *name, const char *address)
{
  g_string_append_printf (out, "%s{\"@type\":\"ListItem\",\"position\":%u", position > 1 ? "," : "",
                          position);
  append_member (out, "name", name);
  append_member (out, "item", address);
  g_string_append_c (out, '}');
}

/* The way to a part of a series: the site, the series, the part. */
static void
append_crumbs (GalleySite *site, GString *out, const GalleyEntry *entry, const char *url)
{
  g_autofree char *series = galley_address_absolute (site->model->base, entry->series->path);

  galley_append_text (out, "<script type=\"application/ld+json\">"
                           "{\"@context\":\"https://schema.org\",\"@type\":\"BreadcrumbList\","
                           "\"itemListElement\":[");
  append_crumb (out, 1,
                *site->model->settings->title != '\0' ? site->model->settings->title
                                                      : site->model->base,
                site->model->base);
  append_crumb (out, 2, entry->series->record->title, series);
  append_crumb (out, 3, entry->post->title, url);
  galley_append_text (out, "]}</script>\n");
}

/**
 * galley_json_ld_append_post:
 * @site: a site
 * @out: where to append
 * @entry: a post of it
 * @description: (nullable): what it is about
 * @url: (nullable): its absolute address
 *
 * Appends the post as a BlogPosting; of a part of a series also the way to it.
 */
void
galley_json_ld_append_post (GalleySite *site,
                            GString *out,
                            const GalleyEntry *entry,
                            const char *description,
                            const char *url)
{
  const GalleyPost *post = entry->post;
  const char *author = *post->byline != '\0' ? post->byline : site->model->settings->author;
  g_autofree char *series = site->model->base != NULL && entry->series != NULL
                                ? galley_address_absolute (site->model->base, entry->series->path)
                                : NULL;

  galley_append_text (out, "<script type=\"application/ld+json\">"
                           "{\"@context\":\"https://schema.org\",\"@type\":\"BlogPosting\"");
  append_member (out, "headline", post->title);
  append_dates (out, post);
  append_member (out, "description", description);
  append_member (out, "inLanguage",
                 *post->language != '\0' ? post->language : site->model->settings->language);
  append_member (out, "url", url);
  append_member (out, "mainEntityOfPage", url);
  append_image (site, out, post);
  append_thing (out, "author", "Person", author, NULL);
  append_thing (out, "publisher", "Organization", site->model->settings->title, site->model->base);
  append_thing (out, "contentLocation", "Place", post->place, NULL);
  append_keywords (out, post->tags);
  if (entry->series != NULL)
    {
      append_thing (out, "isPartOf", "CreativeWorkSeries", entry->series->record->title, series);
      g_string_append_printf (out, ",\"position\":%u", entry->part);
    }
  if (entry->n_comments > 0)
    g_string_append_printf (out, ",\"commentCount\":%u", entry->n_comments);
  galley_append_text (out, "}</script>\n");
  if (series != NULL && url != NULL)
    append_crumbs (site, out, entry, url);
}

/**
 * galley_json_ld_append_site:
 * @site: a site
 * @out: where to append
 *
 * Appends the site as a Blog.
 */
void
galley_json_ld_append_site (GalleySite *site, GString *out)
{
  galley_append_text (out, "<script type=\"application/ld+json\">"
                           "{\"@context\":\"https://schema.org\",\"@type\":\"Blog\"");
  append_member (out, "name", site->model->settings->title);
  append_member (out, "description", site->model->settings->tagline);
  append_member (out, "inLanguage", site->model->settings->language);
  append_member (out, "url", site->model->base);
  append_thing (out, "author", "Person", site->model->settings->author, NULL);
  galley_append_text (out, "}</script>\n");
}
