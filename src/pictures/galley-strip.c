/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "galley-pictures-private.h"

#include <string.h>

typedef gboolean (*StripFunc) (const guint8 *data, gsize length, GByteArray *out, gboolean *whole);

/* AVIF and its kin keep Exif and XMP among the samples, where nothing but a rewriting of all
 * offsets takes them out: such a file is published only where it has none. */
static gboolean
strip_boxes (const guint8 *data, gsize length, GByteArray *out, gboolean *whole)
{
  static const char *const told[] = { "Exif", "application/rdf+xml", "ns.adobe.com", "xmpmeta" };

  *whole = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    if (memmem (data, length, told[i], strlen (told[i])) != NULL)
      return FALSE;
  g_byte_array_append (out, data, length);
  return TRUE;
}

static const struct
{
  const char *type;
  StripFunc strip;
} formats[] = {
  { "image/jpeg", galley_strip_jpeg }, { "image/png", galley_strip_png },
  { "image/gif", galley_strip_gif },   { "image/webp", galley_strip_webp },
  { "image/avif", strip_boxes },       { "image/heic", strip_boxes },
};

/**
 * galley_picture_strip:
 * @type: MIME
 * @data: a picture
 * @is_whole: (out): whether the file has an end; where not, it got one
 * @error: GALLEY_PICTURE_ERROR_REFUSED
 *
 * Takes out of a picture what a camera, a telephone or an editor wrote beside it: the place where
 * it was taken above all. The pixels stay as they are, bit by bit. Any thread.
 *
 * Returns: (transfer full) (nullable): the file without that; %NULL where it is not understood
 */
GBytes *
galley_picture_strip (const char *type, GBytes *data, gboolean *is_whole, GError **error)
{
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (data, &length);
  g_autoptr (GByteArray) out = NULL;

  *is_whole = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (!g_str_equal (formats[i].type, type))
        continue;
      out = g_byte_array_sized_new ((guint) MIN (length + 64, G_MAXUINT / 2));
      if (length < G_MAXUINT / 2 && formats[i].strip (bytes, length, out, is_whole))
        return g_byte_array_free_to_bytes (g_steal_pointer (&out));
    }
  g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_REFUSED,
               "what is written beside the picture cannot be taken out of it");
  return NULL;
}
