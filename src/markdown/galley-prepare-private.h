/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-notes-scan-private.h"

typedef struct _GalleySmart GalleySmart;

/* A text, made ready for libcmark: line for line the same, but with marks (galley-marks-private.h)
 * around and in what the extensions read. */
typedef struct
{
  GArray *definitions;   /* (nullable) GalleyNoteDefinition, in the order of their lines */
  GHashTable *labels;    /* (nullable) folded label to 1 + index in definitions */
  GPtrArray *references; /* (nullable) what was written for each reference to a note, by number */
  GalleySmart *smart;    /* (nullable) to make punctuation smart afterwards; set before */
  gboolean post;         /* read what only posts have; set before */
  gboolean changed;      /* there are marks */
  gboolean braces;       /* there are some, which may hold attributes */
  gboolean tildes;       /* there are some, which may strike text through */
  gboolean ats;          /* there are some, which may be in mail addresses */
} GalleyPrepared;

char *
galley_prepare (GalleyPrepared *prepared, const char *text, gsize length, gsize *prepared_length);
void galley_prepared_clear (GalleyPrepared *prepared);
