/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-address.h"
#include "galley-media-files.h"
#include "galley-site.h"
#include "galley-value.h"

/* What pages say of a picture. */

const GalleyMedia *galley_picture_find (GalleySite *site, const char *name);
char *galley_picture_get_web_address (GalleySite *site, const GalleyPost *post);
void galley_picture_get_shown_size (const GalleyMedia *media, guint *width, guint *height);
gboolean galley_picture_append_attributes (GalleySite *site,
                                           const char *address,
                                           const GalleyViewpoint *from,
                                           gboolean is_first,
                                           GString *out);
GalleyValue *
galley_picture_context (GalleySite *site, const char *name, const GalleyViewpoint *from);
