/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-format.h"

#include <string.h>

static void
select_offsets (GtkTextBuffer *buffer, int from, int to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

static void
insert_at (GtkTextBuffer *buffer, int offset, const char *text)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_insert (buffer, &iter, text, -1);
}

static void
delete_at (GtkTextBuffer *buffer, int offset, int length)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset + length);
  gtk_text_buffer_delete (buffer, &start, &end);
}

static gboolean
has_at (GtkTextBuffer *buffer, int offset, const char *text)
{
  GtkTextIter start, end;
  g_autofree char *found = NULL;

  if (offset < 0)
    return FALSE;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset + (int) strlen (text));
  found = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  return g_str_equal (found, text);
}

/* The selection, or the word that the cursor is in. */
static void
get_range (GtkTextBuffer *buffer, int *from, int *to)
{
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end) &&
      gtk_text_iter_inside_word (&start) && !gtk_text_iter_starts_word (&start))
    {
      gtk_text_iter_backward_word_start (&start);
      gtk_text_iter_forward_word_end (&end);
    }
  *from = gtk_text_iter_get_offset (&start);
  *to = gtk_text_iter_get_offset (&end);
}

/**
 * galley_format_wrap:
 * @buffer: a buffer
 * @mark: ASCII that goes before and after: "**"
 *
 * Puts marks around the selection or the word at the cursor, or takes them away where they are.
 */
void
galley_format_wrap (GtkTextBuffer *buffer, const char *mark)
{
  int length = (int) strlen (mark), from, to;

  get_range (buffer, &from, &to);
  gtk_text_buffer_begin_user_action (buffer);
  if (has_at (buffer, from - length, mark) && has_at (buffer, to, mark))
    {
      delete_at (buffer, to, length);
      delete_at (buffer, from - length, length);
      from -= length;
      to -= length;
    }
  else
    {
      insert_at (buffer, to, mark);
      insert_at (buffer, from, mark);
      from += length;
      to += length;
    }
  select_offsets (buffer, from, to);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * galley_format_link:
 * @buffer: a buffer
 *
 * Makes a link of the selection. What is still to be typed, the text or the address, is selected.
 */
void
galley_format_link (GtkTextBuffer *buffer)
{
  static const char address[] = "https://";
  int from, to;

  get_range (buffer, &from, &to);
  gtk_text_buffer_begin_user_action (buffer);
  if (has_at (buffer, from, "http"))
    {
      insert_at (buffer, to, ")");
      insert_at (buffer, from, "[](");
      select_offsets (buffer, from + 1, from + 1);
    }
  else
    {
      insert_at (buffer, to, "](https://)");
      insert_at (buffer, from, "[");
      if (from == to)
        select_offsets (buffer, from + 1, from + 1);
      else
        select_offsets (buffer, to + 3, to + 3 + (int) strlen (address));
    }
  gtk_text_buffer_end_user_action (buffer);
}

static char *
get_line (GtkTextBuffer *buffer, int line)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
replace_in_line (GtkTextBuffer *buffer, int line, int length, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  gtk_text_iter_forward_chars (&end, length);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
}

/**
 * galley_format_prefix_lines:
 * @buffer: a buffer
 * @prefix: ASCII: "> ", "- "; "1. " counts up
 *
 * Puts it before each line of the selection, or takes it away where all have it.
 */
void
galley_format_prefix_lines (GtkTextBuffer *buffer, const char *prefix)
{
  gboolean numbers = g_ascii_isdigit (prefix[0]);
  gboolean all = TRUE;
  GtkTextIter start, end;
  int first, last;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  first = gtk_text_iter_get_line (&start);
  last = gtk_text_iter_get_line (&end);
  if (last > first && gtk_text_iter_starts_line (&end))
    last--;
  for (int line = first; line <= last; line++)
    {
      g_autofree char *text = get_line (buffer, line);

      all = all && !numbers && g_str_has_prefix (text, prefix);
    }
  gtk_text_buffer_begin_user_action (buffer);
  for (int line = first; line <= last; line++)
    {
      g_autofree char *number = g_strdup_printf ("%d. ", line - first + 1);

      if (all)
        replace_in_line (buffer, line, (int) strlen (prefix), "");
      else
        replace_in_line (buffer, line, 0, numbers ? number : prefix);
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
  GtkTextIter cursor;
  g_autofree char *text = NULL;
  int line;
  int marks;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  line = gtk_text_iter_get_line (&cursor);
  text = get_line (buffer, line);
  marks = (int) strspn (text, "#");
  gtk_text_buffer_begin_user_action (buffer);
  if (marks == 0)
    replace_in_line (buffer, line, 0, "## ");
  else if (marks == 2)
    replace_in_line (buffer, line, 2, "###");
  else
    replace_in_line (buffer, line, marks + (text[marks] == ' ' ? 1 : 0), "");
  gtk_text_buffer_end_user_action (buffer);
}

/* The mark that the next item gets after this line, or NULL. @length: (out): of the line's own. */
static char *
next_item (const char *line, gsize *length)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "^([ \\t]*)(?:([-*+])|([0-9]{1,8})([.)])|(>))([ \\t]+)(\\[[ xX]\\] )?", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *indent = NULL;
  g_autofree char *bullet = NULL;
  g_autofree char *number = NULL;
  g_autofree char *point = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *space = NULL;
  g_autofree char *task = NULL;
  int end;

  if (!g_regex_match (regex, line, 0, &match))
    return NULL;
  g_match_info_fetch_pos (match, 0, NULL, &end);
  *length = (gsize) end;
  indent = g_match_info_fetch (match, 1);
  bullet = g_match_info_fetch (match, 2);
  number = g_match_info_fetch (match, 3);
  point = g_match_info_fetch (match, 4);
  quote = g_match_info_fetch (match, 5);
  space = g_match_info_fetch (match, 6);
  task = g_match_info_fetch (match, 7);
  if (number != NULL && number[0] != '\0')
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT "%s%s%s", indent,
                            g_ascii_strtoull (number, NULL, 10) + 1, point, space,
                            task != NULL && task[0] != '\0' ? "[ ] " : "");
  return g_strconcat (indent, bullet, quote, space, task != NULL && task[0] != '\0' ? "[ ] " : "",
                      NULL);
}

/**
 * galley_format_continue_list:
 * @buffer: a buffer, whose cursor is where Enter was pressed
 *
 * Goes on with the list or quotation that the line belongs to; an item without text ends it.
 *
 * Returns: whether there was one; if not, nothing was done
 */
gboolean
galley_format_continue_list (GtkTextBuffer *buffer)
{
  GtkTextIter cursor;
  g_autofree char *line = NULL;
  g_autofree char *item = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  line = get_line (buffer, gtk_text_iter_get_line (&cursor));
  item = next_item (line, &length);
  if (item == NULL || (gsize) gtk_text_iter_get_line_index (&cursor) < length)
    return FALSE;
  gtk_text_buffer_begin_user_action (buffer);
  if (line[length] == '\0')
    replace_in_line (buffer, gtk_text_iter_get_line (&cursor),
                     gtk_text_iter_get_line_offset (&cursor), "");
  else
    {
      text = g_strconcat ("\n", item, NULL);
      gtk_text_buffer_insert (buffer, &cursor, text, -1);
    }
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}
