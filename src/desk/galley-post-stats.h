/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"

/* What is counted of a post that is being written. */
typedef struct
{
  guint words;
  GPtrArray *outline; /* of GalleyHeading */
  guint series_length;
  guint series_position; /* from 1, 0: in no series; the numbers of parts may have gaps */
} GalleyPostStats;

GalleyPostStats *galley_post_stats_new (GalleyProject *project, const GalleyPost *post);
void galley_post_stats_free (GalleyPostStats *stats);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPostStats, galley_post_stats_free)
