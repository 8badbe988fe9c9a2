/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

/* Where a site is published: "live" at "rsync:me@host:/srv/www". */
typedef struct
{
  char *name;
  char *address;
} GalleyPublishTarget;

GPtrArray *galley_project_list_targets (GalleyProject *project, GError **error);
gboolean galley_project_save_target (GalleyProject *project,
                                     const char *name,
                                     const char *address,
                                     GError **error);
gboolean galley_project_remove_target (GalleyProject *project, const char *name, GError **error);
char *galley_project_get_identity (GalleyProject *project, GError **error);
