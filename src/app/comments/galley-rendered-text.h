/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A reader's Markdown in a text view, as the page will show it: the HTML of the page, with its tags
 * made into tags of the buffer. */
void galley_rendered_text_add_tags (GtkTextBuffer *buffer);
void galley_rendered_text_append (GtkTextBuffer *buffer, const char *markdown);
char *galley_rendered_text_begin (const char *markdown, guint length);
