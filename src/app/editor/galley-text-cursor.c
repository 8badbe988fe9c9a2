/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-cursor.h"

/**
 * galley_text_cursor_show:
 * @view: a view
 *
 * Scrolls to the cursor where it cannot be seen.
 */
void
galley_text_cursor_show (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
}

/**
 * galley_text_cursor_insert:
 * @view: a view
 * @text: UTF-8
 *
 * Puts text in the place of the selection, or at the cursor, as one step for undo.
 */
void
galley_text_cursor_insert (GtkTextView *view, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  galley_text_cursor_show (view);
}
