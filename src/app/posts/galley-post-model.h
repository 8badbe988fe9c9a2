/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-post.h"
#include "galley-session.h"

/* A list of posts of any length. It holds all ids, and fetches the records of the rows that are
 * looked at, a page at a time, on the session's READ lane. A row that is not there yet is empty.
 * The ids never change: another list is another model. */
#define GALLEY_TYPE_POST_MODEL (galley_post_model_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPostModel, galley_post_model, GALLEY, POST_MODEL, GObject)

enum
{
  GALLEY_POST_COLUMN_ID,     /* gint64 */
  GALLEY_POST_COLUMN_TITLE,  /* never empty once it is there */
  GALLEY_POST_COLUMN_DETAIL, /* date, status, series */
  GALLEY_POST_N_COLUMNS
};

GalleyPostModel *galley_post_model_new (GalleySession *session, GArray *ids);
guint galley_post_model_get_length (GalleyPostModel *model);
gint64 galley_post_model_get_id (GalleyPostModel *model, guint row);
int galley_post_model_find (GalleyPostModel *model, gint64 id);
gboolean galley_post_model_has_ids (GalleyPostModel *model, GArray *ids);
void galley_post_model_refresh (GalleyPostModel *model, gint64 id);
