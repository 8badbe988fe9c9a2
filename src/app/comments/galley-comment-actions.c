/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-actions.h"

#include "galley-import-dialog.h"
#include "galley-reader-dialog.h"
#include "galley-rules-dialog.h"

struct _GalleyCommentActions
{
  GtkApplicationWindow *window; /* (unowned), as all that follows: has these actions */
  GalleyCommentsPane *pane;
  GalleySession *session; /* NULL, as the next: no project is open */
  GalleyCommands *commands;
};

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyCommentActions *self = user_data;

  galley_import_dialog_present (GTK_WINDOW (self->window), self->session, NULL);
}

static void
rules_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyCommentActions *self = user_data;

  galley_rules_dialog_present (GTK_WINDOW (self->window), self->session);
}

static void
reader_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyCommentActions *self = user_data;
  g_autofree char *who = galley_comments_pane_get_reader (self->pane);

  galley_reader_dialog_present (GTK_WINDOW (self->window), self->session, self->commands, who);
}

static const GActionEntry entries[] = {
  { "import", import_cb, NULL, NULL, NULL },
  { "rules", rules_cb, NULL, NULL, NULL },
  { "reader", reader_cb, NULL, NULL, NULL },
};

/* Files that are dropped anywhere but on the text, which takes pictures itself. */
static void
dropped_cb (GtkWidget *widget,
            GdkDragContext *context,
            int x,
            int y,
            GtkSelectionData *data,
            guint info,
            guint time,
            gpointer user_data)
{
  GalleyCommentActions *self = user_data;
  g_auto (GStrv) uris = gtk_selection_data_get_uris (data);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; uris != NULL && uris[i] != NULL; i++)
    {
      char *path = g_filename_from_uri (uris[i], NULL, NULL);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  if (paths->len == 0 || self->session == NULL)
    return;
  g_ptr_array_add (paths, NULL);
  galley_import_dialog_present (GTK_WINDOW (self->window), self->session,
                                (const char *const *) paths->pdata);
}

/**
 * galley_comment_actions_new:
 * @window: gets the actions, and takes files that are dropped on it
 * @pane: of the window
 *
 * Returns: (transfer full): the actions, without a project
 */
GalleyCommentActions *
galley_comment_actions_new (GtkApplicationWindow *window, GalleyCommentsPane *pane)
{
  GalleyCommentActions *self = g_new0 (GalleyCommentActions, 1);

  self->window = window;
  self->pane = pane;
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  gtk_drag_dest_set (GTK_WIDGET (window), GTK_DEST_DEFAULT_ALL, NULL, 0, GDK_ACTION_COPY);
  gtk_drag_dest_add_uri_targets (GTK_WIDGET (window));
  g_signal_connect (window, "drag-data-received", G_CALLBACK (dropped_cb), self);
  return self;
}

/**
 * galley_comment_actions_free:
 * @actions: (transfer full): the actions of a window that goes
 */
void
galley_comment_actions_free (GalleyCommentActions *actions)
{
  g_signal_handlers_disconnect_by_data (actions->window, actions);
  g_free (actions);
}

/**
 * galley_comment_actions_set_commands:
 * @actions: the actions
 * @session: (nullable): the project; lives until the next call; NULL: none is open any more
 * @commands: (nullable): of the same
 */
void
galley_comment_actions_set_commands (GalleyCommentActions *actions,
                                     GalleySession *session,
                                     GalleyCommands *commands)
{
  actions->session = session;
  actions->commands = commands;
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action =
          g_action_map_lookup_action (G_ACTION_MAP (actions->window), entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), session != NULL);
    }
}
