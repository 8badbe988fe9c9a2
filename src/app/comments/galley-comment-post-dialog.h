/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Asks to which post a comment belongs. @chosen is called with what the person typed, a title or an
 * address; not where the person thinks better of it. */
typedef void (*GalleyCommentPostFunc) (gint64 id, const char *post, gpointer user_data);

void galley_comment_post_dialog_present (GtkWindow *parent,
                                         gint64 id,
                                         GalleyCommentPostFunc chosen,
                                         gpointer user_data);
