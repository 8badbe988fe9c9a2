/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

/* Where posts were imported from, so that a second import adds nothing twice. */

/* The post that came from @source, or else one that came from a text with the same @digest; 0 where
 * there is none. @unchanged: (out): whether the text was the same. */
/* Which text outside a post was imported from. */
typedef struct
{
  gint64 post;
  char *source; /* "markdown:FOLDER/PATH" */
} GalleyOrigin;

GPtrArray *galley_project_list_origins (GalleyProject *project, GError **error);
gint64 galley_project_find_origin (GalleyProject *project,
                                   const char *source,
                                   const char *digest,
                                   gboolean *unchanged,
                                   char **found,
                                   GError **error);
gboolean galley_project_save_origin (GalleyProject *project,
                                     gint64 post_id,
                                     const char *source,
                                     const char *digest,
                                     GError **error);
gboolean galley_project_reserve_post_id (GalleyProject *project, gint64 id, GError **error);
gboolean galley_project_reserve_comment_id (GalleyProject *project, gint64 id, GError **error);
/* Makes @slug an old address of a post; one that leads somewhere already is left as it is. */
gboolean galley_project_add_redirect (GalleyProject *project,
                                      gint64 post_id,
                                      const char *slug,
                                      GDateTime *date,
                                      GError **error);
