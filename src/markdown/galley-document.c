/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-document-private.h"

static int
parser_options (GalleyDocument *document)
{
  int options = CMARK_OPT_UNSAFE;

  if (!document->valid)
    options |= CMARK_OPT_VALIDATE_UTF8;
  if (document->options.profile == GALLEY_PROFILE_POST && document->prepared.smart == NULL)
    options |= CMARK_OPT_SMART;
  return options;
}

/**
 * galley_document_new_node:
 * @document: a document
 * @type: what kind of node
 *
 * Returns: (transfer full): a new node that may stand in the document's tree
 */
cmark_node *
galley_document_new_node (GalleyDocument *document, cmark_node_type type)
{
  return cmark_node_new_with_mem (type, galley_arena_get_mem ());
}

/**
 * galley_document_parse_more:
 * @document: a document
 * @text: Markdown, UTF-8
 * @length: its bytes
 *
 * Parses another text as the document's own was parsed.
 *
 * Returns: (transfer full): another tree, from whose nodes some may go to the document's
 */
cmark_node *
galley_document_parse_more (GalleyDocument *document, const char *text, gsize length)
{
  cmark_parser *parser =
      cmark_parser_new_with_mem (parser_options (document), galley_arena_get_mem ());
  cmark_node *root;

  cmark_parser_feed (parser, text, length);
  root = cmark_parser_finish (parser);
  cmark_parser_free (parser);
  return root;
}

/**
 * galley_document_set_lines:
 * @document: a document
 * @node: a block of its tree that the parser did not make
 * @first: its first line in the source, from 1
 * @last: its last line
 *
 * Remembers where the block stood.
 */
void
galley_document_set_lines (GalleyDocument *document, cmark_node *node, guint first, guint last)
{
  GalleyLines *lines = g_new (GalleyLines, 1);

  lines->first = first;
  lines->last = last;
  if (document->lines == NULL)
    document->lines = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (document->lines, node, lines);
}
