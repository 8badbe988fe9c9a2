/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"
#include "galley-proof-pages.h"
#include "galley-proof-text.h"

gboolean galley_proof_is_live (const GalleyPost *post);
void galley_proof_post_check (GalleyProofPages *pages,
                              const GalleyPost *post,
                              const GalleyProofText *text,
                              GDateTime *now,
                              GPtrArray *findings);
