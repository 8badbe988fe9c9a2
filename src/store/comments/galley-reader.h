/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"

/* A person who wrote comments, by e-mail address or name: what the project holds of them, and how
 * it is made to hold nothing. */
GArray *galley_project_find_reader (GalleyProject *project, const char *who, GError **error);
gboolean galley_project_erase_comments (GalleyProject *project,
                                        const gint64 *ids,
                                        gsize n_ids,
                                        GError **error);
