/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "galley-document-private.h"

/* What one writing of the tree, or a part of it, is to be. */
typedef struct
{
  GalleyDocument *document;
  GString *out;
  gboolean excerpt;       /* without ids and references to notes, to stand beside the whole */
  guint n_headings;       /* written so far */
  const GalleyNote *note; /* whose definition is written */
  cmark_node *image;      /* inside which only text is written, into the alt attribute */
  gboolean raw_html;      /* HTML that stands in the text was written */
  guint links;            /* open around the node in hand */
} GalleyWriter;

/* As g_string_append_len(), which is most of what a writer does. */
static inline void
galley_html_put_bytes (GString *out, const char *text, gsize length)
{
  if (G_UNLIKELY (length >= out->allocated_len - out->len))
    {
      g_string_append_len (out, text, length);
      return;
    }
  memcpy (out->str + out->len, text, length);
  out->len += length;
  out->str[out->len] = '\0';
}

static inline void
galley_html_put (GString *out, const char *text)
{
  galley_html_put_bytes (out, text, strlen (text));
}

/* What must not stand in HTML as it is. */
#define GALLEY_HTML_SPECIAL "\"&<>"

const char *galley_html_append_until (GString *out, const char *text, const char *stops);
void galley_html_append_bytes (GString *out, const char *text, gsize length);
void galley_html_append_escaped (GString *out, const char *text);
void galley_html_append_address_bytes (GString *out, const char *address, gsize length);
void galley_html_append_address (GString *out, const char *address);
void galley_html_start_line (GString *out);

void galley_write_raw_html (GalleyWriter *writer, cmark_node *node);
void galley_html_clean_from (GalleyWriter *writer, gsize start);

void galley_write_note_id (GalleyWriter *writer,
                           const char *kind,
                           const GalleyNote *note,
                           guint occurrence);
void galley_write_note_reference (GalleyWriter *writer, guint number);
void galley_write_backreferences (GalleyWriter *writer);

void galley_write_inline (GalleyWriter *writer, cmark_node *node, gboolean entering);
void galley_write_node (GalleyWriter *writer, cmark_node *node);
void galley_write_clean_node (GalleyWriter *writer, cmark_node *node);
void galley_write_notes (GalleyWriter *writer);
