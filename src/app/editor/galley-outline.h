/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A button that says in which section of the text the cursor is, and opens the list of sections,
 * which takes one there. */
#define GALLEY_TYPE_OUTLINE (galley_outline_get_type ())
G_DECLARE_FINAL_TYPE (GalleyOutline, galley_outline, GALLEY, OUTLINE, GtkMenuButton)

void galley_outline_set_headings (GalleyOutline *outline, GPtrArray *headings);
void galley_outline_set_view (GalleyOutline *outline, GtkTextView *view);
