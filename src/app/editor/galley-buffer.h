/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Text buffers by lines and offsets, in characters from 0. */
char *galley_buffer_get_line (GtkTextBuffer *buffer, int line);
int galley_buffer_get_cursor_line (GtkTextBuffer *buffer);
void galley_buffer_get_selected_lines (GtkTextBuffer *buffer, int *first, int *last);
void galley_buffer_replace_in_line (GtkTextBuffer *buffer,
                                    int line,
                                    int start,
                                    int length,
                                    const char *text);
void galley_buffer_replace_line (GtkTextBuffer *buffer, int line, const char *text);
char *galley_buffer_get_range (GtkTextBuffer *buffer, int from, int to);
void galley_buffer_replace_range (GtkTextBuffer *buffer, int from, int to, const char *text);
void galley_buffer_select (GtkTextBuffer *buffer, int from, int to);
void galley_buffer_place_in_line (GtkTextBuffer *buffer, int line, int offset);
void galley_buffer_get_words (GtkTextBuffer *buffer, int *from, int *to);
