/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

/* Finds and replaces in the text of a view. */
#define GALLEY_TYPE_FIND_BAR (galley_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFindBar, galley_find_bar, GALLEY, FIND_BAR, GtkRevealer)

void galley_find_bar_set_view (GalleyFindBar *bar, GtkSourceView *view);
void galley_find_bar_open (GalleyFindBar *bar, gboolean replace);
void galley_find_bar_next (GalleyFindBar *bar);
void galley_find_bar_previous (GalleyFindBar *bar);
