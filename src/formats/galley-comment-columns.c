/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-columns.h"

#include <string.h>

#include "galley-csv.h"
#include "galley-file.h"
#include "galley-lenient-date.h"
#include "galley-text.h"

/* How much of a file is looked at, and how many of its records. */
#define HEAD_BYTES (256 * 1024)
#define HEAD_RECORDS 20

/* Under which names form services give them; letters and digits only, in lower case. */
static const struct
{
  const char *name;
  GalleyCommentField field;
} field_names[] = {
  { "id", GALLEY_COMMENT_FIELD_ID },
  { "commentid", GALLEY_COMMENT_FIELD_ID },
  { "uuid", GALLEY_COMMENT_FIELD_ID },
  { "submissionid", GALLEY_COMMENT_FIELD_ID },
  { "entryid", GALLEY_COMMENT_FIELD_ID },
  { "post", GALLEY_COMMENT_FIELD_POST },
  { "postid", GALLEY_COMMENT_FIELD_POST },
  { "slug", GALLEY_COMMENT_FIELD_POST },
  { "page", GALLEY_COMMENT_FIELD_POST },
  { "pageurl", GALLEY_COMMENT_FIELD_POST },
  { "pageuri", GALLEY_COMMENT_FIELD_POST },
  { "path", GALLEY_COMMENT_FIELD_POST },
  { "thread", GALLEY_COMMENT_FIELD_POST },
  { "referrer", GALLEY_COMMENT_FIELD_POST },
  { "referer", GALLEY_COMMENT_FIELD_POST },
  { "name", GALLEY_COMMENT_FIELD_NAME },
  { "author", GALLEY_COMMENT_FIELD_NAME },
  { "yourname", GALLEY_COMMENT_FIELD_NAME },
  { "fullname", GALLEY_COMMENT_FIELD_NAME },
  { "place", GALLEY_COMMENT_FIELD_PLACE },
  { "location", GALLEY_COMMENT_FIELD_PLACE },
  { "city", GALLEY_COMMENT_FIELD_PLACE },
  { "yourplace", GALLEY_COMMENT_FIELD_PLACE },
  { "email", GALLEY_COMMENT_FIELD_EMAIL },
  { "mail", GALLEY_COMMENT_FIELD_EMAIL },
  { "emailaddress", GALLEY_COMMENT_FIELD_EMAIL },
  { "youremail", GALLEY_COMMENT_FIELD_EMAIL },
  { "url", GALLEY_COMMENT_FIELD_URL },
  { "website", GALLEY_COMMENT_FIELD_URL },
  { "homepage", GALLEY_COMMENT_FIELD_URL },
  { "web", GALLEY_COMMENT_FIELD_URL },
  { "webaddress", GALLEY_COMMENT_FIELD_URL },
  { "date", GALLEY_COMMENT_FIELD_DATE },
  { "time", GALLEY_COMMENT_FIELD_DATE },
  { "timestamp", GALLEY_COMMENT_FIELD_DATE },
  { "datetime", GALLEY_COMMENT_FIELD_DATE },
  { "created", GALLEY_COMMENT_FIELD_DATE },
  { "createdat", GALLEY_COMMENT_FIELD_DATE },
  { "submitted", GALLEY_COMMENT_FIELD_DATE },
  { "submittedat", GALLEY_COMMENT_FIELD_DATE },
  { "submittedon", GALLEY_COMMENT_FIELD_DATE },
  { "body", GALLEY_COMMENT_FIELD_BODY },
  { "message", GALLEY_COMMENT_FIELD_BODY },
  { "yourmessage", GALLEY_COMMENT_FIELD_BODY },
  { "comment", GALLEY_COMMENT_FIELD_BODY },
  { "text", GALLEY_COMMENT_FIELD_BODY },
  { "content", GALLEY_COMMENT_FIELD_BODY },
  { "parent", GALLEY_COMMENT_FIELD_PARENT },
  { "parentid", GALLEY_COMMENT_FIELD_PARENT },
  { "replyto", GALLEY_COMMENT_FIELD_PARENT },
  { "inreplyto", GALLEY_COMMENT_FIELD_PARENT },
  { "kind", GALLEY_COMMENT_FIELD_KIND },
  { "type", GALLEY_COMMENT_FIELD_KIND },
  { "status", GALLEY_COMMENT_FIELD_STATUS },
  { "byauthor", GALLEY_COMMENT_FIELD_BY_AUTHOR },
};

/**
 * galley_comment_field_from_name:
 * @name: of a column or a member, as form services write it
 *
 * Returns: what it means; NONE where that is not known
 */
GalleyCommentField
galley_comment_field_from_name (const char *name)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = name; *p != '\0' && plain->len < 40; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (plain, g_ascii_tolower (*p));
  for (gsize i = 0; i < G_N_ELEMENTS (field_names); i++)
    if (g_str_equal (plain->str, field_names[i].name))
      return field_names[i].field;
  return GALLEY_COMMENT_FIELD_NONE;
}

/**
 * galley_comment_columns_free:
 * @columns: (nullable): what a file's columns mean
 */
void
galley_comment_columns_free (GalleyCommentColumns *columns)
{
  if (columns == NULL)
    return;
  for (guint i = 0; i < columns->n_columns; i++)
    {
      g_free (columns->names[i]);
      g_free (columns->examples[i]);
    }
  g_free (columns->names);
  g_free (columns->examples);
  g_free (columns->fields);
  g_free (columns);
}

static gboolean
has_field (const GalleyCommentColumns *columns, GalleyCommentField field)
{
  for (guint i = 0; i < columns->n_columns; i++)
    if (columns->fields[i] == field)
      return TRUE;
  return FALSE;
}

/* Each field is taken once: where two columns bear names of one, the first is it. */
static void
set_field (GalleyCommentColumns *columns, guint i, GalleyCommentField field)
{
  if (field != GALLEY_COMMENT_FIELD_NONE && !has_field (columns, field))
    columns->fields[i] = field;
}

static char *
take_cell (GPtrArray *record, guint i)
{
  return record != NULL && i < record->len ? g_strdup (g_ptr_array_index (record, i)) : NULL;
}

static GalleyCommentColumns *
columns_new (GPtrArray *first, GPtrArray *second)
{
  GalleyCommentColumns *columns = g_new0 (GalleyCommentColumns, 1);

  columns->n_columns = first->len;
  columns->names = g_new0 (char *, columns->n_columns);
  columns->examples = g_new0 (char *, columns->n_columns);
  columns->fields = g_new0 (GalleyCommentField, columns->n_columns);
  for (guint i = 0; i < columns->n_columns; i++)
    {
      columns->names[i] = take_cell (first, i);
      columns->examples[i] = take_cell (second, i);
      columns->fields[i] = GALLEY_COMMENT_FIELD_NONE;
    }
  for (guint i = 0; i < columns->n_columns; i++)
    {
      GalleyCommentField field = galley_comment_field_from_name (columns->names[i]);

      columns->has_names = columns->has_names || field != GALLEY_COMMENT_FIELD_NONE;
      set_field (columns, i, field);
    }
  return columns;
}

/* What a column seems to be from what stands in it. */
typedef struct
{
  guint n, dates, mails, webs, digits;
  gsize bytes;
} Look;

static void
look_at (Look *look, const char *text, GTimeZone *zone)
{
  g_autoptr (GDateTime) date = NULL;

  if (*text == '\0')
    return;
  look->n++;
  look->bytes += strlen (text);
  date = galley_lenient_date_parse (text, zone);
  look->dates += date != NULL && strlen (text) < 60;
  look->mails += strchr (text, '@') != NULL && strpbrk (text, " \n") == NULL;
  look->webs += g_str_has_prefix (text, "http") || *text == '/';
  look->digits += strspn (text, "0123456789") == strlen (text);
}

static GalleyCommentField
field_from_look (const Look *look)
{
  if (look->n == 0)
    return GALLEY_COMMENT_FIELD_NONE;
  if (look->mails == look->n)
    return GALLEY_COMMENT_FIELD_EMAIL;
  if (look->dates == look->n)
    return GALLEY_COMMENT_FIELD_DATE;
  if (look->webs == look->n)
    return GALLEY_COMMENT_FIELD_POST;
  return look->digits == look->n ? GALLEY_COMMENT_FIELD_ID : GALLEY_COMMENT_FIELD_NONE;
}

/* What has no name that is known is judged by its content: the longest texts are the comments'. */
static void
guess_by_content (GalleyCommentColumns *columns, GPtrArray *records)
{
  g_autofree Look *looks = g_new0 (Look, columns->n_columns);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gsize longest = 0;
  int body = -1;

  for (guint r = 0; r < records->len; r++)
    {
      GPtrArray *record = g_ptr_array_index (records, r);

      for (guint i = 0; i < MIN (record->len, columns->n_columns); i++)
        look_at (&looks[i], g_ptr_array_index (record, i), zone);
    }
  for (guint i = 0; i < columns->n_columns; i++)
    {
      if (columns->fields[i] != GALLEY_COMMENT_FIELD_NONE)
        continue;
      set_field (columns, i, field_from_look (&looks[i]));
      if (columns->fields[i] == GALLEY_COMMENT_FIELD_NONE && looks[i].bytes > longest)
        {
          longest = looks[i].bytes;
          body = (int) i;
        }
    }
  if (body >= 0)
    set_field (columns, (guint) body, GALLEY_COMMENT_FIELD_BODY);
}

static GalleyCommentColumns *
guess (GPtrArray *records)
{
  GPtrArray *first = g_ptr_array_index (records, 0);
  GalleyCommentColumns *columns =
      columns_new (first, records->len > 1 ? g_ptr_array_index (records, 1) : NULL);

  columns->is_sure = has_field (columns, GALLEY_COMMENT_FIELD_BODY) &&
                     has_field (columns, GALLEY_COMMENT_FIELD_POST);
  if (columns->is_sure)
    return columns;
  if (columns->has_names)
    g_ptr_array_remove_index (records, 0);
  guess_by_content (columns, records);
  for (guint i = 0; i < columns->n_columns && !columns->has_names; i++)
    {
      g_free (columns->examples[i]);
      columns->examples[i] = g_steal_pointer (&columns->names[i]);
    }
  return columns;
}

static char *
read_head (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *data = g_malloc (HEAD_BYTES);
  GalleyTextReading reading;
  gsize length = 0;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), data, HEAD_BYTES, &length, NULL, error))
    return NULL;
  return galley_text_decode (data, length, &reading);
}

/**
 * galley_comment_columns_guess:
 * @path: of a CSV file
 * @error: G_IO_ERROR
 *
 * Looks at the begin of a file: what its columns mean by their names, or else by their content.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL without @error where the file is no
 *   table, but JSON or empty
 */
GalleyCommentColumns *
galley_comment_columns_guess (const char *path, GError **error)
{
  g_autofree char *text = read_head (path, error);
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GalleyCsvReader reader;
  GPtrArray *record;

  if (text == NULL || strchr ("[{", text[strspn (text, " \t\n")]) != NULL)
    return NULL;
  galley_csv_reader_init (&reader, text, strlen (text));
  while (records->len < HEAD_RECORDS && (record = galley_csv_read_record (&reader)) != NULL)
    g_ptr_array_add (records, record);
  return records->len > 0 ? guess (records) : NULL;
}
