/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import-ledger.h"
#include "galley-project.h"

/* Takes in the pictures and other files that posts use, each of them once. */
typedef struct _GalleyMediaImporter GalleyMediaImporter;

GalleyMediaImporter *
galley_media_importer_new (GalleyProject *project, GalleyImportLedger *ledger, GError **error);
void galley_media_importer_free (GalleyMediaImporter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMediaImporter, galley_media_importer_free)
const char *galley_media_importer_find (GalleyMediaImporter *self,
                                        GalleySourceTree *files,
                                        const char *from,
                                        const char *address,
                                        const char *alternative);
void galley_media_importer_take (GalleyMediaImporter *self,
                                 GalleySourceTree *files,
                                 const GalleyMediaRecord *media);
