/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-filter-picker.h"
#include "galley-post-list.h"
#include "galley-post.h"
#include "galley-record-model.h"

#define GALLEY_N_FACETS (GALLEY_FACET_YEAR + 1)

struct _GalleyPostList
{
  GtkBox parent_instance;
  GtkListBox *filters;
  GtkLabel *counts[5]; /* by row of filters */
  GtkMenuButton *filter_button;
  GtkMenuButton *sort_button;
  GtkFlowBox *chips;
  GtkWidget *chip_of[GALLEY_N_FACETS];
  GtkLabel *summary;
  GtkStack *stack;
  GtkTreeView *tree;
  GtkImage *empty_icon;
  GtkLabel *empty_title;
  GtkLabel *empty_text;
  GtkButton *empty_clear;
  GtkActionBar *bar;
  GtkLabel *bar_label;
  GMenuModel *menu;
  GalleyFilterPicker *picker;

  GalleySession *session;
  GalleyFacet *facets[GALLEY_N_FACETS]; /* what the list is narrowed by; NULL: not by that */
  GalleyPostSort sort;
  char *search;
  GArray *base;            /* the list without the search; NULL while it is asked for anew */
  GCancellable *listing;   /* of the listing that is under way */
  GCancellable *searching; /* of the search that is under way */
  gboolean complete;       /* all that is found is shown */
  gboolean awaited;        /* nothing of it is shown yet */

  GalleyRecordModel *model;
  gboolean three_lines; /* the rows show what was found in them */
  gint64 selected;      /* the post that the editor shows */
  int row;              /* where that was */
  GArray *chosen;       /* the posts of the rows that are selected; NULL: to be looked for */
  guint scroll_idle;
  gboolean selecting; /* the selection is ours, not the person's */
  gboolean announced; /* "loaded" was emitted for this session */
  gboolean filtering; /* another list was asked for, not the same anew */
};

/* galley-post-list-ask.c */
const char *galley_post_list_get_words (GalleyPostList *self);
void galley_post_list_ask (GalleyPostList *self);
void galley_post_list_search (GalleyPostList *self);

/* galley-post-list-filters.c */
int galley_post_list_get_status (GalleyPostList *self);
void galley_post_list_show_counts (GalleyPostList *self, const GalleyPostCounts *counts);
void galley_post_list_show_summary (GalleyPostList *self);
void galley_post_list_show_empty (GalleyPostList *self);
void galley_post_list_say_empty (GalleyPostList *self,
                                 const char *icon,
                                 const char *title,
                                 const char *text);
void galley_post_list_take_facet (GalleyPostList *self, const GalleyFacet *facet);
void galley_post_list_forget_facets (GalleyPostList *self);

/* galley-post-list.c: takes @ids, shows them as rows. */
void galley_post_list_show_ids (GalleyPostList *self, GArray *ids, GPtrArray *first);
