/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post-stats.h"
#include "galley-post.h"
#include "galley-session.h"
#include "galley-site-settings.h"

/* A post as it is read to be written on, with what a form for it needs to know. */
typedef struct
{
  GalleyPost *post;
  GalleyPostStats *stats;
  GPtrArray *series;            /* of GalleySeries: all there are */
  GalleySiteSettings *settings; /* of the site: its time zone and language */
} GalleyLoadedPost;

void galley_loaded_post_free (GalleyLoadedPost *loaded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLoadedPost, galley_loaded_post_free)

void galley_draft_load_async (GalleySession *session,
                              gint64 id,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
void
galley_draft_make_async (GalleySession *session, GAsyncReadyCallback callback, gpointer user_data);
void galley_draft_reload_async (GalleySession *session,
                                gint64 id,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GalleyLoadedPost *galley_draft_load_finish (GObject *source, GAsyncResult *result, GError **error);
