/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-comment-choice.h"
#include "galley-comment-context.h"

/* The comment in view: what it says, where it stands, who wrote it and what was decided. Signals:
 * "decide" (int, a GalleyCommentStatus), "reply" (char *), "edit" (char *), "open-post" (gint64).
 */
#define GALLEY_TYPE_COMMENT_VIEW (galley_comment_view_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCommentView, galley_comment_view, GALLEY, COMMENT_VIEW, GtkBox)

void galley_comment_view_show (GalleyCommentView *view, const GalleyCommentContext *context);
gint64 galley_comment_view_get_id (GalleyCommentView *view);
GtkWidget *galley_comment_view_get_text (GalleyCommentView *view);
void galley_comment_view_begin_reply (GalleyCommentView *view);
void galley_comment_view_begin_edit (GalleyCommentView *view);
void
galley_comment_view_keep (GalleyCommentView *view, gint64 id, gboolean editing, const char *text);
void galley_comment_view_forget (GalleyCommentView *view);
const char *galley_comment_view_get_reader (GalleyCommentView *view);
GalleyCommentChoice *galley_comment_view_make_choice (GalleyCommentView *view,
                                                      GalleyChoiceKind kind);
char *galley_comment_heading (const GalleyComment *comment);
const char *galley_comment_status_label (GalleyCommentStatus status);
