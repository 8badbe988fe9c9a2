/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where something stands in a text that json-glib has read already: it does not keep the places. */
#include "galley-theme-private.h"

#include <string.h>

static const char *
skip_space (const char *c)
{
  for (;; c++)
    {
      if (c[0] == '/' && c[1] == '*')
        {
          const char *end = strstr (c + 2, "*/");

          c = end != NULL ? end + 1 : c + strlen (c) - 1;
        }
      else if (c[0] == '/' && c[1] == '/')
        c += strcspn (c, "\n") - 1;
      else if (!g_ascii_isspace (*c))
        return c;
    }
}

static const char *
skip_string (const char *c)
{
  char quote = *c++;

  while (*c != '\0' && *c != quote)
    c += c[0] == '\\' && c[1] != '\0' ? 2 : 1;
  return *c != '\0' ? c + 1 : c;
}

/* Behind the value that begins at @c. */
static const char *
skip_value (const char *c)
{
  guint depth = 0;

  while (*c != '\0')
    {
      if (*c == '"' || *c == '\'')
        c = skip_string (c);
      else if (depth == 0 && strchr (",]}", *c) != NULL)
        return c;
      else
        {
          depth += *c == '{' || *c == '[';
          depth -= *c == '}' || *c == ']';
          c = skip_space (c + 1);
        }
    }
  return c;
}

/* The value of @member in the object that begins at @object; NULL where it has none. */
static const char *
find_member (const char *object, const char *member)
{
  gsize length = strlen (member);
  const char *c = skip_space (object + 1);

  while (*c == '"' || *c == '\'')
    {
      const char *name = c + 1;
      const char *end = skip_string (c);
      gboolean is_it = (gsize) (end - name) == length + 1 && memcmp (name, member, length) == 0;

      c = skip_space (end);
      c = skip_space (*c == ':' ? c + 1 : c);
      if (is_it)
        return c;
      c = skip_value (c);
      c = skip_space (*c == ',' ? c + 1 : c);
    }
  return NULL;
}

/* The item number @n, from 0, of the list that begins at @list. */
static const char *
find_item (const char *list, guint n)
{
  const char *c = skip_space (list + 1);

  for (; n > 0 && *c != '\0' && *c != ']'; n--)
    {
      c = skip_value (c);
      c = skip_space (*c == ',' ? c + 1 : c);
    }
  return c;
}

/**
 * galley_theme_seek_json:
 * @json: the text of a manifest
 * @option: the number of an option, from 0; -1: the theme itself
 * @member: (nullable): of that object
 *
 * Returns: the offset of that member's value, in bytes; of the object, where it has no such
 *   member
 */
gsize
galley_theme_seek_json (const char *json, int option, const char *member)
{
  const char *object = skip_space (json);
  const char *value;

  if (option >= 0 && *object == '{')
    {
      const char *options = find_member (object, "options");

      if (options != NULL && *options == '[')
        object = find_item (options, (guint) option);
    }
  value = member != NULL && *object == '{' ? find_member (object, member) : NULL;
  return (gsize) ((value != NULL ? value : object) - json);
}
