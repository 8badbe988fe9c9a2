/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"

/* The approved comments of one post. */
typedef struct
{
  guint count;
  gint64 last_change; /* the number of their last change, see galley-change.h; 0: none known */
} GalleyCommentSum;

/* What a site needs to know of comments, as a whole and not post by post. */
GHashTable *galley_project_count_approved (GalleyProject *project, GError **error);
GArray *galley_project_list_answered (GalleyProject *project, GError **error);
gboolean galley_project_has_answers (GalleyProject *project, gboolean *has, GError **error);
GPtrArray *galley_project_load_answers (GalleyProject *project, GError **error);
GPtrArray *
galley_project_load_newest_approved (GalleyProject *project, guint limit, GError **error);
char *galley_project_load_identity (GalleyProject *project, GError **error);
gboolean
galley_project_save_identity (GalleyProject *project, const char *identity, GError **error);
