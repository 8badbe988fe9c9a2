/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-table-private.h"

typedef struct
{
  GalleyCellFunc read;
  gpointer data;
} CellReader;

static gboolean
is_cell (xmlNodePtr node)
{
  return galley_html_is (node, "td") || galley_html_is (node, "th");
}

/* Adds a row of the table; gives whether Markdown can have it. */
static gboolean
read_row (const CellReader *reader,
          xmlNodePtr row,
          GString *out,
          GString *delimiters,
          guint *columns)
{
  guint n = 0;

  g_string_append_c (out, '|');
  for (xmlNodePtr cell = row->children; cell != NULL; cell = cell->next)
    {
      g_autofree char *text = NULL;
      xmlChar *align;

      if (!is_cell (cell))
        continue;
      if (xmlHasProp (cell, (const xmlChar *) "colspan") ||
          xmlHasProp (cell, (const xmlChar *) "rowspan"))
        return FALSE;
      text = reader->read (cell, reader->data);
      if (text == NULL)
        return FALSE;
      g_string_append_printf (out, " %s |", text);
      align = xmlGetNoNsProp (cell, (const xmlChar *) "align");
      if (delimiters != NULL)
        g_string_append (delimiters, align == NULL                            ? " --- |"
                                     : xmlStrEqual (align, BAD_CAST "right")  ? " --: |"
                                     : xmlStrEqual (align, BAD_CAST "center") ? " :-: |"
                                     : xmlStrEqual (align, BAD_CAST "left")   ? " :-- |"
                                                                              : " --- |");
      if (align != NULL)
        xmlFree (align);
      n++;
    }
  g_string_append_c (out, '\n');
  if (delimiters != NULL)
    *columns = n;
  return n > 0 && n <= *columns;
}

/**
 * galley_html_table_to_markdown:
 * @table: a table of HTML
 * @read: gives a cell as one line of Markdown (transfer full), or %NULL where it holds blocks
 * @data: for @read
 *
 * Returns: (transfer full) (nullable): the table as one of Markdown's; %NULL where Markdown cannot
 * have it, since cells span others or hold blocks
 */
char *
galley_html_table_to_markdown (xmlNodePtr table, GalleyCellFunc read, gpointer data)
{
  const CellReader reader = { read, data };
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean entering = TRUE;
  guint n_rows = 0, n_columns = 0;

  for (xmlNodePtr node = table; node != NULL; node = galley_html_walk (node, table, &entering))
    {
      g_autoptr (GString) delimiters = n_rows == 0 ? g_string_new ("|") : NULL;

      if (!entering || node->type != XML_ELEMENT_NODE || node == table)
        continue;
      if (galley_html_is (node, "caption"))
        return NULL;
      if (!galley_html_is (node, "tr"))
        continue;
      if (!read_row (&reader, node, out, delimiters, &n_columns))
        return NULL;
      if (n_rows++ == 0)
        g_string_append_printf (out, "%s\n", delimiters->str);
      entering = FALSE;
    }
  if (n_rows == 0)
    return NULL;
  g_string_truncate (out, out->len - 1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
