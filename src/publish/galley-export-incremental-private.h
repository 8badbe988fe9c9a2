/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-export.h"

gboolean galley_export_incremental (GalleyProject *project,
                                    const GalleySiteOptions *site_options,
                                    const char *folder,
                                    const GalleyExportOptions *options,
                                    GalleyExportReport *report,
                                    GCancellable *cancellable,
                                    gboolean *is_done,
                                    GError **error);
