/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

/* Where links are read: a page, whose links are relative and name a file, so that they also work
 * from file://; or a feed, whose links are absolute and name a folder. */
typedef struct
{
  const char *root; /* what leads to the top of the site: "../../", or "https://example.org/" */
  gboolean is_absolute;
} GalleyViewpoint;

char *galley_address_root (const char *path);
char *galley_address_for (const GalleyViewpoint *viewpoint, const char *path);
GalleyValue *galley_address_value (const GalleyViewpoint *viewpoint, const char *path);
char *galley_address_absolute (const char *base, const char *path);
char *galley_address_base (const char *url);
gboolean galley_address_is_web (const char *address);
char *galley_address_unescape (const char *address);
