/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-window-private.h"

/* The orders of the list of posts, as actions and the state file name them. */
static const char *const sorts[] = {
  [GALLEY_POST_SORT_NEWEST] = "newest", [GALLEY_POST_SORT_OLDEST] = "oldest",
  [GALLEY_POST_SORT_TITLE] = "title",   [GALLEY_POST_SORT_CHANGED] = "changed",
  [GALLEY_POST_SORT_PART] = "part",
};

static void
set_sort (GalleyWindow *self, GSimpleAction *action, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_str_equal (name, sorts[i]))
      {
        galley_post_list_set_sort (self->list, (GalleyPostSort) i);
        g_simple_action_set_state (action, g_variant_new_string (name));
      }
}

static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GalleyWindow *self = user_data;

  set_sort (self, action, g_variant_get_string (value, NULL));
  galley_state_set_text (self->state, "window", "sort", g_variant_get_string (value, NULL));
}

static void
filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  gtk_stack_set_visible_child_name (self->views, "write");
  gtk_widget_show (GTK_WIDGET (self->list));
  galley_window_update_actions (self);
  galley_post_list_show_filters (self->list);
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_post_list_clear_filters (GALLEY_WINDOW (user_data)->list);
}

static const GActionEntry actions[] = {
  { "sort-posts", NULL, "s", "'newest'", sort_cb },
  { "filter-posts", filter_cb, NULL, NULL, NULL },
  { "clear-filters", clear_cb, NULL, NULL, NULL },
};

/**
 * galley_window_add_library_actions:
 * @window: a window
 *
 * Gives the window what the menus and keys of the list of posts do.
 */
void
galley_window_add_library_actions (GalleyWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
}

/**
 * galley_window_restore_library:
 * @window: a window of an application
 *
 * Puts the list in the order that was chosen last.
 */
void
galley_window_restore_library (GalleyWindow *window)
{
  g_autofree char *name = galley_state_get_text (window->state, "window", "sort");
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), "sort-posts");

  if (name != NULL)
    set_sort (window, G_SIMPLE_ACTION (action), name);
}
