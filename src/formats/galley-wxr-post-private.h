/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-wxr-site-private.h"

GalleyPostRecord *
galley_wxr_post_read (GalleyWxrSite *site, const xmlNode *item, const GalleyReadOptions *options);
GDateTime *galley_wxr_date_read (const xmlNode *parent, const char *local, const char *utc);
