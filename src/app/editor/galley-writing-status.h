/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-draft.h"
#include "galley-state.h"

/* What is said under the text: whether it is saved, its words, of those that are wanted or
 * selected, and its part of a series. Signal "changed". */
#define GALLEY_TYPE_WRITING_STATUS (galley_writing_status_get_type ())
G_DECLARE_FINAL_TYPE (GalleyWritingStatus, galley_writing_status, GALLEY, WRITING_STATUS, GObject)

GalleyWritingStatus *galley_writing_status_new (GtkTextView *view);
void galley_writing_status_set_state (GalleyWritingStatus *status, GalleyState *state);
void galley_writing_status_set_draft (GalleyWritingStatus *status, GalleyDraft *draft);
guint galley_writing_status_get_target (GalleyWritingStatus *status);
void galley_writing_status_set_target (GalleyWritingStatus *status, guint words);
char *galley_writing_status_get_text (GalleyWritingStatus *status);
char *galley_writing_status_get_part (GalleyWritingStatus *status);
