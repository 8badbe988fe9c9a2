/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-export-error.h"
#include "galley-export-options.h"
#include "galley-site.h"

gboolean galley_site_export (GalleySite *site,
                             const char *folder,
                             const GalleyExportOptions *options,
                             GalleyExportReport *report,
                             GCancellable *cancellable,
                             GError **error);

/* Plans and exports in one, and reads no more of the project than what changed asks for. */
gboolean galley_export_project (GalleyProject *project,
                                const GalleySiteOptions *site_options,
                                const char *folder,
                                const GalleyExportOptions *options,
                                GalleyExportReport *report,
                                GCancellable *cancellable,
                                GError **error);
