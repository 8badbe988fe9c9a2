/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-file-list.h"
#include "galley-site.h"

/* What a file is made from, beside the model: read on the thread that holds the project. Then any
 * thread can make the file. */
typedef struct
{
  char *body;          /* of a post */
  GPtrArray *comments; /* of GalleyComment: of a post, of the feed, of the answers */
  GPtrArray *bodies;   /* of char*: of a feed's posts */
  GBytes *data;        /* of a media file */
} GalleyMaterials;

void galley_materials_clear (GalleyMaterials *materials);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyMaterials, galley_materials_clear)

char *galley_entry_load_body (GalleySite *site, const GalleyEntry *entry, GError **error);
