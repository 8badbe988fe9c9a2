/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post-compare.h"
#include "galley-post-stats.h"
#include "galley-session.h"

/* What became of a snapshot of a post. */
typedef struct
{
  GalleyPost *post; /* as the project has it now; its revision is 0 where that is another's, in
                     * which the author does not go on */
  GalleyPostStats *stats;
  GalleyPostFields filled;    /* were open in the snapshot: the project decided */
  GalleyPostFields taken;     /* somebody else had changed, and the author had not */
  GalleyPostFields conflicts; /* both had changed: the author's are kept, the others are in the
                               * revision before */
} GalleySavedPost;

void galley_saved_post_free (GalleySavedPost *saved);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySavedPost, galley_saved_post_free)

void galley_draft_save_async (GalleySession *session,
                              const GalleyPost *snapshot,
                              const GalleyPost *base,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GalleySavedPost *galley_draft_save_finish (GObject *source, GAsyncResult *result, GError **error);
