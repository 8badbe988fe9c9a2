/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-escape.h"

#include "galley-append.h"

static gsize
measure (const char *text, gssize length)
{
  return length < 0 ? strlen (text) : (gsize) length;
}

/* What stands for a character in HTML and XML; NULL for the character itself. */
static const char *const entities[256] = {
  ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

/* The first of @text from @i on that does not stand for itself; @n where all does. */
static inline gsize
skip_plain (const char *text, gsize i, gsize n)
{
  while (i < n && entities[(unsigned char) text[i]] == NULL)
    i++;
  return i;
}

/**
 * galley_escape_html:
 * @out: where to append
 * @text: UTF-8
 * @length: bytes of @text, or -1
 *
 * Appends @text so that it stands for itself in HTML text and in a quoted attribute value.
 */
void
galley_escape_html (GString *out, const char *text, gssize length)
{
  gsize n = measure (text, length);
  gsize start = 0;

  for (gsize i = skip_plain (text, 0, n); i < n; i = skip_plain (text, start, n))
    {
      galley_append (out, text + start, i - start);
      galley_append_text (out, entities[(unsigned char) text[i]]);
      start = i + 1;
    }
  galley_append (out, text + start, n - start);
}

/**
 * galley_escape_xml:
 * @out: where to append
 * @text: UTF-8
 * @length: bytes of @text, or -1
 *
 * As galley_escape_html(), and leaves out the control characters that XML 1.0 does not allow.
 */
void
galley_escape_xml (GString *out, const char *text, gssize length)
{
  gsize n = measure (text, length);
  gsize start = 0;

  for (gsize i = 0; i < n; i++)
    {
      unsigned char c = (unsigned char) text[i];
      const char *entity = entities[c];
      gboolean forbidden = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
      gsize width = 1;

      /* U+FFFE and U+FFFF, the only forbidden ones outside the controls in valid UTF-8. */
      if (c == 0xef && i + 2 < n && (unsigned char) text[i + 1] == 0xbf &&
          ((unsigned char) text[i + 2] & 0xfe) == 0xbe)
        {
          forbidden = TRUE;
          width = 3;
        }
      if (entity == NULL && !forbidden)
        continue;
      galley_append (out, text + start, i - start);
      if (entity != NULL)
        galley_append_text (out, entity);
      start = i + width;
      i += width - 1;
    }
  galley_append (out, text + start, n - start);
}

static void
percent_encode (GString *out, const char *text, gsize n, const char *kept)
{
  static const char hex[] = "0123456789ABCDEF";
  gsize start = 0;

  for (gsize i = 0; i < n; i++)
    {
      unsigned char c = (unsigned char) text[i];

      if (g_ascii_isalnum (c) || (c != 0 && strchr (kept, c) != NULL))
        continue;
      galley_append (out, text + start, i - start);
      g_string_append_c (out, '%');
      g_string_append_c (out, hex[c >> 4]);
      g_string_append_c (out, hex[c & 15]);
      start = i + 1;
    }
  galley_append (out, text + start, n - start);
}

/**
 * galley_escape_url:
 * @out: where to append
 * @address: an address, perhaps with characters that may not stand in one
 * @length: bytes of @address, or -1
 *
 * Appends @address with what RFC 3986 does not allow in a URI percent-encoded; percent signs are
 * kept. The result still has to go through galley_escape_html() to stand in an attribute.
 */
void
galley_escape_url (GString *out, const char *address, gssize length)
{
  percent_encode (out, address, measure (address, length), "-._~:/?#[]@!$&'()*+,;=%");
}

/**
 * galley_escape_path_segment:
 * @out: where to append
 * @segment: the name of a file or folder
 * @length: bytes of @segment, or -1
 *
 * Appends @segment so that it is one segment of a URI's path (RFC 3986, section 3.3).
 */
void
galley_escape_path_segment (GString *out, const char *segment, gssize length)
{
  percent_encode (out, segment, measure (segment, length), "-._~!$'()*+,;=@");
}
