/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-facet.h"
#include "galley-session.h"

/* A popover's content: all series, tags, authors and years, to be found by a few letters. Signals:
 * "chosen" (pointer: a GalleyFacet). */
#define GALLEY_TYPE_FILTER_PICKER (galley_filter_picker_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFilterPicker, galley_filter_picker, GALLEY, FILTER_PICKER, GtkBox)

void galley_filter_picker_start (GalleyFilterPicker *picker, GalleySession *session);
