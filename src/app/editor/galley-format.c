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
      galley_buffer_get_words (buffer, &from, &to);
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
