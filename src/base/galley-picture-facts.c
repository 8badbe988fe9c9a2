/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-picture-facts.h"

#include <string.h>

static guint
big16 (const guint8 *p)
{
  return (guint) p[0] << 8 | p[1];
}

static guint
big32 (const guint8 *p)
{
  return big16 (p) << 16 | big16 (p + 2);
}

static guint
little16 (const guint8 *p)
{
  return (guint) p[1] << 8 | p[0];
}

static guint
little32 (const guint8 *p)
{
  return little16 (p) | little16 (p + 2) << 16;
}

/* The orientation in a TIFF structure, as Exif has it (CIPA DC-008, 4.6.4): tag 0x0112 of the first
 * directory. 1 where there is none. */
static guint
tiff_orientation (const guint8 *data, gsize length)
{
  gboolean is_big;
  gsize at;
  guint n;

  if (length < 8 || (memcmp (data, "MM\0*", 4) != 0 && memcmp (data, "II*\0", 4) != 0))
    return 1;
  is_big = data[0] == 'M';
  at = is_big ? big32 (data + 4) : little32 (data + 4);
  if (at > length - 2)
    return 1;
  n = is_big ? big16 (data + at) : little16 (data + at);
  for (at += 2; n > 0 && at + 12 <= length; n--, at += 12)
    {
      guint tag = is_big ? big16 (data + at) : little16 (data + at);
      guint value = is_big ? big16 (data + at + 8) : little16 (data + at + 8);

      if (tag == 0x0112)
        return value >= 1 && value <= 8 ? value : 1;
    }
  return 1;
}

/* JPEG (ITU-T T.81): the frame header among the marker segments has the size, an APP1 segment the
 * orientation. */
static gboolean
probe_jpeg (const guint8 *data, gsize length, GalleyPictureFacts *facts)
{
  gsize i = 2;

  while (i + 4 <= length && data[i] == 0xff)
    {
      guint8 marker = data[i + 1];
      gsize size;

      if (marker == 0xff)
        {
          i++;
          continue;
        }
      if (marker == 0xda || marker == 0xd9)
        break;
      size = big16 (data + i + 2);
      if (size < 2 || size > length - i - 2)
        break;
      if (marker == 0xe1 && size > 8 && memcmp (data + i + 4, "Exif\0", 5) == 0)
        facts->orientation = tiff_orientation (data + i + 10, size - 8);
      else if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 &&
               marker != 0xcc && size >= 8)
        {
          facts->height = big16 (data + i + 5);
          facts->width = big16 (data + i + 7);
        }
      i += 2 + size;
    }
  return facts->width > 0 && facts->height > 0;
}

/* PNG (third edition): IHDR has the size, eXIf the orientation, acTL says that it moves. */
static gboolean
probe_png (const guint8 *data, gsize length, GalleyPictureFacts *facts)
{
  if (memcmp (data + 12, "IHDR", 4) != 0)
    return FALSE;
  facts->width = big32 (data + 16);
  facts->height = big32 (data + 20);
  for (gsize i = 8; i + 12 <= length;)
    {
      gsize size = big32 (data + i);

      if (size > length - i - 12)
        break;
      if (memcmp (data + i + 4, "acTL", 4) == 0)
        facts->is_animated = TRUE;
      else if (memcmp (data + i + 4, "eXIf", 4) == 0)
        facts->orientation = tiff_orientation (data + i + 8, size);
      i += 12 + size;
    }
  return facts->width > 0 && facts->height > 0;
}

/* The first byte behind the chain of sub-blocks at @i; @length where it has no end. */
static gsize
skip_gif_blocks (const guint8 *data, gsize length, gsize i)
{
  while (i < length && data[i] != 0)
    i += 1 + data[i];
  return MIN (i + 1, length);
}

static gsize
gif_table (guint8 flags)
{
  return (flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

/* GIF89a: moves where it has more than one image. */
static gboolean
probe_gif (const guint8 *data, gsize length, GalleyPictureFacts *facts)
{
  gsize i;
  guint n = 0;

  if (length < 13)
    return FALSE;
  facts->width = little16 (data + 6);
  facts->height = little16 (data + 8);
  i = 13 + gif_table (data[10]);
  while (i + 10 < length && n < 2)
    {
      if (data[i] == 0x21)
        i = skip_gif_blocks (data, length, i + 2);
      else if (data[i] == 0x2c)
        {
          n++;
          i = skip_gif_blocks (data, length, i + 11 + gif_table (data[i + 9]));
        }
      else
        break;
    }
  facts->is_animated = n > 1;
  return facts->width > 0 && facts->height > 0;
}

/* WebP (RFC 9649): lossy, lossless and extended keep the size in different places. */
static gboolean
probe_webp (const guint8 *data, gsize length, GalleyPictureFacts *facts)
{
  if (length < 30)
    return FALSE;
  if (memcmp (data + 12, "VP8 ", 4) == 0)
    {
      facts->width = little16 (data + 26) & 0x3fff;
      facts->height = little16 (data + 28) & 0x3fff;
    }
  else if (memcmp (data + 12, "VP8L", 4) == 0)
    {
      guint bits = little32 (data + 21);

      facts->width = (bits & 0x3fff) + 1;
      facts->height = (bits >> 14 & 0x3fff) + 1;
    }
  else if (memcmp (data + 12, "VP8X", 4) == 0)
    {
      facts->width = (little16 (data + 24) | (guint) data[26] << 16) + 1;
      facts->height = (little16 (data + 27) | (guint) data[29] << 16) + 1;
      facts->is_animated = (data[20] & 0x02) != 0;
    }
  return facts->width > 0 && facts->height > 0;
}

static gboolean
probe (const guint8 *data, gsize length, GalleyPictureFacts *facts)
{
  *facts = (GalleyPictureFacts){ .orientation = 1 };
  if (length >= 4 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    {
      facts->type = "image/jpeg";
      return probe_jpeg (data, length, facts);
    }
  if (length >= 33 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    {
      facts->type = "image/png";
      return probe_png (data, length, facts);
    }
  if (length >= 6 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    {
      facts->type = "image/gif";
      return probe_gif (data, length, facts);
    }
  if (length >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    {
      facts->type = "image/webp";
      return probe_webp (data, length, facts);
    }
  return FALSE;
}

/**
 * galley_picture_probe:
 * @data: a file's content
 * @length: bytes of @data
 * @facts: (out): what is known of it; filled as far as that goes
 *
 * Reads what a JPEG, PNG, GIF or WebP file says of itself. Time is in proportion to @length at
 * most, and nothing is allocated. Any thread.
 *
 * Returns: whether it is one of these, and says how large it is
 */
gboolean
galley_picture_probe (const guint8 *data, gsize length, GalleyPictureFacts *facts)
{
  gboolean is_known = probe (data, length, facts);
  guint width = facts->width;

  if (facts->orientation >= 5)
    {
      facts->width = facts->height;
      facts->height = width;
    }
  return is_known;
}
