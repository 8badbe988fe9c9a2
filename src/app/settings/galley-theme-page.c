/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of a theme: one that comes with the program, or a folder. A theme is read on another
 * thread, and becomes the site's only when it is sound; otherwise its mistakes are shown, and the
 * site keeps the theme that it had. */

#include "galley-theme-page.h"

#include <glib/gi18n.h>
#include <handy.h>

#include "galley-theme-form.h"
#include "galley-theme.h"

typedef struct
{
  GtkWidget *page;
  GtkWidget *combo;
  GtkWidget *about; /* the row of the combo */
  GtkWidget *mistakes;
  GtkWidget *form; /* NULL until the theme is read */
  char *theme;     /* the site's */
  char *options;
  guint generation; /* only the theme that was asked for last is taken */
  gboolean filling;
  GalleyThemePageChanged changed; /* NULL once the page is gone */
  gpointer user_data;
} Page;

typedef struct
{
  char *name;
  guint generation;
} Request;

static void
free_request (Request *request)
{
  g_free (request->name);
  g_free (request);
}

static void
free_page (Page *page)
{
  g_free (page->theme);
  g_free (page->options);
  g_free (page);
}

static void
page_destroy_cb (GtkWidget *widget, Page *page)
{
  page->changed = NULL;
}

static void
options_changed_cb (const char *options, gpointer user_data)
{
  Page *page = user_data;

  if (page->changed == NULL)
    return;
  g_free (page->options);
  page->options = g_strdup (options);
  page->changed (page->theme, page->options, page->user_data);
}

static void
show_choice (Page *page, const char *theme)
{
  GtkComboBox *combo = GTK_COMBO_BOX (page->combo);

  page->filling = TRUE;
  if (!gtk_combo_box_set_active_id (combo, theme))
    {
      g_autofree char *shown = g_filename_display_basename (theme);

      gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (combo), theme, shown);
      gtk_combo_box_set_active_id (combo, theme);
    }
  page->filling = FALSE;
}

static void
show_mistakes (Page *page, const char *name, const GError *error)
{
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      /* The mistakes of a template stand one behind the other: here each gets a line. */
      g_auto (GStrv) mistakes = g_strsplit (error->message, "; templates/", -1);
      g_autofree char *lines = g_strjoinv ("\ntemplates/", mistakes);

      text = g_strdup_printf (
          _ ("This theme cannot be used, so the site keeps the one it had.\n%s"), lines);
    }
  gtk_label_set_text (GTK_LABEL (page->mistakes), text != NULL ? text : "");
  gtk_widget_set_visible (page->mistakes, text != NULL);
}

static void
show_theme (Page *page, GalleyTheme *theme)
{
  const char *author = galley_theme_get_author (theme);
  const char *version = galley_theme_get_version (theme);
  g_autofree char *about = NULL;

  if (author != NULL && version != NULL)
    about = g_strdup_printf (_ ("Version %s, by %s"), version, author);
  hdy_action_row_set_subtitle (HDY_ACTION_ROW (page->about), about != NULL ? about : author);
  g_clear_pointer (&page->form, gtk_widget_destroy);
  page->form = galley_theme_form_new (theme, page->options, options_changed_cb, page);
  gtk_container_add (GTK_CONTAINER (page->page), page->form);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  GalleyTheme *theme = galley_theme_load (request->name, &error);

  if (theme != NULL)
    g_task_return_pointer (task, theme, (GDestroyNotify) galley_theme_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Page *page = user_data; /* alive: it belongs to @source, which the task holds */
  const Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GalleyTheme *theme = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean is_new = !g_str_equal (request->name, page->theme);

  if (page->changed == NULL || request->generation != page->generation)
    {
      g_clear_pointer (&theme, galley_theme_free);
      return;
    }
  show_mistakes (page, request->name, error);
  if (theme == NULL)
    {
      show_choice (page, page->theme);
      return;
    }
  if (is_new)
    {
      g_free (page->theme);
      page->theme = g_strdup (request->name);
    }
  show_theme (page, theme);
  if (request->generation > 1) /* the first is the one that the site has */
    page->changed (page->theme, page->options, page->user_data);
}

static void
read_theme (Page *page, const char *name)
{
  g_autoptr (GTask) task = g_task_new (page->page, NULL, read_cb, page);
  Request *request = g_new0 (Request, 1);

  request->name = g_strdup (name);
  request->generation = ++page->generation;
  g_task_set_task_data (task, request, (GDestroyNotify) free_request);
  g_task_run_in_thread (task, read_thread);
}

static void
theme_changed_cb (GtkComboBox *combo, Page *page)
{
  const char *name = gtk_combo_box_get_active_id (combo);

  if (!page->filling && name != NULL)
    read_theme (page, name);
}

static void
folder_response_cb (GtkNativeDialog *dialog, int response, Page *page)
{
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog));
  if (path != NULL && page->changed != NULL)
    {
      show_choice (page, path);
      read_theme (page, path);
    }
  g_object_unref (dialog);
}

static void
choose_folder_cb (GtkButton *button, Page *page)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Choose the Folder of a Theme"), GTK_WINDOW (gtk_widget_get_toplevel (page->page)),
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "page", g_object_ref (page->page), g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (folder_response_cb), page);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
read_again_cb (GtkButton *button, Page *page)
{
  const char *name = gtk_combo_box_get_active_id (GTK_COMBO_BOX (page->combo));

  if (name != NULL)
    read_theme (page, name);
}

static GtkWidget *
add_row (GtkWidget *group, const char *title, GtkWidget *control, const char *tooltip)
{
  GtkWidget *row = hdy_action_row_new ();

  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (control, tooltip);
  gtk_container_add (GTK_CONTAINER (row), control);
  hdy_action_row_set_activatable_widget (HDY_ACTION_ROW (row), control);
  gtk_container_add (GTK_CONTAINER (group), row);
  return row;
}

static GtkWidget *
new_combo (Page *page)
{
  GtkWidget *combo = gtk_combo_box_text_new ();
  g_auto (GStrv) names = galley_theme_list_built_in ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      /* From memory, not from the disk. */
      g_autoptr (GalleyTheme) theme = galley_theme_load (names[i], NULL);

      gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (combo), names[i],
                                 theme != NULL ? galley_theme_get_title (theme) : names[i]);
    }
  g_signal_connect (combo, "changed", G_CALLBACK (theme_changed_cb), page);
  atk_object_set_name (gtk_widget_get_accessible (combo), _ ("Theme"));
  return combo;
}

static GtkWidget *
new_button (Page *page, const char *label, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  atk_object_set_name (gtk_widget_get_accessible (button), name);
  g_signal_connect (button, "clicked", callback, page);
  return button;
}

static GtkWidget *
new_mistakes (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_line_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_no_show_all (label, TRUE);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), GTK_STYLE_CLASS_ERROR);
  atk_object_set_name (gtk_widget_get_accessible (label), _ ("Mistakes in the theme"));
  return label;
}

/**
 * galley_theme_page_new:
 * @theme: the site's theme
 * @options: what the site chose in it
 * @changed: called when another sound theme was chosen, or an option
 * @user_data: for @changed, which is not called after the page was destroyed
 *
 * Returns: (transfer floating): a page of preferences
 */
GtkWidget *
galley_theme_page_new (const char *theme,
                       const char *options,
                       GalleyThemePageChanged changed,
                       gpointer user_data)
{
  Page *page = g_new0 (Page, 1);
  GtkWidget *group = hdy_preferences_group_new ();

  page->page = hdy_preferences_page_new ();
  page->theme = g_strdup (theme);
  page->options = g_strdup (options);
  page->changed = changed;
  page->user_data = user_data;
  page->mistakes = new_mistakes ();
  hdy_preferences_page_set_title (HDY_PREFERENCES_PAGE (page->page), _ ("Theme"));
  hdy_preferences_page_set_icon_name (HDY_PREFERENCES_PAGE (page->page),
                                      "applications-graphics-symbolic");
  page->combo = new_combo (page);
  page->about = add_row (group, _ ("Theme"), page->combo, _ ("What the site looks like"));
  add_row (group, _ ("A theme of your own"),
           new_button (page, _ ("_Choose Folder…"), _ ("Choose theme folder"),
                       G_CALLBACK (choose_folder_cb)),
           _ ("A folder with a theme.json in it"));
  add_row (group, _ ("After a change in its files"),
           new_button (page, _ ("Read _Again"), _ ("Read theme again"), G_CALLBACK (read_again_cb)),
           _ ("Read the theme from its folder again"));
  gtk_container_add (GTK_CONTAINER (group), page->mistakes);
  gtk_container_add (GTK_CONTAINER (page->page), group);
  g_object_set_data_full (G_OBJECT (page->page), "page", page, (GDestroyNotify) free_page);
  g_signal_connect (page->page, "destroy", G_CALLBACK (page_destroy_cb), page);
  show_choice (page, theme);
  read_theme (page, theme);
  return page->page;
}
