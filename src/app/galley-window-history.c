/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-history-job.h"
#include "galley-history.h"
#include "galley-window-private.h"

/* A revision that is to be the working copy again. */
typedef struct
{
  GalleyWindow *window;
  gint64 post_id;
  gint64 revision_id; /* 0: the published one */
  gint64 before;      /* what the working copy was, once it is done */
  const char *said;   /* about it; NULL: nothing, it is an undo */
} Restoration;

static void
restoration_free (Restoration *order)
{
  g_object_unref (order->window);
  g_free (order);
}

static void
start_restoration (GalleyWindow *self, gint64 post_id, gint64 revision_id, const char *said);

/* What an undo of a restoration needs; the notice is a part of the window. */
typedef struct
{
  GalleyWindow *window; /* (unowned) */
  gint64 post_id, revision_id;
} Undo;

static void
undo_cb (gpointer user_data)
{
  const Undo *undo = user_data;

  start_restoration (undo->window, undo->post_id, undo->revision_id, NULL);
}

static gpointer
restore_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Restoration *order = data;
  gint64 revision = order->revision_id;

  if (revision == 0)
    {
      g_autoptr (GalleyPost) post =
          galley_project_load_post (project, order->post_id, GALLEY_VERSION_PUBLISHED, error);

      if (post == NULL)
        return NULL;
      revision = post->revision_id;
    }
  order->before = galley_history_restore (project, revision, error);
  return NULL;
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restoration *order = user_data;
  GalleyWindow *self = order->window;
  g_autoptr (GError) error = NULL;

  galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  if (GALLEY_SESSION (source) == self->session)
    {
      galley_session_posts_changed (self->session);
      if (error != NULL)
        galley_notice_show (self->notice, error->message, NULL, NULL, NULL, NULL);
      else if (order->said != NULL)
        {
          Undo *undo = g_new0 (Undo, 1);

          *undo = (Undo){ self, order->post_id, order->before };
          galley_notice_show (self->notice, order->said, _ ("Undo"), undo_cb, undo, g_free);
        }
    }
  restoration_free (order);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restoration *order = user_data;
  GalleyWindow *self = order->window;

  /* Where the text cannot be saved the editor says so, and it stays. */
  if (self->session == NULL || !galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    {
      restoration_free (order);
      return;
    }
  galley_session_run_async (self->session, GALLEY_LANE_EDIT, restore_job, order, NULL, NULL, NULL,
                            restored_cb, order);
}

static void
start_restoration (GalleyWindow *self, gint64 post_id, gint64 revision_id, const char *said)
{
  Restoration *order = g_new0 (Restoration, 1);

  *order = (Restoration){ g_object_ref (self), post_id, revision_id, 0, said };
  galley_draft_flush_async (self->draft, NULL, flushed_cb, order);
}

static void
restore_cb (GalleyHistory *history, gint64 revision_id, GalleyWindow *self)
{
  start_restoration (self, galley_draft_get_id (self->draft), revision_id,
                     _ ("The revision was restored"));
}

/* The history, once everything that was typed is in it. */
typedef struct
{
  GalleyWindow *window;
  gboolean against_published;
} Showing;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Showing *showing = user_data;
  g_autoptr (GalleyWindow) self = showing->window;
  const GalleyPost *post = galley_draft_get_post (self->draft);
  GtkWidget *history;

  if (self->session == NULL || post == NULL ||
      !galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    return;
  history = galley_history_new (GTK_WINDOW (self), self->session, post->id,
                                post->title[0] != '\0' ? post->title : _ ("Untitled"),
                                showing->against_published);
  g_signal_connect_object (history, "restore", G_CALLBACK (restore_cb), self, 0);
  gtk_window_present (GTK_WINDOW (history));
}

/**
 * galley_window_show_history:
 * @window: a window
 * @against_published: show first what differs from the published text
 *
 * Shows the revisions of the post at hand.
 */
void
galley_window_show_history (GalleyWindow *window, gboolean against_published)
{
  Showing *showing = g_new0 (Showing, 1);

  showing->window = g_object_ref (window);
  showing->against_published = against_published;
  galley_draft_flush_async (window->draft, NULL, saved_cb, showing);
}

/**
 * galley_window_discard_changes:
 * @window: a window
 *
 * Makes the post at hand what is published of it. What it was stays in its history.
 */
void
galley_window_discard_changes (GalleyWindow *window)
{
  const GalleyPost *post = galley_draft_get_post (window->draft);

  if (post != NULL)
    start_restoration (window, post->id, 0, _ ("The changes were discarded"));
}
