/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-commands.h"
#include "galley-post.h"
#include "galley-session.h"

/* The review of readers' comments. Signals: "open-post" (gint64), "show-keys";
 * "viewing": another comment is in view; "resized": there is more or less room for the page. */
#define GALLEY_TYPE_COMMENTS_PANE (galley_comments_pane_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCommentsPane, galley_comments_pane, GALLEY, COMMENTS_PANE, GtkBox)

void galley_comments_pane_set_session (GalleyCommentsPane *pane,
                                       GalleySession *session,
                                       GalleyCommands *commands);
char *galley_comments_pane_get_reader (GalleyCommentsPane *pane);
void galley_comments_pane_focus (GalleyCommentsPane *pane);

/* Beside the comment there is room for the page of its post, where the pane is wide. */
gboolean galley_comments_pane_has_room (GalleyCommentsPane *pane);
void galley_comments_pane_take_page (GalleyCommentsPane *pane, GtkWidget *page);
GalleyPost *galley_comments_pane_take_post (GalleyCommentsPane *pane);
gint64 galley_comments_pane_get_comment (GalleyCommentsPane *pane);
