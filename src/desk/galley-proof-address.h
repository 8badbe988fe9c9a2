/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-finding.h"

typedef enum
{
  GALLEY_PROOF_ADDRESS_IN_SITE,   /* a path of it */
  GALLEY_PROOF_ADDRESS_SAME_PAGE, /* "#part" */
  GALLEY_PROOF_ADDRESS_ELSEWHERE, /* outside of the site, or nowhere */
} GalleyProofAddressKind;

GalleyProofAddressKind galley_proof_address_find_path (const char *address,
                                                       const char *base,
                                                       const char *base_path,
                                                       const char *from,
                                                       char **path);
GalleyFinding *galley_proof_address_check (const char *address, gboolean is_picture);
