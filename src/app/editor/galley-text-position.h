/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Where in the text a view is, for a preview that goes along. Lines are counted from 0, with the
 * part of a line that is passed; the anchor is a height of the view, from 0 (top) to 1: at the
 * start of the text the top counts, at its end the bottom, so that both ends can be reached.
 * Signal "scrolled": a person moved the text. */
#define GALLEY_TYPE_TEXT_POSITION (galley_text_position_get_type ())
G_DECLARE_FINAL_TYPE (GalleyTextPosition, galley_text_position, GALLEY, TEXT_POSITION, GObject)

GalleyTextPosition *galley_text_position_new (GtkTextView *view);
void
galley_text_position_get (GalleyTextPosition *position, double *line, double *anchor, double *lead);
void galley_text_position_scroll_to (GalleyTextPosition *position, double line, double anchor);
void galley_text_position_go_to (GalleyTextPosition *position,
                                 guint first,
                                 guint last,
                                 const char *word,
                                 guint nth);
int galley_text_position_get_cursor (GalleyTextPosition *position);
int galley_text_position_get_first_line (GalleyTextPosition *position);
void galley_text_position_restore (GalleyTextPosition *position, int cursor, int first_line);
gboolean
galley_text_position_select (GalleyTextPosition *position, const char *match, gsize offset);
