/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Tables in the text. Each is one step for undo. */
void galley_table_insert (GtkTextBuffer *buffer);
gboolean galley_table_tidy_at_cursor (GtkTextBuffer *buffer);
gboolean galley_table_next_cell (GtkTextBuffer *buffer, gboolean back);
