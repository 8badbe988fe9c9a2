/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* An entry for a place: a few letters find it in the gazetteer, with where it lies. A place that is
 * not there can be typed all the same, and has no position then. */
#define GALLEY_TYPE_PLACE_ENTRY (galley_place_entry_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPlaceEntry, galley_place_entry, GALLEY, PLACE_ENTRY, GtkEntry)

void galley_place_entry_set_place (GalleyPlaceEntry *entry,
                                   const char *name,
                                   double latitude,
                                   double longitude,
                                   const char *language);
void galley_place_entry_get_position (GalleyPlaceEntry *entry, double *latitude, double *longitude);
