/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-export-target.h"

/* What an export that was finished knows of its folder as a whole: enough for the next one to see
 * that little has changed, and what. */
typedef struct
{
  gint64 change;       /* up to which change of the project the folder is */
  gint64 since, until; /* times of publication at which the same posts are out: [since, until) */
  char *program_stamp; /* digest of what is outside the project: the program and the theme */
  char *site_stamp;    /* the site's, which fingerprints are made with */
  char *latest_stamp;  /* digest of what every page shows of the newest posts */
  guint64 n_files;
} GalleyExportState;

void galley_export_state_free (GalleyExportState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyExportState, galley_export_state_free)

GalleyExportState *
galley_project_load_export_state (GalleyProject *project, const char *folder, GError **error);
/* @lists: (nullable): name to GArray of gint64 ids; NULL: those that are there still hold. */
gboolean galley_project_save_export_state (GalleyProject *project,
                                           const char *folder,
                                           const GalleyExportState *state,
                                           GHashTable *lists,
                                           GError **error);
gboolean
galley_project_forget_export_state (GalleyProject *project, const char *folder, GError **error);
/* Of gint64 ids; NULL without an error where there is no list of that name. */
GArray *galley_project_load_export_list (GalleyProject *project,
                                         const char *folder,
                                         const char *name,
                                         GError **error);
