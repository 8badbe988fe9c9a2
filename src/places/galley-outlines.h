/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A point of the earth, in hundredths of a degree (WGS 84). Longitudes may pass 180 degrees: a line
 * that crosses that meridian goes on beyond it. */
typedef struct
{
  gint32 longitude, latitude;
} GalleyPoint;

typedef struct
{
  const GalleyPoint *points;
  guint n_points;
  GalleyPoint least, most; /* the corners of what it covers */
} GalleyOutline;

/* Coasts are closed rings around land, borders are lines between countries. */
typedef struct
{
  GArray *land, *borders; /* of GalleyOutline */
} GalleyOutlines;

const GalleyOutlines *galley_outlines_get (void);
