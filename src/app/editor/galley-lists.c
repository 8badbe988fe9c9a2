/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-lists.h"

#include <string.h>

#include "galley-buffer.h"

#define MAX_DIGITS 9 /* CommonMark 0.30, 5.2 */

/* How a line begins. Everything before its content is ASCII, so bytes are characters. */
typedef struct
{
  int quote;   /* length of "> > ", 0 where it is no quotation */
  int mark;    /* where the list's mark begins */
  int number;  /* the number of a numbered item, or -1 */
  int digits;  /* how many it is written with */
  int content; /* where the text begins; where there is no mark as well */
  char bullet; /* '-', '*', '+', or what stands after the number; 0: it is no item */
  gboolean task;
} Line;

/* "- - -" or "***": CommonMark 0.30, 4.1. */
static gboolean
is_break (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p != text[0] && *p != ' ' && *p != '\t')
        return FALSE;
      n += *p == text[0];
    }
  return n >= 3;
}

static Line
read_line (const char *text)
{
  Line line = { .number = -1 };
  int i = 0;
  gsize digits;

  for (;;)
    {
      int spaces = (int) strspn (text + i, " ");

      if (spaces > 3 || text[i + spaces] != '>')
        break;
      i += spaces + 1;
      i += text[i] == ' ' ? 1 : 0;
      line.quote = i;
    }
  i += (int) strspn (text + i, " \t");
  line.mark = line.content = i;
  digits = strspn (text + i, "0123456789");
  if (digits > 0 && digits <= MAX_DIGITS && strchr (".)", text[i + (int) digits]) != NULL &&
      text[i + (int) digits] != '\0')
    {
      line.number = (int) g_ascii_strtoll (text + i, NULL, 10);
      line.digits = (int) digits;
      i += (int) digits;
    }
  else if (text[i] == '\0' || strchr ("-*+", text[i]) == NULL || is_break (text + i))
    return line;
  if (text[i + 1] != ' ' && text[i + 1] != '\t')
    {
      line.number = -1;
      return line;
    }
  line.bullet = text[i];
  line.content = i + 1 + (int) strspn (text + i + 1, " \t");
  if (strncmp (text + line.content, "[ ] ", 4) == 0 ||
      g_ascii_strncasecmp (text + line.content, "[x] ", 4) == 0)
    {
      line.task = TRUE;
      line.content += 4;
    }
  return line;
}

static Line
read_buffer_line (GtkTextBuffer *buffer, int number, gboolean *blank)
{
  g_autofree char *text = galley_buffer_get_line (buffer, number);

  if (blank != NULL)
    *blank = text[strspn (text, " \t>")] == '\0';
  return read_line (text);
}

/**
 * galley_lists_find_content:
 * @text: a line
 *
 * Returns: how many characters, all of them ASCII, stand before what it says: white space and the
 *   marks of quotations, items and headings
 */
int
galley_lists_find_content (const char *text)
{
  int at = read_line (text).content;
  int marks = (int) strspn (text + at, "#");
  int spaces = (int) strspn (text + at + marks, " ");

  return marks > 0 && marks <= 6 && spaces > 0 ? at + marks + spaces : at;
}

/* Where nested items begin, without a task's box. */
static int
child_indent (const Line *line)
{
  return line->content - (line->task ? 4 : 0);
}

static gboolean
is_sibling (const Line *a, const Line *b)
{
  return b->bullet != 0 && a->quote == b->quote && a->mark == b->mark &&
         (a->number >= 0) == (b->number >= 0) && (a->number < 0 || a->bullet == b->bullet);
}

/* The next item of the same list in a direction, over what is nested and over blank lines; -1. */
static int
find_sibling (GtkTextBuffer *buffer, int from, const Line *item, int step)
{
  int n_lines = gtk_text_buffer_get_line_count (buffer);

  for (int n = from + step; n >= 0 && n < n_lines; n += step)
    {
      gboolean blank;
      Line line = read_buffer_line (buffer, n, &blank);

      if (blank && line.bullet == 0)
        continue;
      if (is_sibling (item, &line))
        return n;
      if (line.mark <= item->mark)
        return -1;
    }
  return -1;
}

static void
set_number (GtkTextBuffer *buffer, int line, const Line *item, int number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  if (item->number != number)
    galley_buffer_replace_in_line (buffer, line, item->mark, item->digits, text);
}

/* After an item came or went: those below count on, as far as they counted before. */
static void
shift_numbers (GtkTextBuffer *buffer, int line, const Line *item, int expected, int by)
{
  for (;;)
    {
      Line next;

      line = find_sibling (buffer, line, item, 1);
      if (line < 0)
        return;
      next = read_buffer_line (buffer, line, NULL);
      if (next.number != expected)
        return;
      set_number (buffer, line, &next, next.number + by);
      expected++;
    }
}

/* Whether the first three items have one number: a list that leaves counting to the page. */
static gboolean
all_same (GtkTextBuffer *buffer, int line, const Line *item)
{
  for (int i = 0; i < 2; i++)
    {
      line = find_sibling (buffer, line, item, 1);
      if (line < 0 || read_buffer_line (buffer, line, NULL).number != item->number)
        return FALSE;
    }
  return TRUE;
}

/* Numbers the whole list that an item is in, from its first number on. Lists that give all items
 * the same number are left as they are. */
static void
renumber (GtkTextBuffer *buffer, int line)
{
  Line item = read_buffer_line (buffer, line, NULL);
  int number;

  if (item.number < 0)
    return;
  for (int above = line; above >= 0; above = find_sibling (buffer, above, &item, -1))
    line = above;
  item = read_buffer_line (buffer, line, NULL);
  if (all_same (buffer, line, &item))
    return;
  for (number = item.number; line >= 0; line = find_sibling (buffer, line, &item, 1))
    {
      Line one = read_buffer_line (buffer, line, NULL);

      set_number (buffer, line, &one, number++);
    }
}

/* Whether the list counts with the same number for all. */
static gboolean
counts_nothing (GtkTextBuffer *buffer, int line, const Line *item)
{
  int above = item->number >= 0 ? find_sibling (buffer, line, item, -1) : -1;
  int below = item->number >= 0 && above < 0 ? find_sibling (buffer, line, item, 1) : -1;
  int other = above >= 0 ? above : below;

  return other >= 0 && read_buffer_line (buffer, other, NULL).number == item->number;
}

/* Whether it is in an item that is further out, rather than only indented. */
static gboolean
is_nested (GtkTextBuffer *buffer, int line, const Line *item)
{
  for (int n = line - 1; n >= 0; n--)
    {
      gboolean blank;
      Line above = read_buffer_line (buffer, n, &blank);

      if (blank && above.bullet == 0)
        continue;
      if (above.quote != item->quote || (above.bullet == 0 && above.mark <= item->quote))
        return FALSE;
      if (above.bullet != 0 && above.mark < item->mark)
        return TRUE;
    }
  return FALSE;
}

/* Puts an empty line between what ends and what is written next, which would go on with the last
 * item else, and one after it: CommonMark 0.30, 5.1, on laziness. The beginning of the line from
 * `keep` on goes. */
static void
part (GtkTextBuffer *buffer, int line, int keep, int content)
{
  g_autofree char *text = galley_buffer_get_line (buffer, line);
  g_autofree char *kept = g_strndup (text, (gsize) keep);
  g_autofree char *before = g_strconcat ("\n", kept, NULL);
  gboolean above_blank = TRUE, below_blank = TRUE;
  int cursor_line = line;

  if (line > 0)
    read_buffer_line (buffer, line - 1, &above_blank);
  if (line + 1 < gtk_text_buffer_get_line_count (buffer))
    read_buffer_line (buffer, line + 1, &below_blank);
  galley_buffer_replace_in_line (buffer, line, keep, content - keep, "");
  if (!below_blank)
    galley_buffer_replace_in_line (buffer, line, keep, 0, before);
  if (!above_blank)
    {
      galley_buffer_replace_in_line (buffer, line, keep, 0, before);
      cursor_line++;
    }
  galley_buffer_place_in_line (buffer, cursor_line, keep);
}

/* An item without text ends the list, or goes to the list that it is nested in. */
static void
end_item (GtkTextBuffer *buffer, int line, const Line *item)
{
  if (item->bullet == 0)
    {
      part (buffer, line, 0, item->content);
      return;
    }
  if (is_nested (buffer, line, item))
    {
      galley_lists_indent (buffer, TRUE);
      return;
    }
  if (item->number >= 0)
    shift_numbers (buffer, line, item, item->number + 1, -1);
  part (buffer, line, item->quote, item->content);
}

static void
next_item (GtkTextBuffer *buffer, int line, const Line *item, const char *text)
{
  g_autofree char *before = g_strndup (text, (gsize) item->mark);
  g_autofree char *bullet = NULL;
  g_autofree char *inserted = NULL;
  int mark_end = item->content - (item->task ? 4 : 0);
  gboolean counts = item->number >= 0 && !counts_nothing (buffer, line, item);

  if (item->number >= 0)
    {
      g_autofree char *space = g_strndup (text + item->mark + item->digits + 1,
                                          (gsize) (mark_end - item->mark - item->digits - 1));

      bullet = g_strdup_printf ("%d%c%s", item->number + (counts ? 1 : 0), item->bullet, space);
    }
  else
    bullet = g_strndup (text + item->mark, (gsize) (mark_end - item->mark));
  inserted = g_strconcat ("\n", before, bullet, item->task ? "[ ] " : "", NULL);
  if (counts)
    shift_numbers (buffer, line, item, item->number + 1, 1);
  gtk_text_buffer_insert_at_cursor (buffer, inserted, -1);
}

/**
 * galley_lists_continue:
 * @buffer: a buffer, whose cursor is where Enter was pressed
 *
 * Goes on with the list or quotation that the line belongs to; an item without text ends it.
 * Numbers after a new one count on.
 *
 * Returns: whether there was one; if not, nothing was done
 */
gboolean
galley_lists_continue (GtkTextBuffer *buffer)
{
  int number = galley_buffer_get_cursor_line (buffer);
  g_autofree char *text = galley_buffer_get_line (buffer, number);
  Line line = read_line (text);
  GtkTextIter cursor;

  if (gtk_text_buffer_get_has_selection (buffer) || (line.bullet == 0 && line.quote == 0))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  if (gtk_text_iter_get_line_offset (&cursor) < line.content)
    return FALSE;
  gtk_text_buffer_begin_user_action (buffer);
  if (text[line.content] == '\0')
    end_item (buffer, number, &line);
  else
    next_item (buffer, number, &line, text);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

/* The indentation that one step brings an item to; -1 where there is none. */
static int
find_indent (GtkTextBuffer *buffer, int number, const Line *item, gboolean back)
{
  for (int n = number - 1; n >= 0; n--)
    {
      gboolean blank;
      Line line = read_buffer_line (buffer, n, &blank);

      if (blank && line.bullet == 0)
        continue;
      if (line.quote != item->quote)
        break;
      if (line.bullet != 0 && back && line.mark < item->mark)
        return line.mark;
      if (line.bullet != 0 && !back && line.mark <= item->mark)
        return child_indent (&line);
      if (line.bullet == 0 && line.mark <= item->quote)
        break;
    }
  return back && item->mark > item->quote ? item->quote : -1;
}

/* The last line of what is nested in an item. */
static int
find_block_end (GtkTextBuffer *buffer, int number, const Line *item)
{
  int n_lines = gtk_text_buffer_get_line_count (buffer);
  int last = number;

  for (int n = number + 1; n < n_lines; n++)
    {
      gboolean blank;
      Line line = read_buffer_line (buffer, n, &blank);

      if (blank && line.bullet == 0)
        continue;
      if (line.quote != item->quote || line.mark <= item->mark)
        break;
      last = n;
    }
  return last;
}

static void
move_lines (GtkTextBuffer *buffer, int first, int last, int quote, int by)
{
  g_autofree char *spaces = g_strnfill (by > 0 ? (gsize) by : 0, ' ');

  for (int n = first; n <= last; n++)
    {
      gboolean blank;
      Line line = read_buffer_line (buffer, n, &blank);

      if (blank && line.bullet == 0)
        continue;
      galley_buffer_replace_in_line (buffer, n, quote, by < 0 ? MIN (-by, line.mark - quote) : 0,
                                     spaces);
    }
}

/* The number of an item that came to a list, and of all that the change concerns. */
static void
settle_numbers (GtkTextBuffer *buffer, int first, int last, const Line *before)
{
  Line item = read_buffer_line (buffer, first, NULL);
  int above = find_sibling (buffer, first, &item, -1);
  Line left = *before;
  int rest;

  if (item.number >= 0 && above < 0)
    set_number (buffer, first, &item, 1);
  if (item.number >= 0)
    renumber (buffer, first);
  left.mark = before->mark;
  rest = find_sibling (buffer, last, &left, 1);
  if (before->number >= 0 && rest >= 0)
    renumber (buffer, rest);
}

/**
 * galley_lists_indent:
 * @buffer: a buffer
 * @back: out, not in
 *
 * Nests the items of the selection in the one above, or takes them out of what they are nested in,
 * with all that is nested in them. Numbered lists count on.
 *
 * Returns: whether the selection begins in an item of a list; if not, nothing was done
 */
gboolean
galley_lists_indent (GtkTextBuffer *buffer, gboolean back)
{
  int first, last, indent;
  Line item;

  galley_buffer_get_selected_lines (buffer, &first, &last);
  item = read_buffer_line (buffer, first, NULL);
  if (item.bullet == 0)
    return FALSE;
  indent = find_indent (buffer, first, &item, back);
  if (indent < 0 || indent == item.mark)
    return TRUE;
  for (int n = first; n <= last; n++)
    {
      Line line = read_buffer_line (buffer, n, NULL);

      if (n == first || line.bullet != 0)
        last = MAX (last, find_block_end (buffer, n, &line));
    }
  gtk_text_buffer_begin_user_action (buffer);
  move_lines (buffer, first, last, item.quote, indent - item.mark);
  settle_numbers (buffer, first, last, &item);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}
