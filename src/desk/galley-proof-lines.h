/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-markdown.h"

/* Where in a Markdown text the things stand that its HTML shows. */
typedef struct
{
  const char *body;
  const char *html;
  const GalleyBlock *blocks;
  gsize n_blocks;
  GArray *starts; /* of gsize: where each line of the body begins, and its end */
} GalleyProofLines;

void galley_proof_lines_init (GalleyProofLines *lines, const char *body, GalleyDocument *document);
void galley_proof_lines_clear (GalleyProofLines *lines);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyProofLines, galley_proof_lines_clear)

const GalleyBlock *galley_proof_lines_find_block (const GalleyProofLines *lines, const char *at);
const char *galley_proof_lines_get_source (const GalleyProofLines *lines,
                                           const GalleyBlock *block,
                                           gsize *length);
/* Where something is written. */
typedef struct
{
  guint line;           /* from 1; 0: not known */
  gsize offset, length; /* bytes of the body; of the line where no more is known, with length 0 */
} GalleyProofPlace;

void galley_proof_lines_find (const GalleyProofLines *lines,
                              const GalleyBlock *block,
                              const char *needle,
                              GalleyProofPlace *place);
