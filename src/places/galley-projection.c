/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of the earth is drawn in Mercator's projection, which keeps shapes; most of it, and the
 * poles, in Miller's (O. M. Miller, Geographical Review 32, 1942), which blows up the far north
 * less. In both, meridians are upright, so that any of them can be in the middle. */
#include "galley-projection.h"

#include <math.h>
#include <stdlib.h>

#define TO_RADIANS (G_PI / 180)
/* Some places are shown with so much of what is around them, degrees of longitude at the equator.
 */
#define LEAST_WIDTH 6.0
#define MARGIN 0.18 /* of the width of what is shown, on each side */
/* Mercator's projection is used up to so tall a part of the earth, and so far north. */
#define SHAPELY_HEIGHT 60.0
#define SHAPELY_LATITUDE 78.0

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return one < other ? -1 : one > other ? 1 : 0;
}

static double
lift (const GalleyProjection *projection, double latitude)
{
  double phi = CLAMP (latitude, -90, 90) * TO_RADIANS;

  if (projection->whole)
    return 1.25 * log (tan (G_PI / 4 + 0.4 * phi));
  phi = CLAMP (phi, -85 * TO_RADIANS, 85 * TO_RADIANS);
  return log (tan (G_PI / 4 + phi / 2));
}

/* The meridian that has the places around it: opposite to the widest gap between them. Gives how
 * wide they lie, degrees. */
static double
find_centre (const GalleyCoordinates *places, gsize n_places, double *centre)
{
  g_autofree double *longitudes = g_new (double, n_places + 1);
  double gap = -1;
  double start = 0;

  for (gsize i = 0; i < n_places; i++)
    longitudes[i] = places[i].longitude;
  qsort (longitudes, n_places, sizeof (double), compare_numbers);
  longitudes[n_places] = longitudes[0] + 360;
  for (gsize i = 0; i < n_places; i++)
    if (longitudes[i + 1] - longitudes[i] > gap)
      {
        gap = longitudes[i + 1] - longitudes[i];
        start = longitudes[i + 1];
      }
  *centre = start + (360 - gap) / 2;
  while (*centre > 180)
    *centre -= 360;
  return 360 - gap;
}

/**
 * galley_projection_fit:
 * @projection: (out): how the places lie on the sheet
 * @places: one at least
 * @n_places: how many
 * @width: of the sheet, in any unit
 * @height: of the sheet
 *
 * Chooses what of the earth is shown: the places with some of what is around them, the 180th
 * meridian in the middle where they lie on both sides of it, all of the earth where they are
 * spread over it.
 */
void
galley_projection_fit (GalleyProjection *projection,
                       const GalleyCoordinates *places,
                       gsize n_places,
                       double width,
                       double height)
{
  double wide = find_centre (places, n_places, &projection->centre) * TO_RADIANS;
  double least = places[0].latitude;
  double most = places[0].latitude;
  double low, high, middle, edge;

  for (gsize i = 1; i < n_places; i++)
    {
      least = MIN (least, places[i].latitude);
      most = MAX (most, places[i].latitude);
    }
  projection->width = width;
  projection->height = height;
  projection->whole = most - least > SHAPELY_HEIGHT || wide > 150 * TO_RADIANS ||
                      most > SHAPELY_LATITUDE || least < -SHAPELY_LATITUDE;
  low = lift (projection, least);
  high = lift (projection, most);
  middle = (low + high) / 2;
  /* Wide enough for the width and for the height, and not nearer than makes sense. */
  wide = MAX (wide, (high - low) * width / height);
  wide = MAX (wide * (1 + 2 * MARGIN),
              LEAST_WIDTH * TO_RADIANS / cos (CLAMP ((least + most) / 2, -75, 75) * TO_RADIANS));
  wide = MIN (wide, 2 * G_PI);
  projection->scale = width / wide;
  /* The sheet ends where the earth does, unless it is taller. */
  edge = lift (projection, 90);
  if (height / projection->scale / 2 < edge)
    middle = CLAMP (middle, -edge + height / projection->scale / 2,
                    edge - height / projection->scale / 2);
  else
    middle = 0;
  projection->top = middle + height / projection->scale / 2;
}

/**
 * galley_projection_turn:
 * @projection: a projection
 * @longitude: degrees
 *
 * Returns: how far east of the middle of the sheet that is, from -180 to 180 degrees
 */
double
galley_projection_turn (const GalleyProjection *projection, double longitude)
{
  double turned = fmod (longitude - projection->centre, 360);

  if (turned > 180)
    turned -= 360;
  else if (turned < -180)
    turned += 360;
  return turned;
}

/**
 * galley_projection_put:
 * @projection: a projection
 * @place: of the earth; a longitude that was turned already is @projection's centre and more
 *
 * Returns: where it lies on the sheet, maybe outside of it. Longitudes are taken as they are, so
 *   that a line that goes on beyond the 180th meridian stays one
 */
GalleySpot
galley_projection_put (const GalleyProjection *projection, GalleyCoordinates place)
{
  GalleySpot spot = {
    projection->width / 2 + (place.longitude - projection->centre) * TO_RADIANS * projection->scale,
    (projection->top - lift (projection, place.latitude)) * projection->scale,
  };

  return spot;
}
