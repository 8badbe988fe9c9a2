/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-html-tree-private.h"
#include "galley-tree-builder-private.h"

/* Makes a tree of Markdown from one of HTML. */
typedef struct
{
  GalleyTreeBuilder builder;
  gboolean in_cell;         /* of a table, where no blocks can be */
  gboolean pasted;          /* from a program, which puts each item of a list into a paragraph */
  gboolean mail;            /* of a stranger: no HTML comes of it, and tables may be its layout */
  GHashTable *losses_known; /* sentences */
  GPtrArray *losses;        /* the same, in order; owned by the caller */
} GalleyHtmlReader;

cmark_node *galley_html_reader_read (GalleyHtmlReader *reader, xmlNodePtr root);
