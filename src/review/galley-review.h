/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"

/* Decides what happens to comments. Nothing that arrives is approved but by a rule that the author
 * switched on. */

/* Decides and keeps: sets status and id. FALSE with GALLEY_STORE_ERROR_EXISTS where it is there. */
gboolean galley_review_take_in (GalleyProject *project, GalleyComment *comment, GError **error);

/* The rules of a project, read once, for many comments that arrive together. Rules that are changed
 * meanwhile are not seen. */
typedef struct _GalleyReviewer GalleyReviewer;
GalleyReviewer *galley_reviewer_new (GalleyProject *project, GError **error);
void galley_reviewer_free (GalleyReviewer *reviewer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReviewer, galley_reviewer_free)
/* As galley_review_take_in(); a GalleyImportTakeIn. @reviewer: a GalleyReviewer */
gboolean galley_reviewer_take_in (GalleyProject *project,
                                  GalleyComment *comment,
                                  gpointer reviewer,
                                  GError **error);

/* The author answers: approves @parent_id where it was pending, and adds the reply, approved.
 * @name: the author's. Returns the id of the reply, 0 on error. */
gint64 galley_review_reply (GalleyProject *project,
                            gint64 parent_id,
                            const char *name,
                            const char *body,
                            GDateTime *date,
                            GError **error);
