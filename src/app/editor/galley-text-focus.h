/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* What keeps the eye on the line that is written: focus mode dims all but its paragraph, typewriter
 * mode keeps it in the middle. */
typedef struct _GalleyTextFocus GalleyTextFocus;

GalleyTextFocus *galley_text_focus_new (GtkTextView *view);
void galley_text_focus_free (GalleyTextFocus *focus);
void galley_text_focus_set_dimmed (GalleyTextFocus *focus, gboolean dimmed);
void galley_text_focus_set_centered (GalleyTextFocus *focus, gboolean centered);
gboolean galley_text_focus_is_centered (GalleyTextFocus *focus);
void galley_text_focus_center (GalleyTextFocus *focus);
void galley_text_focus_draw (GalleyTextFocus *focus, cairo_t *cr);
