/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

/* The editor's text: Markdown on GtkSourceView, in a column of comfortable width whose margins take
 * up what the window has to spare, spelled in the post's language. Signal "pictures" (GPtrArray of
 * GalleyPictureSource): somebody pasted or dropped pictures at the cursor. */
#define GALLEY_TYPE_TEXT_VIEW (galley_text_view_get_type ())
G_DECLARE_FINAL_TYPE (GalleyTextView, galley_text_view, GALLEY, TEXT_VIEW, GtkSourceView)

void galley_text_view_set_text (GalleyTextView *view, const char *text);
char *galley_text_view_get_text (GalleyTextView *view);
guint galley_text_view_get_generation (GalleyTextView *view);
void galley_text_view_paste (GalleyTextView *view, gboolean plain);
void galley_text_view_set_focus_mode (GalleyTextView *view, gboolean on);
void galley_text_view_set_typewriter (GalleyTextView *view, gboolean on);
void galley_text_view_set_spelled (GalleyTextView *view, gboolean on);
void galley_text_view_set_font (GalleyTextView *view, const char *font);
void galley_text_view_set_language (GalleyTextView *view, const char *language);
