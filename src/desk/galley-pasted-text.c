/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-pasted-text.h"

#include <string.h>

#include "galley-text.h"

#define MAX_ADDRESS 2000

/**
 * galley_pasted_text_is_address:
 * @text: UTF-8
 *
 * Returns: whether it is one web or mail address and nothing else
 */
gboolean
galley_pasted_text_is_address (const char *text)
{
  gsize length = strlen (text);

  return length < MAX_ADDRESS && strcspn (text, " \t\r\n<>\"\\") == length &&
         ((g_ascii_strncasecmp (text, "http://", 7) == 0 && length > 7) ||
          (g_ascii_strncasecmp (text, "https://", 8) == 0 && length > 8) ||
          (g_ascii_strncasecmp (text, "mailto:", 7) == 0 && length > 7));
}

/**
 * galley_pasted_text_html_says_more:
 * @html: what a program offers beside plain text
 *
 * Many programs offer any text as HTML too, only to say in which colours it stood. Such text is
 * taken as it is.
 *
 * Returns: whether it has links, lists, emphasis or other things that Markdown can say
 */
gboolean
galley_pasted_text_html_says_more (const char *html)
{
  if (g_regex_match_simple ("<(?:a\\s[^>]*href|b|strong|em|i|h[1-6]|ul|ol|li|blockquote|table|"
                            "pre|code|img|del|s|hr)(?:[\\s/>=])",
                            html, G_REGEX_CASELESS, 0))
    return TRUE;
  /* Where white space counts it is a program's text, bold in the colours of its editor. */
  return g_regex_match_simple ("style\\s*=[^>]*(?:font-weight\\s*:\\s*(?:bold|[6-9]00)|"
                               "font-style\\s*:\\s*italic)",
                               html, G_REGEX_CASELESS, 0) &&
         !g_regex_match_simple ("white-space\\s*:\\s*pre\\s*[;\"']", html, G_REGEX_CASELESS, 0);
}

/**
 * galley_pasted_text_decode_html:
 * @data: HTML from a clipboard
 * @length: its bytes
 *
 * Some programs give UTF-16, which is told by its byte order mark or by the zeros in it.
 *
 * Returns: (transfer full): UTF-8
 */
char *
galley_pasted_text_decode_html (const guint8 *data, gsize length)
{
  g_autofree char *text = NULL;

  if (length >= 2 && ((data[0] == 0xff && data[1] == 0xfe) || (data[0] == '<' && data[1] == 0)))
    text = g_convert ((const char *) data, (gssize) (length & ~(gsize) 1), "UTF-8", "UTF-16LE",
                      NULL, NULL, NULL);
  else if (length >= 2 && data[0] == 0xfe && data[1] == 0xff)
    text = g_convert ((const char *) data, (gssize) (length & ~(gsize) 1), "UTF-8", "UTF-16BE",
                      NULL, NULL, NULL);
  if (text != NULL)
    return g_strdup (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text);
  return galley_text_repair ((const char *) data, (gssize) length, NULL);
}

/**
 * galley_pasted_text_unify_lines:
 * @text: UTF-8
 *
 * What another system ends its lines with is no part of the text.
 *
 * Returns: (transfer full): the text, with lines that end as ours do
 */
char *
galley_pasted_text_unify_lines (const char *text)
{
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}
