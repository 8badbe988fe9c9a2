/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-draft-load.h"
#include "galley-post-compare.h"

/* A post that is being written, beside what the project holds of it: what the author changed, and
 * what is to be taken over of what the project says. It has no text: that is in a buffer. */
typedef struct _GalleyDraftPost GalleyDraftPost;

GalleyDraftPost *galley_draft_post_new (GalleyLoadedPost *loaded,
                                        const GalleyPost *snapshot,
                                        const GalleyPost *base,
                                        char **text);
void galley_draft_post_free (GalleyDraftPost *draft);

const GalleyPost *galley_draft_post_get_post (const GalleyDraftPost *draft);
const GalleyPost *galley_draft_post_get_base (const GalleyDraftPost *draft);
const GalleyLoadedPost *galley_draft_post_get_form (const GalleyDraftPost *draft);
GalleyPost *galley_draft_post_copy (GalleyDraftPost *draft, char *text);

GalleyPostFields galley_draft_post_set_title (GalleyDraftPost *draft, const char *title);
GalleyPostFields galley_draft_post_set_properties (GalleyDraftPost *draft,
                                                   const GalleyPost *properties);
GalleyPostFields galley_draft_post_find_changes (const GalleyPost *post, const GalleyPost *before);

gboolean galley_draft_post_follows_title (const GalleyDraftPost *draft);
void galley_draft_post_take_status (GalleyDraftPost *draft, const GalleyPost *from);
void galley_draft_post_take (GalleyDraftPost *draft,
                             const GalleyPost *from,
                             GalleyPostFields fields,
                             GalleyPostStats *stats);
