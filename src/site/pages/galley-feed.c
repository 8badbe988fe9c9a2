/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Atom, RFC 4287. */
#include "galley-excerpt.h"
#include "galley-fingerprint.h"
#include "galley-index.h"
#include "galley-page-kind.h"
#include "galley-post-text.h"
#include "galley-site-files.h"
#include "galley-site-private.h"

#include "galley-date.h"
#include "galley-escape.h"
#include "galley-html-scan.h"
#include "galley-published-comments.h"

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
  g_checksum_update (checksum, (const guchar *) site->model->identity, -1);
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
  GalleyViewpoint from = { site->model->base != NULL ? site->model->base : "",
                           site->model->base != NULL };
  g_autofree char *root = galley_address_root (self);
  g_autofree char *self_address = NULL;
  g_autofree char *page_address = NULL;

  if (site->model->base == NULL)
    from.root = root;
  self_address = galley_address_for (&from, self);
  page_address = galley_address_for (&from, page);
  append_element (out, "title", "", title);
  append_date (out, "updated", updated);
  append_link (out, "self", self_address);
  append_link (out, "alternate", page_address);
  append_person (out, *site->model->settings->author != '\0'  ? site->model->settings->author
                      : *site->model->settings->title != '\0' ? site->model->settings->title
                                                              : "Galley");
  g_string_append (out, "<generator>Galley</generator>\n");
}

static GString *
begin_feed (GalleySite *site)
{
  GString *out = g_string_sized_new (65536);

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
  galley_escape_xml (
      out, *site->model->settings->language != '\0' ? site->model->settings->language : "en", -1);
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

/* Readers of feeds do not know which page a text is from, so each of its addresses is whole. */
static char *
make_absolute (const GalleyHtmlScan *scan,
               const GalleyHtmlAttribute *attribute,
               const char *address,
               gpointer page)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);

  if (scheme != NULL || *address == '\0')
    return NULL;
  if (*address == '#')
    return g_strconcat (page, address, NULL);
  return g_uri_resolve_relative (page, address, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED,
                                 NULL);
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
  g_autofree char *content = galley_html_rewrite_addresses (
      galley_document_get_html (document, NULL), -1, make_absolute, address);

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
  append_element (out, "content", " type=\"html\"", content);
  g_string_append (out, "</entry>\n");
}

/* The newest posts of the site, or of @series: those from *first on, *n of them. */
static GalleyEntries *
get_slice (GalleySite *site, const GalleySeriesEntry *series, guint *first, guint *n)
{
  GalleyEntries *from = series != NULL ? series->entries : site->model->posts;
  guint length = galley_entries_length (from);

  *n = MIN (length, GALLEY_FEED_LENGTH);
  /* A series is kept with its first part first. */
  *first = series != NULL ? length - *n : 0;
  return from;
}

static gboolean
load_feed (GalleySite *site, const GalleyFile *file, GalleyMaterials *materials, GError **error)
{
  guint first;
  guint n;
  GalleyEntries *entries = get_slice (site, file->subject, &first, &n);

  materials->bodies = g_ptr_array_new_with_free_func (g_free);
  for (guint i = first; i < first + n; i++)
    {
      char *body =
          galley_entry_load_body (site, galley_entries_get (site->model, entries, i), error);

      if (body == NULL)
        return FALSE;
      g_ptr_array_add (materials->bodies, body);
    }
  return TRUE;
}

/* An Atom feed with the whole texts, newest first. */
static GBytes *
make_feed (GalleySite *site,
           const GalleyFile *file,
           const GalleyMaterials *materials,
           GError **error)
{
  const GalleySeriesEntry *series = file->subject;
  g_autofree char *root = galley_address_root (file->path);
  GalleyViewpoint viewpoint = { site->model->base != NULL ? site->model->base : root,
                                site->model->base != NULL };
  GString *out = begin_feed (site);
  guint first;
  guint n;
  GalleyEntries *entries = get_slice (site, series, &first, &n);
  GDateTime *updated = NULL;

  for (guint i = 0; i < n; i++)
    {
      const GalleyPost *post = galley_entries_get (site->model, entries, first + i)->post;

      updated = later (updated, later (post->date, galley_post_get_update (post)));
    }
  append_id (site, out, series != NULL ? "series" : "site",
             series != NULL ? series->record->id : 0);
  append_head (site, out, series != NULL ? series->record->title : site->model->settings->title,
               updated, file->path, series != NULL ? series->path : "index.html");
  if (series == NULL && *site->model->settings->tagline != '\0')
    append_element (out, "subtitle", "", site->model->settings->tagline);
  for (guint i = 0; i < n; i++)
    {
      guint k = series != NULL ? n - 1 - i : i;

      append_entry (site, out, galley_entries_get (site->model, entries, first + k),
                    g_ptr_array_index (materials->bodies, k), &viewpoint);
    }
  return end_feed (out);
}

static gboolean
fingerprint_feed (GalleySite *site, const GalleyFile *file, GString *out)
{
  guint first;
  guint n;
  GalleyEntries *entries = get_slice (site, file->subject, &first, &n);

  for (guint i = first; i < first + n; i++)
    galley_fingerprint_add_content (out, galley_entries_get (site->model, entries, i));
  return TRUE;
}

/* Whether the feed of the site, or of @series, has the post that is at @position. */
static gboolean
has_position (GalleySite *site, const GalleySeriesEntry *series, guint position)
{
  guint first;
  guint n;

  get_slice (site, series, &first, &n);
  return first <= position && position < first + n;
}

static void
reach_feed (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
  if (change->kind == GALLEY_CHANGE_TEXT && change->entry->post->kind == GALLEY_POST_KIND_POST &&
      has_position (site, NULL, galley_entry_get_position (site->model, change->entry)))
    galley_reach_file (reach, GALLEY_FILE_FEED, g_strdup (GALLEY_FEED_PATH), NULL, 0);
}

static void
reach_series_feed (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
  const GalleySeriesEntry *series = change->entry != NULL ? change->entry->series : NULL;

  if (change->kind == GALLEY_CHANGE_TEXT && series != NULL &&
      has_position (site, series, change->entry->part - 1))
    galley_reach_file (reach, GALLEY_FILE_SERIES_FEED, g_strdup (series->feed_path), series, 0);
}

#define ATOM "application/atom+xml"

GALLEY_DEFINE_PAGE_KIND (feed,
                         fingerprint_feed,
                         reach_feed,
                         .make = make_feed,
                         .load = load_feed,
                         .type = ATOM)
GALLEY_DEFINE_PAGE_KIND (series_feed,
                         fingerprint_feed,
                         reach_series_feed,
                         .make = make_feed,
                         .load = load_feed,
                         .type = ATOM)

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
  g_autofree char *title = galley_sentence (site->model->language, GALLEY_WORD_comments_on, "name",
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

static gboolean
load_comments (GalleySite *site, const GalleyFile *file, GalleyMaterials *materials, GError **error)
{
  materials->comments =
      galley_project_load_newest_approved (site->model->project, GALLEY_FEED_LENGTH, error);
  return materials->comments != NULL;
}

/* The newest comments. */
static GBytes *
make_comments_feed (GalleySite *site,
                    const GalleyFile *file,
                    const GalleyMaterials *materials,
                    GError **error)
{
  g_autofree char *root = galley_address_root (file->path);
  GalleyViewpoint viewpoint = { site->model->base != NULL ? site->model->base : root,
                                site->model->base != NULL };
  GString *out = begin_feed (site);
  GDateTime *updated = NULL;
  const char *name = galley_word (site->model->language, GALLEY_WORD_comments);
  g_autofree char *title = *site->model->settings->title != '\0'
                               ? g_strconcat (name, " · ", site->model->settings->title, NULL)
                               : g_strdup (name);

  for (guint i = 0; i < materials->comments->len; i++)
    {
      const GalleyComment *comment = g_ptr_array_index (materials->comments, i);

      if (galley_index_find (site->model, comment->post_id) != NULL)
        updated = later (updated, comment->date);
    }
  append_id (site, out, "comments", 0);
  append_head (site, out, title, updated, file->path, "index.html");
  for (guint i = 0; i < materials->comments->len; i++)
    {
      const GalleyComment *comment = g_ptr_array_index (materials->comments, i);
      const GalleyEntry *entry = galley_index_find (site->model, comment->post_id);

      if (entry != NULL)
        append_comment (site, out, comment, entry, &viewpoint);
    }
  return end_feed (out);
}

/* Any comment may come in or go, and with it the one that is the oldest there. */
static void
reach_comments_feed (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
  if (change->kind == GALLEY_CHANGE_COMMENTS)
    galley_reach_file (reach, GALLEY_FILE_COMMENTS_FEED, g_strdup (GALLEY_COMMENTS_FEED_PATH), NULL,
                       0);
}

GALLEY_DEFINE_PAGE_KIND (comments_feed,
                         galley_fingerprint_unknown,
                         reach_comments_feed,
                         .make = make_comments_feed,
                         .load = load_comments,
                         .type = ATOM)
