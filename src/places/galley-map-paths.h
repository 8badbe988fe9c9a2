/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-projection.h"

/* Outlines and journeys as the "d" of an SVG path (SVG 1.1, 8.3), in whole units of the sheet. */
void galley_map_append_land (const GalleyProjection *projection, GString *out);
void galley_map_append_borders (const GalleyProjection *projection, GString *out);
void galley_map_append_journey (const GalleyProjection *projection,
                                const GalleyCoordinates *places,
                                gsize n_places,
                                GString *out);
