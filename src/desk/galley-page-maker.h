/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-post.h"
#include "galley-session.h"
#include "galley-site.h"

/* Makes pages of a site on the session's PREVIEW lane. It keeps the plan of the site between pages;
 * galley_page_maker_forget() makes it plan anew. Used on the main thread. */
typedef struct _GalleyPageMaker GalleyPageMaker;

typedef struct
{
  GBytes *bytes;        /* NULL where only the text was asked for */
  GalleySiteBody *body; /* the text of a post's page */
  gsize body_offset; /* where it stands in bytes; G_MAXSIZE: the theme does not show it as it is */
  char *type;        /* MIME */
  char *path;        /* in the site */
  gint64 post_id;    /* whose page it is; 0: none's */
} GalleyPage;

void galley_page_free (GalleyPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPage, galley_page_free)

GalleyPageMaker *galley_page_maker_new (GalleySession *session);
void galley_page_maker_free (GalleyPageMaker *maker);
void galley_page_maker_forget (GalleyPageMaker *maker);
void galley_page_maker_set_judged (GalleyPageMaker *maker, gint64 comment_id);
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
