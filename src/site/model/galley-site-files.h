/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-model.h"

/* Archives of more posts than this are split by year. */
#define GALLEY_ARCHIVE_PAGE_MAX 1000
#define GALLEY_FEED_LENGTH 20
/* A site of more posts than this has a sitemap for so many posts each: the protocol allows 50,000
 * pages in one, and an edit of a post makes only its part again. */
#define GALLEY_SITEMAP_PART 250

#define GALLEY_MAP_PATH "map/index.html"
#define GALLEY_ANSWERS_PATH "answers/index.html"
#define GALLEY_FEED_PATH "feed.xml"
#define GALLEY_COMMENTS_FEED_PATH "comments/feed.xml"
#define GALLEY_SITEMAP_PATH "sitemap.xml"
#define GALLEY_SITEMAP_PAGES_PATH "sitemap-pages.xml"

char *galley_front_path (guint number);
char *galley_archive_path (guint year);
char *galley_sitemap_path (guint number);

void galley_model_list_files (GalleyModel *model);
