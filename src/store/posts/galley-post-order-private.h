/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"

/* Puts ids in order by what is said of them. Those that are equal stay in the order that they came
 * in, which is newest first. */
typedef struct _GalleyPostOrder GalleyPostOrder;

GalleyPostOrder *galley_post_order_new (GalleyPostSort sort);
void galley_post_order_free (GalleyPostOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPostOrder, galley_post_order_free)
void galley_post_order_add (GalleyPostOrder *order,
                            gint64 id,
                            const char *title,
                            gint64 modified,
                            gint64 part);
GArray *galley_post_order_finish (GalleyPostOrder *order);

/* Whether ids that come newest first need nothing but their order, or its reverse. */
gboolean galley_post_sort_is_by_date (GalleyPostSort sort);
