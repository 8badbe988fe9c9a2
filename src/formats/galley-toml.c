/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-toml.h"

#include <string.h>

#include "galley-formats-error.h"

#define MAX_DEPTH 64
#define MAX_VALUES 50000

/* The part of TOML 1.0 that front matter uses, which is nearly all of it. Numbers and dates are
 * kept as the text that they were written as: whoever uses a key knows what it should be. */
typedef struct
{
  const char *p;
  const char *end;
  guint line;
  guint n_values;
} Reader;

static JsonNode *read_value (Reader *reader, guint depth, GError **error);

static gboolean
fail (Reader *reader, const char *what, GError **error)
{
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_MALFORMED, "line %u: TOML: %s",
               reader->line, what);
  return FALSE;
}

static char
peek (const Reader *reader)
{
  return reader->p < reader->end ? *reader->p : '\0';
}

static gboolean
starts (const Reader *reader, const char *token)
{
  gsize n = strlen (token);

  return (gsize) (reader->end - reader->p) >= n && memcmp (reader->p, token, n) == 0;
}

static void
advance (Reader *reader)
{
  if (*reader->p == '\n')
    reader->line++;
  reader->p++;
}

/* Spaces, and with @lines also line ends and comments. */
static void
skip_space (Reader *reader, gboolean lines)
{
  while (reader->p < reader->end)
    {
      char c = *reader->p;

      if (lines && c == '#')
        while (reader->p < reader->end && *reader->p != '\n')
          reader->p++;
      else if (c == ' ' || c == '\t' || (lines && c == '\n'))
        advance (reader);
      else
        return;
    }
}

static gboolean
read_escape (Reader *reader, gboolean multi, GString *out, GError **error)
{
  static const char from[] = "btnfre\"\\";
  static const char to[] = "\b\t\n\f\r\033\"\\";
  char c = peek (reader);
  const char *at = c != '\0' ? strchr (from, c) : NULL;
  int digits = c == 'u' ? 4 : c == 'U' ? 8 : c == 'x' ? 2 : 0;
  gunichar code = 0;

  if (at != NULL)
    {
      g_string_append_c (out, to[at - from]);
      reader->p++;
      return TRUE;
    }
  if (multi && (c == '\n' || c == ' ' || c == '\t'))
    {
      skip_space (reader, FALSE);
      if (peek (reader) != '\n')
        return fail (reader, "a backslash that escapes nothing", error);
      while (peek (reader) == '\n' || peek (reader) == ' ' || peek (reader) == '\t')
        advance (reader);
      return TRUE;
    }
  if (digits == 0)
    return fail (reader, "a backslash that escapes nothing", error);
  reader->p++;
  for (int i = 0; i < digits; i++, reader->p++)
    {
      if (!g_ascii_isxdigit (peek (reader)))
        return fail (reader, "a \\u without its digits", error);
      code = code * 16 + (gunichar) g_ascii_xdigit_value (*reader->p);
    }
  if (code == 0 || !g_unichar_validate (code))
    return fail (reader, "a \\u that is no character", error);
  g_string_append_unichar (out, code);
  return TRUE;
}

/* A string in @quote, one of ", ', """ and '''; the reader stands behind the opening one. */
static char *
read_quoted (Reader *reader, const char *quote, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean multi = strlen (quote) == 3;
  gboolean literal = quote[0] == '\'';

  if (multi && peek (reader) == '\n')
    advance (reader);
  while (reader->p < reader->end)
    {
      if (starts (reader, quote))
        {
          reader->p += strlen (quote);
          /* Up to two more quotation marks belong to the text: """a"" """"". */
          for (int i = 0; multi && i < 2 && peek (reader) == quote[0]; i++, reader->p++)
            g_string_append_c (out, quote[0]);
          return g_string_free (g_steal_pointer (&out), FALSE);
        }
      if (*reader->p == '\n' && !multi)
        break;
      if (*reader->p == '\\' && !literal)
        {
          reader->p++;
          if (!read_escape (reader, multi, out, error))
            return NULL;
          continue;
        }
      g_string_append_c (out, *reader->p);
      advance (reader);
    }
  fail (reader, "a string without its end", error);
  return NULL;
}

static char *
read_string (Reader *reader, GError **error)
{
  static const char *const quotes[] = { "\"\"\"", "'''", "\"", "'" };

  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (starts (reader, quotes[i]))
      {
        reader->p += strlen (quotes[i]);
        return read_quoted (reader, quotes[i], error);
      }
  return NULL;
}

static gboolean
is_bare (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || (unsigned char) c >= 0x80;
}

static char *
read_key_part (Reader *reader, GError **error)
{
  const char *start = reader->p;

  if (peek (reader) == '"' || peek (reader) == '\'')
    return read_string (reader, error);
  while (is_bare (peek (reader)))
    reader->p++;
  if (reader->p == start)
    {
      fail (reader, "a key is missing", error);
      return NULL;
    }
  return g_strndup (start, (gsize) (reader->p - start));
}

/* "a.b.c", with spaces around the dots. */
static GPtrArray *
read_key (Reader *reader, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  while (TRUE)
    {
      char *part;

      skip_space (reader, FALSE);
      part = read_key_part (reader, error);
      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
      skip_space (reader, FALSE);
      if (peek (reader) != '.')
        return g_steal_pointer (&parts);
      if (parts->len >= MAX_DEPTH)
        {
          fail (reader, "nested too deeply", error);
          return NULL;
        }
      reader->p++;
    }
}

/* The table named @key in @object, made where it is not there; of an array of tables the last. */
static JsonObject *
descend (Reader *reader, JsonObject *object, const char *key, GError **error)
{
  JsonNode *node = json_object_get_member (object, key);
  JsonObject *table;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint n = json_array_get_length (array);

      node = n > 0 ? json_array_get_element (array, n - 1) : NULL;
      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        node = NULL;
      else
        return json_node_get_object (node);
    }
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  if (json_object_has_member (object, key))
    {
      fail (reader, "a key that is a value already is used as a table", error);
      return NULL;
    }
  table = json_object_new ();
  json_object_set_object_member (object, key, table);
  return table;
}

static gboolean
read_pair (Reader *reader, JsonObject *table, guint depth, GError **error)
{
  g_autoptr (GPtrArray) key = read_key (reader, error);
  const char *last;
  JsonNode *value;

  if (key == NULL)
    return FALSE;
  if (peek (reader) != '=')
    return fail (reader, "an equals sign is missing after the key", error);
  reader->p++;
  skip_space (reader, FALSE);
  for (guint i = 0; i + 1 < key->len; i++)
    {
      table = descend (reader, table, g_ptr_array_index (key, i), error);
      if (table == NULL)
        return FALSE;
    }
  last = g_ptr_array_index (key, key->len - 1);
  if (json_object_has_member (table, last))
    return fail (reader, "a key is given twice", error);
  value = read_value (reader, depth + 1, error);
  if (value == NULL)
    return FALSE;
  json_object_set_member (table, last, value);
  return TRUE;
}

static JsonNode *
read_inline_table (Reader *reader, guint depth, GError **error)
{
  g_autoptr (JsonObject) table = json_object_new ();

  reader->p++;
  skip_space (reader, TRUE);
  while (peek (reader) != '}')
    {
      if (!read_pair (reader, table, depth, error))
        return NULL;
      skip_space (reader, TRUE);
      if (peek (reader) == ',')
        reader->p++;
      else if (peek (reader) != '}')
        {
          fail (reader, "an inline table without its end", error);
          return NULL;
        }
      skip_space (reader, TRUE);
    }
  reader->p++;
  return json_node_init_object (json_node_alloc (), table);
}

static JsonNode *
read_array (Reader *reader, guint depth, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  reader->p++;
  skip_space (reader, TRUE);
  while (peek (reader) != ']')
    {
      JsonNode *value = read_value (reader, depth + 1, error);

      if (value == NULL)
        return NULL;
      json_array_add_element (array, value);
      skip_space (reader, TRUE);
      if (peek (reader) == ',')
        reader->p++;
      else if (peek (reader) != ']')
        {
          fail (reader, "an array without its end", error);
          return NULL;
        }
      skip_space (reader, TRUE);
    }
  reader->p++;
  return json_node_init_array (json_node_alloc (), array);
}

/* A number, a date or a truth value. */
static JsonNode *
read_bare (Reader *reader, GError **error)
{
  const char *start = reader->p;
  g_autofree char *word = NULL;
  JsonNode *node = json_node_alloc ();

  while (reader->p < reader->end && (g_ascii_isalnum (*reader->p) || strchr ("+-._:", *reader->p)))
    reader->p++;
  /* "2009-10-13 18:30:00": a date and a time with a space between. */
  if (reader->p - start == 10 && start[4] == '-' && peek (reader) == ' ' &&
      reader->end - reader->p > 3 && g_ascii_isdigit (reader->p[1]) && reader->p[3] == ':')
    {
      reader->p++;
      while (reader->p < reader->end &&
             (g_ascii_isalnum (*reader->p) || strchr ("+-.:", *reader->p)))
        reader->p++;
    }
  word = g_strndup (start, (gsize) (reader->p - start));
  if (g_str_equal (word, "true") || g_str_equal (word, "false"))
    return json_node_init_boolean (node, word[0] == 't');
  if (g_ascii_isdigit (word[0]) || ((word[0] == '+' || word[0] == '-') && word[1] != '\0') ||
      g_str_equal (word, "inf") || g_str_equal (word, "nan"))
    return json_node_init_string (node, word);
  json_node_unref (node);
  fail (reader, "a value is missing or is not quoted", error);
  return NULL;
}

static JsonNode *
read_value (Reader *reader, guint depth, GError **error)
{
  g_autofree char *string = NULL;

  if (depth > MAX_DEPTH || ++reader->n_values > MAX_VALUES)
    {
      fail (reader, depth > MAX_DEPTH ? "nested too deeply" : "too many values", error);
      return NULL;
    }
  switch (peek (reader))
    {
    case '[':
      return read_array (reader, depth, error);
    case '{':
      return read_inline_table (reader, depth, error);
    case '"':
    case '\'':
      string = read_string (reader, error);
      return string != NULL ? json_node_init_string (json_node_alloc (), string) : NULL;
    default:
      return read_bare (reader, error);
    }
}

/* "[a.b]" or "[[a.b]]": the table that the following pairs belong to. */
static JsonObject *
read_header (Reader *reader, JsonObject *root, GError **error)
{
  gboolean many = starts (reader, "[[");
  g_autoptr (GPtrArray) key = NULL;
  JsonObject *table = root;
  const char *last;
  JsonArray *array;

  reader->p += many ? 2 : 1;
  key = read_key (reader, error);
  if (key == NULL)
    return NULL;
  if (!starts (reader, many ? "]]" : "]"))
    {
      fail (reader, "a table's name without its bracket", error);
      return NULL;
    }
  reader->p += many ? 2 : 1;
  for (guint i = 0; table != NULL && i + (many ? 1 : 0) < key->len; i++)
    table = descend (reader, table, g_ptr_array_index (key, i), error);
  if (table == NULL || !many)
    return table;
  last = g_ptr_array_index (key, key->len - 1);
  if (!json_object_has_member (table, last))
    json_object_set_array_member (table, last, json_array_new ());
  if (!JSON_NODE_HOLDS_ARRAY (json_object_get_member (table, last)))
    {
      fail (reader, "a key that is a value already is used as a table", error);
      return NULL;
    }
  array = json_object_get_array_member (table, last);
  json_array_add_object_element (array, json_object_new ());
  return json_array_get_object_element (array, json_array_get_length (array) - 1);
}

/**
 * galley_toml_read:
 * @text: UTF-8 with line ends of one line feed
 * @length: bytes of @text
 * @first_line: the number of its first line, for messages
 * @error: GALLEY_FORMATS_ERROR_MALFORMED
 *
 * Reads TOML 1.0 (https://toml.io/en/v1.0.0) as front matter has it. Strings, numbers and dates
 * become strings, truth values booleans.
 *
 * Returns: (transfer full) (nullable): the table
 */
JsonObject *
galley_toml_read (const char *text, gsize length, guint first_line, GError **error)
{
  Reader reader = { .p = text, .end = text + length, .line = first_line };
  g_autoptr (JsonObject) root = json_object_new ();
  JsonObject *table = root;

  skip_space (&reader, TRUE);
  while (reader.p < reader.end)
    {
      if (peek (&reader) == '[')
        {
          table = read_header (&reader, root, error);
          if (table == NULL)
            return NULL;
        }
      else if (!read_pair (&reader, table, 0, error))
        return NULL;
      skip_space (&reader, FALSE);
      if (reader.p < reader.end && *reader.p != '\n' && *reader.p != '#')
        {
          fail (&reader, "something stands behind the value", error);
          return NULL;
        }
      skip_space (&reader, TRUE);
    }
  return g_steal_pointer (&root);
}
