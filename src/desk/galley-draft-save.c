/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-draft-save.h"

#include "galley-series.h"
#include "galley-text.h"

/* A save is a merge of three versions: @base is what the project held when the author's version
 * began to differ from it, the post is the author's, and the project's may have been changed
 * meanwhile by somebody else. What only one of them changed is kept of both. Where both changed the
 * same the author's is kept, and the other one stays as a revision of its own. */
typedef struct
{
  GalleyPost *post; /* the author's */
  GalleyPost *base;
} Request;

static void
request_free (Request *request)
{
  g_clear_pointer (&request->post, galley_post_free);
  g_clear_pointer (&request->base, galley_post_free);
  g_free (request);
}

/**
 * galley_saved_post_free:
 * @saved: (nullable): what became of a snapshot
 */
void
galley_saved_post_free (GalleySavedPost *saved)
{
  if (saved == NULL)
    return;
  g_clear_pointer (&saved->post, galley_post_free);
  g_clear_pointer (&saved->stats, galley_post_stats_free);
  g_free (saved);
}

/* Finds the series that the author named, and makes it where there is none. One that the author did
 * not touch is the same whatever it is called by now. */
static gboolean
find_series (GalleyProject *project, GalleyPost *post, const GalleyPost *base, GError **error)
{
  gint64 before = post->series_id;

  if (g_strcmp0 (post->series_title, base->series_title) == 0)
    {
      post->series_id = base->series_id;
      return TRUE;
    }
  post->series_id = 0;
  if (post->series_title == NULL || post->series_title[0] == '\0')
    return TRUE;
  post->series_id = galley_project_ensure_series (project, post->series_title, error);
  if (post->series_id != before && before != 0)
    post->series_part = 0;
  return post->series_id != 0;
}

static GalleyPostFields
find_open (const GalleyPost *post)
{
  return (post->slug[0] == '\0' ? GALLEY_POST_FIELD_SLUG : 0) |
         (post->date == NULL ? GALLEY_POST_FIELD_DATE : 0) |
         (post->series_id != 0 && post->series_part == 0 ? GALLEY_POST_FIELD_SERIES : 0);
}

/* Saves what the two versions make together. A text that somebody else wrote is not typed over in
 * its own revision: it stays in the history. */
static gboolean
merge (GalleyProject *project, const Request *request, GalleySavedPost *saved, GError **error)
{
  GalleyPost *post = request->post;
  const GalleyPost *base = request->base;
  GalleyPostFields by_author, by_other;
  GalleySaveMode mode = GALLEY_SAVE_TYPING;
  g_autoptr (GalleyPost) theirs =
      galley_project_load_post (project, post->id, GALLEY_VERSION_WORKING, error);

  if (theirs == NULL || !find_series (project, post, base, error))
    return FALSE;
  by_author = galley_post_compare (post, base);
  by_other = galley_post_compare (theirs, base);
  saved->taken = by_other & ~by_author;
  saved->conflicts = by_other & by_author & galley_post_compare (post, theirs);
  galley_post_take (post, theirs, saved->taken);
  saved->filled = find_open (post);
  if (by_other != 0 || base->revision_id != theirs->revision_id)
    mode = GALLEY_SAVE_REVISION;
  if (!galley_project_save_post (project, post, mode, error))
    return FALSE;
  saved->post = galley_project_load_post (project, post->id, GALLEY_VERSION_WORKING, error);
  if (saved->post != NULL && by_other != 0 && saved->post->revision_id == theirs->revision_id)
    saved->post->revision_id = 0;
  return saved->post != NULL;
}

/* Names the post in an error of the transaction around the save, as the save itself does. */
static gpointer
fail (const GalleyPost *post, GError **error)
{
  g_autofree char *brief = galley_text_shorten (post->title, 60);

  g_prefix_error (error, "saving “%s”: ", brief);
  return NULL;
}

static gpointer
save_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (GalleySavedPost) saved = g_new0 (GalleySavedPost, 1);

  if (!galley_project_begin (project, error))
    return fail (request->post, error);
  if (!merge (project, request, saved, error))
    {
      galley_project_roll_back (project);
      return NULL;
    }
  if (!galley_project_commit (project, error))
    return fail (request->post, error);
  saved->stats = galley_post_stats_new (project, saved->post);
  return g_steal_pointer (&saved);
}

/**
 * galley_draft_save_async:
 * @session: an open session
 * @snapshot: what is to be saved
 * @base: what the project held when the author's version began to differ
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Saves a post's working copy, all of it or nothing.
 */
void
galley_draft_save_async (GalleySession *session,
                         const GalleyPost *snapshot,
                         const GalleyPost *base,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->post = galley_post_copy (snapshot);
  request->base = galley_post_copy (base);
  galley_session_run_async (session, GALLEY_LANE_EDIT, save_job, request,
                            (GDestroyNotify) request_free, (GDestroyNotify) galley_saved_post_free,
                            NULL, callback, user_data);
}

/**
 * galley_draft_save_finish:
 * @source: the session
 * @result: what the callback was given
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what became of it
 */
GalleySavedPost *
galley_draft_save_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return galley_session_run_finish (GALLEY_SESSION (source), result, error);
}
