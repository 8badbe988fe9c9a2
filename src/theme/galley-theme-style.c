/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks for files that a theme's styles name and the theme does not have. */
#include "galley-template-private.h"
#include "galley-theme-private.h"

#include <string.h>

typedef struct
{
  GalleyTheme *theme;
  const char *path; /* below assets/ */
  const char *text;
  GString *mistakes;
} Style;

/* Whether @address is that of a file beside the style, and not of another site, a part of this
 * file, or data. */
static gboolean
is_relative (const char *address)
{
  gsize n = strcspn (address, ":/?#");

  return *address != '\0' && *address != '#' && *address != '/' && address[n] != ':';
}

/* The file that @address means, below assets/; a query or fragment does not belong to it. */
static char *
resolve (const char *path, const char *address)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *escaped = g_strndup (address, strcspn (address, "?#"));
  g_autofree char *name = g_uri_unescape_string (escaped, "/");
  g_autofree char *joined = g_strconcat ("/", folder, "/", name != NULL ? name : escaped, NULL);
  g_autofree char *plain = g_canonicalize_filename (joined, "/");

  return g_strdup (plain + 1);
}

static void
check_address (const Style *style, const char *start, gsize length)
{
  g_autofree char *address = g_strndup (start, length);
  g_autofree char *file = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (GString) mistake = NULL;

  if (!is_relative (address))
    return;
  file = resolve (style->path, address);
  if (g_hash_table_contains (style->theme->assets, file))
    return;
  mistake = g_string_new (NULL);
  shown = g_strconcat ("assets/", style->path, NULL);
  galley_theme_append_place (mistake, shown, style->text, (gsize) (start - style->text));
  g_string_append_printf (mistake, "there is no file assets/%s: add it, or take %s out", file,
                          address);
  galley_theme_add_mistake (style->mistakes, mistake->str);
}

/* Behind a string in quotes; @start and @length: (out): what is in it. */
static const char *
read_string (const char *c, const char **start, gsize *length)
{
  char quote = *c++;

  *start = c;
  while (*c != '\0' && *c != quote && *c != '\n')
    c += c[0] == '\\' && c[1] != '\0' ? 2 : 1;
  *length = (gsize) (c - *start);
  return *c == quote ? c + 1 : c;
}

static const char *
skip_space (const char *c)
{
  while (g_ascii_isspace (*c))
    c++;
  return c;
}

/* Behind "url(" or "@import". */
static const char *
read_address (const Style *style, const char *c, const char *bare_end)
{
  const char *start;
  gsize length;

  c = skip_space (c);
  if (*c == '"' || *c == '\'')
    c = read_string (c, &start, &length);
  else if (bare_end == NULL)
    return c;
  else
    {
      start = c;
      length = strcspn (c, bare_end);
      c += length;
    }
  check_address (style, start, length);
  return c;
}

/**
 * galley_theme_check_style:
 * @theme: a theme with all its files
 * @path: of a style sheet below assets/
 * @mistakes: to which a line is added for each address that leads to no file of the theme
 *
 * A style sheet that is not UTF-8 is passed over.
 */
void
galley_theme_check_style (GalleyTheme *theme, const char *path, GString *mistakes)
{
  GBytes *bytes = g_hash_table_lookup (theme->assets, path);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  Style style = { theme, path, text, mistakes };
  const char *ignored;
  gsize length;

  if (!g_utf8_validate (text, -1, NULL))
    return;
  for (const char *c = text; *c != '\0' && mistakes->len < 8192;)
    {
      if (c[0] == '/' && c[1] == '*')
        {
          const char *end = strstr (c + 2, "*/");

          c = end != NULL ? end + 2 : c + strlen (c);
        }
      else if (*c == '"' || *c == '\'')
        c = read_string (c, &ignored, &length);
      else if (g_ascii_strncasecmp (c, "url(", 4) == 0)
        c = read_address (&style, c + 4, ") \t\r\n");
      else if (g_ascii_strncasecmp (c, "@import", 7) == 0)
        c = read_address (&style, c + 7, NULL);
      else
        c++;
    }
}
