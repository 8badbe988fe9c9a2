/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-front-matter.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <string.h>

#include "galley-formats-error.h"
#include "galley-toml.h"
#include "galley-yaml.h"

#define MAX_BYTES (256 * 1024)
#define MAX_JSON_DEPTH 64

/* The line at @p is @fence, perhaps with spaces after it. */
static gboolean
is_fence (const char *p, const char *fence)
{
  gsize n = strlen (fence);

  if (strncmp (p, fence, n) != 0)
    return FALSE;
  p += n;
  return p[strspn (p, " \t")] == '\n' || p[strspn (p, " \t")] == '\0';
}

static const char *
next_line (const char *p)
{
  const char *end = strchr (p, '\n');

  return end != NULL ? end + 1 : p + strlen (p);
}

/* The line that closes what @fence opened on the first line; NULL where none does. */
static const char *
find_closing (const char *text, const char *fence)
{
  for (const char *p = next_line (text); *p != '\0'; p = next_line (p))
    if (is_fence (p, fence) || (fence[0] == '-' && is_fence (p, "...")))
      return p;
  return NULL;
}

/* The end of the JSON object that @text begins with; NULL where it has none. */
static const char *
find_json_end (const char *text)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (quoted)
        {
          if (*p == '\\' && p[1] != '\0')
            p++;
          else if (*p == '"')
            quoted = FALSE;
        }
      else if (*p == '"')
        quoted = TRUE;
      else if (*p == '{' || *p == '[')
        {
          if (++depth > MAX_JSON_DEPTH)
            return NULL;
        }
      else if ((*p == '}' || *p == ']') && --depth == 0)
        return p + 1;
    }
  return NULL;
}

static void
lower_keys (GalleyFrontMatter *front_matter, JsonObject *values)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      g_autofree char *lower = g_utf8_strdown (key, -1);

      json_object_set_member (front_matter->values, lower, json_node_copy (node));
    }
}

static guint
count_lines (const char *text, const char *end)
{
  guint n = 0;

  for (const char *p = text; p < end; p++)
    n += *p == '\n';
  return n;
}

static gboolean
too_large (GError **error)
{
  g_set_error_literal (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_MALFORMED,
                       "line 1: the front matter is larger than 256 KiB");
  return FALSE;
}

static gboolean
take (GalleyFrontMatter *front_matter, const char *text, const char *body, JsonObject *values)
{
  while (*body == '\n')
    body++;
  front_matter->present = TRUE;
  front_matter->body_offset = (gsize) (body - text);
  front_matter->body_line = count_lines (text, body) + 1;
  lower_keys (front_matter, values);
  return TRUE;
}

static gboolean
read_yaml (const char *text, GalleyFrontMatter *front_matter, GError **error)
{
  const char *closing = find_closing (text, "---");
  const char *start = next_line (text);
  g_autoptr (JsonNode) node = NULL;

  if (closing == NULL) /* a text that begins with a rule */
    return TRUE;
  if (closing - start > MAX_BYTES)
    return too_large (error);
  node = galley_yaml_read (start, (gsize) (closing - start), 2, error);
  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return take (front_matter, text, next_line (closing), json_node_get_object (node));
  if (JSON_NODE_HOLDS_NULL (node))
    {
      g_autoptr (JsonObject) none = json_object_new ();

      return take (front_matter, text, next_line (closing), none);
    }
  return TRUE;
}

static gboolean
read_toml (const char *text, GalleyFrontMatter *front_matter, GError **error)
{
  const char *closing = find_closing (text, "+++");
  const char *start = next_line (text);
  g_autoptr (JsonObject) values = NULL;

  if (closing == NULL)
    return TRUE;
  if (closing - start > MAX_BYTES)
    return too_large (error);
  values = galley_toml_read (start, (gsize) (closing - start), 2, error);
  return values != NULL && take (front_matter, text, next_line (closing), values);
}

/* json-glib tells the line only in its message: "<data>:2:13: Parse error: ...". */
static guint
json_error_line (const char *message)
{
  guint line = 1;

  return sscanf (message, "<data>:%u:", &line) == 1 ? line : 1;
}

static gboolean
read_json (const char *text, GalleyFrontMatter *front_matter, GError **error)
{
  const char *end = find_json_end (text);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (end == NULL)
    return TRUE;
  if (end - text > MAX_BYTES)
    return too_large (error);
  if (!json_parser_load_from_data (parser, text, end - text, &problem))
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_MALFORMED, "line %u: JSON: %s",
                   json_error_line (problem->message), problem->message);
      return FALSE;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return TRUE;
  return take (front_matter, text, end, json_node_get_object (root));
}

/**
 * galley_front_matter_read:
 * @text: UTF-8 with line ends of one line feed
 * @front_matter: (out caller-allocates): what was found
 * @error: GALLEY_FORMATS_ERROR_MALFORMED, "line N: ..."
 *
 * Reads the front matter of a text: YAML between lines of "---", TOML between lines of "+++", or
 * a JSON object. A text without one is all body, and so is a text that begins with a rule.
 */
gboolean
galley_front_matter_read (const char *text, GalleyFrontMatter *front_matter, GError **error)
{
  gboolean whole = TRUE;

  *front_matter = (GalleyFrontMatter){ json_object_new (), FALSE, 0, 1 };
  if (is_fence (text, "---"))
    whole = read_yaml (text, front_matter, error);
  else if (is_fence (text, "+++"))
    whole = read_toml (text, front_matter, error);
  else if (text[0] == '{' && strchr ("\"}", text[1 + strspn (text + 1, " \t\n")]) != NULL)
    whole = read_json (text, front_matter, error);
  if (!whole)
    galley_front_matter_clear (front_matter);
  return whole;
}

void
galley_front_matter_clear (GalleyFrontMatter *front_matter)
{
  g_clear_pointer (&front_matter->values, json_object_unref);
}

/**
 * galley_front_matter_get:
 * @values: front matter
 * @key: a key in lower case
 *
 * Returns: (transfer none) (nullable): what @key is; also from the tables that Hugo ("params") and
 *   Zola ("extra", "taxonomies") keep further keys in; %NULL where it is not there or null
 */
JsonNode *
galley_front_matter_get (JsonObject *values, const char *key)
{
  static const char *const tables[] = { "params", "extra", "taxonomies" };
  JsonNode *node = json_object_get_member (values, key);

  for (gsize i = 0; node == NULL && i < G_N_ELEMENTS (tables); i++)
    {
      JsonNode *table = json_object_get_member (values, tables[i]);

      if (table != NULL && JSON_NODE_HOLDS_OBJECT (table))
        node = json_object_get_member (json_node_get_object (table), key);
    }
  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/**
 * galley_json_node_to_text:
 * @node: (nullable): a value
 *
 * Returns: (transfer full) (nullable): a string, number or truth value as text; %NULL for anything
 *   else
 */
char *
galley_json_node_to_text (JsonNode *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_strdup (json_node_get_string (node));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_DOUBLE:
      return g_strdup (g_ascii_dtostr (number, sizeof number, json_node_get_double (node)));
    default:
      return NULL;
    }
}

/**
 * galley_front_matter_get_text:
 * @values: front matter
 * @keys: (array zero-terminated=1): keys in lower case, the best first
 *
 * Returns: (transfer full) (nullable): the first of @keys that is a text with something in it,
 *   without space around it
 */
char *
galley_front_matter_get_text (JsonObject *values, const char *const *keys)
{
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *text = galley_json_node_to_text (galley_front_matter_get (values, keys[i]));

      if (text != NULL && *g_strstrip (text) != '\0')
        return g_steal_pointer (&text);
    }
  return NULL;
}

/**
 * galley_front_matter_get_truth:
 * @values: front matter
 * @key: a key in lower case
 *
 * Returns: 1 for true (also "yes" and "on"), 0 for false, -1 where it says neither
 */
int
galley_front_matter_get_truth (JsonObject *values, const char *key)
{
  static const char *const words[] = { "false", "true", "no", "yes", "off", "on", "0", "1" };
  g_autofree char *text = galley_json_node_to_text (galley_front_matter_get (values, key));

  for (int i = 0; text != NULL && i < (int) G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return i % 2;
  return -1;
}

/* The character that the entity between @start and @end ("#34", "ntilde") names; 0 for none. */
static gunichar
entity_character (const char *start, const char *end)
{
  g_autofree char *name = g_strndup (start, (gsize) (end - start));
  const htmlEntityDesc *entity;
  gboolean hexadecimal;
  char *rest = NULL;
  guint64 code;

  if (name[0] != '#')
    {
      entity = htmlEntityLookup ((const xmlChar *) name);
      return entity != NULL ? entity->value : 0;
    }
  hexadecimal = name[1] == 'x' || name[1] == 'X';
  code = g_ascii_strtoull (name + (hexadecimal ? 2 : 1), &rest, hexadecimal ? 16 : 10);
  if (*rest != '\0' || rest == name + 1 || code < 0x20 || code > 0x10ffff ||
      !g_unichar_validate ((gunichar) code))
    return 0;
  return (gunichar) code;
}

/**
 * galley_entities_decode:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text with the character references of HTML 4 replaced by what they
 *   stand for, once
 */
char *
galley_entities_decode (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      gsize n = *p == '&' ? strspn (p + 1, "#0123456789abcdefghijklmnopqrstuvwxyz"
                                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                          : 0;
      gunichar c = n > 0 && n < 12 && p[n + 1] == ';' ? entity_character (p + 1, p + 1 + n) : 0;

      if (c == 0)
        {
          g_string_append_c (out, *p);
          continue;
        }
      g_string_append_unichar (out, c);
      p += n + 1;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
