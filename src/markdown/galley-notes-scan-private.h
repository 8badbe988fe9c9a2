/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Where the definition of a note begins, "[^label]:", found before the text is parsed. */
typedef struct
{
  char *label;  /* folded, for comparing */
  guint line;   /* from 1 */
  gsize offset; /* of the "[" */
  gsize length; /* to after the ":" */
} GalleyNoteDefinition;

GArray *galley_notes_scan (const char *text, gsize length);
gsize galley_notes_scan_label (const char *text, gsize length);
char *galley_notes_scan_fold (const char *label, gsize length);
char galley_notes_scan_choose_marker (const char *text, gsize length);
