/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry.h"
#include "galley-markdown.h"
#include "galley-site.h"

char *galley_excerpt_make (const GalleyPost *post, GalleyDocument *document);
gboolean galley_entry_need_excerpt (GalleySite *site, GalleyEntry *entry, GError **error);
gboolean galley_latest_need_excerpts (GalleySite *site, GError **error);
GDateTime *galley_post_get_update (const GalleyPost *post);
