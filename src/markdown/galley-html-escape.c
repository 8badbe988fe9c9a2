/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-private.h"

/* What must not stand in HTML as it is: 1 to 4, the index of its entity. */
static const guchar special[256] = { ['"'] = 1, ['&'] = 2, ['<'] = 3, ['>'] = 4 };
static const char *const entities[] = { NULL, "&quot;", "&amp;", "&lt;", "&gt;" };

/* What stands in an address as it is: libcmark's choice, so that the output is the same. */
static gboolean
is_safe_in_address (guchar c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-_.+!*(),%#@?=;:/$~", c) != NULL);
}

/* Appends @length bytes of @text for content or for an attribute in double quotes, as libcmark
 * does. */
void
galley_html_append_bytes (GString *out, const char *text, gsize length)
{
  gsize done = 0;

  for (gsize i = 0; i < length; i++)
    {
      guint entity = special[(guchar) text[i]];

      if (entity == 0)
        continue;
      galley_html_put_bytes (out, text + done, i - done);
      galley_html_put (out, entities[entity]);
      done = i + 1;
    }
  galley_html_put_bytes (out, text + done, length - done);
}

/* As galley_html_append_bytes(), of a whole string. */
void
galley_html_append_escaped (GString *out, const char *text)
{
  galley_html_append_bytes (out, text, strlen (text));
}

/* Appends @length bytes of @address for an attribute in double quotes. */
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

/* As galley_html_append_address_bytes(), of a whole string. */
void
galley_html_append_address (GString *out, const char *address)
{
  galley_html_append_address_bytes (out, address, strlen (address));
}

/* Ends the line that is begun, if one is. */
void
galley_html_start_line (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}
