/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-yaml.h"

#include <string.h>
#include <yaml.h>

#include "galley-formats-error.h"

#define MAX_DEPTH 64
#define MAX_NODES 50000

/* Aliases share the node that they name and a node can be named only when it is whole, so that
 * neither a loop nor an expansion is possible; depth and number of nodes are bounded besides. */
typedef struct
{
  yaml_parser_t parser;
  GHashTable *anchors; /* char * to JsonNode * */
  guint first_line;
  guint n_nodes;
  GPtrArray *doubled; /* (nullable): of char *: keys that were there before */
} Reader;

static JsonNode *read_node (Reader *reader, yaml_event_t *event, guint depth, GError **error);

static JsonNode *
fail (Reader *reader, gsize line, const char *what, GError **error)
{
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_MALFORMED, "line %u: YAML: %s",
               reader->first_line + (guint) line, what);
  return NULL;
}

static gboolean
next_event (Reader *reader, yaml_event_t *event, GError **error)
{
  if (yaml_parser_parse (&reader->parser, event))
    return TRUE;
  fail (reader, reader->parser.problem_mark.line,
        reader->parser.problem != NULL ? reader->parser.problem : "not well-formed", error);
  return FALSE;
}

static gboolean
is_null (const char *value)
{
  return *value == '\0' || g_str_equal (value, "~") || g_ascii_strcasecmp (value, "null") == 0;
}

/* Scalars stay text ("2024" as a title is "2024"); only what is plainly nothing is null. */
static JsonNode *
read_scalar (const yaml_event_t *event)
{
  const char *value = (const char *) event->data.scalar.value;
  JsonNode *node = json_node_alloc ();

  if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && is_null (value))
    return json_node_init_null (node);
  return json_node_init_string (node, value);
}

static JsonNode *
read_sequence (Reader *reader, guint depth, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  while (TRUE)
    {
      yaml_event_t event;
      JsonNode *node;

      if (!next_event (reader, &event, error))
        return NULL;
      if (event.type == YAML_SEQUENCE_END_EVENT)
        {
          yaml_event_delete (&event);
          return json_node_init_array (json_node_alloc (), array);
        }
      node = read_node (reader, &event, depth + 1, error);
      yaml_event_delete (&event);
      if (node == NULL)
        return NULL;
      json_array_add_element (array, node);
    }
}

static JsonNode *
read_mapping (Reader *reader, guint depth, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  while (TRUE)
    {
      yaml_event_t event;
      g_autoptr (JsonNode) key = NULL;
      JsonNode *value;

      if (!next_event (reader, &event, error))
        return NULL;
      if (event.type == YAML_MAPPING_END_EVENT)
        {
          yaml_event_delete (&event);
          return json_node_init_object (json_node_alloc (), object);
        }
      key = read_node (reader, &event, depth + 1, error);
      yaml_event_delete (&event);
      if (key == NULL || !next_event (reader, &event, error))
        return NULL;
      value = read_node (reader, &event, depth + 1, error);
      yaml_event_delete (&event);
      if (value == NULL)
        return NULL;
      if (JSON_NODE_HOLDS_VALUE (key) && reader->doubled != NULL &&
          json_object_has_member (object, json_node_get_string (key)))
        g_ptr_array_add (reader->doubled, g_utf8_strdown (json_node_get_string (key), -1));
      if (JSON_NODE_HOLDS_VALUE (key))
        json_object_set_member (object, json_node_get_string (key), value);
      else
        json_node_unref (value);
    }
}

static JsonNode *
read_node (Reader *reader, yaml_event_t *event, guint depth, GError **error)
{
  gsize line = event->start_mark.line;
  const char *anchor = NULL;
  g_autofree char *name = NULL;
  JsonNode *node = NULL;

  if (depth > MAX_DEPTH || ++reader->n_nodes > MAX_NODES)
    return fail (reader, line, depth > MAX_DEPTH ? "nested too deeply" : "too many values", error);
  switch (event->type)
    {
    case YAML_SCALAR_EVENT:
      anchor = (const char *) event->data.scalar.anchor;
      node = read_scalar (event);
      break;
    case YAML_SEQUENCE_START_EVENT:
      name = g_strdup ((const char *) event->data.sequence_start.anchor);
      node = read_sequence (reader, depth, error);
      break;
    case YAML_MAPPING_START_EVENT:
      name = g_strdup ((const char *) event->data.mapping_start.anchor);
      node = read_mapping (reader, depth, error);
      break;
    case YAML_ALIAS_EVENT:
      node = g_hash_table_lookup (reader->anchors, event->data.alias.anchor);
      return node != NULL ? json_node_copy (node)
                          : fail (reader, line, "an alias to what is not there", error);
    default:
      return fail (reader, line, "not well-formed", error);
    }
  if (anchor == NULL)
    anchor = name;
  if (node != NULL && anchor != NULL)
    g_hash_table_insert (reader->anchors, g_strdup (anchor), json_node_copy (node));
  return node;
}

/**
 * galley_yaml_read:
 * @text: UTF-8
 * @length: bytes of @text
 * @first_line: the number of its first line, for messages
 * @doubled: (nullable) (element-type utf8): gets the keys that are there twice in one mapping, of
 *   which the last counts
 * @error: GALLEY_FORMATS_ERROR_MALFORMED
 *
 * Reads one YAML document. Scalars become strings, plain empty ones null. Depth and number of
 * values are bounded.
 *
 * Returns: (transfer full) (nullable): the value; a null node where the text is empty
 */
JsonNode *
galley_yaml_read (const char *text,
                  gsize length,
                  guint first_line,
                  GPtrArray *doubled,
                  GError **error)
{
  Reader reader = { .first_line = first_line, .doubled = doubled };
  JsonNode *node = NULL;
  gboolean done = FALSE;

  if (!yaml_parser_initialize (&reader.parser))
    return fail (&reader, 0, "no memory", error);
  reader.anchors =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_node_unref);
  yaml_parser_set_encoding (&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&reader.parser, (const unsigned char *) text, length);
  while (!done)
    {
      yaml_event_t event;

      if (!next_event (&reader, &event, error))
        break;
      if (event.type == YAML_STREAM_END_EVENT)
        {
          done = TRUE;
          node = json_node_init_null (json_node_alloc ());
        }
      else if (event.type != YAML_STREAM_START_EVENT && event.type != YAML_DOCUMENT_START_EVENT)
        {
          done = TRUE;
          node = read_node (&reader, &event, 0, error);
        }
      yaml_event_delete (&event);
    }
  /* What follows must end the document: "title: a: b" and the like show only here. */
  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    {
      yaml_event_t event;

      if (!next_event (&reader, &event, error))
        g_clear_pointer (&node, json_node_unref);
      else
        yaml_event_delete (&event);
    }
  g_hash_table_unref (reader.anchors);
  yaml_parser_delete (&reader.parser);
  return node;
}

/**
 * galley_yaml_write_text:
 * @out: where to append
 * @text: UTF-8
 *
 * Appends @text as a double-quoted YAML scalar (YAML 1.2, section 7.3.1), which every reader of
 * YAML takes for text.
 */
void
galley_yaml_write_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", (char) c);
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
        g_string_append_printf (out, "\\x%02X", c);
      else if (c == 0x2028 || c == 0x2029 || c == 0xfeff)
        g_string_append_printf (out, "\\u%04X", c);
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, '"');
}
