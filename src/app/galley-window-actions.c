/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-export-dialog.h"
#include "galley-post-abilities.h"
#include "galley-settings-dialog.h"
#include "galley-window-private.h"

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
  "new-post", "export",     "save",     "search", "search-all",
  "show",     "properties", "settings", "layout", "show-list",
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
  GalleyPostAbilities can = galley_post_get_abilities (galley_draft_get_post (window->draft));

  if (window->list_actions == NULL)
    return; /* the window is being made, or goes */
  for (gsize i = 0; i < G_N_ELEMENTS (project_actions); i++)
    enable (window, project_actions[i], window->session != NULL);
  galley_list_actions_set_enabled (window->list_actions, window->session != NULL);
  galley_window_update_comment_actions (window);
  enable (window, "history", (can & GALLEY_POST_CAN_WRITE) != 0);
  enable (window, "show-changes", (can & GALLEY_POST_CAN_DISCARD) != 0);
  enable (window, "discard-changes", (can & GALLEY_POST_CAN_DISCARD) != 0);
  if (window->post_actions != NULL)
    galley_post_actions_update (window->post_actions);
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
