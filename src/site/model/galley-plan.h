/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-model.h"

void galley_plan_make (GalleySite *site);
void galley_plan_clear (GalleySite *site);
void galley_plan_list_files (GalleySite *site);
int galley_plan_compare_dates (const GalleyPost *one, const GalleyPost *other);
gboolean galley_plan_is_same (const GalleyPost *one, const GalleyPost *other);

/* The steps of it, for a site that is read in part. */
void galley_plan_begin (GalleySite *site);
void galley_plan_index_media (GalleySite *site);
GalleySeriesEntry *galley_plan_add_series (GalleySite *site, GalleySeries *record);
GalleyTagEntry *galley_plan_add_tag (GalleySite *site, const char *name, const char *known);
void galley_plan_place (GalleySite *site, GalleyEntry *entry);
void galley_plan_add_file (GalleySite *site,
                           GalleyFileKind kind,
                           char *path,
                           gconstpointer subject,
                           guint number);

/* Archives of more posts than this are split by year. */
#define GALLEY_ARCHIVE_PAGE_MAX 1000
#define GALLEY_FEED_LENGTH 20
/* A site of more posts than this has a sitemap for so many posts each: the protocol allows 50,000
 * pages in one, and an edit of a post makes only its part again. */
#define GALLEY_SITEMAP_PART 250
