/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-draft-save.h"
#include "galley-session.h"

/* What was written and is not in the project yet: a snapshot a post, each with a text of its own.
 * One save is under way at a time. A newer snapshot of a post takes the place of one that was not
 * begun; other posts wait behind it. A snapshot leaves the queue when it is saved, and only then:
 * one that could not be saved is tried again. Main thread only.
 *
 * Signals: "saved" (GalleySavedPost *, const GalleyPost *snapshot); "changed": a save began, failed
 * or is done. */
#define GALLEY_TYPE_SAVE_QUEUE (galley_save_queue_get_type ())
G_DECLARE_FINAL_TYPE (GalleySaveQueue, galley_save_queue, GALLEY, SAVE_QUEUE, GObject)

GalleySaveQueue *galley_save_queue_new (GalleySession *session);
void galley_save_queue_add (GalleySaveQueue *queue, GalleyPost *snapshot, const GalleyPost *base);
const GalleyPost *galley_save_queue_get_snapshot (GalleySaveQueue *queue, gint64 id);
const GalleyPost *galley_save_queue_get_base (GalleySaveQueue *queue, gint64 id);
gboolean galley_save_queue_is_empty (GalleySaveQueue *queue);
gboolean galley_save_queue_is_saving (GalleySaveQueue *queue);
const GError *galley_save_queue_get_error (GalleySaveQueue *queue);
void galley_save_queue_flush_async (GalleySaveQueue *queue,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
galley_save_queue_flush_finish (GalleySaveQueue *queue, GAsyncResult *result, GError **error);
