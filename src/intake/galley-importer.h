/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import-context.h"
#include "galley-record-sink.h"

/* Takes what formats read into a project: the sink of their records. One import is one importer;
 * the caller keeps the transaction. */
typedef struct _GalleyImporter GalleyImporter;

GalleyImporter *galley_importer_new (GalleyProject *project,
                                     const GalleyImportOptions *options,
                                     GTimeZone *zone,
                                     GalleyImportReport *report,
                                     GCancellable *cancellable);
void galley_importer_free (GalleyImporter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyImporter, galley_importer_free)

gboolean galley_importer_begin_source (GalleyImporter *self, GError **error);
GalleyRecordSink *galley_importer_get_sink (GalleyImporter *self);
const GalleyReadOptions *galley_importer_get_read_options (GalleyImporter *self);
gboolean galley_importer_end_source (GalleyImporter *self, GError **error);
const GalleyImportLedger *galley_importer_close (GalleyImporter *self);
