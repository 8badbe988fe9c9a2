/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-front-matter.h"
#include "galley-record.h"

void galley_front_matter_read_visibility (GalleyPostRecord *post,
                                          const GalleyFrontMatter *front_matter,
                                          GTimeZone *zone);
