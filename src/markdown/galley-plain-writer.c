/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-private.h"

#include <string.h>

#include "galley-bounds-private.h"

/* How much of a comment is read as Markdown, and how much is kept at all. */
#define COMMENT_MARKDOWN_MAX (16 * 1024)
#define COMMENT_MAX (64 * 1024)

/* Ends the lines of @text as its author did, in "\n" alone. */
static char *
normalise_lines (const char *text)
{
  GString *out = g_string_new (text);

  g_string_replace (out, "\r\n", "\n", 0);
  g_string_replace (out, "\r", "\n", 0);
  return g_string_free (out, FALSE);
}

/* Writes @text without markup: paragraphs where it has empty lines, and its line breaks. */
static void
write_paragraphs (GString *out, const char *text)
{
  gboolean open = FALSE;

  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      gboolean blank = strspn (line, " \t") >= length;

      if (blank && open)
        g_string_append (out, "</p>\n");
      else if (!blank)
        {
          g_string_append (out, open ? "<br />\n" : "<p>");
          galley_html_append_bytes (out, line, length);
        }
      open = !blank;
      line += length + (line[length] == '\n');
    }
  if (open)
    g_string_append (out, "</p>\n");
}

/* Shows the source of the document as it stands, because of @reason. */
static void
show_source (GalleyDocument *self, const char *reason)
{
  self->warning = g_strdup_printf ("The text is shown as it was written, since %s", reason);
  if (self->options.profile == GALLEY_PROFILE_COMMENT)
    {
      g_autofree char *text = normalise_lines (self->source);

      write_paragraphs (self->html, text);
      return;
    }
  g_string_append (self->html, "<pre>");
  galley_html_append_escaped (self->html, self->source);
  g_string_append (self->html, "</pre>\n");
}

/**
 * galley_document_show_unread:
 * @self: an empty document
 * @text: UTF-8
 * @length: of @text, in bytes
 *
 * Shows it without reading it as Markdown where it is out of bounds.
 *
 * Returns: whether it was out of bounds
 */
gboolean
galley_document_show_unread (GalleyDocument *self, const char *text, gsize length)
{
  gboolean comment = self->options.profile == GALLEY_PROFILE_COMMENT;
  const char *reason = NULL;

  if (comment && length > COMMENT_MAX)
    {
      reason = "it is longer than 64 KB; the rest is left out";
      for (length = COMMENT_MAX; length > 0 && ((guchar) text[length] & 0xC0) == 0x80;)
        length--;
    }
  else if (comment && length > COMMENT_MARKDOWN_MAX)
    reason = "it is longer than 16 KB";
  else
    reason = galley_bounds_check (text, length, comment ? 30 : 200);
  if (reason == NULL)
    return FALSE;
  self->source = g_utf8_make_valid (text, length);
  show_source (self, reason);
  return TRUE;
}
