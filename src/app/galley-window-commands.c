/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-window-private.h"

/* How the commands of a project and what is being written go together. */

static void
flush (gpointer draft, GAsyncReadyCallback callback, gpointer user_data)
{
  galley_draft_flush_async (draft, NULL, callback, user_data);
}

static gboolean
flush_finish (gpointer draft, GAsyncResult *result, GError **error)
{
  return galley_draft_flush_finish (draft, result, error);
}

static void
show_post (gpointer window, gint64 id)
{
  galley_window_open_post (window, id);
}

/**
 * galley_window_set_commands:
 * @window: a window
 *
 * Carries out commands on the session of the window, which is another one, as its draft is.
 */
void
galley_window_set_commands (GalleyWindow *window)
{
  if (window->commands != NULL)
    {
      g_signal_handlers_disconnect_by_data (window->commands, window);
      galley_commands_close (window->commands);
    }
  g_clear_object (&window->commands);
  if (window->session != NULL)
    {
      window->commands = galley_commands_new (window->session);
      galley_commands_set_flush (window->commands, flush, flush_finish, window->draft);
    }
  galley_post_actions_set_commands (window->post_actions, window->session, window->commands,
                                    window->draft);
  if (window->commands != NULL) /* after what the actions say of it */
    g_signal_connect_object (window->commands, "finished",
                             G_CALLBACK (galley_window_update_actions), window,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * galley_window_add_post_actions:
 * @window: a window
 *
 * Gives the window what can be done to the posts that are chosen.
 */
void
galley_window_add_post_actions (GalleyWindow *window)
{
  window->post_actions = galley_post_actions_new (GTK_APPLICATION_WINDOW (window), window->list,
                                                  window->notice, show_post);
}
