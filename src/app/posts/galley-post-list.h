/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-post.h"
#include "galley-session.h"

/* The list of posts, under its filters by status. Signals: "post-selected" (gint64): the person
 * chose a post; never emitted for what galley_post_list_select() does. "loaded" (guint): the list
 * of a new session has come, with so many posts in the project. "selection-changed": other posts
 * are chosen, maybe several. */
#define GALLEY_TYPE_POST_LIST (galley_post_list_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPostList, galley_post_list, GALLEY, POST_LIST, GtkBox)

void galley_post_list_set_session (GalleyPostList *list, GalleySession *session);
void galley_post_list_set_search (GalleyPostList *list, const char *text);
void galley_post_list_set_sort (GalleyPostList *list, GalleyPostSort sort);
void galley_post_list_show_filters (GalleyPostList *list);
void galley_post_list_clear_filters (GalleyPostList *list);
GArray *galley_post_list_get_selected (GalleyPostList *list);
guint galley_post_list_count_selected (GalleyPostList *list);
gboolean galley_post_list_shows_trash (GalleyPostList *list);
gboolean galley_post_list_is_searching (GalleyPostList *list);
void galley_post_list_select (GalleyPostList *list, gint64 id);
void galley_post_list_refresh_post (GalleyPostList *list, gint64 id);
gint64 galley_post_list_get_neighbour (GalleyPostList *list, gint64 id);
gint64 galley_post_list_get_first (GalleyPostList *list);
gboolean galley_post_list_has (GalleyPostList *list, gint64 id);
void galley_post_list_focus (GalleyPostList *list);
