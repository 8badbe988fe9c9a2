/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-folder-private.h"

#include "galley-export.h"

#include "galley-export-state.h"

/* An export under way, of a whole site or of the files that a small change reaches. The manifest
 * says what Galley left in the folder; it names a file before the file is written, so that an
 * interrupted export still knows its own. */
typedef struct _GalleyExport
{
  GalleySite *site;
  GalleyModel *model; /* of the site: which files it has */
  const GalleyExportOptions *options;
  GalleyExportReport *report;
  GCancellable *cancellable;

  char *place;              /* the folder's name in the manifest: without links */
  gboolean is_new;          /* the folder is not there yet */
  GalleyFolder *folder;     /* NULL in a dry run into a folder that is not there */
  GHashTable *manifest;     /* path to GalleyManifestEntry */
  GPtrArray *changed;       /* of GalleyManifestEntry */
  GPtrArray *changes;       /* of char*, in a dry run */
  GalleyExportState *state; /* (nullable): what the last export that was finished knew */
  gboolean touched;         /* the folder is no longer as that one left it */
  char *latest_stamp;       /* of what every page shows of the newest posts */
  char *stamp;              /* (nullable): of the site as a whole, for fingerprints */
} GalleyExport;

void galley_export_begin (GalleyExport *export,
                          GalleySite *site,
                          const GalleyExportOptions *options,
                          GalleyExportReport *report,
                          GCancellable *cancellable);
void galley_export_end (GalleyExport *export);
gboolean galley_export_open_place (GalleyExport *export, const char *folder, GError **error);
/* To be called before anything in the folder changes. */
gboolean galley_export_touch (GalleyExport *export, GError **error);
/* Whether the file is there, of the size and time that Galley left it with. */
gboolean galley_export_is_untouched (GalleyExport *export, const GalleyManifestEntry *known);
gboolean galley_export_is_ours (GalleyExport *export, const GalleyManifestEntry *entry);
gboolean
galley_export_holds (GalleyExport *export, const char *path, GBytes *bytes, GalleyFileState *state);
void galley_export_note (GalleyExport *export, const char *verb, const char *path, const char *why);
