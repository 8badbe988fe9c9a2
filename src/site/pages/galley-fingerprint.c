/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is made from, in short, so that an export need not make what it would make again. It
 * errs on the side of making: whatever shows on more than one page is in the stamp of the whole
 * site, and what has no fingerprint is always made. */
#include "galley-fingerprint.h"

#include "galley-digest.h"
#include "galley-picture-tag.h"
#include "galley-index.h"
#include "galley-plan.h"
#include "galley-source-stamp.h"

#include <math.h>

static void
add_text (GString *out, const char *text)
{
  /* With its end, so that two texts never read as two others. */
  g_string_append (out, text != NULL ? text : "");
  g_string_append_c (out, '\0');
}

static void
add_number (GString *out, gint64 number)
{
  g_string_append_len (out, (const char *) &number, sizeof number);
}

/* No number is a value like others. */
static void
add_degrees (GString *out, double degrees)
{
  add_number (out, isnan (degrees) ? G_MAXINT64 : (gint64) (degrees * 1e7));
}

static void
add_links (GString *out, GPtrArray *links)
{
  add_number (out, links != NULL ? links->len : 0);
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (links, i);

      add_text (out, link->title);
      add_text (out, link->address);
    }
}

static void
add_settings (GString *out, const GalleySiteSettings *settings)
{
  add_text (out, settings->title);
  add_text (out, settings->tagline);
  add_text (out, settings->url);
  add_text (out, settings->language);
  add_text (out, settings->zone);
  add_text (out, settings->author);
  add_text (out, settings->theme_options);
  add_text (out, settings->comment_form_address);
  add_number (out, settings->posts_per_page);
  add_number (out, settings->latest_stories);
  add_number (out, settings->comment_form);
  add_number (out, settings->allow_raw_html);
  add_number (out, settings->show_comment_urls);
}

/* What other pages show of a post: all but its text and its comments. */
static void
add_record (GString *out, const GalleyEntry *entry)
{
  const GalleyPost *post = entry->post;

  add_number (out, post->id);
  add_number (out, post->kind);
  add_number (out, post->status);
  add_number (out, post->date != NULL ? g_date_time_to_unix (post->date) : 0);
  add_number (out, post->date != NULL ? g_date_time_get_utc_offset (post->date) : 0);
  add_text (out, entry->path);
  add_text (out, post->slug);
  add_text (out, post->title);
  add_text (out, post->byline);
  add_text (out, post->place);
  add_degrees (out, post->latitude);
  add_degrees (out, post->longitude);
  add_text (out, post->cover);
  add_number (out, post->series_id);
  add_number (out, entry->part);
  for (gsize i = 0; post->tags != NULL && post->tags[i] != NULL; i++)
    add_text (out, post->tags[i]);
  add_text (out, "");
}

static void
add_content (GString *out, const GalleyEntry *entry)
{
  add_number (out, entry->post->id);
  add_number (out, entry->post->revision_id);
  add_number (out, entry->post->modified != NULL ? g_date_time_to_unix (entry->post->modified) : 0);
}

static void
add_comments (GString *out, const GalleyEntry *entry)
{
  add_number (out, entry->n_comments);
  add_number (out, entry->last_comment_change);
}

/**
 * galley_fingerprint_counts:
 * @site: a site
 *
 * Returns: whether lists of posts say how many comments each has: where the theme does not ask, a
 *   comment shows on the page of its post alone, in the feed and among the answers
 */
gboolean
galley_fingerprint_counts (GalleySite *site)
{
  return galley_theme_names (site->theme, "comment_count") ||
         galley_theme_names (site->theme, "comment_count_text");
}

static void
add_series_and_media (GString *out, GalleySite *site)
{
  for (guint i = 0; i < site->series->len; i++)
    {
      const GalleySeriesEntry *series = g_ptr_array_index (site->series, i);

      add_number (out, series->record->id);
      add_text (out, series->path);
      add_text (out, series->record->title);
      add_text (out, series->record->description);
      add_links (out, series->record->links);
    }
  add_text (out, "");
  for (guint i = 0; i < site->media->len; i++)
    {
      const GalleyMedia *media = g_ptr_array_index (site->media, i);

      add_text (out, media->name);
      add_text (out, media->alternative);
      add_text (out, media->digest);
      add_number (out, media->width);
      add_number (out, media->height);
    }
}

/**
 * galley_fingerprint_frame:
 * @site: a site
 *
 * Returns: (transfer full): of what files are made by and the project does not hold: the program
 *   and the theme
 */
char *
galley_fingerprint_frame (GalleySite *site)
{
  g_autoptr (GString) out = g_string_new (NULL);

  add_text (out, GALLEY_VERSION);
  add_text (out, GALLEY_SOURCE_STAMP);
  add_text (out, galley_theme_get_fingerprint (site->theme));
  return galley_digest (out->str, out->len);
}

/**
 * galley_fingerprint_panel:
 * @site: a site whose panel is read
 *
 * Returns: (transfer full): of what every page shows of the newest posts beside their records
 */
char *
galley_fingerprint_panel (GalleySite *site)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = MIN (site->settings->latest_stories, galley_entries_length (site->posts));
  gboolean with_counts = galley_fingerprint_counts (site);

  for (guint i = 0; i < n; i++)
    {
      const GalleyEntry *entry = galley_entries_get (site, site->posts, i);

      add_number (out, entry->post->id);
      add_number (out, with_counts ? entry->n_comments : 0);
      add_text (out, entry->excerpt);
    }
  return galley_digest (out->str, out->len);
}

/**
 * galley_fingerprint_stamp:
 * @site: a site
 * @panel: what galley_fingerprint_panel() gave
 *
 * Returns: (transfer full) (nullable): of what may show on any page; %NULL for a site whose posts
 *   may change without a new revision: one with drafts, or with a working copy laid over it
 */
char *
galley_fingerprint_stamp (GalleySite *site, const char *panel)
{
  g_autoptr (GString) out = NULL;
  g_autofree char *frame = galley_fingerprint_frame (site);

  if (site->drafts || site->working != NULL)
    return NULL;
  out = g_string_sized_new (site->entries->len * 256);
  add_text (out, frame);
  add_text (out, panel);
  add_text (out, site->identity);
  add_settings (out, site->settings);
  add_number (out, site->questions->len > 0);
  for (guint i = 0; i < site->entries->len; i++)
    add_record (out, g_ptr_array_index (site->entries, i));
  for (guint i = 0; i < site->tags->len; i++)
    add_text (out, ((const GalleyTagEntry *) g_ptr_array_index (site->tags, i))->path);
  add_text (out, "");
  add_series_and_media (out, site);
  return galley_digest (out->str, out->len);
}

static void
add_all_comments (GString *out, GalleySite *site, GalleyEntries *entries)
{
  for (guint i = 0; i < galley_entries_length (entries); i++)
    add_comments (out, galley_entries_get (site, entries, i));
}

/* Adds what @file has of its own; FALSE where that is not known without making it. */
static gboolean
add_own (GString *out, GalleySite *site, const GalleyFile *file)
{
  guint first;
  guint n;
  GalleyEntries *listed;

  switch (file->kind)
    {
    case GALLEY_FILE_POST:
      add_content (out, file->subject);
      add_comments (out, file->subject);
      add_text (out, ((const GalleyEntry *) file->subject)->post->excerpt);
      add_text (out, ((const GalleyEntry *) file->subject)->post->language);
      add_number (out, ((const GalleyEntry *) file->subject)->post->comments_open);
      add_links (out, ((const GalleyEntry *) file->subject)->post->links);
      return TRUE;
    case GALLEY_FILE_INDEX:
    case GALLEY_FILE_FEED:
    case GALLEY_FILE_SERIES_FEED:
      listed = galley_file_list_entries (site, file, &first, &n);
      for (guint i = first; i < first + n; i++)
        {
          add_content (out, galley_entries_get (site, listed, i));
          if (file->kind == GALLEY_FILE_INDEX)
            add_comments (out, galley_entries_get (site, listed, i));
        }
      return TRUE;
    case GALLEY_FILE_TAG:
      add_all_comments (out, site, ((const GalleyTagEntry *) file->subject)->entries);
      return TRUE;
    case GALLEY_FILE_SERIES:
      add_all_comments (out, site, ((const GalleySeriesEntry *) file->subject)->entries);
      return TRUE;
    case GALLEY_FILE_ARCHIVE:
    case GALLEY_FILE_MAP:
      add_all_comments (out, site, site->posts);
      return TRUE;
    case GALLEY_FILE_TAGS:
    case GALLEY_FILE_SERIES_INDEX:
    case GALLEY_FILE_NOT_FOUND:
    case GALLEY_FILE_ASSET:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * galley_fingerprint_make:
 * @site: a site
 * @file: a file of it
 * @stamp: (nullable): what galley_fingerprint_stamp() gave
 *
 * Returns: (transfer full): of all that @file is made from; "" where it has to be made to know
 */
char *
galley_fingerprint_make (GalleySite *site, const GalleyFile *file, const char *stamp)
{
  g_autoptr (GString) out = NULL;

  if (file->kind == GALLEY_FILE_MEDIA)
    return galley_media_get_fingerprint (file->subject, file->number);
  if (stamp == NULL)
    return g_strdup ("");
  out = g_string_new (stamp);
  add_number (out, file->kind);
  add_number (out, file->number);
  return add_own (out, site, file) ? galley_digest (out->str, out->len) : g_strdup ("");
}
