/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Markdown's marks, put in and taken out of a text buffer. Each is one step for undo. */
void galley_format_wrap (GtkTextBuffer *buffer, const char *mark);
void galley_format_code (GtkTextBuffer *buffer);
void galley_format_surround (GtkTextBuffer *buffer, const char *before, const char *after);
void galley_format_write_link (GtkTextBuffer *buffer,
                               int from,
                               int to,
                               const char *text,
                               const char *address);
void galley_format_link_to (GtkTextBuffer *buffer, const char *address, const char *text);
char *galley_format_escape (const char *text);
void galley_format_prefix_lines (GtkTextBuffer *buffer, const char *prefix);
void galley_format_heading (GtkTextBuffer *buffer);
void galley_format_heading_level (GtkTextBuffer *buffer, guint level);
