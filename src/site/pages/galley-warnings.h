/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site.h"

void galley_site_add_warning (GalleySite *site, const char *warning);
GStrv galley_site_list_warnings (GalleySite *site);
