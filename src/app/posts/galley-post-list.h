/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post-query.h"
#include "galley-post-rows.h"

/* The posts of a project: their rows, under what they are filtered by. Signals: "loaded": the
 * first list of a project is shown. "found": galley_post_list_is_searching() is false again. */
#define GALLEY_TYPE_POST_LIST (galley_post_list_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPostList, galley_post_list, GALLEY, POST_LIST, GtkBox)

void galley_post_list_set_session (GalleyPostList *list, GalleySession *session);
GalleyPostRows *galley_post_list_get_rows (GalleyPostList *list);
void galley_post_list_set_search (GalleyPostList *list, const char *text);
void galley_post_list_set_sort (GalleyPostList *list, GalleyPostSort sort);
void galley_post_list_show_filters (GalleyPostList *list);
void galley_post_list_clear_filters (GalleyPostList *list);
gboolean galley_post_list_shows_trash (GalleyPostList *list);
gboolean galley_post_list_is_searching (GalleyPostList *list);
