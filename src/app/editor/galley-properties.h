/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-post.h"

/* What is set of a post beside its title and text. Signal "changed": the person changed something.
 */
#define GALLEY_TYPE_PROPERTIES (galley_properties_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProperties, galley_properties, GALLEY, PROPERTIES, GtkPopover)

void galley_properties_show_post (GalleyProperties *properties, const GalleyPost *post);
void galley_properties_fill (GalleyProperties *properties, GalleyPost *post);
void galley_properties_show_slug (GalleyProperties *properties, const char *slug);
void galley_properties_set_zone (GalleyProperties *properties, GTimeZone *zone);
void galley_properties_set_series (GalleyProperties *properties, GPtrArray *series);
void galley_properties_set_tags (GalleyProperties *properties, GPtrArray *tags);
void galley_properties_show_part (GalleyProperties *properties, guint part);
void galley_properties_commit (GalleyProperties *properties);
void galley_properties_set_media (GalleyProperties *properties, GPtrArray *media);
