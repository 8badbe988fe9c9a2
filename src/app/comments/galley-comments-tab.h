/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-session.h"

/* The title of the comments among the views of a window: it says how many wait. */
#define GALLEY_TYPE_COMMENTS_TAB (galley_comments_tab_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCommentsTab, galley_comments_tab, GALLEY, COMMENTS_TAB, GObject)

GalleyCommentsTab *galley_comments_tab_new (GtkStack *views, GtkWidget *pane);
void galley_comments_tab_set_session (GalleyCommentsTab *tab, GalleySession *session);
