/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-view-private.h"

#define DIMMED 0.68        /* how much of the paper covers what is not at hand */
#define MAX_PARAGRAPH 2000 /* lines that are looked at for the ends of a paragraph */

static gboolean
is_blank (const GtkTextIter *line)
{
  GtkTextIter iter = *line;

  while (!gtk_text_iter_ends_line (&iter))
    {
      if (!g_unichar_isspace (gtk_text_iter_get_char (&iter)))
        return FALSE;
      gtk_text_iter_forward_char (&iter);
    }
  return TRUE;
}

/* The lines around the cursor up to blank ones, in buffer coordinates. */
static void
get_paragraph (GtkTextView *view, int *top, int *bottom)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter first, last, next;
  int y, height;

  gtk_text_buffer_get_iter_at_mark (buffer, &first, gtk_text_buffer_get_insert (buffer));
  gtk_text_iter_set_line_offset (&first, 0);
  last = first;
  if (!is_blank (&first))
    {
      next = first;
      for (guint n = 0; n < MAX_PARAGRAPH && gtk_text_iter_backward_line (&next); n++)
        {
          if (is_blank (&next))
            break;
          first = next;
        }
      next = last;
      for (guint n = 0; n < MAX_PARAGRAPH && gtk_text_iter_forward_line (&next); n++)
        {
          if (is_blank (&next))
            break;
          last = next;
        }
    }
  gtk_text_view_get_line_yrange (view, &first, top, &height);
  gtk_text_view_get_line_yrange (view, &last, &y, &height);
  *bottom = y + height;
}

/**
 * galley_text_focus_draw:
 * @view: a view in focus mode
 * @cr: drawn to in buffer coordinates, over the text
 *
 * Lets the paper shine through all but the paragraph at hand. Nothing of the buffer is touched, so
 * it costs the same for every length of text.
 */
void
galley_text_focus_draw (GalleyTextView *view, cairo_t *cr)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (view));
  GdkRGBA paper = { 1, 1, 1, 1 };
  GdkRectangle seen;
  int top, bottom;

  gtk_style_context_lookup_color (style, "theme_base_color", &paper);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (view), &seen);
  get_paragraph (GTK_TEXT_VIEW (view), &top, &bottom);
  cairo_save (cr);
  cairo_set_source_rgba (cr, paper.red, paper.green, paper.blue, DIMMED);
  cairo_rectangle (cr, seen.x - 2000, seen.y - 2000, seen.width + 4000, top - seen.y + 2000);
  cairo_rectangle (cr, seen.x - 2000, bottom, seen.width + 4000,
                   MAX (0, seen.y + seen.height - bottom + 2000));
  cairo_fill (cr);
  cairo_restore (cr);
}

/* By hand: GTK's own scrolling to a place leaves the view's margins out of account. */
static gboolean
center_cb (gpointer user_data)
{
  GalleyTextView *self = user_data;
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GdkRectangle area;
  GtkTextIter cursor;

  self->center_idle = 0;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &cursor, &area);
  gtk_adjustment_set_value (adjustment, area.y + area.height / 2 +
                                            gtk_text_view_get_top_margin (view) -
                                            gtk_adjustment_get_page_size (adjustment) / 2);
  gtk_widget_queue_draw (GTK_WIDGET (view));
  return G_SOURCE_REMOVE;
}

/* In typewriter mode, brings the line with the cursor to the middle before the next frame. */
void
galley_text_focus_center (GalleyTextView *view)
{
  if (view->typewriter && view->center_idle == 0)
    view->center_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, center_cb, view, NULL);
}

/* The cursor went elsewhere. */
static void
cursor_moved_cb (GalleyTextView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  if (self->focus_mode)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!gtk_text_buffer_get_has_selection (buffer))
    galley_text_focus_center (self);
}

void
galley_text_focus_init (GalleyTextView *view)
{
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                           "notify::cursor-position", G_CALLBACK (cursor_moved_cb), view,
                           G_CONNECT_SWAPPED);
}

/**
 * galley_text_view_set_focus_mode:
 * @view: a view
 * @on: whether all but the paragraph at hand is dimmed
 */
void
galley_text_view_set_focus_mode (GalleyTextView *view, gboolean on)
{
  view->focus_mode = on;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

/**
 * galley_text_view_set_typewriter:
 * @view: a view
 * @on: whether the line that is written stays in the middle
 */
void
galley_text_view_set_typewriter (GalleyTextView *view, gboolean on)
{
  view->typewriter = on;
  view->margin = -1;
  gtk_widget_queue_resize (GTK_WIDGET (view));
  cursor_moved_cb (view);
}
