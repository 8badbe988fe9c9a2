/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-link-text.h"

#include <string.h>

#include "galley-buffer.h"

#define LINK                                                                                       \
  "(?<!!)\\[((?:[^\\[\\]\\\\]|\\\\.)*)\\]\\((<[^<>]*>|[^()\\s]*(?:\\([^()\\s]*\\)[^()\\s]*)*)\\)"

void
galley_link_text_free (GalleyLinkText *link)
{
  if (link == NULL)
    return;
  g_free (link->text);
  g_free (link->address);
  g_free (link);
}

static gboolean
read_link (GalleyLinkText *link, GMatchInfo *match, const char *line, int at, int line_start)
{
  int start, end;

  g_match_info_fetch_pos (match, 0, &start, &end);
  start = (int) g_utf8_pointer_to_offset (line, line + start);
  end = (int) g_utf8_pointer_to_offset (line, line + end);
  if (at < start || at > end)
    return FALSE;
  link->from = line_start + start;
  link->to = line_start + end;
  link->text = g_match_info_fetch (match, 1);
  link->address = g_match_info_fetch (match, 2);
  if (link->address[0] == '<')
    {
      memmove (link->address, link->address + 1, strlen (link->address));
      link->address[strlen (link->address) - 1] = '\0';
    }
  return TRUE;
}

/* The link that the cursor stands in, in its line. */
static gboolean
find_link (GalleyLinkText *link, GtkTextBuffer *buffer)
{
  g_autoptr (GRegex) regex = g_regex_new (LINK, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GtkTextIter cursor, start;
  g_autofree char *line = NULL;
  int at;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  start = cursor;
  gtk_text_iter_set_line_offset (&start, 0);
  at = gtk_text_iter_get_line_offset (&cursor);
  line = galley_buffer_get_line (buffer, gtk_text_iter_get_line (&cursor));
  for (gboolean more = g_regex_match (regex, line, 0, &match); more;
       more = g_match_info_next (match, NULL))
    if (read_link (link, match, line, at, gtk_text_iter_get_offset (&start)))
      return TRUE;
  return FALSE;
}

/**
 * galley_link_text_at_cursor:
 * @buffer: a buffer
 *
 * Returns: (transfer full): the link that the cursor stands in; without one the selection, or
 *   nothing at the cursor, as the text of a link to be made
 */
GalleyLinkText *
galley_link_text_at_cursor (GtkTextBuffer *buffer)
{
  GalleyLinkText *link = g_new0 (GalleyLinkText, 1);
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end) && find_link (link, buffer))
    return link;
  if (!gtk_text_buffer_get_has_selection (buffer) && gtk_text_iter_inside_word (&start) &&
      !gtk_text_iter_starts_word (&start))
    {
      gtk_text_iter_backward_word_start (&start);
      gtk_text_iter_forward_word_end (&end);
    }
  link->from = gtk_text_iter_get_offset (&start);
  link->to = gtk_text_iter_get_offset (&end);
  link->text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  link->address = g_strdup ("");
  return link;
}

/**
 * galley_link_text_complete_address:
 * @typed: what a person typed, to find a post by or to go to
 *
 * Returns: (transfer full) (nullable): the address that it is, "example.org" with its scheme; %NULL
 *   where it is rather words
 */
char *
galley_link_text_complete_address (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  const char *dot = strchr (text, '.');
  const char *slash = strchr (text, '/');

  if (text[0] == '\0' || strpbrk (text, " \t\n") != NULL)
    return NULL;
  if (strchr ("/#", text[0]) != NULL || strstr (text, "://") != NULL ||
      g_str_has_prefix (text, "mailto:") || g_str_has_prefix (text, "post:") ||
      g_str_has_prefix (text, "media:"))
    return g_steal_pointer (&text);
  if (strchr (text, '@') != NULL && dot != NULL && slash == NULL)
    return g_strconcat ("mailto:", text, NULL);
  if (dot != NULL && dot != text && g_ascii_isalpha (dot[1]) && (slash == NULL || slash > dot))
    return g_strconcat ("https://", text, NULL);
  return NULL;
}
