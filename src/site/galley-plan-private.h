/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-private.h"

void galley_plan_make (GalleySite *site);
void galley_plan_clear (GalleySite *site);
void galley_plan_list_files (GalleySite *site);
gboolean galley_plan_is_same (const GalleyPost *one, const GalleyPost *other);

/* Archives of more posts than this are split by year. */
#define GALLEY_ARCHIVE_PAGE_MAX 1000
#define GALLEY_FEED_LENGTH 20
/* A site of more posts than this has a sitemap for so many posts each: the protocol allows 50,000
 * pages in one, and an edit of a post makes only its part again. */
#define GALLEY_SITEMAP_PART 250
