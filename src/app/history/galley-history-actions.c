/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-history-actions.h"

#include <glib/gi18n.h>

#include "galley-history-job.h"
#include "galley-history.h"
#include "galley-post-abilities.h"

struct _GalleyHistoryActions
{
  GObject parent_instance;
  GtkApplicationWindow *window; /* (unowned), as the next: has these actions, and owns this */
  GalleyNotice *notice;
  GalleyDraft *draft; /* NULL, as the next: no project is open */
  GalleySession *session;
};

G_DEFINE_FINAL_TYPE (GalleyHistoryActions, galley_history_actions, G_TYPE_OBJECT)

/* A revision that is to be the working copy again. */
typedef struct
{
  GalleyHistoryActions *actions;
  gint64 post_id;
  gint64 revision_id; /* 0: the published one */
  gint64 before;      /* what the working copy was, once it is done */
  const char *said;   /* about it; NULL: nothing, it is an undo */
} Restoration;

static void
restoration_free (Restoration *restoration)
{
  g_object_unref (restoration->actions);
  g_free (restoration);
}

static void start_restoration (GalleyHistoryActions *self,
                               gint64 post_id,
                               gint64 revision_id,
                               const char *said);

/* What an undo of a restoration needs; the notice goes with the window that has the actions. */
typedef struct
{
  GalleyHistoryActions *actions; /* (unowned) */
  gint64 post_id, revision_id;
} Undo;

static void
undo_cb (gpointer user_data)
{
  const Undo *undo = user_data;

  start_restoration (undo->actions, undo->post_id, undo->revision_id, NULL);
}

static gpointer
restore_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Restoration *restoration = data;
  gint64 revision = restoration->revision_id;

  if (revision == 0)
    {
      g_autoptr (GalleyPost) post =
          galley_project_load_post (project, restoration->post_id, GALLEY_VERSION_PUBLISHED, error);

      if (post == NULL)
        return NULL;
      revision = post->revision_id;
    }
  restoration->before = galley_history_restore (project, revision, error);
  return NULL;
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restoration *restoration = user_data;
  GalleyHistoryActions *self = restoration->actions;
  g_autoptr (GError) error = NULL;

  galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  if (GALLEY_SESSION (source) == self->session)
    {
      galley_session_posts_changed (self->session);
      if (error != NULL)
        galley_notice_show (self->notice, error->message, NULL, NULL, NULL, NULL);
      else if (restoration->said != NULL)
        {
          Undo *undo = g_new0 (Undo, 1);

          *undo = (Undo){ self, restoration->post_id, restoration->before };
          galley_notice_show (self->notice, restoration->said, _ ("Undo"), undo_cb, undo, g_free);
        }
    }
  restoration_free (restoration);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restoration *restoration = user_data;
  GalleyHistoryActions *self = restoration->actions;

  /* Where the text cannot be saved the editor says so, and it stays. */
  if (self->session == NULL || !galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    {
      restoration_free (restoration);
      return;
    }
  galley_session_run_async (self->session, GALLEY_LANE_EDIT, restore_job, restoration, NULL, NULL,
                            NULL, restored_cb, restoration);
}

static void
start_restoration (GalleyHistoryActions *self, gint64 post_id, gint64 revision_id, const char *said)
{
  Restoration *restoration = g_new0 (Restoration, 1);

  *restoration = (Restoration){ g_object_ref (self), post_id, revision_id, 0, said };
  galley_draft_flush_async (self->draft, NULL, flushed_cb, restoration);
}

static void
restore_cb (GalleyHistory *history, gint64 revision_id, GalleyHistoryActions *self)
{
  start_restoration (self, galley_draft_get_id (self->draft), revision_id,
                     _ ("The revision was restored"));
}

/* The history, once everything that was typed is in it. */
typedef struct
{
  GalleyHistoryActions *actions;
  gboolean against_published;
} Showing;

static void
flushed_for_history_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Showing *showing = user_data;
  g_autoptr (GalleyHistoryActions) self = showing->actions;
  const GalleyPost *post = galley_draft_get_post (self->draft);
  GtkWidget *history;

  if (self->session == NULL || post == NULL ||
      !galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    return;
  history = galley_history_new (GTK_WINDOW (self->window), self->session, post->id,
                                post->title[0] != '\0' ? post->title : _ ("Untitled"),
                                showing->against_published);
  g_signal_connect_object (history, "restore", G_CALLBACK (restore_cb), self, 0);
  gtk_window_present (GTK_WINDOW (history));
}

static void
show_history (GalleyHistoryActions *self, gboolean against_published)
{
  Showing *showing = g_new0 (Showing, 1);

  showing->actions = g_object_ref (self);
  showing->against_published = against_published;
  galley_draft_flush_async (self->draft, NULL, flushed_for_history_cb, showing);
}

static void
history_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_history (user_data, FALSE);
}

static void
show_changes_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_history (user_data, TRUE);
}

/* The post becomes what is published of it. What it was stays in its history. */
static void
discard_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyHistoryActions *self = user_data;

  start_restoration (self, galley_draft_get_id (self->draft), 0, _ ("The changes were discarded"));
}

static const GActionEntry entries[] = {
  { "history", history_cb, NULL, NULL, NULL },
  { "show-changes", show_changes_cb, NULL, NULL, NULL },
  { "discard-changes", discard_cb, NULL, NULL, NULL },
};

static void
galley_history_actions_dispose (GObject *object)
{
  galley_history_actions_set_draft (GALLEY_HISTORY_ACTIONS (object), NULL);
  G_OBJECT_CLASS (galley_history_actions_parent_class)->dispose (object);
}

static void
galley_history_actions_class_init (GalleyHistoryActionsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_history_actions_dispose;
}

static void
galley_history_actions_init (GalleyHistoryActions *self)
{
}

/**
 * galley_history_actions_new:
 * @window: gets the actions; lives longer
 * @notice: of the window, for what was done
 *
 * Returns: (transfer full): the actions, without a post
 */
GalleyHistoryActions *
galley_history_actions_new (GtkApplicationWindow *window, GalleyNotice *notice)
{
  GalleyHistoryActions *self = g_object_new (GALLEY_TYPE_HISTORY_ACTIONS, NULL);

  self->window = window;
  self->notice = notice;
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  return self;
}

/**
 * galley_history_actions_set_draft:
 * @actions: the actions
 * @draft: (nullable): what is being written; NULL: no project is open any more
 */
void
galley_history_actions_set_draft (GalleyHistoryActions *actions, GalleyDraft *draft)
{
  g_set_object (&actions->draft, draft);
  g_clear_object (&actions->session);
  if (draft != NULL)
    actions->session = g_object_ref (galley_draft_get_session (draft));
}

/**
 * galley_history_actions_update:
 * @actions: the actions
 *
 * Enables what can be done with the post now.
 */
void
galley_history_actions_update (GalleyHistoryActions *actions)
{
  static const GalleyPostAbilities needed[] = { GALLEY_POST_CAN_WRITE, GALLEY_POST_CAN_DISCARD,
                                                GALLEY_POST_CAN_DISCARD };
  GalleyPostAbilities can = galley_post_get_abilities (galley_draft_get_post (actions->draft));

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action =
          g_action_map_lookup_action (G_ACTION_MAP (actions->window), entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), (can & needed[i]) != 0);
    }
}
