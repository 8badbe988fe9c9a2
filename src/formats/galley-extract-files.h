/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record.h"

/* How an extract is laid out:
 *
 *   posts/2009-10-13-slug.md, pages/slug.md   what is published, and drafts
 *   changes/2009-10-13-slug.md                changes to the post of that name that are not
 *   media/map.png
 *   comments.jsonl                            a comment a line
 *   galley.json                               the site: see galley-site-file.h
 */
#define GALLEY_EXTRACT_POSTS "posts"
#define GALLEY_EXTRACT_PAGES "pages"
#define GALLEY_EXTRACT_CHANGES "changes"
#define GALLEY_EXTRACT_MEDIA "media"
#define GALLEY_EXTRACT_COMMENTS "comments.jsonl"
#define GALLEY_EXTRACT_SITE "galley.json"

gboolean galley_extract_is_change (GalleySourceTree *tree, const char *path);
char *galley_extract_find_changed (GalleySourceTree *tree, const GalleyPostRecord *change);
char *galley_extract_digest_comments (const char *data, gsize length);
gboolean galley_extract_are_comments (const char *data, gsize length, const char *digest);
