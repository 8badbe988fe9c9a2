/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Atom, RFC 4287. */
#include "galley-pages.h"

#include "galley-index.h"
#include "galley-date.h"
#include "galley-escape.h"

#include <string.h>

static void
append_element (GString *out, const char *name, const char *attributes, const char *text)
{
  g_string_append_printf (out, "<%s%s>", name, attributes);
  galley_escape_xml (out, text, -1);
  g_string_append_printf (out, "</%s>\n", name);
}

static void
append_link (GString *out, const char *relation, const char *address)
{
  g_string_append_printf (out, "<link rel=\"%s\" href=\"", relation);
  galley_escape_xml (out, address, -1);
  g_string_append (out, "\"/>\n");
}

static void
append_date (GString *out, const char *name, GDateTime *date)
{
  g_autofree char *text =
      date != NULL ? galley_date_to_text (date) : g_strdup ("1970-01-01T00:00:00Z");

  append_element (out, name, "", text);
}

static void
append_person (GString *out, const char *name)
{
  g_string_append (out, "<author><name>");
  galley_escape_xml (out, name, -1);
  g_string_append (out, "</name></author>\n");
}

/* The name of a thing that stays the same when titles, slugs and addresses change (RFC 4287,
 * 4.2.6): made from the project's own name and the thing's number, as a name-based UUID (RFC 9562,
 * 5.5). */
static void
append_id (GalleySite *site, GString *out, const char *kind, gint64 number)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *thing = g_strdup_printf ("%s/%" G_GINT64_FORMAT, kind, number);
  guint8 d[20];
  gsize length = sizeof d;

  g_checksum_update (checksum, (const guchar *) "galley:", -1);
  g_checksum_update (checksum, (const guchar *) site->identity, -1);
  g_checksum_update (checksum, (const guchar *) thing, -1);
  g_checksum_get_digest (checksum, d, &length);
  d[6] = (d[6] & 0x0f) | 0x50;
  d[8] = (d[8] & 0x3f) | 0x80;
  g_string_append_printf (out,
                          "<id>urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
                          "%02x%02x%02x%02x%02x%02x</id>\n",
                          d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11],
                          d[12], d[13], d[14], d[15]);
}

/* What the newest of two dates is; either may be none. */
static GDateTime *
later (GDateTime *one, GDateTime *other)
{
  if (one == NULL || (other != NULL && g_date_time_compare (other, one) > 0))
    return other;
  return one;
}

static void
append_head (GalleySite *site,
             GString *out,
             const char *title,
             GDateTime *updated,
             const char *self,
             const char *page)
{
  GalleyViewpoint from = { site->base != NULL ? site->base : "", site->base != NULL };
  g_autofree char *root = galley_address_root (self);
  g_autofree char *self_address = NULL;
  g_autofree char *page_address = NULL;

  if (site->base == NULL)
    from.root = root;
  self_address = galley_address_for (&from, self);
  page_address = galley_address_for (&from, page);
  append_element (out, "title", "", title);
  append_date (out, "updated", updated);
  append_link (out, "self", self_address);
  append_link (out, "alternate", page_address);
  append_person (out, *site->settings->author != '\0'  ? site->settings->author
                      : *site->settings->title != '\0' ? site->settings->title
                                                       : "Galley");
  g_string_append (out, "<generator>Galley</generator>\n");
}

static GString *
begin_feed (GalleySite *site)
{
  GString *out = g_string_sized_new (65536);

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
  galley_escape_xml (out, *site->settings->language != '\0' ? site->settings->language : "en", -1);
  g_string_append (out, "\">\n");
  return out;
}

static GBytes *
end_feed (GString *out)
{
  g_string_append (out, "</feed>\n");
  return g_string_free_to_bytes (out);
}

static void
append_categories (GString *out, GStrv tags)
{
  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      g_string_append (out, "<category term=\"");
      galley_escape_xml (out, tags[i], -1);
      g_string_append (out, "\"/>\n");
    }
}

static void
append_entry (GalleySite *site,
              GString *out,
              const GalleyEntry *entry,
              const char *body,
              const GalleyViewpoint *from)
{
  const GalleyPost *post = entry->post;
  g_autoptr (GalleyDocument) document = galley_render_body (site, body, from);
  g_autofree char *address = galley_address_for (from, entry->path);
  g_autofree char *summary = galley_excerpt_make (post, document);

  g_string_append (out, "<entry>\n");
  append_element (out, "title", "", post->title);
  append_id (site, out, "post", post->id);
  append_date (out, "published", post->date);
  append_date (out, "updated", later (post->date, galley_post_get_update (post)));
  append_link (out, "alternate", address);
  if (*post->byline != '\0')
    append_person (out, post->byline);
  append_categories (out, post->tags);
  if (*summary != '\0')
    append_element (out, "summary", "", summary);
  append_element (out, "content", " type=\"html\"", galley_document_get_html (document, NULL));
  g_string_append (out, "</entry>\n");
}

/**
 * galley_make_feed:
 * @site: a site
 * @file: the feed of the site or of a series
 * @from: the texts of its posts
 *
 * Returns: (transfer full): an Atom feed with the whole texts, newest first
 */
GBytes *
galley_make_feed (GalleySite *site, const GalleyFile *file, const GalleyMaterials *from)
{
  const GalleySeriesEntry *series = file->subject;
  g_autofree char *root = galley_address_root (file->path);
  GalleyViewpoint viewpoint = { site->base != NULL ? site->base : root, site->base != NULL };
  GString *out = begin_feed (site);
  guint first;
  guint n;
  GalleyEntries *entries = galley_file_list_entries (site, file, &first, &n);
  GDateTime *updated = NULL;

  for (guint i = 0; i < n; i++)
    {
      const GalleyPost *post = galley_entries_get (site, entries, first + i)->post;

      updated = later (updated, later (post->date, galley_post_get_update (post)));
    }
  append_id (site, out, series != NULL ? "series" : "site",
             series != NULL ? series->record->id : 0);
  append_head (site, out, series != NULL ? series->record->title : site->settings->title, updated,
               file->path, series != NULL ? series->path : "index.html");
  if (series == NULL && *site->settings->tagline != '\0')
    append_element (out, "subtitle", "", site->settings->tagline);
  for (guint i = 0; i < n; i++)
    {
      /* A series is kept with its first part first. */
      guint k = series != NULL ? n - 1 - i : i;

      append_entry (site, out, galley_entries_get (site, entries, first + k),
                    g_ptr_array_index (from->bodies, k), &viewpoint);
    }
  return end_feed (out);
}

static void
append_comment (GalleySite *site,
                GString *out,
                const GalleyComment *comment,
                const GalleyEntry *entry,
                const GalleyViewpoint *from)
{
  g_autofree char *page = galley_address_for (from, entry->path);
  g_autofree char *address = g_strdup_printf ("%s#comment-%" G_GINT64_FORMAT, page, comment->id);
  g_autofree char *content = galley_render_comment (site, comment, from);
  g_autofree char *title = galley_sentence (site->language, GALLEY_WORD_comments_on, "name",
                                            comment->name, "title", entry->post->title, NULL);

  g_string_append (out, "<entry>\n");
  append_element (out, "title", "", title);
  append_id (site, out, "comment", comment->id);
  append_date (out, "published", comment->date);
  append_date (out, "updated", comment->date);
  append_link (out, "alternate", address);
  append_person (out, *comment->name != '\0' ? comment->name : "?");
  append_element (out, "content", " type=\"html\"", content);
  g_string_append (out, "</entry>\n");
}

/**
 * galley_make_comments_feed:
 * @site: a site
 * @file: the feed of comments
 * @from: the newest approved ones
 *
 * Returns: (transfer full): an Atom feed
 */
GBytes *
galley_make_comments_feed (GalleySite *site, const GalleyFile *file, const GalleyMaterials *from)
{
  g_autofree char *root = galley_address_root (file->path);
  GalleyViewpoint viewpoint = { site->base != NULL ? site->base : root, site->base != NULL };
  GString *out = begin_feed (site);
  GDateTime *updated = NULL;
  const char *name = galley_word (site->language, GALLEY_WORD_comments);
  g_autofree char *title = *site->settings->title != '\0'
                               ? g_strconcat (name, " · ", site->settings->title, NULL)
                               : g_strdup (name);

  for (guint i = 0; i < from->comments->len; i++)
    {
      const GalleyComment *comment = g_ptr_array_index (from->comments, i);

      if (galley_index_find (site, comment->post_id) != NULL)
        updated = later (updated, comment->date);
    }
  append_id (site, out, "comments", 0);
  append_head (site, out, title, updated, file->path, "index.html");
  for (guint i = 0; i < from->comments->len; i++)
    {
      const GalleyComment *comment = g_ptr_array_index (from->comments, i);
      const GalleyEntry *entry = galley_index_find (site, comment->post_id);

      if (entry != NULL)
        append_comment (site, out, comment, entry, &viewpoint);
    }
  return end_feed (out);
}
