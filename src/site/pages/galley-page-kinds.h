/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-page-kind.h"

const GalleyPageKind *galley_page_kind_get (GalleyFileKind kind);

gboolean galley_file_load (GalleySite *site,
                           const GalleyFile *file,
                           GalleyMaterials *materials,
                           GError **error);
GBytes *galley_file_make (GalleySite *site,
                          const GalleyFile *file,
                          const GalleyMaterials *materials,
                          char **excerpt,
                          GError **error);
const char *galley_file_get_type (const GalleyFile *file);
char *galley_file_get_fingerprint (GalleySite *site, const GalleyFile *file, const char *stamp);
gboolean galley_site_reach (GalleySite *site, const GArray *changes);
