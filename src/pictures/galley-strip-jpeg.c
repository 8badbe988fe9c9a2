/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JPEG: ITU-T T.81, JFIF (T.871), the colour profile of ICC.1 annex B, Adobe's marker (T.872). */
#include "galley-pictures-private.h"

#include <string.h>

enum
{
  MARKER_SOF0 = 0xc0,
  MARKER_SOF15 = 0xcf,
  MARKER_RST0 = 0xd0,
  MARKER_RST7 = 0xd7,
  MARKER_SOI = 0xd8,
  MARKER_EOI = 0xd9,
  MARKER_SOS = 0xda,
  MARKER_DQT = 0xdb,
  MARKER_EXP = 0xdf,
  MARKER_APP0 = 0xe0,
  MARKER_APP2 = 0xe2,
  MARKER_APP14 = 0xee,
};

static void
append_marker (GByteArray *out, guint8 marker)
{
  guint8 bytes[2] = { 0xff, marker };

  g_byte_array_append (out, bytes, 2);
}

static gboolean
begins (const guint8 *payload, gsize length, const char *name, gsize name_length)
{
  return length >= name_length && memcmp (payload, name, name_length) == 0;
}

/* JFIF's head without the small picture that may be in it. */
static void
append_jfif (const guint8 *payload, GByteArray *out)
{
  static const guint8 size[2] = { 0, 16 };
  static const guint8 no_thumbnail[2] = { 0, 0 };

  append_marker (out, MARKER_APP0);
  g_byte_array_append (out, size, 2);
  g_byte_array_append (out, payload, 12);
  g_byte_array_append (out, no_thumbnail, 2);
}

/* Appends the segment of @marker where a picture cannot be shown right without it. */
static void
append_segment (guint8 marker, const guint8 *segment, gsize size, GByteArray *out)
{
  const guint8 *payload = segment + 2;
  gsize length = size - 2;
  gboolean keeps = FALSE;

  if (marker == MARKER_APP0 && begins (payload, length, "JFIF\0", 5) && length >= 14)
    {
      append_jfif (payload, out);
      return;
    }
  if (marker == MARKER_APP2)
    keeps = begins (payload, length, "ICC_PROFILE\0", 12);
  else if (marker == MARKER_APP14)
    keeps = begins (payload, length, "Adobe", 5) && length == 12;
  else
    keeps = (marker >= MARKER_SOF0 && marker <= MARKER_SOF15) ||
            (marker >= MARKER_SOS && marker <= MARKER_EXP);
  if (!keeps)
    return;
  append_marker (out, marker);
  g_byte_array_append (out, segment, size);
}

/* The first byte behind the coded picture at @i: that of a marker which is no part of it. */
static gsize
skip_scan (const guint8 *data, gsize length, gsize i)
{
  while (i < length)
    {
      const guint8 *next = memchr (data + i, 0xff, length - i);

      if (next == NULL)
        return length;
      i = next - data;
      if (i + 1 >= length)
        return length;
      if (data[i + 1] != 0 && data[i + 1] != 0xff &&
          (data[i + 1] < MARKER_RST0 || data[i + 1] > MARKER_RST7))
        return i;
      i += data[i + 1] == 0xff ? 1 : 2;
    }
  return length;
}

/* Copies the segment at *@at, and the scan behind it where it begins one; FALSE where it is none.*/
static gboolean
copy_segment (const guint8 *data, gsize length, gsize *at, GByteArray *out, gboolean *has_scan)
{
  gsize i = *at;
  guint8 marker = data[i + 1];
  gsize size;
  gsize end;

  if (marker == 0 || marker == MARKER_SOI || i + 4 > length)
    return FALSE;
  size = (gsize) data[i + 2] << 8 | data[i + 3];
  if (size < 2 || size > length - i - 2)
    return FALSE;
  append_segment (marker, data + i + 2, size, out);
  *at = i + 2 + size;
  if (marker != MARKER_SOS)
    return TRUE;
  *has_scan = TRUE;
  end = skip_scan (data, length, *at);
  g_byte_array_append (out, data + *at, end - *at);
  *at = end;
  return TRUE;
}

/**
 * galley_strip_jpeg:
 * @data: a JPEG file
 * @length: bytes of @data
 * @out: an empty array: the file with nothing but the picture, its colour profile and what says how
 *   its colours are coded. Exif, XMP, IPTC, comments, small pictures, and what is behind the end (a
 *   film, a second picture) are gone; not a bit of the picture has changed
 * @whole: (out): whether the file has an end
 *
 * Returns: whether it could be read
 */
gboolean
galley_strip_jpeg (const guint8 *data, gsize length, GByteArray *out, gboolean *whole)
{
  gboolean has_scan = FALSE;
  gsize i = 2;

  *whole = FALSE;
  if (length < 4 || data[0] != 0xff || data[1] != MARKER_SOI)
    return FALSE;
  append_marker (out, MARKER_SOI);
  while (i + 1 < length)
    {
      if (data[i] != 0xff)
        return FALSE;
      if (data[i + 1] == 0xff)
        {
          i++;
          continue;
        }
      if (data[i + 1] == MARKER_EOI)
        {
          *whole = TRUE;
          break;
        }
      if (data[i + 1] >= MARKER_RST0 && data[i + 1] <= MARKER_RST7)
        i += 2;
      else if (!copy_segment (data, length, &i, out, &has_scan))
        {
          if (!has_scan)
            return FALSE;
          break;
        }
    }
  append_marker (out, MARKER_EOI);
  return has_scan;
}
