/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry.h"
#include "galley-site.h"

/* Digests of what files are made from. */
char *galley_site_get_program_stamp (GalleySite *site);
char *galley_site_get_latest_stamp (GalleySite *site);
char *galley_site_get_stamp (GalleySite *site, const char *latest);

/* For the makers of files. */
void galley_fingerprint_add_text (GString *out, const char *text);
void galley_fingerprint_add_number (GString *out, gint64 number);
void galley_fingerprint_add_links (GString *out, GPtrArray *links);
void galley_fingerprint_add_content (GString *out, const GalleyEntry *entry);
void galley_fingerprint_add_comments (GString *out, const GalleyEntry *entry);
void galley_fingerprint_add_all_comments (GString *out, GalleySite *site, GalleyEntries *entries);
