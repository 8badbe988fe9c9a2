/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-comment-queue.h"

/* Shows the comments of a queue as rows, with their statuses and marks. */
typedef struct _GalleyCommentList GalleyCommentList;

GalleyCommentList *galley_comment_list_new (GtkTreeView *tree, GalleyCommentQueue *queue);
void galley_comment_list_free (GalleyCommentList *list);
void galley_comment_list_set_session (GalleyCommentList *list, GalleySession *session);
