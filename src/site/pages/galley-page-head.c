/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-page-head.h"

#include "galley-excerpt.h"
#include "galley-json-ld.h"
#include "galley-picture-tag.h"
#include "galley-site-private.h"

#include "galley-append.h"
#include "galley-date.h"
#include "galley-escape.h"

#include <string.h>

static void
append_meta (GString *out, const char *attribute, const char *name, const char *content)
{
  if (content == NULL || *content == '\0')
    return;
  galley_append_text (out, "<meta ");
  galley_append_text (out, attribute);
  galley_append_text (out, "=\"");
  galley_append_text (out, name);
  galley_append_text (out, "\" content=\"");
  galley_escape_html (out, content, -1);
  galley_append_text (out, "\">\n");
}

static void
append_link (GString *out, const char *relation, const char *address, const char *title)
{
  galley_append_text (out, "<link rel=\"");
  galley_append_text (out, relation);
  g_string_append_c (out, '"');
  if (title != NULL)
    {
      galley_append_text (out, " type=\"application/atom+xml\" title=\"");
      galley_escape_html (out, title, -1);
      g_string_append_c (out, '"');
    }
  galley_append_text (out, " href=\"");
  galley_escape_html (out, address, -1);
  galley_append_text (out, "\">\n");
}

static void
append_feed (GString *out, const char *path, const char *title, const GalleyViewpoint *from)
{
  g_autofree char *address = galley_address_for (from, path);

  append_link (out, "alternate", address, title);
}

static void
append_picture (GalleySite *site, GString *out, const GalleyPost *post)
{
  g_autofree char *address = galley_picture_get_web_address (site, post);
  const GalleyMedia *media = galley_picture_find (site, post->cover);
  g_autofree char *width = NULL;
  g_autofree char *height = NULL;
  guint shown_width;
  guint shown_height;

  if (address == NULL)
    return;
  append_meta (out, "property", "og:image", address);
  galley_picture_get_shown_size (media, &shown_width, &shown_height);
  if (shown_width > 0 && shown_height > 0)
    {
      width = g_strdup_printf ("%u", shown_width);
      height = g_strdup_printf ("%u", shown_height);
      append_meta (out, "property", "og:image:width", width);
      append_meta (out, "property", "og:image:height", height);
    }
  append_meta (out, "property", "og:image:alt", media->alternative);
  append_meta (out, "name", "twitter:card", "summary_large_image");
}

static void
append_modified (GString *out, const GalleyPost *post)
{
  GDateTime *update = galley_post_get_update (post);
  g_autofree char *date = update != NULL ? galley_date_to_text (update) : NULL;

  append_meta (out, "property", "article:modified_time", date);
}

static void
append_open_graph (GalleySite *site, GString *out, const GalleyHead *head, const char *url)
{
  gboolean is_article = head->entry != NULL && head->entry->post->kind == GALLEY_POST_KIND_POST;

  append_meta (out, "property", "og:type", is_article ? "article" : "website");
  append_meta (out, "property", "og:title", head->title);
  append_meta (out, "property", "og:description", head->description);
  append_meta (out, "property", "og:url", url);
  append_meta (out, "property", "og:site_name", site->model->settings->title);
  if (head->entry != NULL)
    append_picture (site, out, head->entry->post);
  if (is_article && head->entry->post->date != NULL)
    {
      g_autofree char *date = galley_date_to_text (head->entry->post->date);

      append_meta (out, "property", "article:published_time", date);
      append_modified (out, head->entry->post);
      if (head->entry->series != NULL)
        append_meta (out, "property", "article:section", head->entry->series->record->title);
      for (gsize i = 0; head->entry->post->tags != NULL && head->entry->post->tags[i] != NULL; i++)
        append_meta (out, "property", "article:tag", head->entry->post->tags[i]);
    }
}

/**
 * galley_head_make:
 * @site: a site
 * @file: a page of it
 * @head: what to say
 * @from: where it stands
 *
 * Makes what is in the head of a page for machines: description, author, canonical address, feeds,
 * Open Graph (ogp.me) and JSON-LD. Absolute addresses need the site's own; without it they are
 * left out.
 *
 * Returns: (transfer full): HTML
 */
char *
galley_head_make (GalleySite *site,
                  const GalleyFile *file,
                  const GalleyHead *head,
                  const GalleyViewpoint *from)
{
  g_autoptr (GString) out = g_string_sized_new (2048);
  g_autofree char *url = NULL;
  const GalleyPost *post = head->entry != NULL ? head->entry->post : NULL;

  append_meta (out, "name", "description", head->description);
  append_meta (out, "name", "author",
               post != NULL && *post->byline != '\0' ? post->byline
                                                     : site->model->settings->author);
  append_meta (out, "name", "generator", "Galley");
  if (file->kind == GALLEY_FILE_NOT_FOUND || (post != NULL && post->status == GALLEY_POST_DRAFT))
    append_meta (out, "name", "robots", "noindex");
  else if (site->model->base != NULL)
    {
      url = galley_address_absolute (site->model->base, file->path);
      append_link (out, "canonical", url, NULL);
    }
  append_feed (out, "feed.xml", site->model->settings->title, from);
  if (head->series != NULL)
    append_feed (out, head->series->feed_path, head->series->record->title, from);
  if (file->kind != GALLEY_FILE_NOT_FOUND)
    append_open_graph (site, out, head, url);
  if (post != NULL && post->kind == GALLEY_POST_KIND_POST)
    galley_json_ld_append_post (site, out, head->entry, head->description, url);
  else if (file->kind == GALLEY_FILE_INDEX && file->number == 1)
    galley_json_ld_append_site (site, out);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
