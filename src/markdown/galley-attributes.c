/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-attributes-private.h"

#include <string.h>

/* Attributes in braces, which other systems read and their texts bring along: of headings as
 * Goldmark, Pandoc and kramdown have them ("# A {#id .class}"), of links and pictures
 * ("[a](b){:target=_blank}"), and kramdown's on a line of their own below or above a block
 * ("{:.class}"). Ids and classes of headings and paragraphs are written; the rest is no text
 * either. */

typedef struct
{
  char *id;
  GString *classes;
} Scan;

static gboolean
is_name (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80 || (c != '\0' && strchr ("-_:.", c) != NULL);
}

/* The bytes of the value at @text, which may stand in quotation marks. */
static gsize
value_length (const char *text)
{
  const char *end = *text == '"' || *text == '\'' ? strchr (text + 1, *text) : NULL;

  return end != NULL ? (gsize) (end + 1 - text) : strcspn (text, " \t}");
}

/* Takes one item, "#id", ".class", "key=value" or, after a colon, a name; gives its bytes, or 0
 * where it is none. */
static gsize
take_item (Scan *scan, const char *text, gboolean colon)
{
  gsize name = *text == '#' || *text == '.';
  gsize end = name;

  while (is_name (text[end]))
    end++;
  if (text[end] == '=' && name == 0 && end > 0)
    return end + 1 + value_length (text + end + 1);
  if (end == name || (name == 0 && !colon && !(end == 1 && *text == '-')))
    return 0;
  if (*text == '#' && scan->id == NULL)
    scan->id = g_strndup (text + 1, end - 1);
  else if (*text == '.')
    {
      if (scan->classes->len > 0)
        g_string_append_c (scan->classes, ' ');
      g_string_append_len (scan->classes, text + 1, end - 1);
    }
  return end;
}

/* The bytes of the attributes that begin with the "{" at @text; 0 where they are none. */
static gsize
scan_braces (Scan *scan, const char *text)
{
  gboolean colon = text[1] == ':';
  const char *at = text + 1 + colon;
  gboolean any = FALSE;

  for (;;)
    {
      gsize item;

      at += strspn (at, " \t");
      if (*at == '}')
        return any ? (gsize) (at + 1 - text) : 0;
      item = take_item (scan, at, colon);
      if (item == 0)
        return 0;
      any = TRUE;
      at += item;
    }
}

static void
attributes_free (GalleyAttributes *attributes)
{
  g_free (attributes->id);
  g_free (attributes->classes);
  g_free (attributes);
}

static void
keep (GalleyDocument *document, cmark_node *node, Scan *scan)
{
  GalleyAttributes *attributes;

  if (node == NULL || (scan->id == NULL && scan->classes->len == 0))
    return;
  if (document->attributes == NULL)
    document->attributes =
        g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) attributes_free);
  attributes = g_new0 (GalleyAttributes, 1);
  attributes->id = g_steal_pointer (&scan->id);
  if (scan->classes->len > 0)
    attributes->classes = g_strdup (scan->classes->str);
  g_hash_table_insert (document->attributes, node, attributes);
}

static gboolean
is_text (cmark_node *node)
{
  return node != NULL && cmark_node_get_type (node) == CMARK_NODE_TEXT;
}

/* Whether the text of @node is attributes and nothing else. */
static gboolean
is_all_braces (Scan *scan, cmark_node *node)
{
  const char *literal = is_text (node) ? cmark_node_get_literal (node) : "";
  gsize length = *literal == '{' && literal[1] == ':' ? scan_braces (scan, literal) : 0;

  return length > 0 && literal[length + strspn (literal + length, " \t")] == '\0';
}

/* Whether @paragraph is attributes that stand directly below @block. */
static gboolean
is_below (Scan *scan, cmark_node *block, cmark_node *paragraph)
{
  cmark_node *text = paragraph != NULL ? cmark_node_first_child (paragraph) : NULL;

  return text != NULL && text == cmark_node_last_child (paragraph) &&
         cmark_node_get_end_line (block) + 1 >= cmark_node_get_start_line (paragraph) &&
         is_all_braces (scan, text);
}

/* Those at the end of a heading, or below it: its id is wanted before a walk comes there. */
static void
take_of_heading (GalleyDocument *document, cmark_node *heading, Scan *scan)
{
  cmark_node *last = cmark_node_last_child (heading);
  const char *literal = is_text (last) ? cmark_node_get_literal (last) : NULL;
  const char *open = literal != NULL ? strrchr (literal, '{') : NULL;
  gsize length = open != NULL ? scan_braces (scan, open) : 0;
  g_autofree char *rest = NULL;

  if (length == 0 && is_below (scan, heading, cmark_node_next (heading)))
    keep (document, heading, scan);
  if (length == 0 || open[length] != '\0' ||
      (open == literal && cmark_node_previous (last) == NULL))
    return;
  keep (document, heading, scan);
  rest = g_strchomp (g_strndup (literal, open - literal));
  cmark_node_set_literal (last, rest);
}

static gboolean
is_break (cmark_node *node)
{
  return node != NULL && (cmark_node_get_type (node) == CMARK_NODE_SOFTBREAK ||
                          cmark_node_get_type (node) == CMARK_NODE_LINEBREAK);
}

/* Those on the first or the last line of a paragraph, which are the block's before or after it
 * where the paragraph has no other. */
static void
take_of_lines (GalleyDocument *document, cmark_node *paragraph, Scan *scan)
{
  cmark_node *first = cmark_node_first_child (paragraph);
  cmark_node *last = cmark_node_last_child (paragraph);
  cmark_node *node = NULL, *line_break = NULL, *owner = paragraph;

  if (last != NULL && (last == first || is_break (cmark_node_previous (last))) &&
      is_all_braces (scan, last))
    node = last, line_break = cmark_node_previous (last);
  else if (first != NULL && is_break (cmark_node_next (first)) && is_all_braces (scan, first))
    node = first, line_break = cmark_node_next (first);
  if (node == NULL)
    return;
  if (first == last)
    {
      cmark_node *previous = cmark_node_previous (paragraph);

      owner = previous != NULL && cmark_node_get_end_line (previous) + 1 >=
                                      cmark_node_get_start_line (paragraph)
                  ? previous
                  : cmark_node_next (paragraph);
      galley_node_set_kind (paragraph, GALLEY_NODE_ATTRIBUTES);
    }
  keep (document, owner, scan);
  cmark_node_free (node);
  if (line_break != NULL)
    cmark_node_free (line_break);
}

/* Those just after a link, a picture or, with a colon, other markup in a line. */
static void
take_of_spans (cmark_node *block, Scan *scan)
{
  cmark_node *next;

  for (cmark_node *node = cmark_node_first_child (block); node != NULL; node = next)
    {
      cmark_node *previous = cmark_node_previous (node);
      const char *literal = is_text (node) && previous != NULL ? cmark_node_get_literal (node) : "";
      cmark_node_type type =
          previous != NULL ? cmark_node_get_type (previous) : CMARK_NODE_SOFTBREAK;
      gboolean address = type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
      gboolean markup =
          type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_CODE;
      gsize length = *literal == '{' && (address || (markup && literal[1] == ':'))
                         ? scan_braces (scan, literal)
                         : 0;
      g_autofree char *rest = length > 0 ? g_strdup (literal + length) : NULL;

      next = cmark_node_next (node);
      if (rest != NULL && *rest == '\0')
        cmark_node_free (node); /* a picture may be left alone, and is a figure then */
      else if (rest != NULL)
        cmark_node_set_literal (node, rest);
    }
}

/**
 * galley_attributes_apply:
 * @document: a document
 * @node: a node of its tree, that a walk enters, before its text is settled
 *
 * Takes attributes out of the text of @node, where it is a heading or a paragraph.
 */
void
galley_attributes_apply (GalleyDocument *document, cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);
  g_autoptr (GString) classes = NULL;
  g_autofree char *unused = NULL;
  Scan scan;

  if (type != CMARK_NODE_HEADING && type != CMARK_NODE_PARAGRAPH)
    return;
  classes = g_string_new (NULL);
  scan = (Scan){ NULL, classes };
  if (type == CMARK_NODE_HEADING)
    take_of_heading (document, node, &scan);
  else
    take_of_lines (document, node, &scan);
  take_of_spans (node, &scan);
  unused = scan.id;
}

/**
 * galley_attributes_get:
 * @document: a document
 * @node: a block of its tree
 *
 * Returns: (transfer none) (nullable): what braces said of it
 */
const GalleyAttributes *
galley_attributes_get (GalleyDocument *document, cmark_node *node)
{
  return document->attributes != NULL ? g_hash_table_lookup (document->attributes, node) : NULL;
}
