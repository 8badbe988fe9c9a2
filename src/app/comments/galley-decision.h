/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"
#include "galley-session.h"

/* Something that the author did to comments and can take back: their statuses before and after, and
 * for an edit the texts. A reply is a comment that was in the trash before. */
typedef struct
{
  GArray *ids;    /* of gint64 */
  GArray *before; /* of GalleyCommentStatus, as ids */
  GArray *after;  /* of GalleyCommentStatus, as ids */
  gboolean is_reply;
  char *post;    /* where to place it: a title, an address or a number; or NULL */
  GArray *moved; /* of GalleyPlacing: where what was placed was before */
  gint64 post_id;
  char *body_before, *body_after; /* of the one comment, where its text was edited; else NULL */
} GalleyDecision;

GalleyDecision *
galley_decision_new_status (const gint64 *ids, gsize n_ids, GalleyCommentStatus status);
GalleyDecision *galley_decision_new_edit (gint64 id, const char *body);
GalleyDecision *galley_decision_new_reply (gint64 parent_id, const char *body);
GalleyDecision *galley_decision_new_place (gint64 id, const char *post);
GalleyDecision *galley_decision_ref (GalleyDecision *decision);
void galley_decision_unref (GalleyDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyDecision, galley_decision_unref)

/* GalleySessionFuncs for the EDIT lane; their data is a GalleyDecision. They return it, with a
 * reference of its own. */
gpointer galley_decision_make (GalleyProject *project,
                               gpointer decision,
                               GCancellable *cancellable,
                               GError **error);
gpointer galley_decision_undo (GalleyProject *project,
                               gpointer decision,
                               GCancellable *cancellable,
                               GError **error);
gpointer galley_decision_redo (GalleyProject *project,
                               gpointer decision,
                               GCancellable *cancellable,
                               GError **error);
