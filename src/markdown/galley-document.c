/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-document-private.h"

static int
parser_options (GalleyDocument *self)
{
  int options = CMARK_OPT_UNSAFE;

  if (!self->valid)
    options |= CMARK_OPT_VALIDATE_UTF8;
  if (self->options.profile == GALLEY_PROFILE_POST && self->prepared.smart == NULL)
    options |= CMARK_OPT_SMART;
  return options;
}

/* A new node that may stand in the document's tree. */
cmark_node *
galley_document_new_node (GalleyDocument *self, cmark_node_type type)
{
  return cmark_node_new_with_mem (type, galley_arena_get_mem ());
}

/* Another tree, from whose nodes some may go to the document's. */
cmark_node *
galley_document_parse_more (GalleyDocument *self, const char *text, gsize length)
{
  cmark_parser *parser = cmark_parser_new_with_mem (parser_options (self), galley_arena_get_mem ());
  cmark_node *root;

  cmark_parser_feed (parser, text, length);
  root = cmark_parser_finish (parser);
  cmark_parser_free (parser);
  return root;
}

/* Remembers where a block stood that the parser did not make. */
void
galley_document_set_lines (GalleyDocument *self, cmark_node *node, guint first, guint last)
{
  GalleyLines *lines = g_new (GalleyLines, 1);

  lines->first = first;
  lines->last = last;
  if (self->lines == NULL)
    self->lines = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (self->lines, node, lines);
}
