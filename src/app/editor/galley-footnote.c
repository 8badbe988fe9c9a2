/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-footnote.h"

#include <string.h>

#include "galley-buffer.h"

static char *
get_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
place (GtkTextBuffer *buffer, const char *text, const char *at)
{
  int offset = (int) g_utf8_pointer_to_offset (text, at);

  galley_buffer_select (buffer, offset, offset);
}

/* The label of the reference that the cursor is in or right after, or of the note's line. */
static char *
label_at (GtkTextBuffer *buffer, gboolean *definition)
{
  g_autofree char *line = galley_buffer_get_line (buffer, galley_buffer_get_cursor_line (buffer));
  const char *colon = g_str_has_prefix (line, "[^") ? strstr (line, "]:") : NULL;
  GtkTextIter cursor;
  const char *at;

  *definition = colon != NULL && colon == strchr (line, ']');
  if (*definition)
    return g_strndup (line + 2, (gsize) (colon - line) - 2);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  at = g_utf8_offset_to_pointer (line, gtk_text_iter_get_line_offset (&cursor));
  for (const char *start = strstr (line, "[^"); start != NULL; start = strstr (start + 2, "[^"))
    {
      const char *end = strchr (start, ']');

      if (end != NULL && start <= at && at <= end + 1)
        return g_strndup (start + 2, (gsize) (end - start) - 2);
    }
  return NULL;
}

/* "[^label]:" at the start of a line, or "[^label]" elsewhere; NULL where it is not there. */
static const char *
find (const char *text, const char *label, gboolean definition)
{
  g_autofree char *wanted = g_strdup_printf ("[^%s]", label);
  gsize length = strlen (wanted);

  for (const char *p = strstr (text, wanted); p != NULL; p = strstr (p + length, wanted))
    if (((p == text || p[-1] == '\n') && p[length] == ':') == definition)
      return p;
  return NULL;
}

static char *
free_label (const char *text)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *label = g_strdup_printf ("%u", n);

      if (find (text, label, FALSE) == NULL && find (text, label, TRUE) == NULL)
        return g_steal_pointer (&label);
    }
}

/* At the end of the text, after the notes that are there. */
static void
add_note (GtkTextBuffer *buffer, const char *label)
{
  int last = gtk_text_buffer_get_line_count (buffer) - 1;
  g_autofree char *line = galley_buffer_get_line (buffer, last);
  g_autofree char *above = last > 0 ? galley_buffer_get_line (buffer, last - 1) : g_strdup ("");
  const char *gap = line[0] == '\0' && above[0] == '\0' ? ""
                    : line[0] == '\0'                   ? "\n"
                    : g_str_has_prefix (line, "[^")     ? "\n"
                                                        : "\n\n";
  g_autofree char *note = g_strdup_printf (
      "%s[^%s]: ", line[0] == '\0' && g_str_has_prefix (above, "[^") ? "" : gap, label);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, note, -1);
  gtk_text_buffer_place_cursor (buffer, &end);
}

static void
go_to (GtkTextBuffer *buffer, const char *label, gboolean from_definition)
{
  g_autofree char *text = get_text (buffer);
  const char *found = find (text, label, !from_definition);

  if (found == NULL && !from_definition)
    add_note (buffer, label);
  else if (found != NULL)
    place (buffer, text, found + strlen (label) + (from_definition ? 3 : 4));
}

/**
 * galley_footnote_go:
 * @buffer: a buffer
 *
 * Where the cursor is at a reference to a note, goes to the note (and makes it where it is
 * missing); in a note, back to where it is referred to; elsewhere writes a reference and a note,
 * and goes there. What it writes is one step for undo.
 */
void
galley_footnote_go (GtkTextBuffer *buffer)
{
  gboolean definition;
  g_autofree char *label = label_at (buffer, &definition);

  gtk_text_buffer_begin_user_action (buffer);
  if (label != NULL)
    go_to (buffer, label, definition);
  else
    {
      g_autofree char *text = get_text (buffer);
      g_autofree char *fresh = free_label (text);
      g_autofree char *reference = g_strdup_printf ("[^%s]", fresh);
      GtkTextIter start, end;

      gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
      gtk_text_buffer_insert (buffer, &end, reference, -1);
      add_note (buffer, fresh);
    }
  gtk_text_buffer_end_user_action (buffer);
}
