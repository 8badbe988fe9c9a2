/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-session.h"
#include "galley-post.h"
#include "galley-replace.h"

/* The pane that a post is written in. What is typed is saved while it is typed. Signals:
 * "loaded": it shows another post, or none; "edited" (gboolean): something of the post, or only its
 * text, changed on the screen; "saved" (gint64): that was kept; "status-changed": what
 * galley_editor_get_status() and the post's status say; "scrolled": a person moved the text;
 * "said" (string): a word for the person, that goes by. */
#define GALLEY_TYPE_EDITOR (galley_editor_get_type ())
G_DECLARE_FINAL_TYPE (GalleyEditor, galley_editor, GALLEY, EDITOR, GtkBox)

GtkWidget *galley_editor_new (void);
void galley_editor_set_session (GalleyEditor *editor, GalleySession *session);
void galley_editor_open_post (GalleyEditor *editor, gint64 id);
void galley_editor_open_hit (GalleyEditor *editor, gint64 id, const GalleyTextHit *hit);
void galley_editor_hold (GalleyEditor *editor);
void galley_editor_reload (GalleyEditor *editor);
void galley_editor_new_post (GalleyEditor *editor);
void galley_editor_close_post (GalleyEditor *editor);
gint64 galley_editor_get_post_id (GalleyEditor *editor);
const GalleyPost *galley_editor_get_post (GalleyEditor *editor);
GalleyPost *galley_editor_take_snapshot (GalleyEditor *editor);
char *galley_editor_get_status (GalleyEditor *editor);
char *galley_editor_get_part (GalleyEditor *editor);
char *galley_editor_get_selected_words (GalleyEditor *editor);
void galley_editor_focus_title (GalleyEditor *editor);
void galley_editor_show_properties (GalleyEditor *editor);
void galley_editor_get_position (GalleyEditor *editor, double *line, double *anchor, double *lead);
void galley_editor_scroll_to (GalleyEditor *editor, double line, double anchor);
void
galley_editor_go_to (GalleyEditor *editor, guint first, guint last, const char *word, guint nth);

void
galley_editor_flush_async (GalleyEditor *editor, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_editor_flush_finish (GalleyEditor *editor, GAsyncResult *result, GError **error);
