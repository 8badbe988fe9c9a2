/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks around text: emphasis and code. */
#include <string.h>

#include "galley-buffer.h"
#include "galley-format.h"
#include "galley-lists.h"

/* Text that gets marks, without space at its ends. Emphasis does not reach over the end of a
 * paragraph, nor over the marks that begin an item. */
typedef struct
{
  int from, to;
} Piece;

/* How often a character stands before (-1) or after (1) an offset, up to 3. */
static int
count_marks (GtkTextBuffer *buffer, int offset, char mark, int step)
{
  GtkTextIter iter;
  int n = 0;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  while (n < 3)
    {
      if (step < 0 && !gtk_text_iter_backward_char (&iter))
        break;
      if (gtk_text_iter_get_char (&iter) != (gunichar) mark)
        break;
      n++;
      if (step > 0 && !gtk_text_iter_forward_char (&iter))
        break;
    }
  return n;
}

/* Whether there are such marks around: of three stars one is for emphasis and two for strength. */
static gboolean
is_wrapped (GtkTextBuffer *buffer, const Piece *piece, const char *mark)
{
  int n = MIN (count_marks (buffer, piece->from, mark[0], -1),
               count_marks (buffer, piece->to, mark[0], 1));

  return mark[1] == '\0' ? n == 1 || n == 3 : n >= 2;
}

/* The marks, or those of one end, may be selected as well. */
static void
leave_marks_out (GtkTextBuffer *buffer, Piece *piece, const char *mark)
{
  int length = (int) strlen (mark);
  Piece inner = *piece;
  g_autofree char *text = NULL;

  if (count_marks (buffer, piece->from, mark[0], 1) == length)
    inner.from += length;
  if (count_marks (buffer, piece->to, mark[0], -1) == length)
    inner.to -= length;
  if (inner.from >= inner.to || !is_wrapped (buffer, &inner, mark))
    return;
  text = galley_buffer_get_range (buffer, inner.from, inner.to);
  if (strstr (text, mark) == NULL)
    *piece = inner;
}

/* The selection, or the word at the cursor, in pieces: a line that begins an item, a quotation or a
 * heading, or stands after an empty one, begins another piece. */
static GArray *
find_pieces (GtkTextBuffer *buffer, const char *mark)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  gboolean goes_on = FALSE;
  Piece whole;
  GtkTextIter iter;
  int first, last;

  galley_buffer_get_words (buffer, &whole.from, &whole.to);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, whole.from);
  first = gtk_text_iter_get_line (&iter);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, whole.to);
  last = gtk_text_iter_get_line (&iter);
  for (int line = first; first < last && line <= last; line++)
    {
      g_autofree char *text = galley_buffer_get_line (buffer, line);
      int begin = galley_lists_find_content (text);
      Piece piece;

      gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
      piece.from = gtk_text_iter_get_offset (&iter) + begin;
      piece.to = gtk_text_iter_get_offset (&iter) + (int) g_utf8_strlen (g_strchomp (text), -1);
      piece.from = MAX (piece.from, whole.from);
      piece.to = MIN (piece.to, whole.to);
      if (piece.from >= piece.to)
        goes_on = FALSE;
      else if (goes_on && strspn (text, " \t") == (gsize) begin)
        g_array_index (pieces, Piece, pieces->len - 1).to = piece.to;
      else
        {
          g_array_append_val (pieces, piece);
          goes_on = text[0] != '#';
        }
    }
  if (pieces->len == 0)
    g_array_append_val (pieces, whole);
  for (guint i = 0; i < pieces->len; i++)
    leave_marks_out (buffer, &g_array_index (pieces, Piece, i), mark);
  return pieces;
}

/* Behind the marks, where the cursor stands before those that end what was written: the key that
 * began it ends it. */
static gboolean
step_out (GtkTextBuffer *buffer, const Piece *piece, const char *mark)
{
  int length = (int) strlen (mark);
  GtkTextIter before;

  gtk_text_buffer_get_iter_at_offset (buffer, &before, piece->from);
  if (piece->from != piece->to || count_marks (buffer, piece->to, mark[0], 1) < length ||
      gtk_text_iter_starts_line (&before) || !gtk_text_iter_backward_char (&before) ||
      g_unichar_isspace (gtk_text_iter_get_char (&before)) ||
      gtk_text_iter_get_char (&before) == (gunichar) mark[0])
    return FALSE;
  galley_buffer_select (buffer, piece->to + length, piece->to + length);
  return TRUE;
}

/**
 * galley_format_wrap:
 * @buffer: a buffer
 * @mark: ASCII that goes before and after, once or twice the same: "**"
 *
 * Puts marks around the selection or the word at the cursor, or takes them away where all of it has
 * them. Each paragraph of the selection gets its own.
 */
void
galley_format_wrap (GtkTextBuffer *buffer, const char *mark)
{
  g_autoptr (GArray) pieces = find_pieces (buffer, mark);
  int length = (int) strlen (mark), from, to, n_marks = 0;
  gboolean off = TRUE;

  if (step_out (buffer, &g_array_index (pieces, Piece, 0), mark))
    return;
  from = g_array_index (pieces, Piece, 0).from;
  to = g_array_index (pieces, Piece, pieces->len - 1).to;
  for (guint i = 0; i < pieces->len; i++)
    off = off && is_wrapped (buffer, &g_array_index (pieces, Piece, i), mark);
  gtk_text_buffer_begin_user_action (buffer);
  for (guint i = pieces->len; i-- > 0;)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (is_wrapped (buffer, piece, mark) != off)
        continue;
      galley_buffer_replace_range (buffer, piece->to, piece->to + (off ? length : 0),
                                   off ? "" : mark);
      galley_buffer_replace_range (buffer, piece->from - (off ? length : 0), piece->from,
                                   off ? "" : mark);
      n_marks += i == pieces->len - 1 ? 1 : 2;
      from += i == 0 ? (off ? -length : length) : 0;
    }
  galley_buffer_select (buffer, from, to + n_marks * (off ? -length : length));
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * galley_format_surround:
 * @buffer: a buffer with a selection
 * @before: what goes before it
 * @after: what goes after it
 *
 * The selection stays selected, so that "*" twice makes it strong.
 */
void
galley_format_surround (GtkTextBuffer *buffer, const char *before, const char *after)
{
  int length = (int) g_utf8_strlen (before, -1), from, to;
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  from = gtk_text_iter_get_offset (&start);
  to = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_begin_user_action (buffer);
  galley_buffer_replace_range (buffer, to, to, after);
  galley_buffer_replace_range (buffer, from, from, before);
  galley_buffer_select (buffer, from + length, to + length);
  gtk_text_buffer_end_user_action (buffer);
}

/* The longest row of backticks. */
static gsize
count_backticks (const char *text)
{
  gsize longest = 0;

  for (const char *p = strchr (text, '`'); p != NULL; p = strchr (p, '`'))
    {
      gsize length = strspn (p, "`");

      longest = MAX (longest, length);
      p += length;
    }
  return longest;
}

/* Whether one backtick before and after says it: no backtick is in it, or these. */
static gboolean
is_plain_code (const char *text)
{
  const char *second = text[0] == '`' ? strchr (text + 1, '`') : NULL;

  return strchr (text, '`') == NULL || (second != NULL && second[1] == '\0');
}

/* Code with backticks in it stands between more of them: CommonMark 0.30, 6.1. */
static void
mark_code (GtkTextBuffer *buffer)
{
  int from, to, length;
  g_autofree char *text = NULL;
  g_autofree char *fence = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  galley_buffer_get_words (buffer, &from, &to);
  text = galley_buffer_get_range (buffer, from, to);
  if (is_plain_code (text))
    {
      galley_format_wrap (buffer, "`");
      return;
    }
  fence = g_strnfill (count_backticks (text) + 1, '`');
  before = g_strconcat (fence, " ", NULL);
  after = g_strconcat (" ", fence, NULL);
  length = (int) strlen (before);
  left = galley_buffer_get_range (buffer, MAX (from - length, 0), from);
  right = galley_buffer_get_range (buffer, to, to + length);
  galley_buffer_select (buffer, from, to);
  if (!g_str_equal (left, before) || !g_str_equal (right, after))
    {
      galley_format_surround (buffer, before, after);
      return;
    }
  gtk_text_buffer_begin_user_action (buffer);
  galley_buffer_replace_range (buffer, to, to + length, "");
  galley_buffer_replace_range (buffer, from - length, from, "");
  galley_buffer_select (buffer, from - length, to - length);
  gtk_text_buffer_end_user_action (buffer);
}

/* How many backticks a line begins with, where it may be the fence of a block of code. */
static gsize
count_fence (GtkTextBuffer *buffer, int line)
{
  g_autofree char *text = galley_buffer_get_line (buffer, line);
  gsize length = strspn (text, "`");

  return length >= 3 && strchr (text + length, '`') == NULL ? length : 0;
}

/* The fences of the block of code that these lines are in. */
static gboolean
find_block (GtkTextBuffer *buffer, int first, int last, int *open, int *close)
{
  int n_lines = gtk_text_buffer_get_line_count (buffer);
  gsize opened = 0;

  for (int line = 0; line < n_lines && (line <= first || opened != 0); line++)
    {
      gsize fence = count_fence (buffer, line);

      if (opened == 0 && fence != 0)
        {
          opened = fence;
          *open = line;
        }
      else if (opened != 0 && fence >= opened)
        {
          *close = line;
          opened = 0;
          if (*open <= first && last <= *close)
            return TRUE;
        }
    }
  return FALSE;
}

static void
delete_line (GtkTextBuffer *buffer, int line)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_line (buffer, &from, line);
  to = from;
  if (!gtk_text_iter_forward_line (&to) && line > 0)
    gtk_text_iter_backward_char (&from);
  gtk_text_buffer_delete (buffer, &from, &to);
}

static void
mark_lines (GtkTextBuffer *buffer, int first, int last)
{
  g_autofree char *fence = NULL;
  g_autofree char *above = NULL;
  g_autofree char *below = NULL;
  g_autofree char *last_text = galley_buffer_get_line (buffer, last);
  gsize length = 3;

  for (int line = first; line <= last; line++)
    {
      g_autofree char *text = galley_buffer_get_line (buffer, line);

      length = MAX (length, count_backticks (text) + 1);
    }
  fence = g_strnfill (length, '`');
  above = g_strconcat (fence, "\n", NULL);
  below = g_strconcat ("\n", fence, NULL);
  gtk_text_buffer_begin_user_action (buffer);
  galley_buffer_replace_in_line (buffer, last, (int) g_utf8_strlen (last_text, -1), 0, below);
  galley_buffer_replace_in_line (buffer, first, 0, 0, above);
  galley_buffer_place_in_line (buffer, first, (int) length);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * galley_format_code:
 * @buffer: a buffer
 *
 * Makes code of the selection: whole lines become a block of it, other text is marked in its line.
 * What is code becomes text again.
 */
void
galley_format_code (GtkTextBuffer *buffer)
{
  int first, last, open = 0, close = 0;
  GtkTextIter start, end;
  gboolean in_line;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  in_line = gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end);
  galley_buffer_get_selected_lines (buffer, &first, &last);
  if (in_line && count_fence (buffer, first) == 0)
    mark_code (buffer);
  else if (find_block (buffer, first, last, &open, &close))
    {
      gtk_text_buffer_begin_user_action (buffer);
      delete_line (buffer, close);
      delete_line (buffer, open);
      gtk_text_buffer_end_user_action (buffer);
    }
  else
    mark_lines (buffer, first, last);
}
