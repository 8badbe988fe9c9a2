/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"
#include "galley-post.h"
#include "galley-session.h"

/* A comment with all that is needed to judge it. */
typedef struct
{
  GalleyComment *comment;
  GalleyPost *post;      /* NULL for an unplaced one */
  GalleyComment *parent; /* NULL where it answers the post itself */
  GPtrArray *replies;    /* of GalleyComment, oldest first */
  GPtrArray *others;     /* of GalleyComment: by the same reader, newest first */
  GPtrArray *events;     /* of GalleyCommentEvent, oldest first */
} GalleyCommentContext;

void galley_comment_context_free (GalleyCommentContext *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCommentContext, galley_comment_context_free)

/* A GalleySessionFunc; its data points at the id (gint64). */
gpointer galley_comment_context_load (GalleyProject *project,
                                      gpointer id,
                                      GCancellable *cancellable,
                                      GError **error);
