/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark.h>

#include "galley-arena-private.h"
#include "galley-markdown.h"
#include "galley-prepare-private.h"

/* What a node of the tree stands for where libcmark has no kind of its own for it. Kept as the
 * node's user data; nodes made by the parser have none. */
typedef enum
{
  GALLEY_NODE_PLAIN = 0,
  GALLEY_NODE_MORE,       /* the end of the excerpt, as an HTML node */
  GALLEY_NODE_UNRESOLVED, /* a link or image whose address names nothing: its text alone */
  GALLEY_NODE_FIGURE,     /* a paragraph that is one image */
  GALLEY_NODE_ATTRIBUTES, /* a paragraph that said something of the block beside it, and is none */
  GALLEY_NODE_TABLE,      /* tables, their rows and cells are custom blocks */
  GALLEY_NODE_TABLE_ROW,
  GALLEY_NODE_TABLE_CELL,
} GalleyNodeKind;

/* A note, in the order of its definition. */
typedef struct
{
  char *label;      /* as first referred to */
  cmark_node *item; /* its definition; NULL where the parser saw none */
  guint number;     /* in the order of references, from 1; 0 where there is none */
  guint n_references;
} GalleyNote;

/* A reference to a note, as numbered in the text between note marks. */
typedef struct
{
  guint note;       /* index */
  guint occurrence; /* of references to that note, from 1; 0 where it is not shown */
} GalleyNoteReference;

/* Of the source, from 1, inclusive. */
typedef struct
{
  guint first, last;
} GalleyLines;

struct _GalleyDocument
{
  GalleyMarkdownOptions options; /* anchor_prefix is owned; resolve is only called in the making */
  gboolean extended;             /* whether the profile has GitHub's extensions */
  GalleyArena *arena;            /* holds the tree */
  cmark_node *root;              /* NULL where the text was not parsed */
  char *source;                  /* the text itself, only where root is NULL */
  gboolean valid;                /* whether the text is UTF-8, without nul */
  GalleyPrepared prepared;
  GArray *notes;           /* GalleyNote; NULL without */
  GArray *note_references; /* GalleyNoteReference, by number */
  GPtrArray *notes_shown;  /* GalleyNote in the order of their numbers */
  GString *html;
  char *warning;
  GArray *blocks;      /* GalleyBlock */
  guint n_hashed;      /* of the blocks: those whose hash is known, which not all callers ask for */
  GPtrArray *outline;  /* GalleyHeading */
  GHashTable *anchors; /* those taken, and how often each was wanted; only in the making */
  GPtrArray *links;    /* addresses as they were written */
  GHashTable *lines;   /* node to GalleyLines, of blocks that were not made by the parser; NULL
                          without */
  GHashTable *attributes; /* node to GalleyAttributes; NULL without */
  gboolean marked;        /* there is a GALLEY_NODE_MORE */
  gboolean has_html;      /* raw HTML stands in the text */
};

/* How far down markup is looked for in deeply nested text: no author goes there, and changes to the
 * tree cost time in proportion to the depth. */
#define GALLEY_DEPTH_MAX 250

GalleyNodeKind galley_node_get_kind (cmark_node *node);
void galley_node_set_kind (cmark_node *node, GalleyNodeKind kind);
gboolean galley_node_is_tight (cmark_node *paragraph);
cmark_node *galley_node_walk (cmark_node *node, cmark_node *root, gboolean *entering);
char *galley_node_get_text (cmark_node *node);

void galley_inline_extensions_apply (cmark_node *node, const GalleyPrepared *prepared);
GalleySmart *galley_smart_new (void);
void galley_smart_free (GalleySmart *smart);
void galley_smart_apply (GalleySmart *smart, cmark_node *block);
gboolean galley_smart_needs_parser (const char *text, gsize length);
void galley_strikethrough_apply (cmark_node *parent);

void galley_notes_extract (GalleyDocument *document);
void galley_notes_number (GalleyDocument *document);
void galley_notes_clear (GalleyDocument *document);

void galley_tables_apply (GalleyDocument *document, const char *text, gsize length);

cmark_node *galley_document_new_node (GalleyDocument *document, cmark_node_type type);
cmark_node *galley_document_parse_more (GalleyDocument *document, const char *text, gsize length);
void
galley_document_set_lines (GalleyDocument *document, cmark_node *node, guint first, guint last);

gboolean galley_document_show_unread (GalleyDocument *document, const char *text, gsize length);
