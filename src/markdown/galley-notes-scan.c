/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-notes-scan-private.h"

#include <string.h>

/* A line without what containers put before it. */
typedef struct
{
  const char *text; /* after the last ">" and white space */
  gsize length;
  guint indent; /* spaces just before text */
} Line;

static Line
strip_containers (const char *start, gsize length)
{
  Line line = { start, length, 0 };

  while (line.length > 0 && (*line.text == ' ' || *line.text == '\t' || *line.text == '>'))
    {
      if (*line.text == '>')
        {
          line.indent = 0;
          if (line.length > 1 && line.text[1] == ' ')
            line.text++, line.length--;
        }
      else
        {
          line.indent += *line.text == '\t' ? 4 : 1;
        }
      line.text++, line.length--;
    }
  return line;
}

/**
 * galley_notes_scan_label:
 * @text: where "[^label]" may begin
 * @length: of what follows, in bytes
 *
 * Returns: its length in bytes; 0 where there is no label
 */
gsize
galley_notes_scan_label (const char *text, gsize length)
{
  gsize i = 2;

  if (length < 4 || text[0] != '[' || text[1] != '^')
    return 0;
  while (i < length && strchr ("[] \t\r\n", text[i]) == NULL)
    i++;
  return i > 2 && i < length && text[i] == ']' ? i + 1 : 0;
}

/**
 * galley_notes_scan_fold:
 * @label: of a note; need not be UTF-8
 * @length: of it, in bytes
 *
 * Returns: (transfer full): what labels of the same note have in common, whatever the case of
 *   their letters
 */
char *
galley_notes_scan_fold (const char *label, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (label, length);

  return g_utf8_casefold (valid, -1);
}

/* Follows fences of code. Gives whether @line opens, closes or is inside one. */
static gboolean
is_in_fence (const Line *line, char *fence, gsize *fence_length)
{
  const char *text = line->text;
  gsize length = line->length, run = 0;

  /* A fence may open in an item of a list, whose marker stands before it. */
  while (*fence == '\0' && length > 2 && strchr ("-+*", *text) != NULL && text[1] == ' ')
    text += 2, length -= 2;
  if (length < 3 || (*text != '`' && *text != '~'))
    return *fence != '\0';
  while (run < length && text[run] == *text)
    run++;
  if (*fence == '\0' && run >= 3 &&
      (*text == '~' || memchr (text + run, '`', length - run) == NULL))
    {
      *fence = *text;
      *fence_length = run;
      return TRUE;
    }
  if (*fence == *text && run >= *fence_length)
    {
      while (run < length && (text[run] == ' ' || text[run] == '\t'))
        run++;
      if (run == length)
        *fence = '\0';
      return TRUE;
    }
  return *fence != '\0';
}

static void
clear_definition (gpointer data)
{
  g_free (((GalleyNoteDefinition *) data)->label);
}

/**
 * galley_notes_scan:
 * @text: UTF-8
 * @length: of @text, in bytes
 *
 * Finds the lines that begin a note: "[^label]:". Lines end in LF, CR or both.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyNoteDefinition): the notes; NULL where
 *   there is none
 */
GArray *
galley_notes_scan (const char *text, gsize length)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (GalleyNoteDefinition));
  const char *end = text + length;
  char fence = '\0';
  gsize fence_length = 0;
  guint number = 1;

  g_array_set_clear_func (found, clear_definition);
  for (const char *start = text; start < end; number++)
    {
      gsize line_length = 0;
      Line line;
      gsize label;

      while (start + line_length < end && start[line_length] != '\n' && start[line_length] != '\r')
        line_length++;
      line = strip_containers (start, line_length);
      label = galley_notes_scan_label (line.text, line.length);
      if (!is_in_fence (&line, &fence, &fence_length) && line.indent < 4 && label > 0 &&
          label < line.length && line.text[label] == ':')
        {
          GalleyNoteDefinition definition = {
            .label = galley_notes_scan_fold (line.text + 2, label - 3),
            .line = number,
            .offset = line.text - text,
            .length = label + 1,
          };
          g_array_append_val (found, definition);
        }
      start += line_length;
      if (start + 1 < end && start[0] == '\r' && start[1] == '\n')
        start++;
      start++;
    }
  return found->len > 0 ? g_steal_pointer (&found) : NULL;
}

/**
 * galley_notes_scan_choose_marker:
 * @text: UTF-8
 * @length: of @text, in bytes
 *
 * Returns: a marker that no list of the text has, so that notes never become items of the
 *   author's lists
 */
char
galley_notes_scan_choose_marker (const char *text, gsize length)
{
  static const char markers[] = "+*-";
  gboolean taken[3] = { FALSE, FALSE, FALSE };
  gboolean begins = TRUE;

  for (gsize i = 0; i + 1 < length; i++)
    {
      const char *found = text[i] != '\0' ? strchr (markers, text[i]) : NULL;

      if (begins && found != NULL && (text[i + 1] == ' ' || text[i + 1] == '\t'))
        taken[found - markers] = TRUE;
      begins = text[i] == '\n' || text[i] == '\r' ||
               (begins && strchr (" \t>.)0123456789+*-", text[i]) != NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    if (!taken[i])
      return markers[i];
  return '+';
}
