/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-draft-load.h"

#include "galley-date.h"
#include "galley-series.h"

/**
 * galley_loaded_post_free:
 * @loaded: (nullable): what was read
 */
void
galley_loaded_post_free (GalleyLoadedPost *loaded)
{
  if (loaded == NULL)
    return;
  g_clear_pointer (&loaded->post, galley_post_free);
  g_clear_pointer (&loaded->stats, galley_post_stats_free);
  g_clear_pointer (&loaded->series, g_ptr_array_unref);
  g_clear_pointer (&loaded->settings, galley_site_settings_free);
  g_free (loaded);
}

/* An empty post, with the time of the site's zone. */
static gboolean
make_post (GalleyProject *project, gint64 *id, GError **error)
{
  g_autoptr (GalleyPost) post = galley_post_new ();
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (project, error);
  g_autoptr (GTimeZone) zone = NULL;

  if (settings == NULL)
    return FALSE;
  zone = galley_date_zone (settings->zone);
  post->date = zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_utc ();
  post->comments_open = TRUE;
  if (!galley_project_save_post (project, post, GALLEY_SAVE_REVISION, error))
    return FALSE;
  *id = post->id;
  return TRUE;
}

static gpointer
reload_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;
  g_autoptr (GalleyLoadedPost) loaded = g_new0 (GalleyLoadedPost, 1);

  loaded->post = galley_project_load_post (project, *id, GALLEY_VERSION_WORKING, error);
  if (loaded->post == NULL)
    return NULL;
  loaded->stats = galley_post_stats_new (project, loaded->post);
  return g_steal_pointer (&loaded);
}

static gpointer
load_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *id = data;
  g_autoptr (GalleyLoadedPost) loaded = NULL;

  if (*id == 0 && !make_post (project, id, error))
    return NULL;
  loaded = reload_job (project, id, cancellable, error);
  if (loaded == NULL)
    return NULL;
  loaded->series = galley_project_list_series (project, error);
  if (loaded->series == NULL)
    return NULL;
  loaded->settings = galley_project_load_settings (project, error);
  return loaded->settings != NULL ? g_steal_pointer (&loaded) : NULL;
}

static void
run (GalleySession *session,
     GalleyLane lane,
     GalleySessionFunc job,
     gint64 id,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  galley_session_run_async (session, lane, job, g_memdup2 (&id, sizeof id), g_free,
                            (GDestroyNotify) galley_loaded_post_free, NULL, callback, user_data);
}

/**
 * galley_draft_load_async:
 * @session: an open session
 * @id: of a post
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Reads a post's working copy. Does not wait for changes that are under way.
 */
void
galley_draft_load_async (GalleySession *session,
                         gint64 id,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  run (session, GALLEY_LANE_READ, load_job, id, callback, user_data);
}

/**
 * galley_draft_make_async:
 * @session: an open session
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Makes an empty post, and reads it.
 */
void
galley_draft_make_async (GalleySession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  run (session, GALLEY_LANE_EDIT, load_job, 0, callback, user_data);
}

/**
 * galley_draft_reload_async:
 * @session: an open session
 * @id: of a post
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Reads a post's working copy alone, without the lists and settings that a form needs.
 */
void
galley_draft_reload_async (GalleySession *session,
                           gint64 id,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  run (session, GALLEY_LANE_READ, reload_job, id, callback, user_data);
}

/**
 * galley_draft_load_finish:
 * @source: the session
 * @result: what the callback was given
 * @error: GALLEY_STORE_ERROR; NOT_FOUND where there is no such post
 *
 * Ends each of the three above.
 *
 * Returns: (transfer full) (nullable): the post
 */
GalleyLoadedPost *
galley_draft_load_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return galley_session_run_finish (GALLEY_SESSION (source), result, error);
}
