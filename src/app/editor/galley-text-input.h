/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

/* Keys that do more than to write a letter: they go on with a list, go through a table, or surround
 * what is selected. */
gboolean galley_text_input_key (GtkTextView *view, GdkEventKey *event);
