/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-history-job.h"

/* A text that shows a comparison: what went is struck through, what came is underlined, and lines
 * have a sign before them, so that it is read without colours too. */
void galley_diff_view_prepare (GtkTextView *view);
void galley_diff_view_show (GtkTextView *view, const GalleyComparison *comparison);
