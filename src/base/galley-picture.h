/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the head of a picture says of it, without its pixels being looked at. */
typedef struct
{
  const char *type;     /* MIME */
  guint width, height;  /* as stored: before it is turned */
  guint orientation;    /* TIFF's 1 to 8; 1 is upright. From 5 on, turning swaps the sides */
  gboolean is_animated; /* has more than one picture */
} GalleyPictureFacts;

gboolean galley_picture_probe (const guint8 *data, gsize length, GalleyPictureFacts *facts);
