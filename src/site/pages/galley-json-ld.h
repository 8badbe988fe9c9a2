/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry.h"
#include "galley-site.h"

void galley_json_ld_append_post (GalleySite *site,
                                 GString *out,
                                 const GalleyEntry *entry,
                                 const char *description,
                                 const char *url);
void galley_json_ld_append_site (GalleySite *site, GString *out);
