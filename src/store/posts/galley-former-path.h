/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

/* Where the page of a post stood before: what links lead to that others made. */
typedef struct
{
  char *path; /* in the site: "2009/10/slug/index.html" */
  gint64 post_id;
} GalleyFormerPath;

GPtrArray *galley_project_list_former_paths (GalleyProject *project, GError **error);
char *galley_former_path_from_address (const char *address, const char *base_path);
gboolean galley_project_add_former_path (GalleyProject *project,
                                         gint64 post_id,
                                         const char *path,
                                         GError **error);

/* Before a change moves pages; both in its transaction. */
gboolean
galley_former_path_keep (GalleyProject *project, gint64 post_id, gint64 now, GError **error);
gboolean galley_former_path_keep_all (GalleyProject *project,
                                      const char *pattern,
                                      gint64 series_id,
                                      const char *series_slug,
                                      GError **error);
