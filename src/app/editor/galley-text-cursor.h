/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The place in a text view that one writes at. */
void galley_text_cursor_show (GtkTextView *view);
void galley_text_cursor_insert (GtkTextView *view, const char *text);
