/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-pictures.h"

/* One format each: appends to @out the file without what a camera or an editor wrote beside the
 * picture. FALSE where it is not understood; @whole is FALSE where it is cut short. */
gboolean galley_strip_jpeg (const guint8 *data, gsize length, GByteArray *out, gboolean *whole);
gboolean galley_strip_png (const guint8 *data, gsize length, GByteArray *out, gboolean *whole);
gboolean galley_strip_gif (const guint8 *data, gsize length, GByteArray *out, gboolean *whole);
gboolean galley_strip_webp (const guint8 *data, gsize length, GByteArray *out, gboolean *whole);

/* A decoded picture, upright. */
typedef struct _GalleyPixels GalleyPixels;

GalleyPixels *galley_pixels_decode (const GalleyPictureFacts *facts,
                                    GBytes *data,
                                    guint width,
                                    guint height,
                                    GError **error);
void galley_pixels_free (GalleyPixels *pixels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPixels, galley_pixels_free)
GBytes *
galley_pixels_encode (const GalleyPixels *pixels, guint width, guint height, GError **error);
