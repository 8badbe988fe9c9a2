/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-buffer.h"

static void
get_line_bounds (GtkTextBuffer *buffer, int line, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_line (buffer, start, line);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

/**
 * galley_buffer_get_line:
 * @buffer: a buffer
 * @line: which one, from 0
 *
 * Returns: (transfer full): its text, without the line's end
 */
char *
galley_buffer_get_line (GtkTextBuffer *buffer, int line)
{
  GtkTextIter start, end;

  get_line_bounds (buffer, line, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * galley_buffer_get_cursor_line:
 * @buffer: a buffer
 *
 * Returns: the line that the cursor is in, from 0
 */
int
galley_buffer_get_cursor_line (GtkTextBuffer *buffer)
{
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_line (&cursor);
}

/**
 * galley_buffer_get_selected_lines:
 * @buffer: a buffer
 * @first: (out): the first line of the selection, or the cursor's
 * @last: (out): the last one; not one of which only the start is in the selection
 */
void
galley_buffer_get_selected_lines (GtkTextBuffer *buffer, int *first, int *last)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  *first = gtk_text_iter_get_line (&start);
  *last = gtk_text_iter_get_line (&end);
  if (*last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
}

/**
 * galley_buffer_replace_in_line:
 * @buffer: a buffer
 * @line: which line
 * @start: where in it
 * @length: how many characters go
 * @text: what comes
 */
void
galley_buffer_replace_in_line (GtkTextBuffer *buffer,
                               int line,
                               int start,
                               int length,
                               const char *text)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_line (buffer, &from, line);
  gtk_text_iter_forward_chars (&from, start);
  to = from;
  gtk_text_iter_forward_chars (&to, length);
  gtk_text_buffer_delete (buffer, &from, &to);
  gtk_text_buffer_insert (buffer, &from, text, -1);
}

/**
 * galley_buffer_replace_line:
 * @buffer: a buffer
 * @line: which line
 * @text: what it is to be, without the line's end
 *
 * Does nothing where it is that already.
 */
void
galley_buffer_replace_line (GtkTextBuffer *buffer, int line, const char *text)
{
  GtkTextIter start, end;
  g_autofree char *before = galley_buffer_get_line (buffer, line);

  if (g_str_equal (before, text))
    return;
  get_line_bounds (buffer, line, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
}

/**
 * galley_buffer_get_range:
 * @buffer: a buffer
 * @from: an offset
 * @to: an offset after it
 *
 * Returns: (transfer full): the text between them
 */
char *
galley_buffer_get_range (GtkTextBuffer *buffer, int from, int to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * galley_buffer_replace_range:
 * @buffer: a buffer
 * @from: an offset
 * @to: an offset after it, or the same
 * @text: what comes between them
 */
void
galley_buffer_replace_range (GtkTextBuffer *buffer, int from, int to, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
  if (from < to)
    gtk_text_buffer_delete (buffer, &start, &end);
  if (text[0] != '\0')
    gtk_text_buffer_insert (buffer, &start, text, -1);
}

/**
 * galley_buffer_select:
 * @buffer: a buffer
 * @from: where the selection begins
 * @to: where it ends, and the cursor is
 */
void
galley_buffer_select (GtkTextBuffer *buffer, int from, int to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

/**
 * galley_buffer_place_in_line:
 * @buffer: a buffer
 * @line: which line
 * @offset: characters from its start; at most up to its end
 *
 * Puts the cursor there.
 */
void
galley_buffer_place_in_line (GtkTextBuffer *buffer, int line, int offset)
{
  GtkTextIter start, end;

  get_line_bounds (buffer, line, &start, &end);
  gtk_text_iter_forward_chars (&start, offset);
  gtk_text_buffer_place_cursor (buffer, gtk_text_iter_compare (&start, &end) > 0 ? &end : &start);
}

/**
 * galley_buffer_get_words:
 * @buffer: a buffer
 * @from: (out): where the selection begins without the white space at its ends, or the word that
 *   the cursor is in
 * @to: (out): where it ends
 */
void
galley_buffer_get_words (GtkTextBuffer *buffer, int *from, int *to)
{
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end) &&
      gtk_text_iter_inside_word (&start) && !gtk_text_iter_starts_word (&start))
    {
      gtk_text_iter_backward_word_start (&start);
      gtk_text_iter_forward_word_end (&end);
    }
  while (gtk_text_iter_compare (&start, &end) < 0 &&
         g_unichar_isspace (gtk_text_iter_get_char (&start)))
    gtk_text_iter_forward_char (&start);
  while (gtk_text_iter_compare (&start, &end) < 0)
    {
      GtkTextIter before = end;

      gtk_text_iter_backward_char (&before);
      if (!g_unichar_isspace (gtk_text_iter_get_char (&before)))
        break;
      end = before;
    }
  *from = gtk_text_iter_get_offset (&start);
  *to = gtk_text_iter_get_offset (&end);
}
