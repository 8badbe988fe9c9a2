/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-address.h"
#include "galley-entry.h"
#include "galley-site.h"
#include "galley-value.h"

GalleyValue *galley_context_date (GalleySite *site, GDateTime *date);
GalleyValue *galley_context_item (GalleySite *site,
                                  GalleyEntry *entry,
                                  const GalleyViewpoint *from,
                                  gboolean with_excerpt);
gboolean galley_items_show_counts (GalleySite *site);
