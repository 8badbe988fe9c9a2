/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-front-matter.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <string.h>

#include "galley-formats-error.h"
#include "galley-text-header-private.h"
#include "galley-toml.h"
#include "galley-yaml.h"

#define MAX_BYTES (256 * 1024)
#define MAX_JSON_DEPTH 64

static const char *
next_line (const char *p)
{
  const char *end = strchr (p, '\n');

  return end != NULL ? end + 1 : p + strlen (p);
}

/* A line of three or more of one sign, which may name the language of what it opens. */
typedef struct
{
  char mark;
  gsize length;
  char *language; /* "" for none */
} Fence;

static void
fence_clear (Fence *fence)
{
  g_free (fence->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fence, fence_clear)

static gboolean
read_fence (const char *line, Fence *fence)
{
  gsize rest;

  fence->mark = *line;
  fence->language = NULL;
  if (*line != '-' && *line != '+' && *line != ';')
    return FALSE;
  for (fence->length = 0; line[fence->length] == *line;)
    fence->length++;
  if (fence->length < 3)
    return FALSE;
  line += fence->length;
  rest = strcspn (line, "\n");
  fence->language = g_strstrip (g_strndup (line, rest));
  for (const char *p = fence->language; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return FALSE;
  return TRUE;
}

/* The line that closes @fence; NULL where none does. */
static const char *
find_closing (const char *p, const Fence *fence)
{
  for (; *p != '\0'; p = next_line (p))
    {
      gsize n = 0;

      while (p[n] == fence->mark)
        n++;
      if (fence->mark == '-' && g_str_has_prefix (p, "..."))
        n = 3;
      else if (n != fence->length)
        continue;
      n += strspn (p + n, " \t");
      if (p[n] == '\n' || p[n] == '\0')
        return p;
    }
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

      if (json_object_has_member (front_matter->values, lower))
        g_ptr_array_add (front_matter->doubled, g_strdup (lower));
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
read_yaml (GalleyFrontMatter *front_matter,
           const char *text,
           const char *start,
           const char *end,
           GError **error)
{
  g_autoptr (JsonNode) node = galley_yaml_read (
      start, (gsize) (end - start), count_lines (text, start) + 1, front_matter->doubled, error);
  g_autoptr (JsonObject) none = NULL;

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return take (front_matter, text, next_line (end), json_node_get_object (node));
  if (!JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  none = json_object_new ();
  return take (front_matter, text, next_line (end), none);
}

static gboolean
read_toml (GalleyFrontMatter *front_matter,
           const char *text,
           const char *start,
           const char *end,
           GError **error)
{
  g_autoptr (JsonObject) values =
      galley_toml_read (start, (gsize) (end - start), count_lines (text, start) + 1, error);

  return values != NULL && take (front_matter, text, next_line (end), values);
}

/* json-glib tells the line only in its message: "<data>:2:13: Parse error: ...". */
static guint
json_error_line (const char *message)
{
  guint line = 1;

  return sscanf (message, "<data>:%u:", &line) == 1 ? line : 1;
}

/* Parses the object at @start; NULL with @error where it is none. */
static JsonNode *
parse_json (const char *text, const char *start, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (!json_parser_load_from_data (parser, start, length, &problem))
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_MALFORMED, "line %u: JSON: %s",
                   json_error_line (problem->message) + count_lines (text, start),
                   problem->message);
      return NULL;
    }
  root = json_parser_steal_root (parser);
  return root != NULL ? root : json_node_init_null (json_node_alloc ());
}

/* Between fences the braces may be missing, as Hexo has it. */
static gboolean
read_fenced_json (GalleyFrontMatter *front_matter,
                  const char *text,
                  const char *start,
                  const char *end,
                  GError **error)
{
  g_autofree char *given = g_strstrip (g_strndup (start, (gsize) (end - start)));
  g_autofree char *braced = *given != '{' ? g_strconcat ("{", given, "}", NULL) : NULL;
  g_autoptr (JsonNode) root = NULL;

  if (find_json_end (braced != NULL ? braced : given) == NULL)
    {
      front_matter->doubt = "its front matter is not whole";
      return TRUE;
    }
  root = parse_json (text, braced != NULL ? braced : given, -1, error);
  if (root == NULL)
    return FALSE;
  return !JSON_NODE_HOLDS_OBJECT (root) ||
         take (front_matter, text, next_line (end), json_node_get_object (root));
}

/* An object that stands before the text without fences. */
static gboolean
read_json (GalleyFrontMatter *front_matter, const char *text, const char *start, GError **error)
{
  const char *end = find_json_end (start);
  g_autoptr (JsonNode) root = NULL;

  if (end == NULL)
    {
      front_matter->doubt = "its front matter is not closed";
      return TRUE;
    }
  if (end - start > MAX_BYTES)
    return too_large (error);
  root = parse_json (text, start, end - start, error);
  if (root == NULL)
    return FALSE;
  return !JSON_NODE_HOLDS_OBJECT (root) ||
         take (front_matter, text, end, json_node_get_object (root));
}

/* The first line from @p on that is not blank. */
static const char *
skip_blank_lines (const char *p)
{
  while (p[strspn (p, " \t")] == '\n')
    p = next_line (p);
  return p;
}

static gboolean
is_language (const Fence *fence, const char *one, const char *other)
{
  return g_ascii_strcasecmp (fence->language, one) == 0 ||
         g_ascii_strcasecmp (fence->language, other) == 0;
}

/* A text may also begin with a rule: it has front matter where a key follows. */
static gboolean
read_fenced (GalleyFrontMatter *front_matter,
             const char *text,
             const char *start,
             const Fence *fence,
             GError **error)
{
  const char *inside = next_line (start);
  const char *end = find_closing (inside, fence);
  const char *first = skip_blank_lines (inside);
  gboolean is_json = fence->mark == ';' || is_language (fence, "json", "json5");

  while (*first == '#')
    first = skip_blank_lines (next_line (first));
  if (end == NULL)
    {
      if (*first == '{' || galley_text_header_is_field (first))
        front_matter->doubt = "its front matter is not closed";
      return TRUE;
    }
  if (end - start > MAX_BYTES)
    return too_large (error);
  if (is_json)
    return read_fenced_json (front_matter, text, inside, end, error);
  if (fence->mark == '+' || is_language (fence, "toml", "tml"))
    return read_toml (front_matter, text, inside, end, error);
  if (*fence->language == '\0' || is_language (fence, "yaml", "yml"))
    return read_yaml (front_matter, text, inside, end, error);
  front_matter->doubt = "its front matter is in a language that is not read";
  return TRUE;
}

/* Hexo's fences may lack the first one: the header goes to the first line that closes one. */
static gboolean
read_unopened (GalleyFrontMatter *front_matter, const char *text, const char *start)
{
  for (const char *p = next_line (start); *p != '\0' && *p != '\n'; p = next_line (p))
    {
      g_auto (Fence) fence = { 0 };

      if (!read_fence (p, &fence) || fence.mark == '+' || *fence.language != '\0')
        continue;
      return p - start < MAX_BYTES &&
             (fence.mark == ';' ? read_fenced_json : read_yaml) (front_matter, text, start, p,
                                                                 NULL) &&
             front_matter->present && json_object_has_member (front_matter->values, "title");
    }
  return FALSE;
}

static gboolean
read_unfenced (GalleyFrontMatter *front_matter, const char *text, const char *start)
{
  const char *body = start;
  g_autoptr (JsonObject) values = NULL;

  if (!galley_text_header_is_field (start))
    return TRUE;
  if (read_unopened (front_matter, text, start))
    return TRUE;
  g_ptr_array_set_size (front_matter->doubled, 0);
  values = galley_text_header_read (start, &body, front_matter->doubled);
  return values == NULL || take (front_matter, text, body, values);
}

static gboolean
read_any (const char *text, GalleyFrontMatter *front_matter, GError **error)
{
  const char *start = skip_blank_lines (text);
  g_auto (Fence) fence = { 0 };

  if (read_fence (start, &fence))
    return read_fenced (front_matter, text, start, &fence, error);
  if (*start == '{' && start[1] != '\0' &&
      strchr ("\"}", start[1 + strspn (start + 1, " \t\n")]) != NULL)
    return read_json (front_matter, text, start, error);
  if (read_fence (start + strspn (start, " \t"), &fence) &&
      galley_text_header_is_field (next_line (start) + strspn (next_line (start), " \t")))
    {
      front_matter->doubt = "its front matter is indented";
      return TRUE;
    }
  return read_unfenced (front_matter, text, start);
}

/**
 * galley_front_matter_read:
 * @text: UTF-8 with line ends of one line feed
 * @front_matter: (out caller-allocates): what was found
 * @error: GALLEY_FORMATS_ERROR_MALFORMED, "line N: ..."
 *
 * Reads the front matter of a text, before which lines may be blank: YAML between lines of "---",
 * TOML between lines of "+++", JSON between lines of ";;;" (Hexo), any of them where the first
 * line names it ("---json", Eleventy and gray-matter), a JSON object, or a header without fences
 * (Pelican, MultiMarkdown). A text without one is all body, and so is a text that begins with a
 * rule.
 */
gboolean
galley_front_matter_read (const char *text, GalleyFrontMatter *front_matter, GError **error)
{
  gboolean whole;

  *front_matter = (GalleyFrontMatter){ .values = json_object_new (),
                                       .body_line = 1,
                                       .doubled = g_ptr_array_new_with_free_func (g_free) };
  whole = read_any (text, front_matter, error);
  if (!whole)
    galley_front_matter_clear (front_matter);
  return whole;
}

void
galley_front_matter_clear (GalleyFrontMatter *front_matter)
{
  g_clear_pointer (&front_matter->values, json_object_unref);
  g_clear_pointer (&front_matter->doubled, g_ptr_array_unref);
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
