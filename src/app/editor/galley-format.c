/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-format.h"

#include <string.h>

#include "galley-buffer.h"

static void
get_selection (GtkTextBuffer *buffer, int *from, int *to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  *from = gtk_text_iter_get_offset (&start);
  *to = gtk_text_iter_get_offset (&end);
}

/* The selection without white space at its ends, or the word that the cursor is in. */
static void
get_words (GtkTextBuffer *buffer, int *from, int *to)
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
is_wrapped (GtkTextBuffer *buffer, int from, int to, const char *mark)
{
  int n = MIN (count_marks (buffer, from, mark[0], -1), count_marks (buffer, to, mark[0], 1));

  return mark[1] == '\0' ? n == 1 || n == 3 : n >= 2;
}

/**
 * galley_format_wrap:
 * @buffer: a buffer
 * @mark: ASCII that goes before and after, once or twice the same: "**"
 *
 * Puts marks around the selection or the word at the cursor, or takes them away where they are.
 */
void
galley_format_wrap (GtkTextBuffer *buffer, const char *mark)
{
  int length = (int) strlen (mark), from, to;

  get_words (buffer, &from, &to);
  /* The marks may be selected as well. */
  if (to - from > 2 * length && count_marks (buffer, from, mark[0], 1) == length &&
      count_marks (buffer, to, mark[0], -1) == length)
    {
      from += length;
      to -= length;
    }
  gtk_text_buffer_begin_user_action (buffer);
  if (is_wrapped (buffer, from, to, mark))
    {
      galley_buffer_replace_range (buffer, to, to + length, "");
      galley_buffer_replace_range (buffer, from - length, from, "");
      length = -length;
    }
  else
    {
      galley_buffer_replace_range (buffer, to, to, mark);
      galley_buffer_replace_range (buffer, from, from, mark);
    }
  galley_buffer_select (buffer, from + length, to + length);
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

  get_selection (buffer, &from, &to);
  gtk_text_buffer_begin_user_action (buffer);
  galley_buffer_replace_range (buffer, to, to, after);
  galley_buffer_replace_range (buffer, from, from, before);
  galley_buffer_select (buffer, from + length, to + length);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * galley_format_code:
 * @buffer: a buffer
 *
 * Makes code of the selection: whole lines become a block of it, other text is marked in its line.
 */
void
galley_format_code (GtkTextBuffer *buffer)
{
  int first, last;
  GtkTextIter start, end;
  g_autofree char *last_text = NULL;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end))
    {
      galley_format_wrap (buffer, "`");
      return;
    }
  galley_buffer_get_selected_lines (buffer, &first, &last);
  last_text = galley_buffer_get_line (buffer, last);
  gtk_text_buffer_begin_user_action (buffer);
  galley_buffer_replace_in_line (buffer, last, (int) g_utf8_strlen (last_text, -1), 0, "\n```");
  galley_buffer_replace_in_line (buffer, first, 0, 0, "```\n");
  galley_buffer_place_in_line (buffer, first, 3);
  gtk_text_buffer_end_user_action (buffer);
}

/* An address as it stands in a link. */
static char *
write_address (const char *address)
{
  return strpbrk (address, " ()<>") != NULL && strpbrk (address, "<>\n") == NULL
             ? g_strdup_printf ("<%s>", address)
             : g_strdup (address);
}

/**
 * galley_format_escape:
 * @text: plain text
 *
 * Returns: (transfer full): Markdown that says it within the brackets of a link or picture
 */
char *
galley_format_escape (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("[]\\*_`", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p == '\n' ? ' ' : *p);
    }
  return g_strdup (out->str);
}

/**
 * galley_format_write_link:
 * @buffer: a buffer
 * @from: where the link begins
 * @to: the end of what it takes the place of
 * @text: Markdown that it says
 * @address: where it goes
 *
 * Writes a link. The cursor is after it, or in its text where that is empty.
 */
void
galley_format_write_link (GtkTextBuffer *buffer,
                          int from,
                          int to,
                          const char *text,
                          const char *address)
{
  g_autofree char *target = write_address (address);
  g_autofree char *link = g_strdup_printf ("[%s](%s)", text, target);
  int length = text[0] == '\0' ? 1 : (int) g_utf8_strlen (link, -1);

  gtk_text_buffer_begin_user_action (buffer);
  galley_buffer_replace_range (buffer, from, to, link);
  galley_buffer_select (buffer, from + length, from + length);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * galley_format_link_to:
 * @buffer: a buffer
 * @address: where the link goes
 * @text: (nullable): plain text of the link; %NULL: the selection, as it is, or the word at the
 *   cursor
 *
 * Makes a link, as galley_format_write_link().
 */
void
galley_format_link_to (GtkTextBuffer *buffer, const char *address, const char *text)
{
  g_autofree char *words = NULL;
  int from, to;

  if (text != NULL)
    {
      get_selection (buffer, &from, &to);
      words = galley_format_escape (text);
    }
  else
    {
      get_words (buffer, &from, &to);
      words = galley_buffer_get_range (buffer, from, to);
    }
  galley_format_write_link (buffer, from, to, words, address);
}

/* How much of a line is the mark that a prefix would put there, or another list's. */
static int
find_mark (const char *text, const char *prefix, gboolean *same)
{
  gsize digits = strspn (text, "0123456789");
  gboolean number = digits > 0 && digits <= 9 && g_str_has_prefix (text + digits, ". ");
  gboolean bullet = text[0] != '\0' && strchr ("-*+", text[0]) != NULL && text[1] == ' ';

  *same = FALSE;
  if (prefix[0] == '>')
    {
      *same = text[0] == '>';
      return *same ? (text[1] == ' ' ? 2 : 1) : 0;
    }
  *same = g_ascii_isdigit (prefix[0]) ? number : bullet;
  return number ? (int) digits + 2 : bullet ? 2 : 0;
}

/**
 * galley_format_prefix_lines:
 * @buffer: a buffer
 * @prefix: "> ", "- " or "1. ", which counts up
 *
 * Puts it before each line of the selection, in the place of another list's mark, or takes it away
 * where all have it. Lists leave empty lines out.
 */
void
galley_format_prefix_lines (GtkTextBuffer *buffer, const char *prefix)
{
  gboolean quote = prefix[0] == '>';
  gboolean all = TRUE;
  int first, last, number = 1;

  galley_buffer_get_selected_lines (buffer, &first, &last);
  for (int line = first; line <= last; line++)
    {
      g_autofree char *text = galley_buffer_get_line (buffer, line);
      gboolean same;

      find_mark (text, prefix, &same);
      all = all && (same || (!quote && text[0] == '\0' && last > first));
    }
  gtk_text_buffer_begin_user_action (buffer);
  for (int line = first; line <= last; line++)
    {
      g_autofree char *text = galley_buffer_get_line (buffer, line);
      g_autofree char *mark =
          g_ascii_isdigit (prefix[0]) ? g_strdup_printf ("%d. ", number) : g_strdup (prefix);
      gboolean same;
      int length = find_mark (text, prefix, &same);

      if (!quote && text[0] == '\0' && last > first)
        continue;
      galley_buffer_replace_in_line (buffer, line, 0, quote && !all ? 0 : length, all ? "" : mark);
      number++;
    }
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * galley_format_heading_level:
 * @buffer: a buffer
 * @level: 1 to 6; 0 makes a plain line
 *
 * Makes the lines of the selection, or the cursor's, headings.
 */
void
galley_format_heading_level (GtkTextBuffer *buffer, guint level)
{
  static const char marks[] = "###### ";
  int first, last;

  galley_buffer_get_selected_lines (buffer, &first, &last);
  gtk_text_buffer_begin_user_action (buffer);
  for (int line = first; line <= last; line++)
    {
      g_autofree char *text = galley_buffer_get_line (buffer, line);
      int old = (int) strspn (text, "#");

      if (old > 6 || (text[old] != ' ' && text[old] != '\0'))
        old = 0;
      old += old > 0 ? (int) strspn (text + old, " ") : 0;
      if (text[0] != '\0' || first == last)
        galley_buffer_replace_in_line (buffer, line, 0, old, level > 0 ? marks + 6 - level : "");
    }
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * galley_format_heading:
 * @buffer: a buffer
 *
 * Makes the line a heading of level 2, then 3, then a plain line again. (Level 1 is the title.)
 */
void
galley_format_heading (GtkTextBuffer *buffer)
{
  g_autofree char *text = galley_buffer_get_line (buffer, galley_buffer_get_cursor_line (buffer));
  gsize marks = strspn (text, "#");

  galley_format_heading_level (buffer, marks == 0 ? 2 : marks == 2 ? 3 : 0);
}
