/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-media-sniff.h"

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

/* JPEG (ITU-T T.81): the frame header among the marker segments has the size. */
static void
measure_jpeg (const guint8 *data, gsize length, guint *width, guint *height)
{
  gsize i = 2;

  while (i + 9 < length && data[i] == 0xff)
    {
      guint8 marker = data[i + 1];

      if (marker == 0xff)
        {
          i++;
          continue;
        }
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height = big16 (data + i + 5);
          *width = big16 (data + i + 7);
          return;
        }
      i += 2 + MAX (big16 (data + i + 2), 2);
    }
}

/* WebP (RFC 9649): lossy, lossless and extended keep the size in different places. */
static void
measure_webp (const guint8 *data, gsize length, guint *width, guint *height)
{
  if (length < 30)
    return;
  if (memcmp (data + 12, "VP8 ", 4) == 0)
    {
      *width = little16 (data + 26) & 0x3fff;
      *height = little16 (data + 28) & 0x3fff;
    }
  else if (memcmp (data + 12, "VP8L", 4) == 0)
    {
      guint32 bits = little16 (data + 21) | (guint32) little16 (data + 23) << 16;

      *width = (bits & 0x3fff) + 1;
      *height = (bits >> 14 & 0x3fff) + 1;
    }
  else if (memcmp (data + 12, "VP8X", 4) == 0)
    {
      *width = (little16 (data + 24) | (guint) data[26] << 16) + 1;
      *height = (little16 (data + 27) | (guint) data[29] << 16) + 1;
    }
}

/* A number of pixels in the attribute @name of the element that @tag begins with; 0 for none. */
static guint
svg_attribute (const char *tag, const char *name)
{
  gsize n = strlen (name);
  const char *end = strchr (tag, '>');

  for (const char *p = strstr (tag, name); p != NULL && p < end; p = strstr (p + 1, name))
    if (g_ascii_isspace (p[-1]) && p[n] == '=' && (p[n + 1] == '"' || p[n + 1] == '\''))
      {
        char *rest = NULL;
        double value = g_ascii_strtod (p + n + 2, &rest);

        return value > 0 && value < 100000 && (g_str_has_prefix (rest, "px") || *rest == p[n + 1])
                   ? (guint) value
                   : 0;
      }
  return 0;
}

static gboolean
is_svg (const guint8 *data, gsize length, guint *width, guint *height)
{
  g_autofree char *head = g_strndup ((const char *) data, MIN (length, 4096));
  const char *tag = strstr (head, "<svg");

  if (tag == NULL || head[strspn (head, " \t\r\n\xef\xbb\xbf")] != '<' || strchr (tag, '>') == NULL)
    return FALSE;
  *width = svg_attribute (tag, "width");
  *height = svg_attribute (tag, "height");
  return TRUE;
}

/**
 * galley_media_sniff:
 * @data: a file's content
 * @length: bytes of @data
 * @width: (out): pixels, 0 where it is no picture or does not say
 * @height: (out): likewise
 *
 * Tells what a file is by its content, never by its name.
 *
 * Returns: (nullable): its MIME type, %NULL where it is not one that a page can show or offer
 */
const char *
galley_media_sniff (const guint8 *data, gsize length, guint *width, guint *height)
{
  static const struct
  {
    const char *magic;
    gsize offset, length;
    const char *type;
  } others[] = {
    { "%PDF-", 0, 5, "application/pdf" },
    { "ID3", 0, 3, "audio/mpeg" },
    { "OggS", 0, 4, "audio/ogg" },
    { "fLaC", 0, 4, "audio/flac" },
    { "ftypavif", 4, 8, "image/avif" },
    { "ftyp", 4, 4, "video/mp4" },
    { "\x1a\x45\xdf\xa3", 0, 4, "video/webm" },
    { "PK\003\004", 0, 4, "application/zip" },
  };

  *width = *height = 0;
  if (length >= 24 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    {
      *width = big32 (data + 16);
      *height = big32 (data + 20);
      return "image/png";
    }
  if (length >= 10 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    {
      *width = little16 (data + 6);
      *height = little16 (data + 8);
      return "image/gif";
    }
  if (length >= 4 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    {
      measure_jpeg (data, length, width, height);
      return "image/jpeg";
    }
  if (length >= 16 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    {
      measure_webp (data, length, width, height);
      return "image/webp";
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (length >= others[i].offset + others[i].length &&
        memcmp (data + others[i].offset, others[i].magic, others[i].length) == 0)
      return others[i].type;
  return is_svg (data, length, width, height) ? "image/svg+xml" : NULL;
}
