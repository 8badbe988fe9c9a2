/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-reader-private.h"

#include <string.h>

#include "galley-lenient-date.h"

#define SOURCE "comments"
#define MAX_ID 255 /* characters */

/* An id as it is kept. Of a long one the sum is, so that two that begin alike stay two. */
static char *
keep_id (const char *id)
{
  g_autofree char *sum = NULL;

  if (g_utf8_strlen (id, -1) <= MAX_ID)
    return g_strdup (id);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  return g_strconcat ("sha256:", sum, NULL);
}

/* Without an id of its own a comment is known by what it says, when, and by whom. */
static char *
make_id (char *const *fields)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  static const GalleyCommentField parts[] = { GALLEY_COMMENT_FIELD_POST, GALLEY_COMMENT_FIELD_NAME,
                                              GALLEY_COMMENT_FIELD_EMAIL, GALLEY_COMMENT_FIELD_DATE,
                                              GALLEY_COMMENT_FIELD_BODY };

  if (fields[GALLEY_COMMENT_FIELD_ID] != NULL && *fields[GALLEY_COMMENT_FIELD_ID] != '\0')
    return keep_id (fields[GALLEY_COMMENT_FIELD_ID]);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = fields[parts[i]] != NULL ? fields[parts[i]] : "";

      g_checksum_update (checksum, (const guchar *) part, (gssize) strlen (part) + 1);
    }
  return g_strconcat ("sha256:", g_checksum_get_string (checksum), NULL);
}

static void
read_date (GalleyCommentReader *reader, GalleyCommentRecord *comment, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  comment->date = galley_lenient_date_parse (text, reader->options->zone);
  if (comment->date != NULL)
    return;
  comment->date = g_date_time_new_from_unix_utc (0);
  galley_record_sink_note (reader->sink, GALLEY_NOTE_WARNING, &comment->position,
                           "“%.40s” is not a date; the comment is dated 1 January 1970", text);
}

static void
read_parent (GalleyCommentRecord *comment, const char *given)
{
  if (given == NULL || *given == '\0')
    return;
  comment->parents = g_new0 (char *, 2);
  comment->parents[0] = keep_id (given);
}

static gboolean
says (const char *text, const char *word)
{
  return text != NULL && g_ascii_strcasecmp (text, word) == 0;
}

/* The texts of @fields go over to the record. */
static GalleyCommentRecord *
make_record (GalleyCommentReader *reader, char **fields, guint line)
{
  GalleyCommentRecord *comment = galley_comment_record_new ();

  comment->position = (GalleySourcePosition){ reader->name, "line", line };
  comment->source = g_strdup (SOURCE);
  comment->id = make_id (fields);
  comment->is_question = says (fields[GALLEY_COMMENT_FIELD_KIND], "question");
  comment->by_author = g_strcmp0 (fields[GALLEY_COMMENT_FIELD_BY_AUTHOR], "true") == 0;
  read_parent (comment, fields[GALLEY_COMMENT_FIELD_PARENT]);
  read_date (reader, comment, fields[GALLEY_COMMENT_FIELD_DATE]);
  comment->post = g_steal_pointer (&fields[GALLEY_COMMENT_FIELD_POST]);
  comment->status = g_steal_pointer (&fields[GALLEY_COMMENT_FIELD_STATUS]);
  comment->name = g_steal_pointer (&fields[GALLEY_COMMENT_FIELD_NAME]);
  comment->place = g_steal_pointer (&fields[GALLEY_COMMENT_FIELD_PLACE]);
  comment->email = g_steal_pointer (&fields[GALLEY_COMMENT_FIELD_EMAIL]);
  comment->url = g_steal_pointer (&fields[GALLEY_COMMENT_FIELD_URL]);
  comment->body = g_steal_pointer (&fields[GALLEY_COMMENT_FIELD_BODY]);
  return comment;
}

/**
 * galley_comment_reader_make:
 * @reader: the file that is read
 * @fields: (array fixed-size=GALLEY_N_COMMENT_FIELDS): what a comment says, by
 *   #GalleyCommentField; what the record keeps of them is taken away
 * @line: where it stands; 0 where that is not known
 *
 * Returns: (transfer full) (nullable): the comment; %NULL for one without a text, which is a note
 */
GalleyCommentRecord *
galley_comment_reader_make (GalleyCommentReader *reader, char **fields, guint line)
{
  const char *body = fields[GALLEY_COMMENT_FIELD_BODY];

  if (body != NULL && body[strspn (body, " \t\n")] != '\0')
    return make_record (reader, fields, line);
  galley_comment_reader_refuse (reader, line, "a comment without a text");
  return NULL;
}

/**
 * galley_comment_reader_refuse:
 * @reader: the file that is read
 * @line: where something stands that is no comment; 0 where that is not known
 * @why: what is the matter with it
 */
void
galley_comment_reader_refuse (GalleyCommentReader *reader, guint line, const char *why)
{
  const GalleySourcePosition position = { reader->name, "line", line };

  galley_record_sink_note (reader->sink, GALLEY_NOTE_COMMENT_REFUSED, &position, "%s", why);
}

/**
 * galley_comment_reader_go_on:
 * @reader: the file that is read
 * @done: bytes that are read
 * @total: bytes of the file
 * @error: G_IO_ERROR_CANCELLED
 *
 * Tells how far the reading is.
 *
 * Returns: whether to go on
 */
gboolean
galley_comment_reader_go_on (GalleyCommentReader *reader, gsize done, gsize total, GError **error)
{
  reader->sink->tell_progress (reader->sink, done, total);
  return !g_cancellable_set_error_if_cancelled (reader->options->cancellable, error);
}
