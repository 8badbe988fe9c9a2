/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-pages.h"

gboolean galley_fingerprint_counts (GalleySite *site);
char *galley_fingerprint_frame (GalleySite *site);
char *galley_fingerprint_panel (GalleySite *site);
char *galley_fingerprint_stamp (GalleySite *site, const char *panel);
char *galley_fingerprint_make (GalleySite *site, const GalleyFile *file, const char *stamp);
