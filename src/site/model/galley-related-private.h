/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-pages.h"

GalleyList
galley_related_list (GalleySite *site, const GalleyEntry *entry, const GalleyViewpoint *from);
