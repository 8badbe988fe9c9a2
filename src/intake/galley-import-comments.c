/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "galley-comment-columns.h"
#include "galley-comment.h"
#include "galley-csv.h"
#include "galley-file.h"
#include "galley-front-matter.h"
#include "galley-import-private.h"
#include "galley-intake.h"
#include "galley-text.h"

#define MAX_FILE (1024 * 1024 * 1024)
#define MAX_LINE (1024 * 1024)
#define MAX_DEPTH 64
#define SOURCE "comments"

#define MAX_ID 255 /* characters */

typedef struct
{
  GalleyImporter *importer;
  GalleyIntake *intake;
  GHashTable *unknown; /* names of members that mean nothing here, and were told */
} Reader;

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
make_source_id (char *const *fields)
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

#define MAX_FIELD 200 /* characters */

/* A name, a place or an address, in one line. What is beyond its length is told. */
static char *
shorten (Reader *reader, const char *text, const char *what, guint line)
{
  char *kept = galley_text_shorten (text != NULL ? text : "", MAX_FIELD);

  if (text != NULL && strlen (text) > MAX_FIELD && g_utf8_strlen (text, -1) > MAX_FIELD)
    galley_intake_warn (reader->intake, line,
                        "its %s is longer than %d characters; what is beyond is left out", what,
                        MAX_FIELD);
  return kept;
}

static void
take_date (Reader *reader, GalleyComment *comment, const char *text, guint line)
{
  g_clear_pointer (&comment->date, g_date_time_unref);
  if (text != NULL && *text != '\0')
    {
      comment->date = galley_lenient_date_parse (text, reader->importer->zone);
      if (comment->date == NULL)
        galley_intake_warn (reader->intake, line,
                            "“%.40s” is not a date; the comment is dated today", text);
    }
  if (comment->date == NULL)
    comment->date = g_date_time_ref (reader->importer->now);
}

static void
set_text (char **field, char *text)
{
  g_free (*field);
  *field = text;
}

static GalleyComment *
make_comment (Reader *reader, char *const *fields, guint line)
{
  GalleyComment *comment = galley_comment_new ();
  const char *kind = fields[GALLEY_COMMENT_FIELD_KIND];
  const char *by_author = fields[GALLEY_COMMENT_FIELD_BY_AUTHOR];

  set_text (&comment->name, shorten (reader, fields[GALLEY_COMMENT_FIELD_NAME], "name", line));
  set_text (&comment->place, shorten (reader, fields[GALLEY_COMMENT_FIELD_PLACE], "place", line));
  set_text (&comment->email,
            shorten (reader, fields[GALLEY_COMMENT_FIELD_EMAIL], "e-mail address", line));
  set_text (&comment->url, shorten (reader, fields[GALLEY_COMMENT_FIELD_URL], "web address", line));
  set_text (&comment->body,
            galley_intake_body (reader->intake, fields[GALLEY_COMMENT_FIELD_BODY], line));
  set_text (&comment->source_id, make_source_id (fields));
  take_date (reader, comment, fields[GALLEY_COMMENT_FIELD_DATE], line);
  comment->kind = kind != NULL && g_ascii_strcasecmp (kind, "question") == 0
                      ? GALLEY_COMMENT_KIND_QUESTION
                      : GALLEY_COMMENT_KIND_COMMENT;
  comment->by_author = by_author != NULL && g_str_equal (by_author, "true");
  return comment;
}

/* FALSE only where the import cannot go on. */
static gboolean
take_comment (Reader *reader, char *const *fields, guint line, GError **error)
{
  const char *body = fields[GALLEY_COMMENT_FIELD_BODY];
  const char *given = fields[GALLEY_COMMENT_FIELD_PARENT];
  g_autofree char *parent = given != NULL ? keep_id (given) : NULL;
  const char *const parents[] = { parent, NULL };
  const GalleyArrival arrival = {
    .post = fields[GALLEY_COMMENT_FIELD_POST],
    .parents = parent != NULL && *parent != '\0' ? parents : NULL,
    .status = fields[GALLEY_COMMENT_FIELD_STATUS],
  };
  g_autoptr (GalleyComment) comment = NULL;

  if (body == NULL || body[strspn (body, " \t\n")] == '\0')
    {
      galley_intake_refuse (reader->intake, line, "a comment without a text");
      return TRUE;
    }
  comment = make_comment (reader, fields, line);
  return galley_intake_take (reader->intake, comment, &arrival, line, error);
}

static void
clear_fields (char **fields)
{
  for (int i = 0; i < GALLEY_N_COMMENT_FIELDS; i++)
    g_clear_pointer (&fields[i], g_free);
}

#define MAX_UNKNOWN 20

/* What means nothing here is left out, which is told once of each name. */
static void
tell_unknown (Reader *reader, const char *key, guint line)
{
  if (g_hash_table_size (reader->unknown) >= MAX_UNKNOWN ||
      !g_hash_table_add (reader->unknown, g_strdup (key)))
    return;
  galley_intake_warn (reader->intake, line,
                      "“%.60s” means nothing here; it is left out of all comments", key);
}

static gboolean
take_object (Reader *reader, JsonObject *object, guint line, GError **error)
{
  char *fields[GALLEY_N_COMMENT_FIELDS] = { NULL };
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  gboolean whole;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      GalleyCommentField field = galley_comment_field_from_name (key);

      if (field >= 0 && fields[field] == NULL)
        fields[field] = galley_json_node_to_text (node);
      else if (field < 0)
        tell_unknown (reader, key, line);
    }
  whole = take_comment (reader, fields, line, error);
  clear_fields (fields);
  return whole;
}

/* A parser that recurses must not be given what is nested without end. */
static gboolean
is_shallow (const char *line, gsize length)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (quoted && line[i] == '\\')
        i++;
      else if (line[i] == '"')
        quoted = !quoted;
      else if (!quoted && (line[i] == '{' || line[i] == '['))
        {
          if (++depth > MAX_DEPTH)
            return FALSE;
        }
      else if (!quoted && (line[i] == '}' || line[i] == ']') && depth > 0)
        depth--;
    }
  return TRUE;
}

static gboolean
take_line (Reader *reader,
           JsonParser *parser,
           const char *p,
           gsize length,
           guint line,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (length > MAX_LINE || !is_shallow (p, length))
    {
      galley_intake_refuse (reader->intake, line,
                            length > MAX_LINE ? "longer than 1 MiB" : "nested too deeply");
      return TRUE;
    }
  if (!json_parser_load_from_data (parser, p, (gssize) length, &problem))
    {
      galley_intake_refuse (reader->intake, line, "not a JSON object");
      return TRUE;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      galley_intake_refuse (reader->intake, line, "not a JSON object");
      return TRUE;
    }
  return take_object (reader, json_node_get_object (root), line, error);
}

static void
tell_progress (Reader *reader, gsize done, gsize total)
{
  if (reader->importer->options->progress != NULL)
    reader->importer->options->progress (done, total, reader->importer->options->progress_data);
}

static gboolean
import_json_lines (Reader *reader, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint line = 0;

  for (const char *p = text; p < text + length;)
    {
      const char *newline = memchr (p, '\n', (gsize) (text + length - p));
      const char *end = newline != NULL ? newline : text + length;

      line++;
      if (line % 256 == 0)
        {
          tell_progress (reader, (gsize) (p - text), length);
          if (g_cancellable_set_error_if_cancelled (reader->importer->cancellable, error))
            return FALSE;
        }
      while (p < end && g_ascii_isspace (*p))
        p++;
      if (p < end && !take_line (reader, parser, p, (gsize) (end - p), line, error))
        return FALSE;
      p = end + 1;
    }
  return TRUE;
}

/* A whole JSON document: a list of comments, or one. */
static gboolean
import_json_array (Reader *reader, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonArray *array;

  if (!is_shallow (text, length))
    {
      galley_intake_refuse (reader->intake, 1, "nested too deeply");
      return TRUE;
    }
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    {
      galley_intake_refuse (reader->intake, json_parser_get_current_line (parser),
                            "not well-formed JSON");
      return TRUE;
    }
  root = json_parser_get_root (parser);
  array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        galley_intake_refuse (reader->intake, 0, "an element that is no object");
      else if (!take_object (reader, json_node_get_object (node), 0, error))
        return FALSE;
    }
  return TRUE;
}

/* What the columns mean: as the caller says, or by their names. */
static gboolean
read_columns (Reader *reader, GalleyCsvReader *csv, GArray *fields)
{
  const GalleyCommentColumns *told = reader->importer->options->columns;
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
    galley_intake_refuse (reader->intake, 1,
                          "no column is named as the comments' text; name one “body” or “message”");
  return has_body;
}

static gboolean
take_record (Reader *reader, GPtrArray *record, GArray *columns, guint line, GError **error)
{
  char *fields[GALLEY_N_COMMENT_FIELDS] = { NULL };
  gboolean whole;

  for (guint i = 0; i < MIN (record->len, columns->len); i++)
    {
      GalleyCommentField field = g_array_index (columns, GalleyCommentField, i);

      if (field >= 0 && fields[field] == NULL)
        fields[field] = g_steal_pointer (&g_ptr_array_index (record, i));
    }
  whole = take_comment (reader, fields, line, error);
  clear_fields (fields);
  return whole;
}

static gboolean
import_csv (Reader *reader, const char *text, gsize length, GError **error)
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

      if (n++ % 256 == 0)
        {
          tell_progress (reader, (gsize) (csv.p - text), length);
          if (g_cancellable_set_error_if_cancelled (reader->importer->cancellable, error))
            return FALSE;
        }
      if (!take_record (reader, owned, columns, csv.line, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_import_comments:
 * @importer: the import, in a transaction
 * @name: of the file, for messages
 * @text: UTF-8: JSON lines, a JSON list, or CSV with a line of names
 * @length: bytes of @text
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Takes comments in. What cannot be placed is kept unplaced; what is there already is left as it
 * is; nothing arrives approved.
 */
gboolean
galley_import_comments (GalleyImporter *importer,
                        const char *name,
                        const char *text,
                        gsize length,
                        GError **error)
{
  g_autoptr (GalleyIntake) intake = galley_intake_new (importer, name, "line", SOURCE);
  g_autoptr (GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { importer, intake, unknown };
  char first = text[strspn (text, " \t\n")];
  gboolean whole;

  if (first == '[')
    whole = import_json_array (&reader, text, length, error);
  else if (first == '{')
    whole = import_json_lines (&reader, text, length, error);
  else
    whole = import_csv (&reader, text, length, error);
  return whole && galley_intake_finish (intake, error);
}

/**
 * galley_import_comment_file:
 * @importer: the import, in a transaction
 * @path: a file of comments
 * @error: as galley_import_comments(), and G_FILE_ERROR
 */
gboolean
galley_import_comment_file (GalleyImporter *importer, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gboolean repaired = FALSE;
  gsize length;

  if (!galley_file_read_limited (path, MAX_FILE, &data, &length, error))
    return FALSE;
  text = galley_text_repair (data, length, &repaired);
  if (repaired)
    galley_importer_warn (importer, name, 0, "not all of it is UTF-8; the rest stands as U+FFFD");
  return galley_import_comments (importer, name, text, strlen (text), error);
}
