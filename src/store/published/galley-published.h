/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-published-comments.h"
#include "galley-series.h"

/* Single things of what is published, for who makes a few pages of a large site. All by an index:
 * what they cost does not grow with the project. */

GalleyPost *
galley_project_load_published (GalleyProject *project, gint64 id, gboolean brief, GError **error);
gboolean galley_project_sum_approved (GalleyProject *project,
                                      gint64 post_id,
                                      GalleyCommentSum *sum,
                                      GError **error);
char *galley_project_find_tag_slug (GalleyProject *project, const char *name, GError **error);
/* Of gint64. */
GArray *galley_project_list_slug_owners (GalleyProject *project, const char *slug, GError **error);
gint64 galley_project_next_scheduled (GalleyProject *project, gint64 after, GError **error);
