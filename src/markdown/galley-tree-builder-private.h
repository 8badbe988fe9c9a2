/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark.h>
#include <glib.h>

/* Makes a tree of Markdown from blocks and pieces of lines that come one after the other, as HTML
 * has them: text without a paragraph gets one, and white space counts where text is on both sides.
 * Markup that is open when a paragraph ends is opened again in the next, and none is made for
 * nothing. */
typedef struct
{
  cmark_node *document;
  cmark_node *block;     /* what new blocks go into */
  GPtrArray *containers; /* what block was before, for each container that was entered */
  cmark_node *inlines;   /* what new text goes into; NULL between paragraphs */
  GArray *markup;        /* what is open around text, the outermost first */
  gboolean space;        /* there was white space, which counts if text follows */
} GalleyTreeBuilder;

void galley_tree_builder_begin (GalleyTreeBuilder *builder);
cmark_node *galley_tree_builder_end (GalleyTreeBuilder *builder);
void galley_tree_builder_add_block (GalleyTreeBuilder *builder, cmark_node *block);
void galley_tree_builder_enter (GalleyTreeBuilder *builder, cmark_node *container);
void galley_tree_builder_leave (GalleyTreeBuilder *builder);
void galley_tree_builder_end_paragraph (GalleyTreeBuilder *builder);
cmark_node *galley_tree_builder_add_inline (GalleyTreeBuilder *builder,
                                            cmark_node_type type,
                                            const char *literal);
void galley_tree_builder_open_inline (GalleyTreeBuilder *builder,
                                      gconstpointer owner,
                                      cmark_node_type type,
                                      const char *first,
                                      const char *second);
gboolean galley_tree_builder_is_in (const GalleyTreeBuilder *builder, cmark_node_type type);
gboolean galley_tree_builder_close_inline (GalleyTreeBuilder *builder, gconstpointer owner);
void galley_tree_builder_add_text (GalleyTreeBuilder *builder, const char *text);
