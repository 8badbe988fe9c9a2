/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-commands.h"
#include "galley-comment-choice.h"
#include "galley-session.h"

/* The comments of a project as they are reviewed: which of them are listed, which one is in view
 * and which one is next, which are marked, and what is decided on them. Main thread only. Signals:
 * "restarted": others are asked for; until they are there none is in view;
 * "listed": they are there, or the same ones anew;
 * "selected": another one of them is in view;
 * "marked": others are marked;
 * "failed" (string): they could not be read, and why. */
#define GALLEY_TYPE_COMMENT_QUEUE (galley_comment_queue_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCommentQueue, galley_comment_queue, GALLEY, COMMENT_QUEUE, GObject)

/* What is listed before filters and words are applied; the first four are GalleyCommentStatus. */
typedef enum
{
  GALLEY_COMMENTS_PENDING,
  GALLEY_COMMENTS_APPROVED,
  GALLEY_COMMENTS_SPAM,
  GALLEY_COMMENTS_TRASH,
  GALLEY_COMMENTS_ALL, /* pending and approved */
  GALLEY_COMMENTS_UNPLACED,
  GALLEY_N_COMMENT_VIEWS
} GalleyCommentsView;

GalleyCommentQueue *galley_comment_queue_new (void);
void galley_comment_queue_set_session (GalleyCommentQueue *queue,
                                       GalleySession *session,
                                       GalleyCommands *commands);

void galley_comment_queue_set_view (GalleyCommentQueue *queue, GalleyCommentsView view);
GalleyCommentsView galley_comment_queue_get_view (GalleyCommentQueue *queue);
void galley_comment_queue_set_search (GalleyCommentQueue *queue, const char *words);
gboolean galley_comment_queue_is_searching (GalleyCommentQueue *queue);
void galley_comment_queue_add_filter (GalleyCommentQueue *queue, const GalleyCommentChoice *filter);
void galley_comment_queue_remove_filter (GalleyCommentQueue *queue, GalleyChoiceKind kind);
void galley_comment_queue_clear_filters (GalleyCommentQueue *queue);
const GPtrArray *galley_comment_queue_get_filters (GalleyCommentQueue *queue);

GArray *galley_comment_queue_get_ids (GalleyCommentQueue *queue);
guint galley_comment_queue_count (GalleyCommentQueue *queue, GalleyCommentsView view);
int galley_comment_queue_get_row (GalleyCommentQueue *queue);
gint64 galley_comment_queue_get_id (GalleyCommentQueue *queue);
void galley_comment_queue_select (GalleyCommentQueue *queue, int row);

void galley_comment_queue_toggle_mark (GalleyCommentQueue *queue);
guint galley_comment_queue_toggle_all (GalleyCommentQueue *queue);
gboolean galley_comment_queue_is_marked (GalleyCommentQueue *queue, gint64 id);

void galley_comment_queue_run (GalleyCommentQueue *queue, GalleyCommand *command);
void galley_comment_queue_decide (GalleyCommentQueue *queue, GalleyCommentStatus status);
gboolean galley_comment_queue_decide_marked (GalleyCommentQueue *queue, GalleyCommentStatus status);
