/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum
{
  GALLEY_PROFILE_POST,       /* all extensions, smart punctuation */
  GALLEY_PROFILE_GFM,        /* GitHub Flavored Markdown */
  GALLEY_PROFILE_COMMONMARK, /* the plain specification, 0.30 */
  GALLEY_PROFILE_COMMENT,    /* for text by strangers */
} GalleyProfile;

/* Gives the address that an internal link ("post:SLUG-or-id", "media:NAME") stands for, newly
 * allocated, or NULL where it names nothing (the link is then shown as its text alone). */
typedef char *(*GalleyResolveFunc) (const char *address, gpointer user_data);

/* Appends to @out the attributes src, srcset, width ... of an image whose address is @address, and
 * returns TRUE; FALSE: it knows nothing of it, and src is written. */
typedef gboolean (*GalleyImageFunc) (const char *address, GString *out, gpointer user_data);

typedef struct
{
  GalleyProfile profile;
  gboolean no_raw_html; /* raw HTML in the text goes through the sanitiser */
  GalleyResolveFunc resolve;
  GalleyImageFunc image;     /* (nullable): called in the order of the images, not for excerpts */
  gpointer resolve_data;     /* of both */
  const char *anchor_prefix; /* before the ids of headings and footnotes, for pages that show
                                several texts; NULL for none */
  guint heading_shift;       /* added to the level of headings: 1 makes # an <h2> */
} GalleyMarkdownOptions;

/* A text, parsed once. */
typedef struct _GalleyDocument GalleyDocument;

/* One top-level block, for a preview that replaces only what changed. */
typedef struct
{
  guint first_line, last_line; /* in the source, from 1, inclusive */
  gsize offset, length;        /* bytes of galley_document_get_html() */
  guint64 hash;                /* of those bytes */
} GalleyBlock;

typedef struct
{
  guint level;  /* 1 to 6, before heading_shift */
  char *text;   /* plain */
  char *anchor; /* the heading's id */
  guint line;   /* in the source, from 1 */
} GalleyHeading;

GalleyDocument *
galley_document_new (const char *text, gssize length, const GalleyMarkdownOptions *options);
void galley_document_free (GalleyDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyDocument, galley_document_free)

const char *galley_document_get_html (GalleyDocument *document, gsize *length);
const char *galley_document_get_warning (GalleyDocument *document);
const GalleyBlock *galley_document_get_blocks (GalleyDocument *document, gsize *n_blocks);
char *galley_document_get_excerpt_html (GalleyDocument *document);
char *galley_document_get_plain_text (GalleyDocument *document);
guint galley_document_get_word_count (GalleyDocument *document);
GPtrArray *galley_document_get_outline (GalleyDocument *document);
GStrv galley_document_get_links (GalleyDocument *document);
gboolean galley_document_excerpt_is_marked (GalleyDocument *document);
gboolean galley_document_has_html (GalleyDocument *document);

/* The whole in one call. Returns: (transfer full) */
char *
galley_markdown_to_html (const char *text, gssize length, const GalleyMarkdownOptions *options);
