/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-draft-load.h"
#include "galley-post-compare.h"
#include "galley-session.h"

/* The post that is being written, of a project. What is typed is saved while it is typed, and
 * nothing that was typed is dropped before it is in the project: when the text changes hands, to
 * another post or to none, the draft first takes a snapshot of it, which waits to be saved with
 * its own text. The text itself is a buffer of the window, which the draft asks for it.
 *
 * Signals:
 * "shown": another post, or none; its text is galley_draft_get_text();
 * "begun": a new post is there to be written, or an empty one that was there already;
 * "edited" (gboolean only_text): the author changed something, a moment ago;
 * "saved" (gint64 id): the project has what was typed of that post;
 * "updated" (guint fields): the project says something else of the post than what is shown: these
 *   GalleyPostFields, which the author had not touched, and its status and numbers. The text, where
 *   it is one of them, is galley_draft_get_text();
 * "conflict" (GalleyPost *): the author and somebody else changed the same of that post. The
 *   author's is kept; the other one is in the history;
 * "state-changed": what galley_draft_get_state() and galley_draft_get_error() answer;
 * "collect": a form that holds back what is typed in it must give it now.
 *
 * Main thread only. */
#define GALLEY_TYPE_DRAFT (galley_draft_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDraft, galley_draft, GALLEY, DRAFT, GObject)

typedef enum
{
  GALLEY_DRAFT_SAVED,
  GALLEY_DRAFT_SAVING, /* something was typed that is not saved yet */
  GALLEY_DRAFT_FAILED, /* something could not be saved; it is tried again */
} GalleyDraftState;

/* Returns: (transfer full): the text as it stands in the buffer */
typedef char *(*GalleyDraftSource) (gpointer user_data);

GalleyDraft *galley_draft_new (GalleySession *session);
void galley_draft_set_source (GalleyDraft *draft, GalleyDraftSource source, gpointer user_data);
GalleySession *galley_draft_get_session (GalleyDraft *draft);

void galley_draft_open (GalleyDraft *draft, gint64 id);
void galley_draft_begin (GalleyDraft *draft);
void galley_draft_close (GalleyDraft *draft);

void galley_draft_touch_text (GalleyDraft *draft);
void galley_draft_set_title (GalleyDraft *draft, const char *title);
void galley_draft_set_properties (GalleyDraft *draft, const GalleyPost *properties);

gint64 galley_draft_get_id (GalleyDraft *draft);
const GalleyPost *galley_draft_get_post (GalleyDraft *draft);
const char *galley_draft_get_text (GalleyDraft *draft);
GalleyPost *galley_draft_copy_post (GalleyDraft *draft);
const GalleyPostStats *galley_draft_get_stats (GalleyDraft *draft);
GPtrArray *galley_draft_get_series (GalleyDraft *draft);
const GalleySiteSettings *galley_draft_get_settings (GalleyDraft *draft);

GalleyDraftState galley_draft_get_state (GalleyDraft *draft);
const char *galley_draft_get_error (GalleyDraft *draft);
gboolean galley_draft_is_saved (GalleyDraft *draft);
void galley_draft_flush_async (GalleyDraft *draft,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean galley_draft_flush_finish (GalleyDraft *draft, GAsyncResult *result, GError **error);
