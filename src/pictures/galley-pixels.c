/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-pictures-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* Of 100: no trace of the coding is seen at the sizes that pages have. */
#define QUALITY "84"
/* How much is given to the decoder before it is asked whether it goes well. */
#define PIECE (64 * 1024)

struct _GalleyPixels
{
  GdkPixbuf *pixbuf; /* upright */
  gboolean is_png;
  char *profile; /* (nullable): of its colours (ICC), in base64 */
};

/* What the decoder may find: anything else lies. */
typedef struct
{
  int width, height;               /* as the file must have it */
  int target_width, target_height; /* as it is wanted, before it is turned */
  gboolean lies;
} Expectation;

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Expectation *expected = user_data;

  expected->lies = width != expected->width || height != expected->height;
  /* Nothing ends a decoder but a picture without a size. */
  if (expected->lies)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (width != expected->target_width || height != expected->target_height)
    gdk_pixbuf_loader_set_size (loader, expected->target_width, expected->target_height);
}

static gboolean
feed (GdkPixbufLoader *loader, GBytes *data, const Expectation *expected, GError **error)
{
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (data, &length);

  for (gsize i = 0; i < length; i += PIECE)
    if (expected->lies ||
        !gdk_pixbuf_loader_write (loader, bytes + i, MIN (PIECE, length - i), error))
      {
        gdk_pixbuf_loader_close (loader, NULL);
        return FALSE;
      }
  return gdk_pixbuf_loader_close (loader, error);
}

/* As TIFF's orientation asks for; takes @pixbuf. */
static GdkPixbuf *
turn (GdkPixbuf *pixbuf, guint orientation)
{
  static const struct
  {
    GdkPixbufRotation rotation;
    gboolean flips;
  } turns[] = {
    { GDK_PIXBUF_ROTATE_NONE, FALSE },
    { GDK_PIXBUF_ROTATE_NONE, TRUE },
    { GDK_PIXBUF_ROTATE_UPSIDEDOWN, FALSE },
    { GDK_PIXBUF_ROTATE_UPSIDEDOWN, TRUE },
    { GDK_PIXBUF_ROTATE_CLOCKWISE, TRUE },
    { GDK_PIXBUF_ROTATE_CLOCKWISE, FALSE },
    { GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE, TRUE },
    { GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE, FALSE },
  };
  guint i = CLAMP (orientation, 1, 8) - 1;
  GdkPixbuf *turned = pixbuf;

  if (turns[i].rotation != GDK_PIXBUF_ROTATE_NONE)
    {
      turned = gdk_pixbuf_rotate_simple (pixbuf, turns[i].rotation);
      g_object_unref (pixbuf);
    }
  if (turned != NULL && turns[i].flips)
    {
      GdkPixbuf *flipped = gdk_pixbuf_flip (turned, TRUE);

      g_object_unref (turned);
      turned = flipped;
    }
  return turned;
}

/* A profile that fits what is written, which is always red, green and blue (ICC.1, 7.2.6). */
static char *
take_profile (GdkPixbuf *pixbuf)
{
  const char *encoded = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  gsize length = 0;
  g_autofree guchar *profile = encoded != NULL ? g_base64_decode (encoded, &length) : NULL;

  return length >= 128 && memcmp (profile + 16, "RGB ", 4) == 0 ? g_strdup (encoded) : NULL;
}

/**
 * galley_pixels_decode:
 * @facts: of a JPEG or a PNG
 * @data: its content
 * @width: how wide it is wanted, upright; never more than it is
 * @height: how high
 * @error: GALLEY_PICTURE_ERROR_REFUSED
 *
 * Decodes a picture, turned upright. A JPEG is made smaller while it is decoded, so that it takes
 * memory in proportion to what is wanted of it. Any thread.
 *
 * Returns: (transfer full) (nullable): its pixels
 */
GalleyPixels *
galley_pixels_decode (const GalleyPictureFacts *facts,
                      GBytes *data,
                      guint width,
                      guint height,
                      GError **error)
{
  gboolean lies_down = facts->orientation >= 5;
  gboolean is_png = g_str_equal (facts->type, "image/png");
  Expectation expected = { (int) (lies_down ? facts->height : facts->width),
                           (int) (lies_down ? facts->width : facts->height),
                           (int) (lies_down ? height : width), (int) (lies_down ? width : height),
                           FALSE };
  g_autoptr (GError) problem = NULL;
  g_autoptr (GdkPixbufLoader) loader =
      gdk_pixbuf_loader_new_with_type (is_png ? "png" : "jpeg", &problem);
  g_autoptr (GalleyPixels) pixels = NULL;
  gboolean fed = FALSE;
  GdkPixbuf *found = NULL;

  if (loader != NULL)
    {
      g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &expected);
      fed = feed (loader, data, &expected, &problem);
      found = fed ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
    }
  if (found == NULL || expected.lies)
    {
      g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_REFUSED,
                   "the picture cannot be decoded: %s",
                   expected.lies     ? "it is not of the size that it says"
                   : problem != NULL ? problem->message
                                     : "nothing is in it");
      return NULL;
    }
  pixels = g_new0 (GalleyPixels, 1);
  pixels->is_png = is_png;
  pixels->profile = take_profile (found);
  pixels->pixbuf = turn (g_object_ref (found), facts->orientation);
  if (pixels->pixbuf == NULL)
    {
      g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_REFUSED,
                   "there is no memory for the picture");
      return NULL;
    }
  return g_steal_pointer (&pixels);
}

/**
 * galley_pixels_free:
 * @pixels: (transfer full) (nullable): a decoded picture
 */
void
galley_pixels_free (GalleyPixels *pixels)
{
  if (pixels == NULL)
    return;
  g_clear_object (&pixels->pixbuf);
  g_free (pixels->profile);
  g_free (pixels);
}

static gboolean
save (const GalleyPixels *pixels, GdkPixbuf *pixbuf, char **out, gsize *length, GError **error)
{
  const char *keys[3] = { NULL };
  const char *values[3] = { NULL };
  guint n = 0;

  if (!pixels->is_png)
    {
      keys[n] = "quality";
      values[n++] = QUALITY;
    }
  if (pixels->profile != NULL)
    {
      keys[n] = "icc-profile";
      values[n] = pixels->profile;
    }
  return gdk_pixbuf_save_to_bufferv (pixbuf, out, length, pixels->is_png ? "png" : "jpeg",
                                     (char **) keys, (char **) values, error);
}

/**
 * galley_pixels_encode:
 * @pixels: a decoded picture
 * @width: how wide it shall be
 * @height: how high
 * @error: GALLEY_PICTURE_ERROR_REFUSED
 *
 * Makes a file of it, in the format that it came in, with its transparency and its colour profile
 * and nothing else beside the pixels. Any thread; several at once from the same pixels.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
galley_pixels_encode (const GalleyPixels *pixels, guint width, guint height, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GdkPixbuf) scaled = NULL;
  char *out = NULL;
  gsize length = 0;

  if ((guint) gdk_pixbuf_get_width (pixels->pixbuf) == width &&
      (guint) gdk_pixbuf_get_height (pixels->pixbuf) == height)
    scaled = g_object_ref (pixels->pixbuf);
  else
    scaled =
        gdk_pixbuf_scale_simple (pixels->pixbuf, (int) width, (int) height, GDK_INTERP_BILINEAR);
  if (scaled != NULL && save (pixels, scaled, &out, &length, &problem))
    return g_bytes_new_take (out, length);
  g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_REFUSED,
               "the picture cannot be written: %s",
               problem != NULL ? problem->message : "there is no memory for it");
  return NULL;
}
