/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-commands.h"
#include "galley-draft.h"
#include "galley-editor.h"
#include "galley-replace.h"

/* Opens a post at what was found in it. */
typedef void (*GalleyOpenHitFunc) (gpointer window, gint64 id, const GalleyTextHit *hit);

/* A window's action that finds and replaces in all posts. */
#define GALLEY_TYPE_SEARCH_ACTIONS (galley_search_actions_get_type ())
G_DECLARE_FINAL_TYPE (GalleySearchActions, galley_search_actions, GALLEY, SEARCH_ACTIONS, GObject)

GalleySearchActions *galley_search_actions_new (GtkApplicationWindow *window,
                                                GalleyEditor *editor,
                                                GalleyOpenHitFunc open_hit);
void galley_search_actions_set_commands (GalleySearchActions *actions,
                                         GalleyDraft *draft,
                                         GalleyCommands *commands);
