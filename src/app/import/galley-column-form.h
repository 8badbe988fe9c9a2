/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-comment-columns.h"

/* Asks what the columns of a table mean: a row for each, with what stands in it. What is chosen is
 * written into @columns, which outlives the form. */
GtkWidget *
galley_column_form_new (GalleyCommentColumns *columns, GCallback changed, gpointer user_data);
gboolean galley_column_form_is_whole (const GalleyCommentColumns *columns);
