/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-table-edit.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-buffer.h"
#include "galley-table-text.h"

#define MAX_ROWS 5000 /* that are looked at around the cursor */

static gboolean
is_row (GtkTextBuffer *buffer, int line)
{
  g_autofree char *text = galley_buffer_get_line (buffer, line);

  return galley_table_is_row (text);
}

static gboolean
is_delimiter (GtkTextBuffer *buffer, int line)
{
  g_autofree char *text = galley_buffer_get_line (buffer, line);

  return galley_table_is_delimiter (text);
}

/* The table that the cursor is in. */
static gboolean
find_table (GtkTextBuffer *buffer, int *first, int *last)
{
  int n_lines = gtk_text_buffer_get_line_count (buffer);
  int line = galley_buffer_get_cursor_line (buffer);

  if (!is_row (buffer, line))
    return FALSE;
  for (*first = line; *first > 0 && line - *first < MAX_ROWS && is_row (buffer, *first - 1);)
    (*first)--;
  for (*last = line; *last + 1 < n_lines && *last - line < MAX_ROWS && is_row (buffer, *last + 1);)
    (*last)++;
  return *last > *first && is_delimiter (buffer, *first + 1);
}

static int
cursor_offset (GtkTextBuffer *buffer)
{
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_line_offset (&cursor);
}

static void
select_cell (GtkTextBuffer *buffer, int line, int cell)
{
  g_autofree char *text = galley_buffer_get_line (buffer, line);
  GtkTextIter start;
  int length, at = galley_table_find_cell (text, cell, &length);

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  at = gtk_text_iter_get_offset (&start) + MAX (at, 0);
  galley_buffer_select (buffer, at, at + length);
}

/**
 * galley_table_insert:
 * @buffer: a buffer
 *
 * Writes a small table after the cursor's line, in the place of that where it is empty, and selects
 * its first cell.
 */
void
galley_table_insert (GtkTextBuffer *buffer)
{
  int line = galley_buffer_get_cursor_line (buffer);
  g_autofree char *text = galley_buffer_get_line (buffer, line);
  gboolean empty = text[0] == '\0';
  g_autofree char *above = line > 0 ? galley_buffer_get_line (buffer, line - 1) : g_strdup ("");
  /* Translators: the heads of the columns of a table that is to be filled in */
  g_autofree char *head =
      g_strdup_printf ("| %s | %s | %s |", _ ("First"), _ ("Second"), _ ("Third"));
  char *rows[] = { head, (char *) "|-|-|-|", (char *) "| | | |", (char *) "| | | |", NULL };
  g_auto (GStrv) tidy = galley_table_tidy (rows);
  g_autofree char *table = g_strjoinv ("\n", tidy);
  g_autofree char *whole = g_strconcat (!empty             ? "\n\n"
                                        : above[0] != '\0' ? "\n"
                                                           : "",
                                        table, "\n", NULL);

  gtk_text_buffer_begin_user_action (buffer);
  galley_buffer_replace_in_line (buffer, line, (int) g_utf8_strlen (text, -1), 0, whole);
  select_cell (buffer, line + (!empty ? 2 : above[0] != '\0' ? 1 : 0), 0);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * galley_table_tidy_at_cursor:
 * @buffer: a buffer
 *
 * Puts the columns of the table at the cursor one under the other.
 *
 * Returns: whether there is a table
 */
gboolean
galley_table_tidy_at_cursor (GtkTextBuffer *buffer)
{
  int first, last, line, cell;
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;
  g_autofree char *text = NULL;

  if (!find_table (buffer, &first, &last))
    return FALSE;
  line = galley_buffer_get_cursor_line (buffer);
  text = galley_buffer_get_line (buffer, line);
  cell = galley_table_cell_at (text, cursor_offset (buffer));
  for (int n = first; n <= last; n++)
    {
      g_autofree char *row = galley_buffer_get_line (buffer, n);

      g_strv_builder_add (lines, row);
    }
  before = g_strv_builder_end (lines);
  after = galley_table_tidy (before);
  gtk_text_buffer_begin_user_action (buffer);
  for (int n = first; n <= last; n++)
    galley_buffer_replace_line (buffer, n, after[n - first]);
  select_cell (buffer, line, cell);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

/* A row as wide as the one above, without text. */
static void
add_row (GtkTextBuffer *buffer, int last)
{
  g_autofree char *text = galley_buffer_get_line (buffer, last);
  const char *p = text + strspn (text, " \t");
  g_autoptr (GString) row = g_string_new ("\n");
  gboolean escaped = FALSE;

  g_string_append_len (row, text, p - text);
  if (*p != '|')
    g_string_append (row, "| ");
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean bar = *p == '|' && !escaped;

      g_string_append (row, bar ? "|" : g_unichar_iswide (g_utf8_get_char (p)) ? "  " : " ");
      escaped = *p == '\\' && !escaped;
    }
  galley_buffer_replace_in_line (buffer, last, (int) g_utf8_strlen (text, -1), 0, row->str);
}

/**
 * galley_table_next_cell:
 * @buffer: a buffer
 * @back: the one before
 *
 * Goes to the next cell of the table at the cursor; after the last one is a new row.
 *
 * Returns: whether there is a table
 */
gboolean
galley_table_next_cell (GtkTextBuffer *buffer, gboolean back)
{
  int first, last, line, cell;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) cells = NULL;

  if (!find_table (buffer, &first, &last))
    return FALSE;
  line = galley_buffer_get_cursor_line (buffer);
  text = galley_buffer_get_line (buffer, line);
  cells = galley_table_split (text);
  cell = galley_table_cell_at (text, cursor_offset (buffer)) + (back ? -1 : 1);
  gtk_text_buffer_begin_user_action (buffer);
  if (cell < 0 || cell >= (int) cells->len)
    {
      line += back ? -1 : 1;
      line += line == first + 1 ? (back ? -1 : 1) : 0;
      if (line > last)
        add_row (buffer, last);
      line = MAX (line, first);
      g_free (text);
      text = galley_buffer_get_line (buffer, line);
      g_ptr_array_unref (cells);
      cells = galley_table_split (text);
      cell = cell < 0 ? (int) cells->len - 1 : 0;
    }
  select_cell (buffer, MIN (line, gtk_text_buffer_get_line_count (buffer) - 1), cell);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}
