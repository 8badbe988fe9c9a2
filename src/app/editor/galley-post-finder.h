/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-session.h"

/* A post that a link may lead to. */
typedef struct
{
  gint64 id;
  char *title;
  char *detail; /* status and date, for the person */
} GalleyFoundPost;

void galley_post_finder_async (GalleySession *session,
                               const char *words,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *galley_post_finder_finish (GalleySession *session, GAsyncResult *result, GError **error);
