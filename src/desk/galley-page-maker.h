/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-page.h"
#include "galley-post.h"
#include "galley-session.h"

/* Makes pages of a site on the session's PREVIEW lane. It keeps the plan of the site between pages;
 * galley_page_maker_invalidate() makes it plan anew. Used on the main thread. */
typedef struct _GalleyPageMaker GalleyPageMaker;

GalleyPageMaker *galley_page_maker_new (GalleySession *session);
void galley_page_maker_free (GalleyPageMaker *maker);
void galley_page_maker_invalidate (GalleyPageMaker *maker);
void galley_page_maker_set_comment (GalleyPageMaker *maker, gint64 comment_id);
void galley_page_maker_post_async (GalleyPageMaker *maker,
                                   GalleyPost *post,
                                   gboolean only_text,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void galley_page_maker_path_async (GalleyPageMaker *maker,
                                   const char *path,
                                   gboolean only_find,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GalleyPage *galley_page_maker_finish (GAsyncResult *result, GError **error);
