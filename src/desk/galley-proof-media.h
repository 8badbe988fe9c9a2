/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-finding.h"
#include "galley-site.h"

gboolean galley_proof_media_check (GalleySite *site,
                                   GHashTable *known,
                                   GPtrArray *findings,
                                   GCancellable *cancellable,
                                   GError **error);
