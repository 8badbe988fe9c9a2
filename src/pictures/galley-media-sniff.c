/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-media-sniff.h"

#include "galley-picture-facts.h"

#include <string.h>

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
 * @width: (out): pixels when it stands upright, 0 where it is no picture or does not say
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
    { "ftypheic", 4, 8, "image/heic" },
    { "ftypheix", 4, 8, "image/heic" },
    { "ftypheim", 4, 8, "image/heic" },
    { "ftyphevc", 4, 8, "image/heic" },
    { "ftypmif1", 4, 8, "image/heic" },
    { "ftypmsf1", 4, 8, "image/heic" },
    { "ftyp", 4, 4, "video/mp4" },
    { "II*\0", 0, 4, "image/tiff" },
    { "MM\0*", 0, 4, "image/tiff" },
    { "\x1a\x45\xdf\xa3", 0, 4, "video/webm" },
    { "PK\003\004", 0, 4, "application/zip" },
  };
  GalleyPictureFacts facts;

  galley_picture_probe (data, length, &facts);
  *width = facts.width;
  *height = facts.height;
  if (facts.type != NULL)
    return facts.type;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (length >= others[i].offset + others[i].length &&
        memcmp (data + others[i].offset, others[i].magic, others[i].length) == 0)
      return others[i].type;
  return is_svg (data, length, width, height) ? "image/svg+xml" : NULL;
}

/**
 * galley_media_is_cmyk:
 * @data: a file's content
 * @length: bytes of @data
 *
 * Returns: whether it is a JPEG with four components: meant for printing, and shown in wrong
 * colours or not at all by some programs (ITU-T T.81, B.2.2)
 */
gboolean
galley_media_is_cmyk (const guint8 *data, gsize length)
{
  gsize at = 2;

  if (length < 4 || data[0] != 0xFF || data[1] != 0xD8)
    return FALSE;
  while (at + 10 <= length && data[at] == 0xFF)
    {
      guint8 marker = data[at + 1];

      if (marker == 0xFF) /* a fill byte */
        {
          at++;
          continue;
        }
      if (marker == 0xDA || marker == 0xD9)
        return FALSE;
      if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
        return data[at + 9] == 4;
      at += 2 + ((gsize) data[at + 2] << 8 | data[at + 3]);
    }
  return FALSE;
}
