/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-list-actions.h"

struct _GalleyListActions
{
  GObject parent_instance;
  GalleyPostList *list; /* (unowned), as the next: they live as long */
  GActionMap *window;
  GalleyState *state; /* (unowned) (nullable): what is remembered between runs */
};

G_DEFINE_FINAL_TYPE (GalleyListActions, galley_list_actions, G_TYPE_OBJECT)

/* The orders of the list, as actions and the state file name them. */
static const char *const sorts[] = {
  [GALLEY_POST_SORT_NEWEST] = "newest", [GALLEY_POST_SORT_OLDEST] = "oldest",
  [GALLEY_POST_SORT_TITLE] = "title",   [GALLEY_POST_SORT_CHANGED] = "changed",
  [GALLEY_POST_SORT_PART] = "part",
};

static void
set_sort (GalleyListActions *self, GSimpleAction *action, const char *name)
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
  GalleyListActions *self = user_data;
  const char *name = g_variant_get_string (value, NULL);

  set_sort (self, action, name);
  if (self->state != NULL)
    galley_state_set_text (self->state, "window", "sort", name);
}

static void
filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyListActions *self = user_data;
  GActionGroup *window = G_ACTION_GROUP (self->window);

  g_action_group_activate_action (window, "show", g_variant_new_string ("write"));
  g_action_group_change_action_state (window, "show-list", g_variant_new_boolean (TRUE));
  galley_post_list_show_filters (self->list);
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_post_list_clear_filters (GALLEY_LIST_ACTIONS (user_data)->list);
}

static const GActionEntry entries[] = {
  { "sort-posts", NULL, "s", "'newest'", sort_cb },
  { "filter-posts", filter_cb, NULL, NULL, NULL },
  { "clear-filters", clear_cb, NULL, NULL, NULL },
};

static void
galley_list_actions_finalize (GObject *object)
{
  GalleyListActions *self = GALLEY_LIST_ACTIONS (object);

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_action_map_remove_action (self->window, entries[i].name);
  G_OBJECT_CLASS (galley_list_actions_parent_class)->finalize (object);
}

static void
galley_list_actions_class_init (GalleyListActionsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_list_actions_finalize;
}

static void
galley_list_actions_init (GalleyListActions *self)
{
}

/**
 * galley_list_actions_new:
 * @list: the list of posts
 * @window: gets the actions; has "show" and "show-list"
 *
 * Returns: (transfer full): the actions of the list
 */
GalleyListActions *
galley_list_actions_new (GalleyPostList *list, GActionMap *window)
{
  GalleyListActions *self = g_object_new (GALLEY_TYPE_LIST_ACTIONS, NULL);

  self->list = list;
  self->window = window;
  g_action_map_add_action_entries (window, entries, G_N_ELEMENTS (entries), self);
  return self;
}

/**
 * galley_list_actions_set_state:
 * @actions: the actions
 * @state: (nullable): what is remembered between runs; lives longer
 *
 * Puts the list in the order that was chosen last.
 */
void
galley_list_actions_set_state (GalleyListActions *actions, GalleyState *state)
{
  g_autofree char *name = state != NULL ? galley_state_get_text (state, "window", "sort") : NULL;

  actions->state = state;
  if (name != NULL)
    set_sort (actions, G_SIMPLE_ACTION (g_action_map_lookup_action (actions->window, "sort-posts")),
              name);
}

/**
 * galley_list_actions_set_enabled:
 * @actions: the actions
 * @enabled: whether a project is open
 */
void
galley_list_actions_set_enabled (GalleyListActions *actions, gboolean enabled)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (actions->window, entries[i].name)), enabled);
}
