/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum
{
  GALLEY_DIFF_SAME,
  GALLEY_DIFF_REMOVED,
  GALLEY_DIFF_ADDED,
} GalleyDiffKind;

/* A stretch of one of two sequences: of the old one where it is SAME or REMOVED, else of the new.
 */
typedef struct
{
  GalleyDiffKind kind;
  guint start, length;
} GalleyDiffSpan;

GArray *galley_diff_sequences (const guint *old, guint n_old, const guint *new, guint n_new);
