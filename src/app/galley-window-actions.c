/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-export-dialog.h"
#include "galley-settings-dialog.h"
#include "galley-window-private.h"

/* A change of a post's status, and what the window says about it. */
typedef struct
{
  GalleyWindow *window;
  gint64 id;
  char *title;
  gboolean (*change) (GalleyProject *project, gint64 id, GError **error);
} StatusChange;

static gboolean
publish (GalleyProject *project, gint64 id, GError **error)
{
  return galley_project_publish_post (project, id, NULL, error);
}

static gpointer
status_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  StatusChange *change = data;

  change->change (project, change->id, error);
  return NULL;
}

static void
status_change_free (StatusChange *change)
{
  g_object_unref (change->window);
  g_free (change->title);
  g_free (change);
}

static void
status_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StatusChange *change = user_data;
  GalleyWindow *self = change->window;
  g_autoptr (GError) error = NULL;

  galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  if (GALLEY_SESSION (source) == self->session)
    {
      if (error != NULL)
        galley_notice_show (self->notice, error->message, NULL, NULL, NULL, NULL);
      else if (change->change == publish)
        galley_notice_show (self->notice, _ ("It goes out with the next export"), NULL, NULL, NULL,
                            NULL);
      galley_session_posts_changed (self->session);
    }
  status_change_free (change);
}

static void
status_flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StatusChange *change = user_data;
  GalleyWindow *self = change->window;

  /* Where the text cannot be saved the editor says so, and nothing is published. */
  if (self->session == NULL || !galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    {
      status_change_free (change);
      return;
    }
  galley_session_run_async (self->session, GALLEY_LANE_EDIT, status_job, change, NULL, NULL, NULL,
                            status_changed_cb, change);
}

static void
start_status_change (GalleyWindow *self,
                     gint64 id,
                     const char *title,
                     gboolean (*change) (GalleyProject *, gint64, GError **))
{
  StatusChange *order = g_new0 (StatusChange, 1);

  order->window = g_object_ref (self);
  order->id = id;
  order->title = g_strdup (title);
  order->change = change;
  galley_draft_flush_async (self->draft, NULL, status_flushed_cb, order);
}

static void
change_post (GalleyWindow *self, gboolean (*change) (GalleyProject *, gint64, GError **))
{
  const GalleyPost *post = galley_draft_get_post (self->draft);

  if (post != NULL)
    start_status_change (self, post->id, post->title[0] != '\0' ? post->title : _ ("Untitled"),
                         change);
}

static void
publish_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  change_post (user_data, publish);
}

static void
unpublish_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  change_post (user_data, galley_project_unpublish_post);
}

static void
new_post_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  gtk_stack_set_visible_child_name (self->views, "write");
  g_action_group_activate_action (
      G_ACTION_GROUP (self), "layout",
      g_variant_new_string (gtk_widget_get_visible (GTK_WIDGET (self->preview)) ? "both"
                                                                                : "editor"));
  g_clear_handle_id (&self->selected_timeout, g_source_remove);
  galley_draft_begin (self->draft);
}

static void
export_flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;

  if (self->session != NULL && galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    galley_export_dialog_present (GTK_WINDOW (self), galley_session_get_path (self->session),
                                  self->state);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  galley_draft_flush_async (self->draft, NULL, export_flushed_cb, g_object_ref (self));
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_draft_flush_async (GALLEY_WINDOW (user_data)->draft, NULL, NULL, NULL);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  gtk_stack_set_visible_child_name (self->views, "write");
  gtk_widget_show (GTK_WIDGET (self->list));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  galley_window_update_actions (self);
}

static void
show_list_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GalleyWindow *self = user_data;

  gtk_widget_set_visible (GTK_WIDGET (self->list), g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

static void
fullscreen_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  if (g_variant_get_boolean (value))
    gtk_window_fullscreen (user_data);
  else
    gtk_window_unfullscreen (user_data);
}

static void
layout_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  galley_window_set_layout (user_data, g_variant_get_string (value, NULL));
  g_simple_action_set_state (action, value);
}

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  gtk_stack_set_visible_child_name (self->views, g_variant_get_string (parameter, NULL));
}

static void
properties_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_editor_show_properties (GALLEY_WINDOW (user_data)->editor);
}

static void
settings_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_settings_dialog_present (user_data, GALLEY_WINDOW (user_data)->session);
}

static void
history_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_show_history (user_data, FALSE);
}

static void
show_changes_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_show_history (user_data, TRUE);
}

static void
discard_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_discard_changes (user_data);
}

static void
search_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_search_all (user_data);
}

static void
menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_button_clicked (GTK_BUTTON (GALLEY_WINDOW (user_data)->menu_button));
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (user_data);
}

static const GActionEntry actions[] = {
  { "new-post", new_post_cb, NULL, NULL, NULL },
  { "export", export_cb, NULL, NULL, NULL },
  { "publish", publish_cb, NULL, NULL, NULL },
  { "unpublish", unpublish_cb, NULL, NULL, NULL },
  { "history", history_cb, NULL, NULL, NULL },
  { "show-changes", show_changes_cb, NULL, NULL, NULL },
  { "discard-changes", discard_cb, NULL, NULL, NULL },
  { "save", save_cb, NULL, NULL, NULL },
  { "search", search_cb, NULL, NULL, NULL },
  { "search-all", search_all_cb, NULL, NULL, NULL },
  { "show-list", NULL, NULL, "true", show_list_cb },
  { "fullscreen", NULL, NULL, "false", fullscreen_cb },
  { "layout", NULL, "s", "'both'", layout_cb },
  { "show", show_cb, "s", NULL, NULL },
  { "properties", properties_cb, NULL, NULL, NULL },
  { "settings", settings_cb, NULL, NULL, NULL },
  { "menu", menu_cb, NULL, NULL, NULL },
  { "close", close_cb, NULL, NULL, NULL },
};

/* Actions that need a project. */
static const char *const project_actions[] = {
  "new-post", "export", "save",      "search",       "search-all",    "show",      "properties",
  "settings", "layout", "show-list", "filter-posts", "clear-filters", "sort-posts"
};

static void
enable (GalleyWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (GalleyWindow *self, const char *name, gboolean state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (state));
}

/**
 * galley_window_update_actions:
 * @window: a window
 *
 * Enables what can be done now.
 */
void
galley_window_update_actions (GalleyWindow *window)
{
  const GalleyPost *post = galley_draft_get_post (window->draft);
  GalleyPostStatus status = post != NULL ? post->status : GALLEY_POST_TRASH;
  gboolean alive = post != NULL && status != GALLEY_POST_TRASH;

  if (g_action_map_lookup_action (G_ACTION_MAP (window), "new-post") == NULL)
    return; /* the window is being made */
  for (gsize i = 0; i < G_N_ELEMENTS (project_actions); i++)
    enable (window, project_actions[i], window->session != NULL);
  galley_window_update_comment_actions (window);
  enable (window, "publish", alive && (status == GALLEY_POST_DRAFT || post->has_changes));
  enable (window, "history", alive);
  enable (window, "show-changes", alive && status != GALLEY_POST_DRAFT && post->has_changes);
  enable (window, "discard-changes", alive && status != GALLEY_POST_DRAFT && post->has_changes);
  enable (window, "unpublish", status == GALLEY_POST_PUBLISHED || status == GALLEY_POST_SCHEDULED);
  galley_window_update_bulk_actions (window);
  set_state (window, "show-list", gtk_widget_get_visible (GTK_WIDGET (window->list)));
  set_state (window, "fullscreen", window->fullscreen);
}

/**
 * galley_window_add_actions:
 * @window: a window
 *
 * Gives the window its actions.
 */
void
galley_window_add_actions (GalleyWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
}
