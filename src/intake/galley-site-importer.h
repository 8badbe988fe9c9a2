/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import-context.h"

gboolean galley_site_importer_take (GalleyImportContext *context,
                                    const GalleySiteRecord *site,
                                    GError **error);
