/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"
#include "galley-session.h"

/* What becomes of a project whose file is no longer there, or is another one: all that this program
 * still has of it goes into a file of its own, with what is being written. */
char *galley_kept_copy_get_path (const char *project_path, GDateTime *now);
void galley_kept_copy_async (GalleySession *session,
                             const char *path,
                             GalleyPost *post,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean galley_kept_copy_finish (GAsyncResult *result, gboolean *is_whole, GError **error);
