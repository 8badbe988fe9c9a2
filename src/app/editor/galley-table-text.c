/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-table-text.h"

#include <string.h>

#define MIN_WIDTH 3 /* of a column: "---" */

/**
 * galley_table_is_row:
 * @line: a line of text
 *
 * Returns: whether it may be a row of a table
 */
gboolean
galley_table_is_row (const char *line)
{
  for (const char *p = line; *p != '\0'; p++)
    {
      if (*p == '|')
        return TRUE;
      if (*p == '\\' && p[1] != '\0')
        p++;
    }
  return FALSE;
}

/**
 * galley_table_is_delimiter:
 * @line: a line of text
 *
 * Returns: whether it is the row under a table's head, "|:---|---:|"
 */
gboolean
galley_table_is_delimiter (const char *line)
{
  return strchr (line, '|') != NULL && strchr (line, '-') != NULL &&
         line[strspn (line, " \t|:-")] == '\0';
}

/**
 * galley_table_split:
 * @line: a row
 *
 * Returns: (transfer full) (element-type utf8): its cells, without the space around them
 */
GPtrArray *
galley_table_split (const char *line)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *trimmed = g_strstrip (g_strdup (line));
  const char *start = trimmed + (trimmed[0] == '|' ? 1 : 0);
  const char *p;

  for (p = start; *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
    else if (*p == '|')
      {
        g_ptr_array_add (cells, g_strstrip (g_strndup (start, (gsize) (p - start))));
        start = p + 1;
      }
  if (p > start)
    g_ptr_array_add (cells, g_strstrip (g_strdup (start)));
  return g_steal_pointer (&cells);
}

/* In the columns of a typewriter. */
static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
measure (GPtrArray *rows, GArray *widths)
{
  for (guint r = 0; r < rows->len; r++)
    {
      GPtrArray *cells = g_ptr_array_index (rows, r);

      for (guint c = 0; c < cells->len; c++)
        {
          guint width = r == 1 ? MIN_WIDTH : MAX (MIN_WIDTH, width_of (cells->pdata[c]));

          if (c >= widths->len)
            g_array_append_val (widths, width);
          else if (width > g_array_index (widths, guint, c))
            g_array_index (widths, guint, c) = width;
        }
    }
}

static void
pad (GString *out, guint n, char c)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (out, c);
}

static void
write_delimiter (GString *out, const char *cell, guint width)
{
  gboolean left = cell[0] == ':';
  gboolean right = cell[0] != '\0' && cell[strlen (cell) - 1] == ':' && strlen (cell) > 1;

  g_string_append_c (out, left ? ':' : '-');
  pad (out, width - 2, '-');
  g_string_append_c (out, right ? ':' : '-');
}

static void
write_cell (GString *out, const char *cell, guint width, const char *delimiter)
{
  gsize length = strlen (delimiter);
  gboolean right = length > 1 && delimiter[length - 1] == ':';
  gboolean center = right && delimiter[0] == ':';
  guint space = width - MIN (width, width_of (cell));
  guint before = center ? space / 2 : right ? space : 0;

  pad (out, before, ' ');
  g_string_append (out, cell);
  pad (out, space - before, ' ');
}

static char *
write_row (GPtrArray *cells, GPtrArray *delimiters, GArray *widths, gboolean delimiter)
{
  g_autoptr (GString) out = g_string_new ("|");

  for (guint c = 0; c < widths->len; c++)
    {
      const char *cell = c < cells->len ? cells->pdata[c] : "";
      const char *rule = c < delimiters->len ? delimiters->pdata[c] : "";
      guint width = g_array_index (widths, guint, c);

      g_string_append_c (out, ' ');
      if (delimiter)
        write_delimiter (out, cell, width);
      else
        write_cell (out, cell, width, rule);
      g_string_append (out, " |");
    }
  return g_strdup (out->str);
}

/**
 * galley_table_tidy:
 * @lines: (array zero-terminated=1): a table; the second one is the row of dashes
 *
 * Returns: (transfer full): the same table, its columns one under the other; nothing is lost, also
 *   where rows have more cells than the head
 */
GStrv
galley_table_tidy (char **lines)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (rows, galley_table_split (lines[i]));
  measure (rows, widths);
  for (guint r = 0; r < rows->len; r++)
    {
      g_autofree char *row =
          write_row (g_ptr_array_index (rows, r), g_ptr_array_index (rows, MIN (1, rows->len - 1)),
                     widths, r == 1);

      g_strv_builder_add (out, row);
    }
  return g_strv_builder_end (out);
}

/**
 * galley_table_find_cell:
 * @line: a row
 * @cell: which of its cells, from 0
 * @length: (out): of the cell's text, in characters
 *
 * Returns: where its text begins, in characters; -1 where there is no such cell
 */
int
galley_table_find_cell (const char *line, int cell, int *length)
{
  gboolean escaped = FALSE;
  int offset = 0, start = -1, end;
  const char *p = line + strspn (line, " \t");
  const char *text;

  offset = (int) (p - line);
  if (*p == '|')
    {
      p++;
      offset++;
    }
  for (; cell > 0 && *p != '\0'; p = g_utf8_next_char (p), offset++)
    {
      cell -= *p == '|' && !escaped;
      escaped = *p == '\\' && !escaped;
    }
  *length = 0;
  if (cell > 0 || *p == '\0')
    return -1;
  text = p + strspn (p, " \t");
  if (*text == '|' || *text == '\0') /* an empty cell, which is written in after a space */
    return offset + (text > p ? 1 : 0);
  offset += (int) (text - p);
  p = text;
  start = end = offset;
  for (; *text != '\0' && (*text != '|' || escaped); text = g_utf8_next_char (text))
    {
      escaped = *text == '\\' && !escaped;
      offset++;
      if (*text != ' ' && *text != '\t')
        end = offset;
    }
  *length = end - start;
  return start;
}

/**
 * galley_table_cell_at:
 * @line: a row
 * @offset: in it, in characters
 *
 * Returns: which cell that is in, from 0
 */
int
galley_table_cell_at (const char *line, int offset)
{
  const char *p = line + strspn (line, " \t");
  int cell = *p == '|' ? -1 : 0;
  gboolean escaped = FALSE;
  int i = 0;

  for (p = line; *p != '\0' && i < offset; p = g_utf8_next_char (p), i++)
    {
      cell += *p == '|' && !escaped;
      escaped = *p == '\\' && !escaped;
    }
  return MAX (cell, 0);
}
