/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is made from, in short, so that an export need not make what it would make again. It
 * errs on the side of making: whatever shows on more than one page is in the stamp of the whole
 * site, and what has no fingerprint is always made. */
#include "galley-fingerprint.h"

#include "galley-digest.h"
#include "galley-index.h"
#include "galley-item.h"
#include "galley-site-private.h"
#include "galley-source-stamp.h"

#include <math.h>

/**
 * galley_fingerprint_add_text:
 * @out: what a file is made from
 * @text: (nullable): a text
 *
 * Adds a text with its end, so that two texts never read as two others.
 */
void
galley_fingerprint_add_text (GString *out, const char *text)
{
  g_string_append (out, text != NULL ? text : "");
  g_string_append_c (out, '\0');
}

/**
 * galley_fingerprint_add_number:
 * @out: what a file is made from
 * @number: a number
 */
void
galley_fingerprint_add_number (GString *out, gint64 number)
{
  g_string_append_len (out, (const char *) &number, sizeof number);
}

/* No number is a value like others. */
static void
add_degrees (GString *out, double degrees)
{
  galley_fingerprint_add_number (out, isnan (degrees) ? G_MAXINT64 : (gint64) (degrees * 1e7));
}

/**
 * galley_fingerprint_add_links:
 * @out: what a file is made from
 * @links: (nullable) (element-type GalleyLink): related links
 */
void
galley_fingerprint_add_links (GString *out, GPtrArray *links)
{
  galley_fingerprint_add_number (out, links != NULL ? links->len : 0);
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (links, i);

      galley_fingerprint_add_text (out, link->title);
      galley_fingerprint_add_text (out, link->address);
    }
}

static void
add_settings (GString *out, const GalleySiteSettings *settings)
{
  galley_fingerprint_add_text (out, settings->title);
  galley_fingerprint_add_text (out, settings->tagline);
  galley_fingerprint_add_text (out, settings->url);
  galley_fingerprint_add_text (out, settings->language);
  galley_fingerprint_add_text (out, settings->zone);
  galley_fingerprint_add_text (out, settings->author);
  galley_fingerprint_add_text (out, settings->theme_options);
  galley_fingerprint_add_text (out, settings->comment_form_address);
  galley_fingerprint_add_number (out, settings->posts_per_page);
  galley_fingerprint_add_number (out, settings->latest_stories);
  galley_fingerprint_add_number (out, settings->comment_form);
  galley_fingerprint_add_number (out, settings->allow_raw_html);
  galley_fingerprint_add_number (out, settings->show_comment_urls);
}

/* What other pages show of a post: all but its text and its comments. */
static void
add_record (GString *out, const GalleyEntry *entry)
{
  const GalleyPost *post = entry->post;

  galley_fingerprint_add_number (out, post->id);
  galley_fingerprint_add_number (out, post->kind);
  galley_fingerprint_add_number (out, post->status);
  galley_fingerprint_add_number (out, post->date != NULL ? g_date_time_to_unix (post->date) : 0);
  galley_fingerprint_add_number (out,
                                 post->date != NULL ? g_date_time_get_utc_offset (post->date) : 0);
  galley_fingerprint_add_text (out, entry->path);
  galley_fingerprint_add_text (out, post->slug);
  galley_fingerprint_add_text (out, post->title);
  galley_fingerprint_add_text (out, post->byline);
  galley_fingerprint_add_text (out, post->place);
  add_degrees (out, post->latitude);
  add_degrees (out, post->longitude);
  galley_fingerprint_add_text (out, post->cover);
  galley_fingerprint_add_number (out, post->series_id);
  galley_fingerprint_add_number (out, entry->part);
  for (gsize i = 0; post->tags != NULL && post->tags[i] != NULL; i++)
    galley_fingerprint_add_text (out, post->tags[i]);
  galley_fingerprint_add_text (out, "");
}

/**
 * galley_fingerprint_add_content:
 * @out: what a file is made from
 * @entry: a post
 *
 * Adds which text it has.
 */
void
galley_fingerprint_add_content (GString *out, const GalleyEntry *entry)
{
  galley_fingerprint_add_number (out, entry->post->id);
  galley_fingerprint_add_number (out, entry->post->revision_id);
  galley_fingerprint_add_number (
      out, entry->post->modified != NULL ? g_date_time_to_unix (entry->post->modified) : 0);
}

/**
 * galley_fingerprint_add_comments:
 * @out: what a file is made from
 * @entry: a post
 *
 * Adds how many comments it has, and when these changed last.
 */
void
galley_fingerprint_add_comments (GString *out, const GalleyEntry *entry)
{
  galley_fingerprint_add_number (out, entry->n_comments);
  galley_fingerprint_add_number (out, entry->last_comment_change);
}

static void
add_series_and_media (GString *out, GalleySite *site)
{
  for (guint i = 0; i < site->model->series->len; i++)
    {
      const GalleySeriesEntry *series = g_ptr_array_index (site->model->series, i);

      galley_fingerprint_add_number (out, series->record->id);
      galley_fingerprint_add_text (out, series->path);
      galley_fingerprint_add_text (out, series->record->title);
      galley_fingerprint_add_text (out, series->record->description);
      galley_fingerprint_add_links (out, series->record->links);
    }
  galley_fingerprint_add_text (out, "");
  for (guint i = 0; i < site->model->media->len; i++)
    {
      const GalleyMedia *media = g_ptr_array_index (site->model->media, i);

      galley_fingerprint_add_text (out, media->name);
      galley_fingerprint_add_text (out, media->alternative);
      galley_fingerprint_add_text (out, media->digest);
      galley_fingerprint_add_number (out, media->width);
      galley_fingerprint_add_number (out, media->height);
    }
}

/**
 * galley_site_get_program_stamp:
 * @site: a site
 *
 * Returns: (transfer full): of what files are made by and the project does not hold: the program
 *   and the theme
 */
char *
galley_site_get_program_stamp (GalleySite *site)
{
  g_autoptr (GString) out = g_string_new (NULL);

  galley_fingerprint_add_text (out, GALLEY_VERSION);
  galley_fingerprint_add_text (out, GALLEY_SOURCE_STAMP);
  galley_fingerprint_add_text (out, galley_theme_get_fingerprint (site->model->theme));
  return galley_digest (out->str, out->len);
}

/**
 * galley_site_get_latest_stamp:
 * @site: a site whose latest stories have their excerpts
 *
 * Returns: (transfer full): of what every page shows of the newest posts beside their records
 */
char *
galley_site_get_latest_stamp (GalleySite *site)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = MIN (site->model->settings->latest_stories, galley_entries_length (site->model->posts));
  gboolean with_counts = galley_items_show_counts (site);

  for (guint i = 0; i < n; i++)
    {
      const GalleyEntry *entry = galley_entries_get (site->model, site->model->posts, i);

      galley_fingerprint_add_number (out, entry->post->id);
      galley_fingerprint_add_number (out, with_counts ? entry->n_comments : 0);
      galley_fingerprint_add_text (out, entry->excerpt);
    }
  return galley_digest (out->str, out->len);
}

/**
 * galley_site_get_stamp:
 * @site: a site
 * @latest: what galley_site_get_latest_stamp() gave
 *
 * Returns: (transfer full) (nullable): of what may show on any page; %NULL for a site whose posts
 *   may change without a new revision: one with drafts, or with a working copy laid over it
 */
char *
galley_site_get_stamp (GalleySite *site, const char *latest)
{
  g_autoptr (GString) out = NULL;
  g_autofree char *program = galley_site_get_program_stamp (site);

  if (site->model->drafts || site->model->working != NULL)
    return NULL;
  out = g_string_sized_new (site->model->entries->len * 256);
  galley_fingerprint_add_text (out, program);
  galley_fingerprint_add_text (out, latest);
  galley_fingerprint_add_text (out, site->model->identity);
  add_settings (out, site->model->settings);
  galley_fingerprint_add_number (out, site->model->questions->len > 0);
  for (guint i = 0; i < site->model->entries->len; i++)
    add_record (out, g_ptr_array_index (site->model->entries, i));
  for (guint i = 0; i < site->model->tags->len; i++)
    galley_fingerprint_add_text (
        out, ((const GalleyTagEntry *) g_ptr_array_index (site->model->tags, i))->path);
  galley_fingerprint_add_text (out, "");
  add_series_and_media (out, site);
  return galley_digest (out->str, out->len);
}

/**
 * galley_fingerprint_add_all_comments:
 * @out: what a file is made from
 * @site: a site
 * @entries: posts of it
 */
void
galley_fingerprint_add_all_comments (GString *out, GalleySite *site, GalleyEntries *entries)
{
  for (guint i = 0; i < galley_entries_length (entries); i++)
    galley_fingerprint_add_comments (out, galley_entries_get (site->model, entries, i));
}
