/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database of Isso: threads, which are pages of a site, and comments. Who may read SQLite hands
 * over the rows. */
#include "galley-isso-source.h"

#include <string.h>

#include "galley-formats-error.h"

enum
{
  ID,
  PARENT,
  CREATED,
  MODE,
  TEXT,
  AUTHOR,
  MAIL,
  WEBSITE,
  PAGE,
};

#define QUERY                                                                                      \
  "SELECT c.id, c.parent, c.created, c.mode, c.text, c.author, c.email, c.website, t.uri"          \
  " FROM comments c JOIN threads t ON t.id = c.tid ORDER BY c.id"

typedef struct
{
  const char *name;
  GalleyRecordSink *sink;
} Reading;

/**
 * galley_isso_source_matches:
 * @path: a file or a folder
 * @is_folder: which of them
 * @head: the first bytes of a file
 * @length: bytes of @head
 *
 * Returns: whether it is a database, which is one of Isso where it is one of comments
 */
gboolean
galley_isso_source_matches (const char *path, gboolean is_folder, const char *head, gsize length)
{
  return length >= 16 && memcmp (head, "SQLite format 3", 16) == 0;
}

/* Isso's modes: 1 is shown, 2 waits, 4 was deleted and has answers. */
static const char *
status_of (const char *mode)
{
  if (g_strcmp0 (mode, "1") == 0)
    return "approved";
  return g_strcmp0 (mode, "4") == 0 ? "trash" : "pending";
}

static gboolean
take_row (const char *const *row, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  g_autoptr (GalleyCommentRecord) comment = galley_comment_record_new ();
  const char *parents[] = { row[PARENT], NULL };
  double created = row[CREATED] != NULL ? g_ascii_strtod (row[CREATED], NULL) : 0;

  comment->position =
      (GalleySourcePosition){ self->name, "comment", (guint) g_ascii_strtoull (row[ID], NULL, 10) };
  comment->source = g_strdup ("isso");
  comment->id = g_strdup (row[ID]);
  comment->post = g_strdup (row[PAGE]);
  if (row[PARENT] != NULL)
    comment->parents = g_strdupv ((char **) parents);
  comment->status = g_strdup (status_of (row[MODE]));
  comment->name = g_strdup (row[AUTHOR]);
  comment->email = g_strdup (row[MAIL]);
  comment->url = g_strdup (row[WEBSITE]);
  comment->date = created > 0 && created < 253402300800.0
                      ? g_date_time_new_from_unix_utc ((gint64) created)
                      : NULL;
  comment->body = g_strdup (row[TEXT] != NULL ? row[TEXT] : "");
  return self->sink->take_comment (self->sink, comment, error);
}

/**
 * galley_isso_source_read:
 * @path: the database of Isso
 * @options: how to read it
 * @sink: gets the comments
 * @error: GALLEY_FORMATS_ERROR, G_IO_ERROR_CANCELLED, and what reading and @sink give
 *
 * Hands over its comments, whose text is Markdown there too.
 */
gboolean
galley_isso_source_read (const char *path,
                         const GalleyReadOptions *options,
                         GalleyRecordSink *sink,
                         GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  Reading self = { name, sink };

  return options->read_rows (path, QUERY, take_row, &self, options->cancellable, error);
}
