/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-preview-actions.h"

struct _GalleyPreviewActions
{
  GObject parent_instance;
  GalleyPreview *preview; /* (unowned), as the next: they live longer */
  GActionMap *window;
  GalleyState *state; /* (unowned) (nullable): what is remembered between runs */
};

G_DEFINE_FINAL_TYPE (GalleyPreviewActions, galley_preview_actions, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  int width; /* CSS pixels */
} widths[] = { { "pane", 0 }, { "telephone", 390 }, { "tablet", 820 }, { "desktop", 1440 } };

static const char *const appearances[] = { "auto", "light", "dark" };

static void
width_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GalleyPreviewActions *self = user_data;
  const char *name = g_variant_get_string (value, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    if (g_str_equal (name, widths[i].name))
      {
        galley_preview_set_width (self->preview, widths[i].width);
        g_simple_action_set_state (action, value);
        if (self->state != NULL)
          galley_state_set_text (self->state, "window", "preview-width", name);
      }
}

/* The one that is chosen already is taken back. */
static void
appearance_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  g_autoptr (GVariant) old = g_action_get_state (G_ACTION (action));
  const char *name = g_variant_equal (old, value) ? "auto" : g_variant_get_string (value, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (appearances); i++)
    if (g_str_equal (name, appearances[i]))
      {
        galley_preview_set_appearance (GALLEY_PREVIEW_ACTIONS (user_data)->preview,
                                       (GalleyAppearance) i);
        g_simple_action_set_state (action, g_variant_new_string (name));
      }
}

static const GActionEntry entries[] = {
  { "preview-width", NULL, "s", "'pane'", width_cb },
  { "preview-appearance", NULL, "s", "'auto'", appearance_cb },
};

static void
galley_preview_actions_class_init (GalleyPreviewActionsClass *class)
{
}

static void
galley_preview_actions_init (GalleyPreviewActions *self)
{
}

/**
 * galley_preview_actions_new:
 * @preview: shows the page; lives longer
 * @window: gets the actions; lives longer
 *
 * Returns: (transfer full): the actions of the preview
 */
GalleyPreviewActions *
galley_preview_actions_new (GalleyPreview *preview, GActionMap *window)
{
  GalleyPreviewActions *self = g_object_new (GALLEY_TYPE_PREVIEW_ACTIONS, NULL);

  self->preview = preview;
  self->window = window;
  g_action_map_add_action_entries (window, entries, G_N_ELEMENTS (entries), self);
  return self;
}

/**
 * galley_preview_actions_set_state:
 * @actions: the actions
 * @state: what is remembered between runs; lives longer
 *
 * Shows the page as wide as in the last run.
 */
void
galley_preview_actions_set_state (GalleyPreviewActions *actions, GalleyState *state)
{
  g_autofree char *name = galley_state_get_text (state, "window", "preview-width");

  actions->state = state;
  if (name != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (actions->window), "preview-width",
                                    g_variant_new_string (name));
}
