/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Markdown's marks, put in and taken out of a text buffer. Each is one step for undo. */
void galley_format_wrap (GtkTextBuffer *buffer, const char *mark);
void galley_format_link (GtkTextBuffer *buffer);
void galley_format_prefix_lines (GtkTextBuffer *buffer, const char *prefix);
void galley_format_heading (GtkTextBuffer *buffer);
gboolean galley_format_continue_list (GtkTextBuffer *buffer);
