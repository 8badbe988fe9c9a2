/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-comment-queue.h"

/* Only one reader's comments, or a post's, a place's, a rule's: a list to choose these from, and
 * the ones that are set, each with a button that takes it away. */
typedef struct _GalleyCommentFilters GalleyCommentFilters;

GalleyCommentFilters *galley_comment_filters_new (GalleyCommentQueue *queue,
                                                  GtkMenuButton *button,
                                                  GtkBox *chips,
                                                  GtkWidget *list);
void galley_comment_filters_free (GalleyCommentFilters *filters);
void galley_comment_filters_set_session (GalleyCommentFilters *filters, GalleySession *session);
void galley_comment_filters_open (GalleyCommentFilters *filters);
