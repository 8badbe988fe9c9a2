/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-mail.h"

/**
 * galley_mail_unflow:
 * @text: of a mail whose format is "flowed", with line ends of one line feed
 * @delsp: whether the space before a soft line end is no part of the text
 *
 * Joins lines that were broken for sending, as RFC 3676 has it (4.1 to 4.5): a line that ends in a
 * space goes on in the next where that is quoted as deep. A space that was put before a line is
 * taken off it; a line that then looks quoted is not.
 *
 * Returns: (transfer full): the text, a paragraph on each line, quotations with "> " for each depth
 */
char *
galley_mail_unflow (const char *text, gboolean delsp)
{
  GString *out = g_string_sized_new (strlen (text));
  gsize flowing = 0; /* of a line before that goes on, its depth and one more */

  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");
      const char *end = text + length;
      gsize depth = strspn (text, ">");
      const char *line = text + depth;
      gboolean signature, soft;

      if (line < end && *line == ' ')
        line++;
      signature = end - line == 3 && strncmp (line, "-- ", 3) == 0;
      soft = !signature && line < end && end[-1] == ' ';
      /* An empty line parts paragraphs, also where the one before it was to go on. */
      if (flowing != depth + 1 || signature || line == end)
        {
          if (out->len > 0)
            g_string_append_c (out, '\n');
          for (gsize i = 0; i < depth; i++)
            g_string_append (out, "> ");
          if (depth == 0 && line < end && *line == '>' && line > text)
            g_string_append_c (out, '\\');
        }
      g_string_append_len (out, line, end - line - (soft && delsp ? 1 : 0));
      flowing = soft ? depth + 1 : 0;
      text = end + (*end == '\n');
    }
  return g_string_free (out, FALSE);
}
