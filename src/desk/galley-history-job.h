/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"
#include "galley-session.h"
#include "galley-text-diff.h"

/* The revisions of a post, and which of them is which. */
typedef struct
{
  GPtrArray *revisions; /* of GalleyRevision, newest first */
  gint64 working, published;
} GalleyPostHistory;

void galley_post_history_free (GalleyPostHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPostHistory, galley_post_history_free)
GalleyPostHistory *
galley_post_history_load (GalleyProject *project, gint64 post_id, GError **error);

/* What a field of a post was and is. */
typedef struct
{
  const char *name; /* not translated */
  GalleyTextDiff *diff;
} GalleyFieldChange;

typedef struct
{
  GPtrArray *fields; /* of GalleyFieldChange, those that differ */
  GalleyTextDiff *text;
} GalleyComparison;

void galley_comparison_free (GalleyComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyComparison, galley_comparison_free)

void galley_history_compare_async (GalleySession *session,
                                   gint64 old_revision,
                                   gint64 new_revision,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GalleyComparison *galley_history_compare_finish (GAsyncResult *result, GError **error);

gint64 galley_history_restore (GalleyProject *project, gint64 revision_id, GError **error);
