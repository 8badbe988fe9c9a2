/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A place of the earth, degrees (WGS 84), and one on a sheet. */
typedef struct
{
  double longitude, latitude;
} GalleyCoordinates;

typedef struct
{
  double x, y; /* from the left and the top of the sheet */
} GalleySpot;

/* How a part of the earth lies on a sheet. */
typedef struct
{
  double width, height; /* of the sheet */
  double centre;        /* the longitude in its middle, degrees */
  gboolean whole;       /* it shows so much of the earth that shapes give way to sizes */
  double scale;         /* of the sheet's units to a radian of longitude */
  double top;           /* of the sheet, on the projection's own scale */
} GalleyProjection;

void galley_projection_fit (GalleyProjection *projection,
                            const GalleyCoordinates *places,
                            gsize n_places,
                            double width,
                            double height);
GalleySpot galley_projection_put (const GalleyProjection *projection, GalleyCoordinates place);
double galley_projection_turn (const GalleyProjection *projection, double longitude);
