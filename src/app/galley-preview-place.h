/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comments-pane.h"
#include "galley-draft.h"
#include "galley-editor.h"
#include "galley-preview.h"

/* Where the one preview of a window stands, and what it shows there: beside the text, scrolled as
 * one with it, where a click in the page puts the cursor; or beside the comment that is reviewed.
 */
typedef struct _GalleyPreviewPlace GalleyPreviewPlace;

GalleyPreviewPlace *galley_preview_place_new (GalleyPreview *preview,
                                              GtkStack *views,
                                              GtkPaned *paned,
                                              GalleyEditor *editor,
                                              GalleyCommentsPane *comments);
void galley_preview_place_free (GalleyPreviewPlace *place);
void galley_preview_place_set_draft (GalleyPreviewPlace *place, GalleyDraft *draft);
