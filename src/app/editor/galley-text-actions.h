/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-find-bar.h"
#include "galley-picture-inserter.h"
#include "galley-session.h"
#include "galley-text-view.h"

/* What keys and buttons do to the text, as actions. */
#define GALLEY_TYPE_TEXT_ACTIONS (galley_text_actions_get_type ())
G_DECLARE_FINAL_TYPE (GalleyTextActions, galley_text_actions, GALLEY, TEXT_ACTIONS, GObject)

GalleyTextActions *galley_text_actions_new (GalleyTextView *view,
                                            GalleyFindBar *find_bar,
                                            GalleyPictureInserter *pictures,
                                            GActionMap *group);
void galley_text_actions_set_session (GalleyTextActions *self, GalleySession *session);
