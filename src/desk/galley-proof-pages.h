/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-finding.h"
#include "galley-site.h"

/* The pages of a site as links lead to them. */
typedef struct
{
  GalleySite *site;    /* unowned: with drafts */
  char *base_path;     /* (nullable): what its address has behind the host: "/blog/" */
  char *base;          /* (nullable): its address, with a slash at the end */
  GHashTable *anchors; /* char* path to a set of char*: the ids of pages that were looked at */
} GalleyProofPages;

void galley_proof_pages_init (GalleyProofPages *pages, GalleySite *site);
void galley_proof_pages_clear (GalleyProofPages *pages);
GalleyFinding *galley_proof_pages_check (GalleyProofPages *pages,
                                         const char *address,
                                         gboolean is_picture,
                                         const char *from,
                                         GHashTable *anchors);
