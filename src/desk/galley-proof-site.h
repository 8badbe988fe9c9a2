/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-finding.h"
#include "galley-site.h"

gboolean galley_proof_site_check (GalleySite *site,
                                  GPtrArray *posts,
                                  GPtrArray *findings,
                                  GCancellable *cancellable,
                                  GError **error);
