/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-diff.h"

/* A piece of a line. */
typedef struct
{
  GalleyDiffKind kind;
  char *text;
} GalleyDiffRun;

typedef enum
{
  GALLEY_LINE_SAME,
  GALLEY_LINE_REMOVED,
  GALLEY_LINE_ADDED,
  GALLEY_LINE_CHANGED, /* has runs of several kinds */
  GALLEY_LINE_SKIPPED, /* stands for n_skipped lines that are the same */
} GalleyDiffLineKind;

typedef struct
{
  GalleyDiffLineKind kind;
  GPtrArray *runs; /* of GalleyDiffRun */
  guint n_skipped;
} GalleyDiffLine;

/* What differs between two texts, line by line, as it can be shown. */
typedef struct
{
  GPtrArray *lines; /* of GalleyDiffLine */
  guint words_removed, words_added;
} GalleyTextDiff;

GalleyTextDiff *galley_text_diff_new (const char *old, const char *new, guint context);
void galley_text_diff_free (GalleyTextDiff *diff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTextDiff, galley_text_diff_free)
