/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the head of a picture says of it, without its pixels being looked at. */
typedef struct
{
  const char *type;     /* MIME */
  guint width, height;  /* pixels, when it stands upright; 0 where that is not known */
  guint orientation;    /* how it has to be turned: TIFF's 1 (not at all) to 8 */
  gboolean is_animated; /* has more than one picture */
} GalleyPictureFacts;

gboolean galley_picture_probe (const guint8 *data, gsize length, GalleyPictureFacts *facts);
