/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document-private.h"

/* What braces after a block say of it, as far as it is written. */
typedef struct
{
  char *id;      /* (nullable) */
  char *classes; /* (nullable): with a space between two */
} GalleyAttributes;

void galley_attributes_apply (GalleyDocument *document, cmark_node *node);
const GalleyAttributes *galley_attributes_get (GalleyDocument *document, cmark_node *node);
