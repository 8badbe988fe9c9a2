/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"

#define GALLEY_PERMALINK_DEFAULT ":year/:month/:slug"

char *galley_permalink_expand (const char *pattern,
                               const GalleyPost *post,
                               const char *slug,
                               const char *series_slug);
char *galley_permalink_slug (const GalleyPost *post);
