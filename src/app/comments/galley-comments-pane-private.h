/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <handy.h>

#include "galley-comment-choice.h"
#include "galley-comment-view.h"
#include "galley-comments-pane.h"
#include "galley-decision.h"
#include "galley-record-model.h"

#define N_FILTERS 6 /* pending, approved, spam, trash, all, unplaced */
#define FILTER_UNPLACED 5

struct _GalleyCommentsPane
{
  GtkBox parent_instance;

  GtkListBox *filters;
  GtkLabel *count_0, *count_1, *count_2, *count_3, *count_4, *count_5;
  GtkSearchEntry *search;
  GtkMenuButton *narrow;
  GtkBox *chips;
  GtkWidget *typed;
  GtkListBox *offered;
  GtkWidget *clear;
  GtkTreeView *list;
  GtkStack *pages;
  HdyStatusPage *empty;
  GtkPaned *beside;
  GalleyCommentView *view;
  GalleyPost *post; /* of the comment in view; or NULL */
  gboolean has_room;
  guint room_idle;
  GtkRevealer *told;
  GtkLabel *told_text;
  GtkWidget *undo;

  GalleySession *session;
  gulong changed_handler;
  GalleyRecordModel *model;
  GHashTable *marked; /* ids (gint64) of the marked rows */
  GPtrArray *choices; /* of GalleyCommentChoice: the filters that are set, one of a kind at most */
  guint choice_generation;
  gboolean offering;          /* the list of choices does not yet answer what is typed */
  gboolean choose_first;      /* Enter was pressed meanwhile */
  GalleyCommentCounts counts; /* of what the filters and the search leave */
  guint n_unplaced;
  guint list_generation; /* results of older requests are dropped */
  guint view_generation;
  guint keep_row; /* what is shown next where the one in view leaves the list */
  gint64 wanted;  /* what comes into view with the next list; 0: what is in view already */
  GtkCellRenderer *status_cell;
  GPtrArray *undoable; /* of GalleyDecision, the newest last */
  GPtrArray *redoable;
};

/* galley-comments-pane.c */
void galley_comments_pane_reload (GalleyCommentsPane *self);
int galley_comments_pane_get_row (GalleyCommentsPane *self);
void galley_comments_pane_select (GalleyCommentsPane *self, int row);
gint64 galley_comments_pane_get_id (GalleyCommentsPane *self);
int galley_comments_pane_get_filter (GalleyCommentsPane *self);

void galley_comments_pane_start_over (GalleyCommentsPane *self);

/* galley-comments-filters.c: only one reader's comments, or a post's, a place's, a rule's */
void galley_comments_pane_set_up_filters (GalleyCommentsPane *self);
GPtrArray *galley_comments_pane_copy_choices (GalleyCommentsPane *self);
void galley_comments_pane_narrow (GalleyCommentsPane *self, GalleyCommentChoice *choice);
void galley_comments_pane_widen (GalleyCommentsPane *self);
void galley_comments_pane_choose_filter (GalleyCommentsPane *self);

/* galley-comments-decisions.c: what is done to comments */
void
galley_comments_pane_decide (GalleyCommentsPane *self, GalleyCommentStatus status, gboolean marked);
void galley_comments_pane_make (GalleyCommentsPane *self, GalleyDecision *decision);
void galley_comments_pane_tell (GalleyCommentsPane *self, const char *text);

/* galley-comments-place.c: to which post a comment belongs */
void galley_comments_pane_place (GalleyCommentsPane *self);

/* galley-comments-keys.c: WordPress's keys */
gboolean galley_comments_pane_handle_key (GalleyCommentsPane *self, const GdkEventKey *event);
