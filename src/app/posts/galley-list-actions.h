/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post-list.h"
#include "galley-state.h"

/* What the menus and keys of the list of posts do: its order, and its filters. */
#define GALLEY_TYPE_LIST_ACTIONS (galley_list_actions_get_type ())
G_DECLARE_FINAL_TYPE (GalleyListActions, galley_list_actions, GALLEY, LIST_ACTIONS, GObject)

GalleyListActions *galley_list_actions_new (GalleyPostList *list, GActionMap *window);
void galley_list_actions_set_state (GalleyListActions *actions, GalleyState *state);
void galley_list_actions_set_enabled (GalleyListActions *actions, gboolean enabled);
