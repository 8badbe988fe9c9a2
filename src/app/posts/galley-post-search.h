/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post-list.h"

/* The entry that the list of posts is searched with. What is typed is looked for at once; Enter
 * goes to what was found, Escape back to all posts. */
#define GALLEY_TYPE_POST_SEARCH (galley_post_search_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPostSearch, galley_post_search, GALLEY, POST_SEARCH, GtkEntry)

void galley_post_search_set_list (GalleyPostSearch *search, GalleyPostList *list);
