/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-table-private.h"

#include "galley-csv.h"

/* What the columns mean: as the caller says, or by their names. */
static gboolean
read_columns (GalleyCommentReader *reader, GalleyCsvReader *csv, GArray *fields)
{
  const GalleyCommentColumns *told = reader->options->columns;
  GalleyCsvReader start = *csv;
  g_autoptr (GPtrArray) head = galley_csv_read_record (csv);
  gboolean has_body = FALSE;

  for (guint i = 0; told != NULL && i < told->n_columns; i++)
    g_array_append_val (fields, told->fields[i]);
  for (guint i = 0; told == NULL && head != NULL && i < head->len; i++)
    {
      GalleyCommentField field = galley_comment_field_from_name (g_ptr_array_index (head, i));

      g_array_append_val (fields, field);
    }
  if (told != NULL && !told->has_names)
    *csv = start;
  for (guint i = 0; i < fields->len; i++)
    has_body =
        has_body || g_array_index (fields, GalleyCommentField, i) == GALLEY_COMMENT_FIELD_BODY;
  if (!has_body)
    galley_comment_reader_refuse (
        reader, 1, "no column is named as the comments' text; name one “body” or “message”");
  return has_body;
}

static void
clear_fields (char **fields)
{
  for (int i = 0; i < GALLEY_N_COMMENT_FIELDS; i++)
    g_clear_pointer (&fields[i], g_free);
}

static gboolean
take_record (GalleyCommentReader *reader,
             GPtrArray *record,
             GArray *columns,
             guint line,
             GError **error)
{
  char *fields[GALLEY_N_COMMENT_FIELDS] = { NULL };
  g_autoptr (GalleyCommentRecord) comment = NULL;

  for (guint i = 0; i < MIN (record->len, columns->len); i++)
    {
      GalleyCommentField field = g_array_index (columns, GalleyCommentField, i);

      if (field >= 0 && fields[field] == NULL)
        fields[field] = g_steal_pointer (&g_ptr_array_index (record, i));
    }
  comment = galley_comment_reader_make (reader, fields, line);
  clear_fields (fields);
  return comment == NULL || reader->sink->take_comment (reader->sink, comment, error);
}

/**
 * galley_comment_table_read:
 * @reader: the file that is read
 * @text: UTF-8, comma-separated values
 * @length: bytes of @text
 * @error: G_IO_ERROR_CANCELLED, and what the sink gives
 *
 * Hands over the comments of a table: what its columns mean is told by the options, or by their
 * names.
 */
gboolean
galley_comment_table_read (GalleyCommentReader *reader,
                           const char *text,
                           gsize length,
                           GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (GalleyCommentField));
  GalleyCsvReader csv;
  GPtrArray *record;
  guint n = 0;

  galley_csv_reader_init (&csv, text, length);
  if (!read_columns (reader, &csv, columns))
    return TRUE;
  while ((record = galley_csv_read_record (&csv)) != NULL)
    {
      g_autoptr (GPtrArray) owned = record;

      if (n++ % 256 == 0 &&
          !galley_comment_reader_go_on (reader, (gsize) (csv.p - text), length, error))
        return FALSE;
      if (!take_record (reader, owned, columns, csv.line, error))
        return FALSE;
    }
  return TRUE;
}
