/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WebP (RFC 9649). */
#include "galley-pictures-private.h"

#include <string.h>

/* In VP8X: that there is Exif, that there is XMP. */
#define FLAGS_OF_METADATA 0x0c
/* Of ANMF: where the picture of a moment stands, before its own chunks. */
#define FRAME_HEAD 16

static gsize
read_size (const guint8 *p)
{
  return p[0] | (gsize) p[1] << 8 | (gsize) p[2] << 16 | (gsize) p[3] << 24;
}

static void
write_size (GByteArray *out, gsize at, gsize size)
{
  for (gsize i = 0; i < 4; i++)
    out->data[at + i] = (guint8) (size >> (8 * i));
}

static gboolean
is_one_of (const guint8 *name, const char *names)
{
  for (const char *p = names; *p != '\0'; p += 4)
    if (memcmp (name, p, 4) == 0)
      return TRUE;
  return FALSE;
}

static void copy_frame (const guint8 *data, gsize size, GByteArray *out);

/* Copies those of the chunks that are named in @names, four letters each; FALSE where the last is
 * cut short. */
static gboolean
copy_chunks (const guint8 *data, gsize length, const char *names, GByteArray *out)
{
  gsize i = 0;

  while (i + 8 <= length)
    {
      gsize size = read_size (data + i + 4);
      gsize start = out->len;

      if (size > length - i - 8)
        return FALSE;
      if (is_one_of (data + i, names))
        {
          g_byte_array_append (out, data + i, 8);
          if (memcmp (data + i, "ANMF", 4) == 0)
            copy_frame (data + i + 8, size, out);
          else
            g_byte_array_append (out, data + i + 8, size);
          if (memcmp (data + i, "VP8X", 4) == 0 && size > 0)
            out->data[start + 8] &= (guint8) ~FLAGS_OF_METADATA;
          write_size (out, start + 4, out->len - start - 8);
          if (out->len % 2 != 0)
            g_byte_array_append (out, (const guint8 *) "", 1);
        }
      i += 8 + size + size % 2;
    }
  return TRUE;
}

static void
copy_frame (const guint8 *data, gsize size, GByteArray *out)
{
  gsize head = MIN (size, FRAME_HEAD);

  g_byte_array_append (out, data, head);
  copy_chunks (data + head, size - head, "ALPHVP8 VP8L", out);
}

/**
 * galley_strip_webp:
 * @data: a WebP file, moving or not
 * @length: bytes of @data
 * @out: an empty array: the file without Exif, XMP, foreign chunks and what is behind the end
 * @whole: (out): whether the file has an end
 *
 * Returns: whether it could be read
 */
gboolean
galley_strip_webp (const guint8 *data, gsize length, GByteArray *out, gboolean *whole)
{
  gsize size;

  *whole = FALSE;
  if (length < 20 || memcmp (data, "RIFF", 4) != 0 || memcmp (data + 8, "WEBP", 4) != 0)
    return FALSE;
  size = read_size (data + 4);
  g_byte_array_append (out, data, 12);
  *whole = size <= length - 8;
  *whole &= copy_chunks (data + 12, MIN (MAX (size, 4) - 4, length - 12),
                         "VP8XICCPANIMANMFALPHVP8 VP8L", out);
  write_size (out, 4, out->len - 8);
  return out->len > 20;
}
