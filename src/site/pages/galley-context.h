/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-context-value.h"
#include "galley-page-head.h"

GalleyValue *galley_context_new (GalleySite *site,
                                 const GalleyFile *file,
                                 const GalleyHead *head,
                                 const GalleyViewpoint *from);
GalleyList galley_context_links (GalleySite *site, GPtrArray *links, const GalleyViewpoint *from);
char *galley_file_get_root (GalleySite *site, const GalleyFile *file);
void galley_context_forget (GalleySite *site);
