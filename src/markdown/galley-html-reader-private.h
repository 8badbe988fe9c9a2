/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark.h>

#include "galley-html-tree-private.h"

/* Makes a tree of Markdown from one of HTML. */
typedef struct
{
  cmark_node *block;        /* what new blocks go into */
  GPtrArray *blocks;        /* what block was before, for each container that is open */
  cmark_node *inlines;      /* what new text goes into; NULL between paragraphs */
  gboolean space;           /* there was white space, which counts if text follows */
  gboolean in_cell;         /* of a table, where no blocks can be */
  gboolean pasted;          /* from a word processor, which marks up with styles */
  GHashTable *losses_known; /* sentences */
  GPtrArray *losses;        /* the same, in order; owned by the caller */
} GalleyHtmlReader;

cmark_node *galley_html_reader_read (GalleyHtmlReader *reader, xmlNodePtr root);
void galley_html_reader_report (GalleyHtmlReader *reader, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
gboolean galley_html_reader_add_table (GalleyHtmlReader *reader, xmlNodePtr table);
void galley_html_reader_add_block (GalleyHtmlReader *reader, cmark_node *block);
char *galley_html_dump (xmlNodePtr node);
