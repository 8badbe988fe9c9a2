/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Lists and quotations, as they are written. Each is one step for undo. */
gboolean galley_lists_continue (GtkTextBuffer *buffer);
gboolean galley_lists_indent (GtkTextBuffer *buffer, gboolean back);
int galley_lists_find_content (const char *text);
