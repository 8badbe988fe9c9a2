/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

/* What Galley wrote into a folder: one entry a file. */
typedef struct
{
  char *path;   /* relative, with slashes */
  char *digest; /* hash of the content, MurmurHash3 of 128 bits: tells changes, proves nothing */
  char *fingerprint;     /* of what the file was made from */
  gint64 size, mtime_us; /* as it was left */
} GalleyManifestEntry;

void galley_manifest_entry_free (GalleyManifestEntry *entry);
/* A hash table of path to entry; empty for a folder that was never exported to. */
GHashTable *
galley_project_load_manifest (GalleyProject *project, const char *folder, GError **error);
/* One of them; NULL without an error where it is not in there. */
GalleyManifestEntry *galley_project_load_manifest_entry (GalleyProject *project,
                                                         const char *folder,
                                                         const char *path,
                                                         GError **error);
/* @changed: entries (GalleyManifestEntry) to add or replace; @removed: paths. */
gboolean galley_project_save_manifest (GalleyProject *project,
                                       const char *folder,
                                       GPtrArray *changed,
                                       GPtrArray *removed,
                                       GError **error);
