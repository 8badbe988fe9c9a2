/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-media.h"
#include "galley-pictures.h"

void galley_media_get_facts (const GalleyMedia *media, GalleyPictureFacts *facts);
void galley_media_get_sizes (const GalleyMedia *media, GalleyPictureSizes *sizes);
gboolean galley_media_is_published (const GalleyMedia *media);
char *galley_media_get_path (const GalleyMedia *media, guint width);
char *galley_media_get_fingerprint (const GalleyMedia *media, guint width);
