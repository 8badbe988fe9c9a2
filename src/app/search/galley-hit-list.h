/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-replace.h"

/* Hits as rows that can be chosen. The rows point into what was found, which outlives them. */
enum
{
  GALLEY_HIT_COLUMN_CHOSEN,
  GALLEY_HIT_COLUMN_SNIPPET, /* Pango markup */
  GALLEY_HIT_COLUMN_TITLE,
  GALLEY_HIT_COLUMN_POST, /* index in what was found */
  GALLEY_HIT_COLUMN_HIT,  /* index in the post's hits */
  GALLEY_HIT_N_COLUMNS
};

GtkListStore *galley_hit_list_new (void);
void galley_hit_list_append (GtkListStore *list, const GalleyTextHits *hits, guint post);
guint galley_hit_list_count_chosen (GtkListStore *list);
void galley_hit_list_choose_all (GtkListStore *list, gboolean chosen);
GPtrArray *galley_hit_list_get_chosen (GtkListStore *list, GPtrArray *found);
GtkTreeViewColumn *
galley_hit_list_column_new (GtkListStore *list, GCallback changed, gpointer data);
