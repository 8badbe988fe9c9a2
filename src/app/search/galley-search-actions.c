/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-search-actions.h"

#include "galley-search.h"

struct _GalleySearchActions
{
  GObject parent_instance;
  GtkApplicationWindow *window; /* (unowned), as the next: has the action, and owns this */
  GalleyEditor *editor;
  GalleyOpenHitFunc open_hit;
  GalleyDraft *draft; /* NULL, as the next: no project is open */
  GalleyCommands *commands;
};

G_DEFINE_FINAL_TYPE (GalleySearchActions, galley_search_actions, G_TYPE_OBJECT)

static void
open_cb (GalleySearch *search, gint64 id, const GalleyTextHit *hit, GalleySearchActions *self)
{
  if (self->draft != NULL)
    self->open_hit (self->window, id, hit);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleySearchActions) self = user_data;
  g_autofree char *text = NULL;
  GtkWidget *search;

  if (self->draft == NULL || !galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    return;
  text = galley_editor_get_selected_words (self->editor);
  search = galley_search_new (GTK_WINDOW (self->window), galley_draft_get_session (self->draft),
                              self->commands, text);
  g_signal_connect_object (search, "open-hit", G_CALLBACK (open_cb), self, 0);
  gtk_window_present (GTK_WINDOW (search));
}

/* Looks through the project, once everything that was typed is in it. */
static void
search_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleySearchActions *self = user_data;

  galley_draft_flush_async (self->draft, NULL, flushed_cb, g_object_ref (self));
}

static const GActionEntry entries[] = { { "search-all", search_all_cb, NULL, NULL, NULL } };

static void
galley_search_actions_dispose (GObject *object)
{
  galley_search_actions_set_commands (GALLEY_SEARCH_ACTIONS (object), NULL, NULL);
  G_OBJECT_CLASS (galley_search_actions_parent_class)->dispose (object);
}

static void
galley_search_actions_class_init (GalleySearchActionsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_search_actions_dispose;
}

static void
galley_search_actions_init (GalleySearchActions *self)
{
}

/**
 * galley_search_actions_new:
 * @window: gets the action; lives longer
 * @editor: whose selection is looked for first
 * @open_hit: shows what was chosen
 *
 * Returns: (transfer full): the actions, without a project
 */
GalleySearchActions *
galley_search_actions_new (GtkApplicationWindow *window,
                           GalleyEditor *editor,
                           GalleyOpenHitFunc open_hit)
{
  GalleySearchActions *self = g_object_new (GALLEY_TYPE_SEARCH_ACTIONS, NULL);

  self->window = window;
  self->editor = editor;
  self->open_hit = open_hit;
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  return self;
}

/**
 * galley_search_actions_set_commands:
 * @actions: the actions
 * @draft: (nullable): what is being written in the project; NULL: none is open any more
 * @commands: (nullable): of the same project
 */
void
galley_search_actions_set_commands (GalleySearchActions *actions,
                                    GalleyDraft *draft,
                                    GalleyCommands *commands)
{
  g_set_object (&actions->draft, draft);
  g_set_object (&actions->commands, commands);
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (actions->window), "search-all")),
      draft != NULL);
}
