/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-extract-error.h"
#include "galley-project.h"

gboolean galley_extract (GalleyProject *project,
                         const char *path,
                         GCancellable *cancellable,
                         GError **error);
gboolean galley_extract_reader (GalleyProject *project,
                                const gint64 *ids,
                                gsize n_ids,
                                const char *folder,
                                GError **error);
