/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-finding.h"
#include "galley-site.h"

void galley_proof_paths_check (GalleySite *site, GPtrArray *findings);
