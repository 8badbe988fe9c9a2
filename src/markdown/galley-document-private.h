/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark.h>

#include "galley-markdown.h"

/* What a node of the tree stands for where libcmark has no kind of its own for it. Kept as the
 * node's user data; nodes made by the parser have none. */
typedef enum
{
  GALLEY_NODE_PLAIN = 0,
  GALLEY_NODE_MORE, /* the end of the excerpt, as an HTML node */
} GalleyNodeKind;

struct _GalleyDocument
{
  GalleyMarkdownOptions options; /* anchor_prefix is owned; resolve is only called in the making */
  cmark_node *root;              /* NULL where the text was not parsed */
  char *source;                  /* the text itself, only where root is NULL */
  GString *html;
  char *warning;
  GArray *blocks;     /* GalleyBlock */
  GPtrArray *outline; /* GalleyHeading */
  GPtrArray *links;   /* addresses as they were written */
  gboolean marked;    /* there is a GALLEY_NODE_MORE */
};

GalleyNodeKind galley_node_get_kind (cmark_node *node);
void galley_node_set_kind (cmark_node *node, GalleyNodeKind kind);
cmark_node *galley_node_walk (cmark_node *node, cmark_node *root, gboolean *entering);
void galley_node_unwrap (cmark_node *node);
char *galley_node_get_text (cmark_node *node);
void galley_node_append_text (cmark_node *node, GString *out);

void galley_html_append_escaped (GString *out, const char *text);
void galley_html_append_address (GString *out, const char *address);
gboolean galley_address_is_for_comments (const char *address);
void galley_write_node (cmark_node *node,
                        const GalleyMarkdownOptions *options,
                        GPtrArray *outline,
                        guint *n_headings,
                        GString *out);
