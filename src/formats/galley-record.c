/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-record.h"

#include <math.h>

/**
 * galley_record_link_new:
 * @title: what it is called
 * @address: where it leads
 *
 * Returns: (transfer full): a link, for one of the lists of links that records have
 */
GalleyRecordLink *
galley_record_link_new (const char *title, const char *address)
{
  GalleyRecordLink *link = g_new0 (GalleyRecordLink, 1);

  link->title = g_strdup (title);
  link->address = g_strdup (address);
  return link;
}

static void
link_free (gpointer data)
{
  GalleyRecordLink *link = data;

  g_free (link->title);
  g_free (link->address);
  g_free (link);
}

static void
address_free (gpointer data)
{
  GalleyRecordAddress *address = data;

  g_free (address->slug);
  g_clear_pointer (&address->date, g_date_time_unref);
  g_free (address);
}

static void
note_free (gpointer data)
{
  GalleyRecordNote *note = data;

  g_free (note->text);
  g_free (note);
}

/**
 * galley_post_record_new:
 *
 * Returns: (transfer full): a draft that says nothing, with comments open
 */
GalleyPostRecord *
galley_post_record_new (void)
{
  GalleyPostRecord *record = g_new0 (GalleyPostRecord, 1);

  record->links = g_ptr_array_new_with_free_func (link_free);
  record->addresses = g_ptr_array_new_with_free_func (address_free);
  record->paths = g_ptr_array_new_with_free_func (g_free);
  record->notes = g_ptr_array_new_with_free_func (note_free);
  record->latitude = record->longitude = NAN;
  record->comments_open = TRUE;
  return record;
}

/**
 * galley_post_record_free:
 * @record: (nullable): a post
 */
void
galley_post_record_free (GalleyPostRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->path);
  g_free (record->source);
  g_free (record->digest);
  g_strfreev (record->names);
  g_clear_pointer (&record->files, galley_source_tree_unref);
  g_free (record->working_copy_of);
  g_free (record->title);
  g_free (record->slug);
  g_free (record->byline);
  g_clear_pointer (&record->date, g_date_time_unref);
  g_clear_pointer (&record->updated, g_date_time_unref);
  g_free (record->series);
  g_strfreev (record->tags);
  g_ptr_array_unref (record->links);
  g_free (record->place);
  g_free (record->excerpt);
  g_free (record->cover);
  g_free (record->language);
  g_ptr_array_unref (record->addresses);
  g_ptr_array_unref (record->paths);
  g_ptr_array_unref (record->notes);
  g_free (record->body);
  g_free (record);
}

/**
 * galley_post_record_add_link:
 * @record: a post
 * @title: what a related link is called
 * @address: where it leads
 */
void
galley_post_record_add_link (GalleyPostRecord *record, const char *title, const char *address)
{
  g_ptr_array_add (record->links, galley_record_link_new (title, address));
}

/**
 * galley_post_record_add_address:
 * @record: a post
 * @slug: one that it had before
 * @date: (nullable): the date that its address named then, where it was another
 */
void
galley_post_record_add_address (GalleyPostRecord *record, const char *slug, GDateTime *date)
{
  GalleyRecordAddress *address = g_new0 (GalleyRecordAddress, 1);

  address->slug = g_strdup (slug);
  address->date = date != NULL ? g_date_time_ref (date) : NULL;
  g_ptr_array_add (record->addresses, address);
}

/**
 * galley_post_record_note:
 * @record: a post
 * @line: the line in question, from 1; 0 where none can be told
 * @format: what is the matter; what it quotes may be cut amid a character
 * @...: for @format
 *
 * Notes what whoever takes the post in would want to know.
 */
void
galley_post_record_note (GalleyPostRecord *record, guint line, const char *format, ...)
{
  GalleyRecordNote *note = g_new0 (GalleyRecordNote, 1);
  g_autofree char *bytes = NULL;
  va_list arguments;

  va_start (arguments, format);
  bytes = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  note->line = line;
  note->text = g_utf8_make_valid (bytes, -1);
  g_ptr_array_add (record->notes, note);
}

/**
 * galley_comment_record_new:
 *
 * Returns: (transfer full): a comment that says nothing
 */
GalleyCommentRecord *
galley_comment_record_new (void)
{
  return g_new0 (GalleyCommentRecord, 1);
}

/**
 * galley_comment_record_free:
 * @record: (nullable): a comment
 */
void
galley_comment_record_free (GalleyCommentRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->source);
  g_free (record->id);
  g_free (record->digest);
  g_free (record->first_source);
  g_free (record->first_id);
  g_free (record->post);
  g_free (record->subject);
  g_strfreev (record->parents);
  g_free (record->status);
  g_free (record->name);
  g_free (record->place);
  g_free (record->email);
  g_free (record->url);
  g_clear_pointer (&record->date, g_date_time_unref);
  g_free (record->body);
  g_free (record->original);
  g_free (record);
}

static void
series_free (gpointer data)
{
  GalleySeriesRecord *series = data;

  g_free (series->title);
  g_free (series->slug);
  g_free (series->description);
  g_ptr_array_unref (series->links);
  g_free (series);
}

static void
media_free (gpointer data)
{
  GalleyMediaRecord *media = data;

  g_free (media->path);
  g_free (media->alternative);
  g_free (media);
}

/**
 * galley_site_record_new:
 *
 * Returns: (transfer full): a site without settings and series
 */
GalleySiteRecord *
galley_site_record_new (void)
{
  GalleySiteRecord *record = g_new0 (GalleySiteRecord, 1);

  record->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  record->series = g_ptr_array_new_with_free_func (series_free);
  record->media = g_ptr_array_new_with_free_func (media_free);
  return record;
}

/**
 * galley_site_record_free:
 * @record: (nullable): a site
 */
void
galley_site_record_free (GalleySiteRecord *record)
{
  if (record == NULL)
    return;
  g_hash_table_unref (record->settings);
  g_ptr_array_unref (record->series);
  g_ptr_array_unref (record->media);
  g_clear_pointer (&record->files, galley_source_tree_unref);
  g_free (record->identity);
  g_free (record->comments_digest);
  g_free (record);
}

/**
 * galley_site_record_add_series:
 * @record: a site
 * @title: of a series
 *
 * Returns: (transfer none): the new series, for what else is known of it
 */
GalleySeriesRecord *
galley_site_record_add_series (GalleySiteRecord *record, const char *title)
{
  GalleySeriesRecord *series = g_new0 (GalleySeriesRecord, 1);

  series->title = g_strdup (title);
  series->links = g_ptr_array_new_with_free_func (link_free);
  g_ptr_array_add (record->series, series);
  return series;
}

/**
 * galley_site_record_add_media:
 * @record: a site
 * @path: of a picture or another file, in the source
 * @alternative: (nullable): the text for those who do not see it
 */
void
galley_site_record_add_media (GalleySiteRecord *record, const char *path, const char *alternative)
{
  GalleyMediaRecord *media = g_new0 (GalleyMediaRecord, 1);

  media->path = g_strdup (path);
  media->alternative = g_strdup (alternative);
  g_ptr_array_add (record->media, media);
}
