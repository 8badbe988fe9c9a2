/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-buffer.h"
#include "galley-editor-private.h"

/* Where in the text the pane is, for a preview that goes along. Lines are counted from 0, with the
 * part of a line that is passed; the anchor is a height of the view, from 0 (top) to 1: at the
 * start of the text the top counts, at its end the bottom, so that both ends can be reached. */

static GtkAdjustment *
get_adjustment (GalleyEditor *editor)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (editor->view));
}

static double
get_anchor (GtkAdjustment *adjustment)
{
  double way = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  return way >= 1 ? CLAMP (gtk_adjustment_get_value (adjustment) / way, 0, 1) : 0;
}

/**
 * galley_editor_get_position:
 * @editor: the editor
 * @line: (out): of the text, from 0, with a fraction
 * @anchor: (out): at which height of the view it is
 * @lead: (out): how much of the first screen is passed, from 0 to 1
 *
 * Tells what is in view.
 */
void
galley_editor_get_position (GalleyEditor *editor, double *line, double *anchor, double *lead)
{
  GtkTextView *view = GTK_TEXT_VIEW (editor->view);
  GtkAdjustment *adjustment = get_adjustment (editor);
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);
  GtkTextIter iter;
  int y, height;
  int wanted;

  *anchor = get_anchor (adjustment);
  *lead = page >= 1 ? MIN (1, value / page) : 0;
  wanted = (int) (value + *anchor * page) - gtk_text_view_get_top_margin (view);
  gtk_text_view_get_line_at_y (view, &iter, MAX (wanted, 0), NULL);
  gtk_text_view_get_line_yrange (view, &iter, &y, &height);
  *line = gtk_text_iter_get_line (&iter) +
          (height > 0 ? CLAMP ((double) (wanted - y) / height, 0, 1) : 0);
}

/**
 * galley_editor_scroll_to:
 * @editor: the editor
 * @line: of the text, from 0, with a fraction
 * @anchor: at which height of the view it is to be
 *
 * Moves the text.
 */
void
galley_editor_scroll_to (GalleyEditor *editor, double line, double anchor)
{
  GtkTextView *view = GTK_TEXT_VIEW (editor->view);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkAdjustment *adjustment = get_adjustment (editor);
  GtkTextIter iter;
  int number = (int) CLAMP (line, 0, G_MAXINT / 2);
  int y, height;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, number);
  gtk_text_view_get_line_yrange (view, &iter, &y, &height);
  editor->following = TRUE;
  gtk_adjustment_set_value (adjustment, y + gtk_text_view_get_top_margin (view) +
                                            (line - number) * height -
                                            anchor * gtk_adjustment_get_page_size (adjustment));
  editor->following = FALSE;
}

/* The @nth (from 0) @word between two places, as a word of its own where there is one. */
static gboolean
find_word (GtkTextIter *from, const GtkTextIter *to, const char *word, guint nth)
{
  GtkTextIter start, end;

  while (gtk_text_iter_forward_search (from, word, GTK_TEXT_SEARCH_TEXT_ONLY, &start, &end, to))
    {
      if (nth-- == 0)
        {
          *from = start;
          return TRUE;
        }
      *from = end;
    }
  return FALSE;
}

/**
 * galley_editor_go_to:
 * @editor: the editor
 * @first: the first line of a block, from 1
 * @last: its last line
 * @word: a word in it, or ""
 * @nth: which of those words, from 0
 *
 * Puts the cursor there, and the keyboard into the text.
 */
void
galley_editor_go_to (GalleyEditor *editor, guint first, guint last, const char *word, guint nth)
{
  GtkTextView *view = GTK_TEXT_VIEW (editor->view);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end, found;

  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) MIN (first - 1, G_MAXINT / 2));
  gtk_text_buffer_get_iter_at_line (buffer, &end, (int) MIN (last - 1, G_MAXINT / 2));
  gtk_text_iter_forward_to_line_end (&end);
  found = start;
  if (word[0] == '\0' || !find_word (&found, &end, word, nth))
    found = start;
  gtk_text_buffer_place_cursor (buffer, &found);
  editor->following = TRUE;
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0.1, FALSE, 0, 0);
  editor->following = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

/* The bytes from @offset on, where they are @match still. */
static gboolean
find_hit (const char *text, const GalleyTextHit *hit, int *from, int *to)
{
  gsize length = strlen (hit->match);

  if (hit->offset > strlen (text) || strncmp (text + hit->offset, hit->match, length) != 0)
    return FALSE;
  *from = (int) g_utf8_strlen (text, (gssize) hit->offset);
  *to = *from + (int) g_utf8_strlen (hit->match, -1);
  return TRUE;
}

/* Selects what was found, where the post that it was found in is there. */
void
galley_editor_show_wanted (GalleyEditor *editor)
{
  GtkTextView *view = GTK_TEXT_VIEW (editor->view);
  g_autofree char *text = NULL;
  int from, to;

  if (editor->wanted == NULL || editor->post == NULL || editor->post->id != editor->wanted_id)
    return;
  if (editor->wanted->in_title)
    {
      gtk_widget_grab_focus (GTK_WIDGET (editor->title));
      if (find_hit (gtk_entry_get_text (editor->title), editor->wanted, &from, &to))
        gtk_editable_select_region (GTK_EDITABLE (editor->title), from, to);
    }
  else
    {
      text = galley_text_view_get_text (editor->view);
      gtk_widget_grab_focus (GTK_WIDGET (view));
      if (find_hit (text, editor->wanted, &from, &to))
        {
          galley_buffer_select (gtk_text_view_get_buffer (view), from, to);
          gtk_text_view_scroll_to_mark (
              view, gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)), 0, TRUE, 0, 0.3);
        }
    }
  g_clear_pointer (&editor->wanted, galley_text_hit_free);
}

/**
 * galley_editor_open_hit:
 * @editor: the editor
 * @id: of a post
 * @hit: what was found in it
 *
 * Shows the post, with what was found selected, where it stands there still.
 */
void
galley_editor_open_hit (GalleyEditor *editor, gint64 id, const GalleyTextHit *hit)
{
  g_clear_pointer (&editor->wanted, galley_text_hit_free);
  editor->wanted = galley_text_hit_copy (hit);
  editor->wanted_id = id;
  galley_editor_open_post (editor, id);
  galley_editor_show_wanted (editor);
}

static void
scrolled_cb (GalleyEditor *editor)
{
  if (!editor->following && !editor->loading && editor->post != NULL)
    galley_editor_emit (editor, GALLEY_EDITOR_SCROLLED);
}

/**
 * galley_editor_watch_position:
 * @editor: an editor that is being made
 *
 * From now on "scrolled" is emitted.
 */
void
galley_editor_watch_position (GalleyEditor *editor)
{
  g_signal_connect_object (get_adjustment (editor), "value-changed", G_CALLBACK (scrolled_cb),
                           editor, G_CONNECT_SWAPPED);
}
