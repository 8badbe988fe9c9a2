/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-writing-settings.h"

#define GROUP "writing"
#define MIN_SIZE 6
#define MAX_SIZE 48

typedef void (*Apply) (GalleyTextView *view, gboolean on);

static const struct
{
  const char *name;
  gboolean fallback;
  Apply apply;
} switches[] = {
  { "focus-mode", FALSE, galley_text_view_set_focus_mode },
  { "typewriter", FALSE, galley_text_view_set_typewriter },
  { "spelling", TRUE, galley_text_view_set_spelled },
};

struct _GalleyWritingSettings
{
  GObject parent_instance;
  GalleyTextView *view; /* (unowned): its owner has this too */
  GActionMap *group;    /* (unowned) */
  GalleyState *state;   /* (unowned) (nullable): what is remembered between runs */
};

G_DEFINE_FINAL_TYPE (GalleyWritingSettings, galley_writing_settings, G_TYPE_OBJECT)

static void
switch_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GalleyWritingSettings *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    if (g_str_equal (switches[i].name, name))
      switches[i].apply (self->view, g_variant_get_boolean (value));
  if (self->state != NULL)
    galley_state_set_integer (self->state, GROUP, name, g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

/* In points. */
static PangoFontDescription *
get_font (GalleyWritingSettings *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->view));
  PangoFontDescription *font = NULL;

  gtk_style_context_get (style, gtk_style_context_get_state (style), GTK_STYLE_PROPERTY_FONT, &font,
                         NULL);
  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_size (font, pango_font_description_get_size (font) * 3 / 4);
  return font;
}

static void
size_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWritingSettings *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  PangoFontDescription *font;
  g_autofree char *text = NULL;
  int size;

  if (g_str_equal (name, "normal-size"))
    {
      galley_writing_settings_set_font (self, NULL);
      return;
    }
  font = get_font (self);
  size = pango_font_description_get_size (font) / PANGO_SCALE;
  size = CLAMP (size + (g_str_equal (name, "larger") ? 1 : -1), MIN_SIZE, MAX_SIZE);
  pango_font_description_set_size (font, size * PANGO_SCALE);
  text = pango_font_description_to_string (font);
  galley_writing_settings_set_font (self, text);
  pango_font_description_free (font);
}

static const GActionEntry actions[] = {
  { "focus-mode", NULL, NULL, "false", switch_cb },
  { "typewriter", NULL, NULL, "false", switch_cb },
  { "spelling", NULL, NULL, "true", switch_cb },
  { "larger", size_cb, NULL, NULL, NULL },
  { "smaller", size_cb, NULL, NULL, NULL },
  { "normal-size", size_cb, NULL, NULL, NULL },
};

/**
 * galley_writing_settings_get_font:
 * @settings: the settings
 *
 * Returns: (transfer full): the font that holds now, as Pango writes it
 */
char *
galley_writing_settings_get_font (GalleyWritingSettings *settings)
{
  PangoFontDescription *font = get_font (settings);
  char *text = pango_font_description_to_string (font);

  pango_font_description_free (font);
  return text;
}

/**
 * galley_writing_settings_set_font:
 * @settings: the settings
 * @font: (nullable): as Pango writes it; NULL: the desktop's
 */
void
galley_writing_settings_set_font (GalleyWritingSettings *settings, const char *font)
{
  galley_text_view_set_font (settings->view, font);
  if (settings->state != NULL)
    galley_state_set_text (settings->state, GROUP, "font", font != NULL ? font : "");
}

/**
 * galley_writing_settings_set_state:
 * @settings: the settings
 * @state: (nullable): what is remembered between runs; lives longer
 *
 * Writes as in the last run.
 */
void
galley_writing_settings_set_state (GalleyWritingSettings *settings, GalleyState *state)
{
  g_autofree char *font = state != NULL ? galley_state_get_text (state, GROUP, "font") : NULL;

  settings->state = state;
  for (gsize i = 0; state != NULL && i < G_N_ELEMENTS (switches); i++)
    {
      GAction *action = g_action_map_lookup_action (settings->group, switches[i].name);
      gboolean on =
          galley_state_get_integer (state, GROUP, switches[i].name, switches[i].fallback) != 0;

      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (on));
      if (on != switches[i].fallback)
        switches[i].apply (settings->view, on);
    }
  if (font != NULL && font[0] != '\0')
    galley_text_view_set_font (settings->view, font);
}

static void
galley_writing_settings_class_init (GalleyWritingSettingsClass *class)
{
}

static void
galley_writing_settings_init (GalleyWritingSettings *self)
{
}

/**
 * galley_writing_settings_new:
 * @view: the text, which lives as long
 * @group: gets the actions
 *
 * Returns: (transfer full): the settings
 */
GalleyWritingSettings *
galley_writing_settings_new (GalleyTextView *view, GActionMap *group)
{
  GalleyWritingSettings *self = g_object_new (GALLEY_TYPE_WRITING_SETTINGS, NULL);

  self->view = view;
  self->group = group;
  g_action_map_add_action_entries (group, actions, G_N_ELEMENTS (actions), self);
  return self;
}
