/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-address.h"
#include "galley-context-value.h"
#include "galley-entry.h"
#include "galley-site.h"

GalleyList galley_post_list_items (GalleySite *site,
                                   GalleyEntries *entries,
                                   guint first,
                                   guint n,
                                   const GalleyViewpoint *from,
                                   gboolean with_excerpts);
char *galley_post_list_describe (GalleySite *site, GalleyEntries *entries, guint first, guint n);
