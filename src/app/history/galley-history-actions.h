/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-draft.h"
#include "galley-notice.h"

/* What a window does with the older versions of the post that is being written: shows them, and
 * brings one of them back. */
#define GALLEY_TYPE_HISTORY_ACTIONS (galley_history_actions_get_type ())
G_DECLARE_FINAL_TYPE (GalleyHistoryActions,
                      galley_history_actions,
                      GALLEY,
                      HISTORY_ACTIONS,
                      GObject)

GalleyHistoryActions *galley_history_actions_new (GtkApplicationWindow *window,
                                                  GalleyNotice *notice);
void galley_history_actions_set_draft (GalleyHistoryActions *actions, GalleyDraft *draft);
void galley_history_actions_update (GalleyHistoryActions *actions);
