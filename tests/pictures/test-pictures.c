/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-media-sniff.h"
#include "galley-pictures.h"

static void
assert_sniffed (const char *data, gsize length, const char *type, guint width, guint height)
{
  guint w, h;

  g_assert_cmpstr (galley_media_sniff ((const guint8 *) data, length, &w, &h), ==, type);
  g_assert_cmpuint (w, ==, width);
  g_assert_cmpuint (h, ==, height);
}

static void
test_sniff (void)
{
  assert_sniffed ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\0\x20\x08\2\0\0\0....", 33,
                  "image/png", 256, 32);
  assert_sniffed ("GIF89a\x10\0\x08\0\0\0\0", 13, "image/gif", 16, 8);
  assert_sniffed ("\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x0b\x08\0\x20\1\0\1\1\x11\0", 21, "image/jpeg",
                  256, 32);
  assert_sniffed ("RIFF....WEBPVP8X\n\0\0\0\0\0\0\0\xff\0\0\x1f\0\0", 30, "image/webp", 256, 32);
  assert_sniffed ("<svg width=\"16\" height='8px'></svg>", 34, "image/svg+xml", 16, 8);
  assert_sniffed ("<?xml?><svg viewBox=\"0 0 1 1\"/>", 31, "image/svg+xml", 0, 0);
  assert_sniffed ("%PDF-1.4", 8, "application/pdf", 0, 0);
  assert_sniffed ("<html><script>", 14, NULL, 0, 0);
  assert_sniffed ("\x89PNG\r\n\x1a\n", 8, NULL, 0, 0);
  assert_sniffed ("\xff\xd8\xff\xff\xff\xff", 6, "image/jpeg", 0, 0);
  assert_sniffed ("", 0, NULL, 0, 0);
}

/* An Exif segment with an orientation before the frame header, as telephones write it. */
static void
test_upright (void)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe1, 0, 34,   'E', 'x', 'i', 'f', 0,    0, 'M',
                                 'M',  0,    '*',  0,    0, 0,    8,   0,   1,   1,   0x12, 0, 3,
                                 0,    0,    0,    1,    0, 6,    0,   0,   0,   0,   0,    0, 0xff,
                                 0xc0, 0,    0x0b, 8,    0, 0x20, 1,   0,   1,   1,   0x11, 0 };
  GalleyPictureFacts facts;

  g_assert_true (galley_picture_probe (jpeg, sizeof jpeg, &facts));
  g_assert_cmpuint (facts.orientation, ==, 6);
  g_assert_cmpuint (facts.width, ==, 32);
  g_assert_cmpuint (facts.height, ==, 256);
}

static void
assert_sizes (GalleyPictureFacts facts, GalleyPictureTreatment treatment, guint n_widths)
{
  GalleyPictureSizes sizes;

  galley_picture_get_sizes (&facts, &sizes);
  g_assert_cmpint (sizes.treatment, ==, treatment);
  g_assert_cmpuint (sizes.n_widths, ==, n_widths);
}

static void
test_sizes (void)
{
  assert_sizes ((GalleyPictureFacts){ "image/jpeg", 4000, 3000, 1, FALSE }, GALLEY_PICTURE_STRIP,
                4);
  assert_sizes ((GalleyPictureFacts){ "image/jpeg", 1000, 750, 6, FALSE }, GALLEY_PICTURE_ROTATE,
                2);
  /* No thumbnail that is nearly as wide as the whole. */
  assert_sizes ((GalleyPictureFacts){ "image/jpeg", 540, 400, 1, FALSE }, GALLEY_PICTURE_STRIP, 0);
  assert_sizes ((GalleyPictureFacts){ "image/jpeg", 541, 400, 1, FALSE }, GALLEY_PICTURE_STRIP, 1);
  assert_sizes ((GalleyPictureFacts){ "image/gif", 4000, 3000, 1, TRUE }, GALLEY_PICTURE_STRIP, 0);
  assert_sizes ((GalleyPictureFacts){ "image/png", 20000, 20000, 1, FALSE }, GALLEY_PICTURE_REFUSE,
                0);
  assert_sizes ((GalleyPictureFacts){ "image/svg+xml", 0, 0, 1, FALSE }, GALLEY_PICTURE_SVG, 0);
  assert_sizes ((GalleyPictureFacts){ "application/pdf", 0, 0, 1, FALSE }, GALLEY_PICTURE_COPY, 0);
}

static void
test_refused (void)
{
  g_autoptr (GalleyThumbnailer) thumbnailer = galley_thumbnailer_new ();
  g_autoptr (GBytes) data = g_bytes_new_static ("\x89PNG", 4);
  GalleyPictureFacts facts = { "image/png", 10, 10, 1, FALSE };
  g_autofree char *warning = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_thumbnailer_make (thumbnailer, 1, &facts, 0, data, &warning, &error));
  g_assert_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pictures/media/is_known_by_its_content", test_sniff);
  g_test_add_func ("/pictures/facts/are_of_the_picture_when_it_stands_upright", test_upright);
  g_test_add_func ("/pictures/sizes/follow_from_the_head_alone", test_sizes);
  g_test_add_func ("/pictures/thumbnails/what_is_no_picture_is_refused", test_refused);
  return g_test_run ();
}
