/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers without fences, as Pelican and MultiMarkdown have them: lines of "Name: value" from the
 * first line on, a blank line, and the text. */
#include "galley-text-header-private.h"

#include <string.h>

#define MAX_LINES 200
#define MAX_NAME 64

/* Where the value begins in "Name: value"; NULL where @line is no such line. */
static const char *
find_value (const char *line)
{
  gsize n = strcspn (line, ":\n");

  if (line[n] != ':' || n == 0 || n > MAX_NAME || !g_ascii_isalpha (line[0]) ||
      (line[n + 1] != '\0' && strchr (" \t\n", line[n + 1]) == NULL))
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (line[i]) && strchr ("_- ", line[i]) == NULL)
      return NULL;
  return line + n + 1;
}

/**
 * galley_text_header_is_field:
 * @line: what begins with a line
 *
 * Returns: whether the line is "name: value" or, as TOML has it, "name = value"
 */
gboolean
galley_text_header_is_field (const char *line)
{
  gsize n;

  line += *line == '"' || *line == '\'';
  n = strcspn (line, ":=\n");
  if (n == 0 || n > MAX_NAME || line[n] == '\0' || line[n] == '\n' ||
      (!g_ascii_isalpha (line[0]) && line[0] != '_'))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (line[i]) && strchr ("_-. \"'", line[i]) == NULL)
      return FALSE;
  return line[n] == '=' || line[n + 1] == '\0' || strchr (" \t\n", line[n + 1]) != NULL;
}

static char *
make_key (const char *line, const char *value)
{
  g_autofree char *name = g_ascii_strdown (line, value - line - 1);

  return g_strdelimit (g_strdup (g_strchomp (name)), " ", '_');
}

static void
add_field (JsonObject *values,
           const char *line,
           const char *value,
           GString *text,
           GPtrArray *doubled)
{
  g_autofree char *key = make_key (line, value);

  if (json_object_has_member (values, key))
    g_ptr_array_add (doubled, g_strdup (key));
  json_object_set_string_member (values, key, g_strstrip (text->str));
}

/* What the header must say to be one, and not a text that begins with "Note: ...". */
static gboolean
is_known (JsonObject *values)
{
  static const char *const others[] = { "date",   "author", "authors",  "tags",    "category",
                                        "slug",   "status", "modified", "summary", "keywords",
                                        "series", "lang",   "template" };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    n += json_object_has_member (values, others[i]);
  return json_object_has_member (values, "title") || n >= 2 ||
         (n == 1 && json_object_has_member (values, "date"));
}

/**
 * galley_text_header_read:
 * @text: UTF-8 with line ends of one line feed
 * @body: (out): where the text behind the header begins
 * @doubled: (element-type utf8): gets the names that are there twice, of which the last counts
 *
 * Reads the header that @text begins with; a line that is indented goes on with the one before it.
 *
 * Returns: (transfer full) (nullable): its values, all of them texts, by their names in lower case;
 *   %NULL where @text begins with none
 */
JsonObject *
galley_text_header_read (const char *text, const char **body, GPtrArray *doubled)
{
  g_autoptr (JsonObject) values = json_object_new ();
  const char *p = text;
  guint n_lines = 0;

  while (*p != '\0' && *p != '\n')
    {
      const char *value = find_value (p);
      const char *end;
      g_autoptr (GString) whole = g_string_new (NULL);

      if (value == NULL || n_lines++ >= MAX_LINES)
        return NULL;
      end = value + strcspn (value, "\n");
      g_string_append_len (whole, value, end - value);
      while (*end == '\n' && (end[1] == ' ' || end[1] == '\t') && n_lines++ < MAX_LINES)
        {
          const char *more = end + 1 + strspn (end + 1, " \t");

          if (*more == '\n' || *more == '\0')
            break;
          end = more + strcspn (more, "\n");
          g_string_append_c (whole, '\n');
          g_string_append_len (whole, more, end - more);
        }
      add_field (values, p, value, whole, doubled);
      p = *end == '\n' ? end + 1 : end;
      if (p[strspn (p, " \t")] == '\n')
        break;
    }
  if (!is_known (values))
    return NULL;
  *body = p;
  return g_steal_pointer (&values);
}
