/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG, third edition (W3C). */
#include "galley-pictures-private.h"

#include <string.h>

/* What the picture cannot be shown right without: pixels, transparency, colours, movement. */
static gboolean
is_kept (const guint8 *type)
{
  static const char *const kept[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
                                      "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD",
                                      "pHYs", "acTL", "fcTL", "fdAT", "mDCV", "cLLI" };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (memcmp (type, kept[i], 4) == 0)
      return TRUE;
  return FALSE;
}

static gsize
chunk_size (const guint8 *p)
{
  return (gsize) p[0] << 24 | (gsize) p[1] << 16 | (gsize) p[2] << 8 | p[3];
}

/**
 * galley_strip_png:
 * @data: a PNG file
 * @length: bytes of @data
 * @out: an empty array: the file without texts, Exif, dates, foreign chunks and what is behind the
 *   end
 * @whole: (out): whether the file has an end
 *
 * Returns: whether it could be read
 */
gboolean
galley_strip_png (const guint8 *data, gsize length, GByteArray *out, gboolean *whole)
{
  static const guint8 end[12] = { 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82 };
  gboolean has_pixels = FALSE;
  gsize i = 8;

  *whole = FALSE;
  if (length < 33 || memcmp (data, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) != 0)
    return FALSE;
  g_byte_array_append (out, data, 8);
  while (i + 12 <= length)
    {
      gsize size = chunk_size (data + i);

      if (memcmp (data + i + 4, "IEND", 4) == 0)
        {
          *whole = TRUE;
          break;
        }
      if (size > length - i - 12)
        break;
      if (is_kept (data + i + 4))
        g_byte_array_append (out, data + i, 12 + size);
      has_pixels = has_pixels || memcmp (data + i + 4, "IDAT", 4) == 0;
      i += 12 + size;
    }
  g_byte_array_append (out, end, sizeof end);
  return has_pixels;
}
