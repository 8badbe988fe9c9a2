/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-application.h"
#include "galley-editor-private.h"

/* How a person likes to write, remembered from run to run. */

#define GROUP "writing"
#define MIN_SIZE 6
#define MAX_SIZE 48

typedef void (*Apply) (GalleyTextView *view, gboolean on);

static const struct
{
  const char *name;
  gboolean fallback;
  Apply apply;
} habits[] = {
  { "focus-mode", FALSE, galley_text_view_set_focus_mode },
  { "typewriter", FALSE, galley_text_view_set_typewriter },
  { "spelling", TRUE, galley_text_view_set_spelled },
};

static GalleyState *
get_state (void)
{
  GApplication *application = g_application_get_default ();

  return application != NULL ? galley_application_get_state (GALLEY_APPLICATION (application))
                             : NULL;
}

static void
habit_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GalleyEditor *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    if (g_str_equal (habits[i].name, name))
      habits[i].apply (self->view, g_variant_get_boolean (value));
  galley_state_set_integer (get_state (), GROUP, name, g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

static PangoFontDescription *
get_font (GalleyEditor *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->view));
  PangoFontDescription *font = NULL;

  gtk_style_context_get (style, gtk_style_context_get_state (style), GTK_STYLE_PROPERTY_FONT, &font,
                         NULL);
  return font;
}

static void
set_font (GalleyEditor *self, const char *font)
{
  galley_text_view_set_font (self->view, font);
  galley_state_set_text (get_state (), GROUP, "font", font != NULL ? font : "");
}

static void
size_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  PangoFontDescription *font;
  g_autofree char *text = NULL;
  int size;

  if (g_str_equal (name, "normal-size"))
    {
      set_font (self, NULL);
      return;
    }
  font = get_font (self);
  size = pango_font_description_get_size (font) / PANGO_SCALE;
  if (pango_font_description_get_size_is_absolute (font))
    size = size * 3 / 4;
  size = CLAMP (size + (g_str_equal (name, "larger") ? 1 : -1), MIN_SIZE, MAX_SIZE);
  pango_font_description_set_size (font, size * PANGO_SCALE);
  text = pango_font_description_to_string (font);
  set_font (self, text);
  pango_font_description_free (font);
}

static void
outline_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;

  if (self->post != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (galley_toolbar_get_outline (self->toolbar)),
                                  TRUE);
}

static const GActionEntry actions[] = {
  { "focus-mode", NULL, NULL, "false", habit_cb }, { "typewriter", NULL, NULL, "false", habit_cb },
  { "spelling", NULL, NULL, "true", habit_cb },    { "larger", size_cb, NULL, NULL, NULL },
  { "smaller", size_cb, NULL, NULL, NULL },        { "normal-size", size_cb, NULL, NULL, NULL },
  { "outline", outline_cb, NULL, NULL, NULL },
};

static void
opened_cb (GalleyEditor *self)
{
  PangoFontDescription *font = get_font (self);
  g_autofree char *text = NULL;

  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_size (font, pango_font_description_get_size (font) * 3 / 4);
  text = pango_font_description_to_string (font);
  galley_writing_options_show (galley_toolbar_get_options (self->toolbar), text,
                               galley_editor_get_target (self));
  pango_font_description_free (font);
}

static void
go_cb (GalleyEditor *self, guint line)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_line (buffer, &place, (int) line);
  gtk_text_buffer_place_cursor (buffer, &place);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer), 0,
                                TRUE, 0, 0.1);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
cursor_moved_cb (GalleyEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter cursor;

  if (self->loading)
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  galley_outline_set_line (galley_toolbar_get_outline (self->toolbar),
                           (guint) gtk_text_iter_get_line (&cursor));
  galley_editor_selection_moved (self);
}

/**
 * galley_editor_show_outline:
 * @editor: the editor
 * @headings: (element-type GalleyHeading): of the text
 *
 * Shows the sections, and the one that the cursor is in.
 */
void
galley_editor_show_outline (GalleyEditor *editor, GPtrArray *headings)
{
  galley_outline_set_headings (galley_toolbar_get_outline (editor->toolbar), headings);
  cursor_moved_cb (editor);
}

/**
 * galley_editor_add_habits:
 * @editor: the editor
 * @group: its actions
 *
 * Adds what is switched of the way of writing, as it was left in the last run.
 */
void
galley_editor_add_habits (GalleyEditor *editor, GActionMap *group)
{
  GalleyState *state = get_state ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor->view));
  g_autofree char *font = state != NULL ? galley_state_get_text (state, GROUP, "font") : NULL;

  g_action_map_add_action_entries (group, actions, G_N_ELEMENTS (actions), editor);
  for (gsize i = 0; state != NULL && i < G_N_ELEMENTS (habits); i++)
    {
      gboolean on =
          galley_state_get_integer (state, GROUP, habits[i].name, habits[i].fallback) != 0;

      g_simple_action_set_state (
          G_SIMPLE_ACTION (g_action_map_lookup_action (group, habits[i].name)),
          g_variant_new_boolean (on));
      if (on != habits[i].fallback)
        habits[i].apply (editor->view, on);
    }
  if (font != NULL && font[0] != '\0')
    galley_text_view_set_font (editor->view, font);
  g_signal_connect_object (galley_toolbar_get_options (editor->toolbar), "opened",
                           G_CALLBACK (opened_cb), editor, G_CONNECT_SWAPPED);
  g_signal_connect_object (galley_toolbar_get_options (editor->toolbar), "font-chosen",
                           G_CALLBACK (set_font), editor, G_CONNECT_SWAPPED);
  g_signal_connect_object (galley_toolbar_get_options (editor->toolbar), "target-chosen",
                           G_CALLBACK (galley_editor_set_target), editor, G_CONNECT_SWAPPED);
  g_signal_connect_object (galley_toolbar_get_outline (editor->toolbar), "go", G_CALLBACK (go_cb),
                           editor, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), editor,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::has-selection", G_CALLBACK (cursor_moved_cb), editor,
                           G_CONNECT_SWAPPED);
}
