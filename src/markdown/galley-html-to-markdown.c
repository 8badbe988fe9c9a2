/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-to-markdown.h"

#include <stdlib.h>
#include <string.h>

#include "galley-html-reader-private.h"

/* Writes the tree as Markdown. Returns: (transfer full) */
static char *
write_markdown (cmark_node *root)
{
  char *written = cmark_render_commonmark (root, CMARK_OPT_UNSAFE, 0);
  GString *copy = g_string_new (g_strchomp (written));

  free (written);
  if (copy->len > 0)
    g_string_append_c (copy, '\n');
  return g_string_free (copy, FALSE);
}

/* The inline content of a cell. Returns: (nullable): %NULL where it has blocks */
static char *
read_cell (GalleyHtmlReader *self, xmlNodePtr cell)
{
  GalleyHtmlReader reader = { .in_cell = TRUE,
                              .pasted = self->pasted,
                              .losses_known = self->losses_known,
                              .losses = self->losses };
  cmark_node *root = galley_html_reader_read (&reader, cell);
  cmark_node *first;
  GString *text = NULL;

  first = cmark_node_first_child (root);
  if (first == NULL)
    text = g_string_new (NULL);
  else if (cmark_node_next (first) == NULL && cmark_node_get_type (first) == CMARK_NODE_PARAGRAPH)
    {
      g_autofree char *written = g_strstrip (write_markdown (root));

      text = g_string_new (written);
      g_string_replace (text, "\n", " ", 0);
      g_string_replace (text, "|", "\\|", 0);
    }
  cmark_node_free (root);
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

static gboolean
is_cell (xmlNodePtr node)
{
  return galley_html_is (node, "td") || galley_html_is (node, "th");
}

/* Adds a row of the table; gives whether Markdown can have it. */
static gboolean
read_row (GalleyHtmlReader *self, xmlNodePtr row, GString *out, GString *delimiters, guint *columns)
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
      text = read_cell (self, cell);
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

/* Adds @table as one of Markdown's. Gives whether it could: not where cells span others or hold
 * blocks. */
gboolean
galley_html_reader_add_table (GalleyHtmlReader *self, xmlNodePtr table)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean entering = TRUE;
  guint n_rows = 0, n_columns = 0;
  cmark_node *block;

  if (self->in_cell)
    return FALSE;
  for (xmlNodePtr node = table; node != NULL; node = galley_html_walk (node, table, &entering))
    {
      g_autoptr (GString) delimiters = n_rows == 0 ? g_string_new ("|") : NULL;

      if (!entering || node->type != XML_ELEMENT_NODE || node == table)
        continue;
      if (galley_html_is (node, "caption"))
        return FALSE;
      if (!galley_html_is (node, "tr"))
        continue;
      if (!read_row (self, node, out, delimiters, &n_columns))
        return FALSE;
      if (n_rows++ == 0)
        g_string_append_printf (out, "%s\n", delimiters->str);
      entering = FALSE;
    }
  if (n_rows == 0)
    return FALSE;
  g_string_truncate (out, out->len - 1);
  block = cmark_node_new (CMARK_NODE_CUSTOM_BLOCK);
  cmark_node_set_on_enter (block, out->str);
  galley_html_reader_add_block (self, block);
  return TRUE;
}

/* Gives %NULL where @html is nested too deeply. */
static char *
convert (const char *html, gsize length, gboolean pasted, GPtrArray *losses)
{
  g_autoptr (xmlDoc) document = galley_html_parse (html, length);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cmark_node *root;
  GalleyHtmlReader reader = { .pasted = pasted, .losses_known = known, .losses = losses };
  char *markdown;

  if (document == NULL || xmlDocGetRootElement (document) == NULL)
    return NULL;
  root = galley_html_reader_read (&reader, xmlDocGetRootElement (document));
  markdown = write_markdown (root);
  cmark_node_free (root);
  return markdown;
}

/**
 * galley_html_to_markdown:
 * @html: a fragment of HTML or a whole page, UTF-8
 * @length: its bytes, or -1
 * @losses: (nullable) (element-type utf8): takes a phrase for each kind of thing that Markdown has
 *   no place for, without end of sentence; the caller's to free
 *
 * Headings, paragraphs, lists, quotations, code, links, images, tables, emphasis and what is struck
 * through become Markdown. What else readers see stays as HTML in it. Scripts, styles, comments and
 * what only says how things look are left out and told of in @losses. Any thread.
 *
 * Returns: (transfer full): Markdown for the post profile
 */
char *
galley_html_to_markdown (const char *html, gssize length, GPtrArray *losses)
{
  g_autofree char *valid = g_utf8_make_valid (html, length);
  char *markdown = convert (valid, strlen (valid), FALSE, losses);

  if (markdown != NULL)
    return markdown;
  if (losses != NULL && strspn (valid, " \t\r\n\f") < strlen (valid))
    g_ptr_array_add (losses, g_strdup ("the HTML is nested too deeply to read, and kept as it is"));
  return g_steal_pointer (&valid);
}

/**
 * galley_pasted_html_to_markdown:
 * @html: what a program gives to the clipboard
 * @length: its bytes, or -1
 *
 * As galley_html_to_markdown(), but reads what word processors mean: emphasis in styles, and items
 * of lists in paragraphs of their own. Any thread.
 *
 * Returns: (transfer full): Markdown for the post profile
 */
char *
galley_pasted_html_to_markdown (const char *html, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (html, length);
  char *markdown = convert (valid, strlen (valid), TRUE, NULL);

  return markdown != NULL ? markdown : g_steal_pointer (&valid);
}
