/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-preview.h"
#include "galley-state.h"

/* On which kind of screen a window's preview shows the page: its width, light or dark. */
#define GALLEY_TYPE_PREVIEW_ACTIONS (galley_preview_actions_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreviewActions,
                      galley_preview_actions,
                      GALLEY,
                      PREVIEW_ACTIONS,
                      GObject)

GalleyPreviewActions *galley_preview_actions_new (GalleyPreview *preview, GActionMap *window);
void galley_preview_actions_set_state (GalleyPreviewActions *actions, GalleyState *state);
