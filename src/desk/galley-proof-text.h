/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-finding.h"

/* An address that stands in a text, as its author wrote it. */
typedef struct
{
  char *address;
  gboolean is_picture;
  guint line;   /* from 1; 0: not known */
  gsize offset; /* in bytes of the text */
  char *written;
} GalleyReference;

/* What is known of a text by itself, without the site around it: kept as long as the text does not
 * change. */
typedef struct
{
  GPtrArray *findings;   /* of GalleyFinding, of no post */
  GPtrArray *references; /* of GalleyReference */
  GHashTable *anchors;   /* a set of char*: the ids of its elements */
} GalleyProofText;

GalleyProofText *galley_proof_text_new (const char *body, gboolean allow_raw_html);
void galley_proof_text_free (GalleyProofText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyProofText, galley_proof_text_free)
