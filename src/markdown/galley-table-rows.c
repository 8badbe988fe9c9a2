/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-table-rows-private.h"

#include <string.h>

/* The lines of tables: GitHub Flavored Markdown, "Tables (extension)". */

static GalleySpan
strip (const char *text, gsize length)
{
  while (length > 0 && g_ascii_isspace (text[0]))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  return (GalleySpan){ text, length };
}

/* Where the cell that begins at @at ends: at a pipe that is not escaped, or at the end. */
static gsize
find_cell_end (const GalleySpan *row, gsize at)
{
  for (; at < row->length && row->text[at] != '|'; at++)
    if (row->text[at] == '\\' && at + 1 < row->length && g_ascii_ispunct (row->text[at + 1]))
      at++;
  return MIN (at, row->length);
}

/**
 * galley_table_split_row:
 * @text: UTF-8
 * @length: of @text, in bytes
 *
 * Returns: (transfer full) (element-type GalleySpan): its cells, without the white space around
 *   them; they point into @text
 */
GArray *
galley_table_split_row (const char *text, gsize length)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (GalleySpan));
  GalleySpan row = strip (text, length);
  gsize at = row.length > 0 && row.text[0] == '|';

  while (at < row.length)
    {
      gsize end = find_cell_end (&row, at);
      GalleySpan cell = strip (row.text + at, end - at);

      g_array_append_val (cells, cell);
      at = end + 1;
    }
  return cells;
}

/**
 * galley_table_may_be_delimiters:
 * @text: UTF-8
 * @length: of @text, in bytes
 *
 * Returns: whether the line has nothing but what delimiter rows are made of: hyphens, and a pipe
 *   or a colon, since hyphens alone underline a heading
 */
gboolean
galley_table_may_be_delimiters (const char *text, gsize length)
{
  gboolean hyphens = FALSE;
  gboolean marked = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '-')
        hyphens = TRUE;
      else if (text[i] == '|' || text[i] == ':')
        marked = TRUE;
      else if (strchr (" \t\v\f", text[i]) == NULL || text[i] == '\0')
        return FALSE;
    }
  return hyphens && marked;
}

static gboolean
read_delimiter (const GalleySpan *cell, GalleyAlign *align)
{
  gboolean left = cell->length > 0 && cell->text[0] == ':';
  gboolean right = cell->length > 1 && cell->text[cell->length - 1] == ':';
  gsize hyphens = cell->length - left - right;

  if (cell->length < 1 + left + right)
    return FALSE;
  for (gsize i = left; i < left + hyphens; i++)
    if (cell->text[i] != '-')
      return FALSE;
  *align = left && right ? GALLEY_ALIGN_CENTER
           : left        ? GALLEY_ALIGN_LEFT
           : right       ? GALLEY_ALIGN_RIGHT
                         : GALLEY_ALIGN_NONE;
  return TRUE;
}

/**
 * galley_table_read_delimiters:
 * @text: UTF-8
 * @length: of @text, in bytes
 *
 * Returns: (transfer full) (nullable) (element-type GalleyAlign): the alignments that a
 *   delimiter row gives; NULL where it is none
 */
GArray *
galley_table_read_delimiters (const char *text, gsize length)
{
  g_autoptr (GArray) cells = galley_table_split_row (text, length);
  g_autoptr (GArray) aligns = g_array_new (FALSE, FALSE, sizeof (GalleyAlign));

  for (guint i = 0; i < cells->len; i++)
    {
      GalleyAlign align;

      if (!read_delimiter (&g_array_index (cells, GalleySpan, i), &align))
        return NULL;
      g_array_append_val (aligns, align);
    }
  return aligns->len > 0 ? g_steal_pointer (&aligns) : NULL;
}
