/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The options of a theme as a form: a row an option, in the order of the manifest. What is not set,
 * or is set to what the theme does not know, shows the theme's own fallback. Options that this
 * theme does not have stay as they are, since the site may go back to the theme that has them. */

#include "galley-theme-form.h"

#include <glib/gi18n.h>
#include <handy.h>
#include <math.h>

#define READABLE 4.5 /* the contrast that WCAG 2.2 asks of text, success criterion 1.4.3 */

typedef struct
{
  GPtrArray *options; /* of the theme, not owned; @theme keeps them */
  GalleyTheme *theme;
  GHashTable *values; /* names of options and what the site chose */
  GtkWidget *group;
  GPtrArray *rows; /* of Row, as many as @options */
  GalleyThemeFormChanged changed;
  gpointer user_data;
  gboolean filling;
} Form;

typedef struct
{
  Form *form;
  const GalleyThemeOption *option;
  GtkWidget *row;
  GtkWidget *control;
} Row;

static void
free_form (Form *form)
{
  g_ptr_array_unref (form->rows);
  g_hash_table_unref (form->values);
  galley_theme_free (form->theme);
  g_free (form);
}

static const char *
value_of (const Row *row)
{
  const char *value = g_hash_table_lookup (row->form->values, row->option->name);

  return value != NULL && galley_theme_option_accepts (row->option, value) ? value
                                                                           : row->option->fallback;
}

/* ---- colours ---- */

static double
luminance (const GdkRGBA *color)
{
  const double channels[] = { color->red, color->green, color->blue };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    sum += weights[i] * (channels[i] <= 0.04045 ? channels[i] / 12.92
                                                : pow ((channels[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/* The contrast of two colours as WCAG 2.2 defines it: 1 to 21. */
static double
contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double first = luminance (a) + 0.05;
  double second = luminance (b) + 0.05;

  return MAX (first, second) / MIN (first, second);
}

/* Says so where a colour cannot be read on the paper it stands on. */
static void
tell_contrast (const Row *row, const GdkRGBA *color)
{
  GdkRGBA paper;
  g_autofree char *text = NULL;
  double found;

  if (row->option->against == NULL || !gdk_rgba_parse (&paper, row->option->against))
    return;
  found = contrast (color, &paper);
  if (found < READABLE)
    text = g_strdup_printf (
        _ ("Hard to read: its contrast with the paper is %.1f, and has to be 4.5 or more"), found);
  hdy_action_row_set_subtitle (HDY_ACTION_ROW (row->row), text);
  atk_object_set_description (gtk_widget_get_accessible (row->control), text != NULL ? text : "");
  hdy_action_row_set_subtitle_lines (HDY_ACTION_ROW (row->row), 2);
}

static char *
color_text (const GdkRGBA *color)
{
  return g_strdup_printf ("#%02x%02x%02x", (guint) (color->red * 255 + 0.5),
                          (guint) (color->green * 255 + 0.5), (guint) (color->blue * 255 + 0.5));
}

/* ---- what is chosen ---- */

static void
tell_change (Form *form)
{
  g_autofree char *text = galley_theme_choices_to_json (form->values);

  form->changed (text, form->user_data);
}

static void
choose (Row *row, const char *value)
{
  if (row->form->filling)
    return;
  g_hash_table_insert (row->form->values, g_strdup (row->option->name), g_strdup (value));
  tell_change (row->form);
}

static void
color_set_cb (GtkColorChooser *button, GParamSpec *spec, Row *row)
{
  GdkRGBA color;
  g_autofree char *text = NULL;

  gtk_color_chooser_get_rgba (button, &color);
  tell_contrast (row, &color);
  text = color_text (&color);
  choose (row, text);
}

static void
switch_cb (GtkSwitch *toggle, GParamSpec *spec, Row *row)
{
  choose (row, gtk_switch_get_active (toggle) ? "true" : "false");
}

static void
choice_cb (GtkComboBox *combo, Row *row)
{
  if (gtk_combo_box_get_active_id (combo) != NULL)
    choose (row, gtk_combo_box_get_active_id (combo));
}

static void
text_cb (GtkEntry *entry, Row *row)
{
  const char *text = gtk_entry_get_text (entry);
  gboolean fits = galley_theme_option_accepts (row->option, text);

  hdy_action_row_set_subtitle (HDY_ACTION_ROW (row->row), fits ? NULL : _ ("This is too long"));
  if (fits)
    choose (row, text);
}

/* ---- rows ---- */

static void
show_value (const Row *row)
{
  const char *value = value_of (row);
  GdkRGBA color;

  switch (row->option->type)
    {
    case GALLEY_OPTION_BOOLEAN:
      gtk_switch_set_active (GTK_SWITCH (row->control), g_str_equal (value, "true"));
      break;
    case GALLEY_OPTION_COLOR:
      if (gdk_rgba_parse (&color, value))
        {
          gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (row->control), &color);
          tell_contrast (row, &color);
        }
      break;
    case GALLEY_OPTION_CHOICE:
      gtk_combo_box_set_active_id (GTK_COMBO_BOX (row->control), value);
      break;
    case GALLEY_OPTION_TEXT:
    default:
      gtk_entry_set_text (GTK_ENTRY (row->control), value);
      break;
    }
}

static GtkWidget *
new_choice (const GalleyThemeOption *option)
{
  GtkWidget *combo = gtk_combo_box_text_new ();

  for (guint i = 0; option->choices[i] != NULL; i++)
    gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (combo), option->choices[i],
                               _ (option->choice_labels[i]));
  return combo;
}

static GtkWidget *
new_control (Row *row)
{
  GtkWidget *control;

  switch (row->option->type)
    {
    case GALLEY_OPTION_BOOLEAN:
      control = gtk_switch_new ();
      g_signal_connect (control, "notify::active", G_CALLBACK (switch_cb), row);
      break;
    case GALLEY_OPTION_COLOR:
      control = gtk_color_button_new ();
      gtk_color_button_set_title (GTK_COLOR_BUTTON (control), _ (row->option->label));
      g_signal_connect (control, "notify::rgba", G_CALLBACK (color_set_cb), row);
      break;
    case GALLEY_OPTION_CHOICE:
      control = new_choice (row->option);
      g_signal_connect (control, "changed", G_CALLBACK (choice_cb), row);
      break;
    case GALLEY_OPTION_TEXT:
    default:
      control = gtk_entry_new ();
      gtk_entry_set_width_chars (GTK_ENTRY (control), 24);
      g_signal_connect (control, "changed", G_CALLBACK (text_cb), row);
      break;
    }
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (control, _ (row->option->label));
  atk_object_set_name (gtk_widget_get_accessible (control), _ (row->option->label));
  return control;
}

static void
add_row (Form *form, const GalleyThemeOption *option)
{
  Row *row = g_new0 (Row, 1);

  row->form = form;
  row->option = option;
  row->row = hdy_action_row_new ();
  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row->row), _ (option->label));
  hdy_action_row_set_title_lines (HDY_ACTION_ROW (row->row), 2);
  row->control = new_control (row);
  gtk_container_add (GTK_CONTAINER (row->row), row->control);
  hdy_action_row_set_activatable_widget (HDY_ACTION_ROW (row->row), row->control);
  gtk_container_add (GTK_CONTAINER (form->group), row->row);
  g_ptr_array_add (form->rows, row);
}

static void
show_values (Form *form)
{
  form->filling = TRUE;
  for (guint i = 0; i < form->rows->len; i++)
    show_value (g_ptr_array_index (form->rows, i));
  form->filling = FALSE;
}

static void
reset_cb (GtkButton *button, Form *form)
{
  for (guint i = 0; i < form->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (form->rows, i);

      g_hash_table_remove (form->values, row->option->name);
    }
  show_values (form);
  tell_change (form);
}

static void
add_reset (Form *form)
{
  GtkWidget *row = hdy_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Reset"));

  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row), _ ("As the theme came"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Set all options of the theme back"));
  atk_object_set_name (gtk_widget_get_accessible (button), _ ("Reset theme options"));
  g_signal_connect (button, "clicked", G_CALLBACK (reset_cb), form);
  gtk_container_add (GTK_CONTAINER (row), button);
  hdy_action_row_set_activatable_widget (HDY_ACTION_ROW (row), button);
  gtk_container_add (GTK_CONTAINER (form->group), row);
}

/**
 * galley_theme_form_new:
 * @theme: (transfer full): a theme
 * @options: the site's theme options, a JSON object
 * @changed: called with the new options after each change
 * @user_data: for @changed, which has to outlive the form
 *
 * Returns: (transfer floating): a group of preferences with a row for each option of @theme
 */
GtkWidget *
galley_theme_form_new (GalleyTheme *theme,
                       const char *options,
                       GalleyThemeFormChanged changed,
                       gpointer user_data)
{
  Form *form = g_new0 (Form, 1);

  form->theme = theme;
  form->options = galley_theme_get_options (theme);
  form->values = galley_theme_choices_parse (options);
  form->group = hdy_preferences_group_new ();
  form->rows = g_ptr_array_new_with_free_func (g_free);
  form->changed = changed;
  form->user_data = user_data;
  hdy_preferences_group_set_title (HDY_PREFERENCES_GROUP (form->group), _ ("Options"));
  for (guint i = 0; i < form->options->len; i++)
    add_row (form, g_ptr_array_index (form->options, i));
  if (form->options->len > 0)
    add_reset (form);
  show_values (form);
  g_object_set_data_full (G_OBJECT (form->group), "form", form, (GDestroyNotify) free_form);
  gtk_widget_show_all (form->group);
  return form->group;
}
