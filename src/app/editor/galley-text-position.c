/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-position.h"

#include <string.h>

#include "galley-buffer.h"

struct _GalleyTextPosition
{
  GObject parent_instance;
  GtkTextView *view;  /* (unowned): its owner has this too */
  gboolean following; /* the text is being moved along with something else */
};

enum
{
  SCROLLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyTextPosition, galley_text_position, G_TYPE_OBJECT)

static GtkAdjustment *
get_adjustment (GalleyTextPosition *position)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (position->view));
}

static double
get_anchor (GtkAdjustment *adjustment)
{
  double way = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  return way >= 1 ? CLAMP (gtk_adjustment_get_value (adjustment) / way, 0, 1) : 0;
}

/**
 * galley_text_position_get:
 * @position: of a view
 * @line: (out): of the text, from 0, with a fraction
 * @anchor: (out): at which height of the view it is
 * @lead: (out): how much of the first screen is passed, from 0 to 1
 *
 * Tells what is in view.
 */
void
galley_text_position_get (GalleyTextPosition *position, double *line, double *anchor, double *lead)
{
  GtkTextView *view = position->view;
  GtkAdjustment *adjustment = get_adjustment (position);
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
 * galley_text_position_scroll_to:
 * @position: of a view
 * @line: of the text, from 0, with a fraction
 * @anchor: at which height of the view it is to be
 *
 * Moves the text.
 */
void
galley_text_position_scroll_to (GalleyTextPosition *position, double line, double anchor)
{
  GtkTextView *view = position->view;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkAdjustment *adjustment = get_adjustment (position);
  GtkTextIter iter;
  int number = (int) CLAMP (line, 0, G_MAXINT / 2);
  int y, height;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, number);
  gtk_text_view_get_line_yrange (view, &iter, &y, &height);
  position->following = TRUE;
  gtk_adjustment_set_value (adjustment, y + gtk_text_view_get_top_margin (view) +
                                            (line - number) * height -
                                            anchor * gtk_adjustment_get_page_size (adjustment));
  position->following = FALSE;
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
 * galley_text_position_go_to:
 * @position: of a view
 * @first: the first line of a block, from 1
 * @last: its last line
 * @word: a word in it, or ""
 * @nth: which of those words, from 0
 *
 * Puts the cursor there, and the keyboard into the text.
 */
void
galley_text_position_go_to (GalleyTextPosition *position,
                            guint first,
                            guint last,
                            const char *word,
                            guint nth)
{
  GtkTextView *view = position->view;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end, found;

  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) MIN (first - 1, G_MAXINT / 2));
  gtk_text_buffer_get_iter_at_line (buffer, &end, (int) MIN (last - 1, G_MAXINT / 2));
  gtk_text_iter_forward_to_line_end (&end);
  found = start;
  if (word[0] == '\0' || !find_word (&found, &end, word, nth))
    found = start;
  gtk_text_buffer_place_cursor (buffer, &found);
  position->following = TRUE;
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0.1, FALSE, 0, 0);
  position->following = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

/**
 * galley_text_position_get_cursor:
 * @position: of a view
 *
 * Returns: where the cursor is, in characters from the start of the text
 */
int
galley_text_position_get_cursor (GalleyTextPosition *position)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (position->view);
  int cursor;

  g_object_get (buffer, "cursor-position", &cursor, NULL);
  return cursor;
}

/**
 * galley_text_position_get_first_line:
 * @position: of a view
 *
 * Returns: the first line in view, from 0
 */
int
galley_text_position_get_first_line (GalleyTextPosition *position)
{
  GdkRectangle visible;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (position->view, &visible);
  gtk_text_view_get_line_at_y (position->view, &iter, visible.y, NULL);
  return gtk_text_iter_get_line (&iter);
}

/**
 * galley_text_position_restore:
 * @position: of a view
 * @cursor: in characters from the start of the text
 * @first_line: from 0
 *
 * Shows a text as it was left. What is past its end by now is its end.
 */
void
galley_text_position_restore (GalleyTextPosition *position, int cursor, int first_line)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (position->view);
  GtkTextMark *mark;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, MAX (cursor, 0));
  gtk_text_buffer_place_cursor (buffer, &iter);
  if (first_line <= 0)
    return;
  gtk_text_buffer_get_iter_at_line (buffer, &iter, first_line);
  mark = gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE);
  gtk_text_view_scroll_to_mark (position->view, mark, 0, TRUE, 0, 0);
  gtk_text_buffer_delete_mark (buffer, mark);
}

/**
 * galley_text_position_select:
 * @position: of a view
 * @match: what is to be there
 * @offset: where, in bytes from the start of the text
 *
 * Selects a part of the text, where it is there still, and gives the text the keyboard.
 *
 * Returns: whether it is there
 */
gboolean
galley_text_position_select (GalleyTextPosition *position, const char *match, gsize offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (position->view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  int from;

  gtk_widget_grab_focus (GTK_WIDGET (position->view));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (offset > strlen (text) || !g_str_has_prefix (text + offset, match))
    return FALSE;
  from = (int) g_utf8_strlen (text, (gssize) offset);
  galley_buffer_select (buffer, from, from + (int) g_utf8_strlen (match, -1));
  gtk_text_view_scroll_to_mark (position->view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0,
                                0.3);
  return TRUE;
}

static void
scrolled_cb (GalleyTextPosition *self)
{
  if (!self->following)
    g_signal_emit (self, signals[SCROLLED], 0);
}

static void
galley_text_position_class_init (GalleyTextPositionClass *class)
{
  signals[SCROLLED] = g_signal_new ("scrolled", GALLEY_TYPE_TEXT_POSITION, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_text_position_init (GalleyTextPosition *self)
{
}

/**
 * galley_text_position_new:
 * @view: a view, which lives as long
 *
 * Returns: (transfer full): where it is
 */
GalleyTextPosition *
galley_text_position_new (GtkTextView *view)
{
  GalleyTextPosition *self = g_object_new (GALLEY_TYPE_TEXT_POSITION, NULL);

  self->view = view;
  g_signal_connect_object (get_adjustment (self), "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
