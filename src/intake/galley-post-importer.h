/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import-context.h"
#include "galley-media-importer.h"

/* Takes in the posts of one source. They are collected first, since they may link to each other. */
typedef struct _GalleyPostImporter GalleyPostImporter;

GalleyPostImporter *galley_post_importer_new (GalleyImportContext *context,
                                              GalleyMediaImporter *media);
void galley_post_importer_free (GalleyPostImporter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPostImporter, galley_post_importer_free)
gboolean
galley_post_importer_add (GalleyPostImporter *self, GalleyPostRecord *record, GError **error);
gboolean galley_post_importer_finish (GalleyPostImporter *self, GError **error);
