/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-session.h"

/* The rows of a list of posts, and which of them are selected. Signals: "post-selected" (gint64):
 * the person chose a post; never emitted for what galley_post_rows_select() does.
 * "selection-changed": other posts are selected, maybe several. */
#define GALLEY_TYPE_POST_ROWS (galley_post_rows_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPostRows, galley_post_rows, GALLEY, POST_ROWS, GtkTreeView)

void galley_post_rows_set_session (GalleyPostRows *rows, GalleySession *session);
void galley_post_rows_set_menu (GalleyPostRows *rows, GMenuModel *menu);
GPtrArray *galley_post_rows_fetch_first (GalleyProject *project,
                                         const GArray *ids,
                                         const char *words,
                                         GCancellable *cancellable,
                                         GError **error);
void galley_post_rows_show (GalleyPostRows *rows,
                            GArray *ids,
                            GPtrArray *first,
                            const char *words,
                            gboolean another);
void galley_post_rows_select (GalleyPostRows *rows, gint64 id);
void galley_post_rows_unselect (GalleyPostRows *rows);
void galley_post_rows_refresh_post (GalleyPostRows *rows, gint64 id);
GArray *galley_post_rows_get_selected (GalleyPostRows *rows);
guint galley_post_rows_count_selected (GalleyPostRows *rows);
guint galley_post_rows_count (GalleyPostRows *rows);
gint64 galley_post_rows_get_neighbour (GalleyPostRows *rows, gint64 id);
gint64 galley_post_rows_get_first (GalleyPostRows *rows);
gboolean galley_post_rows_has (GalleyPostRows *rows, gint64 id);
