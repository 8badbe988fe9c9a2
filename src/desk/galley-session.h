/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-project.h"

/* A project that a window has open. The project's handles live on threads of their own, one for
 * each lane, so that the main thread never waits for the disk and a search never delays a save. */
#define GALLEY_TYPE_SESSION (galley_session_get_type ())
G_DECLARE_FINAL_TYPE (GalleySession, galley_session, GALLEY, SESSION, GObject)

typedef enum
{
  GALLEY_LANE_EDIT,    /* changes, in the order they were asked for */
  GALLEY_LANE_READ,    /* lists and searches; sees what EDIT has finished */
  GALLEY_LANE_PREVIEW, /* pages; sees what EDIT has finished */
  GALLEY_LANE_SEARCH,  /* what may take long to read; opened when it is first used */
  GALLEY_LANE_PROOF,   /* reads all as an editor would; likewise */
  GALLEY_N_LANES
} GalleyLane;

/* Work on the project, on the lane's thread. Returns NULL with @error set where it failed. */
typedef gpointer (*GalleySessionFunc) (GalleyProject *project,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error);

void galley_session_open_async (const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GalleySession *galley_session_open_finish (GAsyncResult *result, GError **error);

void galley_session_run_async (GalleySession *session,
                               GalleyLane lane,
                               GalleySessionFunc func,
                               gpointer data,
                               GDestroyNotify free_data,
                               GDestroyNotify free_result,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gpointer galley_session_run_finish (GalleySession *session, GAsyncResult *result, GError **error);

void galley_session_close (GalleySession *session);
const char *galley_session_get_path (GalleySession *session);
gboolean galley_session_is_lost (GalleySession *session);

/* Emits "lost" once a change found that the project's file is not there any more, or
 * no longer the one that was opened. */

/* Emit "posts-changed", "comments-changed" or "settings-changed", on the main thread. */
void galley_session_posts_changed (GalleySession *session);
void galley_session_comments_changed (GalleySession *session);
void galley_session_settings_changed (GalleySession *session);
