/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comments-pane.h"

/* What a window does with comments as a whole: their import, the rules, and what is kept of one
 * reader. */
typedef struct _GalleyCommentActions GalleyCommentActions;

GalleyCommentActions *galley_comment_actions_new (GtkApplicationWindow *window,
                                                  GalleyCommentsPane *pane);
void galley_comment_actions_free (GalleyCommentActions *actions);
void galley_comment_actions_set_commands (GalleyCommentActions *actions,
                                          GalleySession *session,
                                          GalleyCommands *commands);
