/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-session.h"

/* One thread with one project handle, working through a queue of jobs. */
typedef struct
{
  GThread *thread;
  GAsyncQueue *jobs; /* of Job */
  char *path;        /* to open @project by, where that was left for the first job */
  GalleyProject *project;
} Lane;

typedef struct
{
  GalleySessionFunc func; /* NULL: the last job, which ends the thread */
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GTask *task;
} Job;

struct _GalleySession
{
  GObject parent_instance;
  char *path;
  Lane lanes[GALLEY_N_LANES];
  gboolean closed;
  gboolean lost; /* "lost" was emitted */
};

enum
{
  POSTS_CHANGED,
  COMMENTS_CHANGED,
  SETTINGS_CHANGED,
  LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleySession, galley_session, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_object (&job->task);
  g_free (job);
}

static void
job_run (Job *job, Lane *lane)
{
  g_autoptr (GError) error = NULL;
  gpointer result = NULL;

  if (g_task_return_error_if_cancelled (job->task))
    return;
  if (lane->project == NULL)
    lane->project = galley_project_open (lane->path, GALLEY_OPEN_READ, &error);
  if (lane->project != NULL)
    result = job->func (lane->project, job->data, g_task_get_cancellable (job->task), &error);
  if (error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&error));
  else
    g_task_return_pointer (job->task, result, job->free_result);
}

static gpointer
lane_thread (gpointer data)
{
  Lane *lane = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (lane->jobs);
      gboolean last = job->func == NULL;

      if (!last)
        job_run (job, lane);
      job_free (job);
      if (last)
        return NULL;
    }
}

static void
lane_start (Lane *lane, const char *name, GalleyProject *project)
{
  lane->project = project;
  lane->jobs = g_async_queue_new ();
  lane->thread = g_thread_new (name, lane_thread, lane);
}

static void
lane_stop (Lane *lane)
{
  if (lane->thread == NULL)
    return;
  g_async_queue_push (lane->jobs, g_new0 (Job, 1));
  g_thread_join (g_steal_pointer (&lane->thread));
  g_clear_pointer (&lane->jobs, g_async_queue_unref);
  g_clear_pointer (&lane->project, galley_project_close);
  g_clear_pointer (&lane->path, g_free);
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) editor = galley_project_open (path, GALLEY_OPEN_EDIT, &error);
  g_autoptr (GalleyProject) reader = NULL;
  g_autoptr (GalleyProject) previewer = NULL;
  GalleySession *session;

  if (editor != NULL)
    reader = galley_project_open (path, GALLEY_OPEN_READ, &error);
  if (reader != NULL)
    previewer = galley_project_open (path, GALLEY_OPEN_READ, &error);
  if (previewer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  session = g_object_new (GALLEY_TYPE_SESSION, NULL);
  session->path = g_strdup (path);
  lane_start (&session->lanes[GALLEY_LANE_EDIT], "galley-edit", g_steal_pointer (&editor));
  lane_start (&session->lanes[GALLEY_LANE_READ], "galley-read", g_steal_pointer (&reader));
  lane_start (&session->lanes[GALLEY_LANE_PREVIEW], "galley-preview", g_steal_pointer (&previewer));
  g_task_return_pointer (task, session, g_object_unref);
}

/**
 * galley_session_open_async:
 * @path: a project file
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Opens a project for editing.
 */
void
galley_session_open_async (const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, galley_session_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * galley_session_open_finish:
 * @result: what the callback was given
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the session
 */
GalleySession *
galley_session_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_session_run_async:
 * @session: an open session
 * @lane: where
 * @func: what to do, on the lane's thread
 * @data: for @func
 * @free_data: (nullable): frees @data, on the lane's thread
 * @free_result: (nullable): frees what @func returns where nobody takes it
 * @cancellable: (nullable): to give up
 * @callback: (nullable): called on the main thread
 * @user_data: for @callback
 *
 * Queues work on the project. Jobs of one lane run one after the other.
 */
void
galley_session_run_async (GalleySession *session,
                          GalleyLane lane,
                          GalleySessionFunc func,
                          gpointer data,
                          GDestroyNotify free_data,
                          GDestroyNotify free_result,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, galley_session_run_async);
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  job->task = g_steal_pointer (&task);
  if (session->closed)
    {
      g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The project is closed");
      job_free (job);
      return;
    }
  if (session->lanes[lane].thread == NULL)
    {
      session->lanes[lane].path = g_strdup (session->path);
      lane_start (&session->lanes[lane],
                  lane == GALLEY_LANE_PROOF ? "galley-proof" : "galley-search", NULL);
    }
  g_async_queue_push (session->lanes[lane].jobs, job);
}

/* Once the caller has dealt with the error. */
static gboolean
lost_idle (gpointer user_data)
{
  GalleySession *session = user_data;

  if (!session->closed)
    g_signal_emit (session, signals[LOST], 0);
  return G_SOURCE_REMOVE;
}

static void
tell_lost (GalleySession *session)
{
  if (session->lost)
    return;
  session->lost = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, lost_idle, g_object_ref (session), g_object_unref);
}

/**
 * galley_session_run_finish:
 * @session: an open session
 * @result: what the callback was given
 * @error: what the work failed with
 *
 * Returns: (transfer full) (nullable): what the work returned
 */
gpointer
galley_session_run_finish (GalleySession *session, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &problem);

  if (g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_REPLACED))
    tell_lost (session);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return answer;
}

/**
 * galley_session_close:
 * @session: a session
 *
 * Finishes what was queued, then closes the project. Waits for that; the last thing a window does.
 */
void
galley_session_close (GalleySession *session)
{
  session->closed = TRUE;
  lane_stop (&session->lanes[GALLEY_LANE_PREVIEW]);
  lane_stop (&session->lanes[GALLEY_LANE_SEARCH]);
  lane_stop (&session->lanes[GALLEY_LANE_PROOF]);
  lane_stop (&session->lanes[GALLEY_LANE_READ]);
  lane_stop (&session->lanes[GALLEY_LANE_EDIT]);
}

/**
 * galley_session_get_path:
 * @session: a session
 *
 * Returns: (transfer none): the project file's path
 */
const char *
galley_session_get_path (GalleySession *session)
{
  return session->path;
}

/**
 * galley_session_is_lost:
 * @session: a session
 *
 * Returns: whether its file is not there any more, or no longer the one that was opened
 */
gboolean
galley_session_is_lost (GalleySession *session)
{
  return session->lost;
}

/**
 * galley_session_posts_changed:
 * @session: a session
 *
 * Tells all panes that posts were added, changed or removed.
 */
void
galley_session_posts_changed (GalleySession *session)
{
  g_signal_emit (session, signals[POSTS_CHANGED], 0);
}

/**
 * galley_session_comments_changed:
 * @session: a session
 *
 * Tells all panes that comments were added, changed or removed.
 */
void
galley_session_comments_changed (GalleySession *session)
{
  g_signal_emit (session, signals[COMMENTS_CHANGED], 0);
}

/**
 * galley_session_settings_changed:
 * @session: a session
 *
 * Tells all panes that the site's settings were changed.
 */
void
galley_session_settings_changed (GalleySession *session)
{
  g_signal_emit (session, signals[SETTINGS_CHANGED], 0);
}

static void
galley_session_finalize (GObject *object)
{
  GalleySession *self = GALLEY_SESSION (object);

  galley_session_close (self);
  g_free (self->path);
  G_OBJECT_CLASS (galley_session_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, GALLEY_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
galley_session_class_init (GalleySessionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_session_finalize;
  signals[POSTS_CHANGED] = new_signal ("posts-changed");
  signals[COMMENTS_CHANGED] = new_signal ("comments-changed");
  signals[SETTINGS_CHANGED] = new_signal ("settings-changed");
  signals[LOST] = new_signal ("lost");
}

static void
galley_session_init (GalleySession *self)
{
}
