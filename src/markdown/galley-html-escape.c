/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-private.h"

/* What stands in an address as it is: libcmark's choice, so that the output is the same. */
static gboolean
is_safe_in_address (guchar c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-_.+!*(),%#@?=;:/$~", c) != NULL);
}

/* Appends @c, one of GALLEY_HTML_SPECIAL, as libcmark does. */
static void
append_entity (GString *out, char c)
{
  galley_html_put (out, c == '"' ? "&quot;" : c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;");
}

/**
 * galley_html_append_until:
 * @out: HTML
 * @text: UTF-8
 * @stops: characters; begins with GALLEY_HTML_SPECIAL
 *
 * Appends it for content or for an attribute in double quotes, up to its end or the first of
 * those characters.
 *
 * Returns: where in @text it stopped
 */
const char *
galley_html_append_until (GString *out, const char *text, const char *stops)
{
  for (;; text++)
    {
      gsize plain = strcspn (text, stops);

      galley_html_put_bytes (out, text, plain);
      text += plain;
      if (*text == '\0' || strchr (GALLEY_HTML_SPECIAL, *text) == NULL)
        return text;
      append_entity (out, *text);
    }
}

/**
 * galley_html_append_escaped:
 * @out: HTML
 * @text: UTF-8
 *
 * Appends it for content or for an attribute in double quotes.
 */
void
galley_html_append_escaped (GString *out, const char *text)
{
  galley_html_append_until (out, text, GALLEY_HTML_SPECIAL);
}

/**
 * galley_html_append_bytes:
 * @out: HTML
 * @text: UTF-8
 * @length: of @text, in bytes
 *
 * As galley_html_append_escaped(), of so many bytes.
 */
void
galley_html_append_bytes (GString *out, const char *text, gsize length)
{
  g_autofree char *piece = g_strndup (text, length);

  galley_html_append_escaped (out, piece);
}

/**
 * galley_html_append_address_bytes:
 * @out: HTML
 * @address: an address; what it may not hold is percent-encoded
 * @length: of it, in bytes
 *
 * Appends it for an attribute in double quotes.
 */
void
galley_html_append_address_bytes (GString *out, const char *address, gsize length)
{
  static const char digits[] = "0123456789ABCDEF";
  gsize done = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = address[i];

      if (is_safe_in_address (c))
        continue;
      galley_html_put_bytes (out, address + done, i - done);
      done = i + 1;
      if (c == '&')
        galley_html_put (out, "&amp;");
      else if (c == '\'')
        galley_html_put (out, "&#x27;");
      else
        {
          const char escape[] = { '%', digits[c >> 4], digits[c & 15] };
          galley_html_put_bytes (out, escape, sizeof escape);
        }
    }
  galley_html_put_bytes (out, address + done, length - done);
}

/**
 * galley_html_append_address:
 * @out: HTML
 * @address: a string
 *
 * As galley_html_append_address_bytes(), of a whole string.
 */
void
galley_html_append_address (GString *out, const char *address)
{
  galley_html_append_address_bytes (out, address, strlen (address));
}

/**
 * galley_html_start_line:
 * @out: HTML
 *
 * Ends the line that is begun, if one is.
 */
void
galley_html_start_line (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}
