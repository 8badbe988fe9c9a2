/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-json-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "galley-comment-writer.h"
#include "galley-front-matter.h"

#define MAX_LINE (1024 * 1024)
#define MAX_DEPTH 64
#define MAX_UNKNOWN 20

#define OWN GALLEY_COMMENT_MEMBER_OWN
#define ORIGINAL GALLEY_COMMENT_MEMBER_ORIGINAL

typedef struct
{
  GalleyCommentReader *reader;
  GHashTable *unknown; /* names of members that mean nothing here, and were told */
} Json;

/* What means nothing here is left out, which is told once of each name. */
static void
tell_unknown (Json *json, const char *key, guint line)
{
  const GalleySourcePosition position = { json->reader->name, "line", line };

  if (g_hash_table_size (json->unknown) >= MAX_UNKNOWN ||
      !g_hash_table_add (json->unknown, g_strdup (key)))
    return;
  galley_record_sink_note (json->reader->sink, GALLEY_NOTE_WARNING, &position,
                           "“%.60s” means nothing here; it is left out of all comments", key);
}

static char *
get_text (JsonObject *object, const char *name)
{
  return galley_json_node_to_text (json_object_get_member (object, name));
}

/* What an extract says of a comment for Galley alone: the id that it had in its project, and where
 * it came from before that. */
static void
read_own (GalleyCommentRecord *comment, JsonObject *object)
{
  JsonNode *own = json_object_get_member (object, OWN);
  g_autofree char *number = NULL;

  comment->original = get_text (object, ORIGINAL);
  if (own == NULL || !JSON_NODE_HOLDS_OBJECT (own))
    return;
  number = get_text (json_node_get_object (own), "number");
  comment->number = number != NULL ? g_ascii_strtoll (number, NULL, 10) : 0;
  comment->first_source = get_text (json_node_get_object (own), "source");
  comment->first_id = get_text (json_node_get_object (own), "source_id");
}

static void
read_members (Json *json, JsonObject *object, char **fields, guint line)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      GalleyCommentField field = galley_comment_field_from_name (key);

      if (field >= 0 && fields[field] == NULL)
        fields[field] = galley_json_node_to_text (node);
      else if (field < 0 && !g_str_equal (key, OWN) && !g_str_equal (key, ORIGINAL))
        tell_unknown (json, key, line);
    }
}

static gboolean
take_object (Json *json, JsonObject *object, guint line, GError **error)
{
  char *fields[GALLEY_N_COMMENT_FIELDS] = { NULL };
  GalleyRecordSink *sink = json->reader->sink;
  g_autoptr (GalleyCommentRecord) comment = NULL;

  read_members (json, object, fields, line);
  comment = galley_comment_reader_make (json->reader, fields, line);
  for (int i = 0; i < GALLEY_N_COMMENT_FIELDS; i++)
    g_free (fields[i]);
  if (comment == NULL)
    return TRUE;
  read_own (comment, object);
  return sink->take_comment (sink, comment, error);
}

/**
 * galley_json_is_shallow:
 * @line: JSON, or what should be
 * @length: bytes of @line
 *
 * A parser that recurses must not be given what is nested without end.
 *
 * Returns: whether it is nested no deeper than any comment is
 */
gboolean
galley_json_is_shallow (const char *line, gsize length)
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
take_line (Json *json, JsonParser *parser, const char *p, gsize length, guint line, GError **error)
{
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (length > MAX_LINE || !galley_json_is_shallow (p, length))
    {
      galley_comment_reader_refuse (json->reader, line,
                                    length > MAX_LINE ? "longer than 1 MiB" : "nested too deeply");
      return TRUE;
    }
  if (!json_parser_load_from_data (parser, p, (gssize) length, &problem))
    {
      galley_comment_reader_refuse (json->reader, line, "not a JSON object");
      return TRUE;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      galley_comment_reader_refuse (json->reader, line, "not a JSON object");
      return TRUE;
    }
  return take_object (json, json_node_get_object (root), line, error);
}

/**
 * galley_comment_json_read_lines:
 * @reader: the file that is read
 * @text: UTF-8, a JSON object a line
 * @length: bytes of @text
 * @error: G_IO_ERROR_CANCELLED, and what the sink gives
 *
 * Hands over the comments of a file of JSON lines.
 */
gboolean
galley_comment_json_read_lines (GalleyCommentReader *reader,
                                const char *text,
                                gsize length,
                                GError **error)
{
  g_autoptr (GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Json json = { reader, unknown };
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint line = 0;

  for (const char *p = text; p < text + length;)
    {
      const char *newline = memchr (p, '\n', (gsize) (text + length - p));
      const char *end = newline != NULL ? newline : text + length;

      line++;
      if (line % 256 == 0 &&
          !galley_comment_reader_go_on (reader, (gsize) (p - text), length, error))
        return FALSE;
      while (p < end && g_ascii_isspace (*p))
        p++;
      if (p < end && !take_line (&json, parser, p, (gsize) (end - p), line, error))
        return FALSE;
      p = end + 1;
    }
  return TRUE;
}

/**
 * galley_comment_json_read_list:
 * @reader: the file that is read
 * @text: UTF-8, a JSON list of objects
 * @length: bytes of @text
 * @error: G_IO_ERROR_CANCELLED, and what the sink gives
 *
 * Hands over the comments of a JSON document.
 */
gboolean
galley_comment_json_read_list (GalleyCommentReader *reader,
                               const char *text,
                               gsize length,
                               GError **error)
{
  g_autoptr (GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Json json = { reader, unknown };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonArray *array;

  if (!galley_json_is_shallow (text, length))
    {
      galley_comment_reader_refuse (reader, 1, "nested too deeply");
      return TRUE;
    }
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    {
      galley_comment_reader_refuse (reader, json_parser_get_current_line (parser),
                                    "not well-formed JSON");
      return TRUE;
    }
  root = json_parser_get_root (parser);
  array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        galley_comment_reader_refuse (reader, 0, "an element that is no object");
      else if (!take_object (&json, json_node_get_object (node), 0, error))
        return FALSE;
    }
  return TRUE;
}
