/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-session-watch.h"

/* Who writes, writes several times at once. */
#define REST_MS 300

struct _GalleySessionWatch
{
  GalleySession *session;
  GFileMonitor *monitor;
  GCancellable *cancellable;
  guint timeout;
  gint64 version; /* of the file as the editing handle saw it last; 0: not yet */
};

/* The handle that edits: what it wrote itself does not count. */
static gpointer
version_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 version = 0;

  return galley_project_get_data_version (project, &version, error)
             ? g_memdup2 (&version, sizeof version)
             : NULL;
}

static void
version_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *version = galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  GalleySessionWatch *self = user_data;
  gboolean changed;

  if (version == NULL) /* it is cancelled where the watch is gone */
    return;
  changed = self->version != 0 && *version != self->version;
  self->version = *version;
  if (!changed)
    return;
  galley_session_settings_changed (self->session);
  galley_session_posts_changed (self->session);
  galley_session_comments_changed (self->session);
}

static void
look (GalleySessionWatch *self)
{
  galley_session_run_async (self->session, GALLEY_LANE_EDIT, version_job, NULL, NULL, g_free,
                            self->cancellable, version_cb, self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  GalleySessionWatch *self = user_data;

  self->timeout = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
written_cb (GalleySessionWatch *self)
{
  if (self->timeout == 0)
    self->timeout = g_timeout_add (REST_MS, timeout_cb, self);
}

/**
 * galley_session_watch_new:
 * @session: an open session
 *
 * Returns: (transfer full): what watches its file, to be freed before the session is closed
 */
GalleySessionWatch *
galley_session_watch_new (GalleySession *session)
{
  GalleySessionWatch *self = g_new0 (GalleySessionWatch, 1);
  g_autofree char *log = g_strconcat (galley_session_get_path (session), "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (log);

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (written_cb), self);
  look (self);
  return self;
}

/**
 * galley_session_watch_free:
 * @watch: (nullable) (transfer full): a watch
 */
void
galley_session_watch_free (GalleySessionWatch *watch)
{
  if (watch == NULL)
    return;
  g_cancellable_cancel (watch->cancellable);
  g_clear_handle_id (&watch->timeout, g_source_remove);
  if (watch->monitor != NULL)
    g_signal_handlers_disconnect_by_data (watch->monitor, watch);
  g_clear_object (&watch->monitor);
  g_object_unref (watch->cancellable);
  g_object_unref (watch->session);
  g_free (watch);
}
