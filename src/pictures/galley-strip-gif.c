/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIF89a (CompuServe, 1990). */
#include "galley-pictures-private.h"

#include <string.h>

enum
{
  EXTENSION = 0x21,
  IMAGE = 0x2c,
  TRAILER = 0x3b,
  GRAPHIC_CONTROL = 0xf9,
  APPLICATION = 0xff,
};

static gsize
table_size (guint8 flags)
{
  return (flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

/* The first byte behind the chain of sub-blocks at @i; 0 where it has no end. */
static gsize
skip_blocks (const guint8 *data, gsize length, gsize i)
{
  while (i < length && data[i] != 0)
    i += 1 + data[i];
  return i < length ? i + 1 : 0;
}

/* Transparency and time, the number of rounds, the colour profile; not comments, texts, XMP. */
static gboolean
is_kept (const guint8 *extension, gsize length)
{
  if (extension[1] == GRAPHIC_CONTROL)
    return TRUE;
  return extension[1] == APPLICATION && length >= 14 && extension[2] == 11 &&
         (memcmp (extension + 3, "NETSCAPE2.0", 11) == 0 ||
          memcmp (extension + 3, "ANIMEXTS1.0", 11) == 0 ||
          memcmp (extension + 3, "ICCRGBG1012", 11) == 0);
}

/**
 * galley_strip_gif:
 * @data: a GIF file, moving or not
 * @length: bytes of @data
 * @out: an empty array: the file without comments, texts, foreign extensions and what is behind the
 *   end
 * @whole: (out): whether the file has an end
 *
 * Returns: whether it could be read
 */
gboolean
galley_strip_gif (const guint8 *data, gsize length, GByteArray *out, gboolean *whole)
{
  static const guint8 trailer[1] = { TRAILER };
  gboolean has_image = FALSE;
  gsize i;

  *whole = FALSE;
  if (length < 13 || (memcmp (data, "GIF87a", 6) != 0 && memcmp (data, "GIF89a", 6) != 0))
    return FALSE;
  i = 13 + table_size (data[10]);
  if (i > length)
    return FALSE;
  g_byte_array_append (out, data, i);
  while (i + 1 < length && (data[i] == EXTENSION || data[i] == IMAGE))
    {
      gboolean is_image = data[i] == IMAGE;
      gsize head = is_image && i + 10 <= length ? 11 + table_size (data[i + 9]) : 2;
      gsize end = skip_blocks (data, length, i + head);

      if (end == 0)
        break;
      if (is_image || is_kept (data + i, length - i))
        g_byte_array_append (out, data + i, end - i);
      has_image = has_image || is_image;
      i = end;
    }
  *whole = i < length && data[i] == TRAILER;
  g_byte_array_append (out, trailer, 1);
  return has_image;
}
