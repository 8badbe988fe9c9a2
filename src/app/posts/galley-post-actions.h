/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-commands.h"
#include "galley-draft.h"
#include "galley-notice.h"
#include "galley-post-list.h"

/* What can be done to the posts that are chosen, and its undo: actions of a window, and what is
 * said of them. */
typedef struct _GalleyPostActions GalleyPostActions;

/* Shows another post to be written. */
typedef void (*GalleyShowPostFunc) (gpointer window, gint64 id);

GalleyPostActions *galley_post_actions_new (GtkApplicationWindow *window,
                                            GalleyPostList *list,
                                            GalleyNotice *notice,
                                            GalleyShowPostFunc show_post);
void galley_post_actions_free (GalleyPostActions *actions);
void galley_post_actions_set_commands (GalleyPostActions *actions,
                                       GalleySession *session,
                                       GalleyCommands *commands,
                                       GalleyDraft *draft);
void galley_post_actions_update (GalleyPostActions *actions);
