/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment-columns.h"
#include "galley-record.h"

typedef enum
{
  GALLEY_NOTE_WARNING,        /* something was left out or guessed */
  GALLEY_NOTE_PAGE_LEFT_OUT,  /* a text that is there on purpose is no post and no page here */
  GALLEY_NOTE_POST_REFUSED,   /* a post cannot be read at all */
  GALLEY_NOTE_COMMENT_REFUSED /* likewise a comment */
} GalleyNoteKind;

/* Who takes what a format reads, record by record: the caller fills in the functions. They are
 * called on the thread that reads. FALSE from one of them ends the reading with its error.
 *
 * A format hands over the site first, where it has one, then all posts, then all comments: what a
 * comment is about is then known. */
typedef struct _GalleyRecordSink GalleyRecordSink;
struct _GalleyRecordSink
{
  gboolean (*take_site) (GalleyRecordSink *sink, const GalleySiteRecord *site, GError **error);
  /* Takes @post (transfer full), also on error. */
  gboolean (*take_post) (GalleyRecordSink *sink, GalleyPostRecord *post, GError **error);
  gboolean (*take_comment) (GalleyRecordSink *sink, GalleyCommentRecord *comment, GError **error);
  /* @text: valid UTF-8 */
  void (*take_note) (GalleyRecordSink *sink,
                     GalleyNoteKind kind,
                     const GalleySourcePosition *position,
                     const char *text);
  void (*tell_progress) (GalleyRecordSink *sink, guint64 done, guint64 total);
};

/**
 * GalleyHtmlConverter:
 * @html: HTML, nul-terminated
 *
 * Returns: (transfer full): the same as Markdown
 */
typedef char *(*GalleyHtmlConverter) (const char *html);

/**
 * GalleyRowReader:
 * @path: an SQLite file of another program
 * @sql: one SELECT
 * @take_row: gets each row as texts, NULL for NULL
 * @user_data: for @take_row
 * @cancellable: (nullable): stops it
 * @error: what reading or @take_row gives up with
 *
 * Returns: whether all was read
 */
typedef gboolean (*GalleyRowReader) (const char *path,
                                     const char *sql,
                                     gboolean (*take_row) (const char *const *row,
                                                           gpointer user_data,
                                                           GError **error),
                                     gpointer user_data,
                                     GCancellable *cancellable,
                                     GError **error);

/* What reading needs besides the source. */
typedef struct
{
  GTimeZone *zone;                     /* of dates without an offset */
  GalleyHtmlConverter convert_html;    /* of mails */
  GalleyHtmlConverter convert_post;    /* of texts that were published elsewhere */
  GalleyRowReader read_rows;           /* of databases */
  const GalleyCommentColumns *columns; /* (nullable): what the columns of a table mean */
  GCancellable *cancellable;           /* (nullable) */
} GalleyReadOptions;

void galley_record_sink_note (GalleyRecordSink *sink,
                              GalleyNoteKind kind,
                              const GalleySourcePosition *position,
                              const char *format,
                              ...) G_GNUC_PRINTF (4, 5);
