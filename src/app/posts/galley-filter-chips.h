/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-facet.h"

/* What a list of posts is filtered by, a button each that removes it; hidden while there is
 * nothing. Signals: "removed" (gint: a GalleyFacetKind), after the chip has gone. */
#define GALLEY_TYPE_FILTER_CHIPS (galley_filter_chips_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFilterChips, galley_filter_chips, GALLEY, FILTER_CHIPS, GtkFlowBox)

void galley_filter_chips_show (GalleyFilterChips *chips, const GalleyFacet *facet);
void galley_filter_chips_clear (GalleyFilterChips *chips);
