/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-focus.h"

#define DIMMED 0.68        /* how much of the paper covers what is not at hand */
#define MAX_PARAGRAPH 2000 /* lines that are looked at for the ends of a paragraph */

struct _GalleyTextFocus
{
  GtkTextView *view; /* (unowned): it owns this */
  gboolean dimmed, centered;
  guint center_idle;
};

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
 * @focus: the focus of a view that is being drawn
 * @cr: drawn to in buffer coordinates, over the text
 *
 * In focus mode, lets the paper shine through all but the paragraph at hand. Nothing of the buffer
 * is touched, so it costs the same for every length of text.
 */
void
galley_text_focus_draw (GalleyTextFocus *focus, cairo_t *cr)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (focus->view));
  GdkRGBA paper = { 1, 1, 1, 1 };
  GdkRectangle seen;
  int top, bottom;

  if (!focus->dimmed)
    return;
  gtk_style_context_lookup_color (style, "theme_base_color", &paper);
  gtk_text_view_get_visible_rect (focus->view, &seen);
  get_paragraph (focus->view, &top, &bottom);
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
  GalleyTextFocus *self = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GdkRectangle area;
  GtkTextIter cursor;

  self->center_idle = 0;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (self->view, &cursor, &area);
  gtk_adjustment_set_value (adjustment, area.y + area.height / 2 +
                                            gtk_text_view_get_top_margin (self->view) -
                                            gtk_adjustment_get_page_size (adjustment) / 2);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
  return G_SOURCE_REMOVE;
}

/**
 * galley_text_focus_center:
 * @focus: the focus of a view
 *
 * In typewriter mode, brings the line with the cursor to the middle before the next frame.
 */
void
galley_text_focus_center (GalleyTextFocus *focus)
{
  if (focus->centered && focus->center_idle == 0)
    focus->center_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, center_cb, focus, NULL);
}

/* The cursor went elsewhere. */
static void
cursor_moved_cb (GalleyTextFocus *self)
{
  if (self->dimmed)
    gtk_widget_queue_draw (GTK_WIDGET (self->view));
  if (!gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (self->view)))
    galley_text_focus_center (self);
}

/**
 * galley_text_focus_new:
 * @view: (transfer none): a view that keeps its buffer, and frees the focus
 *
 * Returns: (transfer full): its focus, in neither mode
 */
GalleyTextFocus *
galley_text_focus_new (GtkTextView *view)
{
  GalleyTextFocus *focus = g_new0 (GalleyTextFocus, 1);

  focus->view = view;
  g_signal_connect_swapped (gtk_text_view_get_buffer (view), "notify::cursor-position",
                            G_CALLBACK (cursor_moved_cb), focus);
  return focus;
}

/**
 * galley_text_focus_free:
 * @focus: (nullable): the focus of a view
 *
 * Frees it.
 */
void
galley_text_focus_free (GalleyTextFocus *focus)
{
  if (focus == NULL)
    return;
  g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (focus->view), focus);
  g_clear_handle_id (&focus->center_idle, g_source_remove);
  g_free (focus);
}

/**
 * galley_text_focus_set_dimmed:
 * @focus: the focus of a view
 * @dimmed: whether all but the paragraph at hand is dimmed
 *
 * Turns focus mode on or off.
 */
void
galley_text_focus_set_dimmed (GalleyTextFocus *focus, gboolean dimmed)
{
  focus->dimmed = dimmed;
  gtk_widget_queue_draw (GTK_WIDGET (focus->view));
}

/**
 * galley_text_focus_set_centered:
 * @focus: the focus of a view
 * @centered: whether the line that is written stays in the middle
 *
 * Turns typewriter mode on or off.
 */
void
galley_text_focus_set_centered (GalleyTextFocus *focus, gboolean centered)
{
  focus->centered = centered;
  cursor_moved_cb (focus);
}

/**
 * galley_text_focus_is_centered:
 * @focus: the focus of a view
 *
 * Returns: whether the line that is written stays in the middle
 */
gboolean
galley_text_focus_is_centered (GalleyTextFocus *focus)
{
  return focus->centered;
}
