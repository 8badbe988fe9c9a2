/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-settings-dialog.h"

#include <glib/gi18n.h>
#include <handy.h>

#include "galley-setting.h"
#include "galley-theme-page.h"

#define SAVE_MS 500

/* A text of the settings, and the entry that shows it. */
typedef struct
{
  const char *title, *hint;
  const char *key; /* of galley_setting_set() */
} Field;

static const Field site_fields[] = {
  { N_ ("Title"), N_ ("My site"), "title" },
  { N_ ("Tagline"), N_ ("What it is about"), "tagline" },
  { N_ ("Address"), N_ ("https://example.org/blog/"), "url" },
  { N_ ("Author"), N_ ("The byline of posts that name none"), "author" },
  { N_ ("Language"), N_ ("en"), "language" },
  { N_ ("Time zone"), N_ ("Europe/Moscow"), "zone" },
};

static const Field page_fields[] = {
  { N_ ("Addresses of posts"), N_ (":year/:month/:slug"), "permalink" },
};

static const Field comment_fields[] = {
  { N_ ("Comments are sent to"), N_ ("An e-mail or web address"), "comment_form_address" },
};

typedef struct
{
  GtkWindow *window;
  GalleySession *session;
  GalleySiteSettings *settings;
  guint timeout;
  gboolean changed;
} Dialog;

static gpointer
load_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  return galley_project_load_settings (project, error);
}

static gpointer
save_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  galley_project_save_settings (project, data, error);
  return NULL;
}

static GalleySiteSettings *
copy_settings (const GalleySiteSettings *settings)
{
  GalleySiteSettings *copy = g_memdup2 (settings, sizeof *settings);

  copy->title = g_strdup (settings->title);
  copy->tagline = g_strdup (settings->tagline);
  copy->url = g_strdup (settings->url);
  copy->language = g_strdup (settings->language);
  copy->zone = g_strdup (settings->zone);
  copy->author = g_strdup (settings->author);
  copy->theme = g_strdup (settings->theme);
  copy->theme_options = g_strdup (settings->theme_options);
  copy->permalink = g_strdup (settings->permalink);
  copy->comment_form_address = g_strdup (settings->comment_form_address);
  return copy;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GalleySession *session = GALLEY_SESSION (source);
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;

  galley_session_run_finish (session, result, &error);
  if (error != NULL)
    {
      GtkWidget *message =
          gtk_message_dialog_new (parent, GTK_DIALOG_MODAL, GTK_MESSAGE_ERROR, GTK_BUTTONS_CLOSE,
                                  "%s", _ ("The settings could not be saved"));

      gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (message), "%s", error->message);
      g_signal_connect (message, "response", G_CALLBACK (gtk_widget_destroy), NULL);
      gtk_window_present (GTK_WINDOW (message));
      return;
    }
  galley_session_settings_changed (session);
}

static void
save (Dialog *dialog)
{
  GtkWindow *parent = gtk_window_get_transient_for (dialog->window);

  g_clear_handle_id (&dialog->timeout, g_source_remove);
  if (!dialog->changed)
    return;
  dialog->changed = FALSE;
  galley_session_run_async (
      dialog->session, GALLEY_LANE_EDIT, save_job, copy_settings (dialog->settings),
      (GDestroyNotify) galley_site_settings_free, NULL, NULL, saved_cb, g_object_ref (parent));
}

static gboolean
timeout_cb (gpointer user_data)
{
  Dialog *dialog = user_data;

  dialog->timeout = 0;
  save (dialog);
  return G_SOURCE_REMOVE;
}

static void
touch (Dialog *dialog)
{
  dialog->changed = TRUE;
  if (dialog->timeout == 0)
    dialog->timeout = g_timeout_add (SAVE_MS, timeout_cb, dialog);
}

static void
dialog_free (Dialog *dialog)
{
  save (dialog);
  galley_site_settings_free (dialog->settings);
  g_object_unref (dialog->session);
  g_free (dialog);
}

/* What cannot be is not kept, and the entry says why. */
static void
show_fault (GtkEntry *entry, const char *fault)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (entry));

  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY,
                                     fault != NULL ? "dialog-warning-symbolic" : NULL);
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, fault);
  gtk_widget_set_tooltip_text (GTK_WIDGET (entry), fault);
  if (fault != NULL)
    gtk_style_context_add_class (style, GTK_STYLE_CLASS_ERROR);
  else
    gtk_style_context_remove_class (style, GTK_STYLE_CLASS_ERROR);
}

static void
entry_changed_cb (GtkEntry *entry, Dialog *dialog)
{
  const char *key = g_object_get_data (G_OBJECT (entry), "key");
  const char *text = gtk_entry_get_text (entry);
  g_autofree char *fault = galley_setting_find_fault (key, text);

  show_fault (entry, fault);
  if (fault == NULL && galley_setting_set (dialog->settings, key, text, NULL))
    touch (dialog);
}

static void
theme_changed_cb (const char *theme, const char *options, gpointer user_data)
{
  Dialog *dialog = user_data;

  g_free (dialog->settings->theme);
  g_free (dialog->settings->theme_options);
  dialog->settings->theme = g_strdup (theme);
  dialog->settings->theme_options = g_strdup (options);
  touch (dialog);
}

static void
number_changed_cb (GtkSpinButton *spin, Dialog *dialog)
{
  gsize offset = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (spin), "offset"));
  guint *field = G_STRUCT_MEMBER_P (dialog->settings, offset);

  *field = (guint) gtk_spin_button_get_value_as_int (spin);
  touch (dialog);
}

static void
switch_changed_cb (GtkSwitch *toggle, GParamSpec *spec, Dialog *dialog)
{
  gsize offset = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (toggle), "offset"));
  gboolean *field = G_STRUCT_MEMBER_P (dialog->settings, offset);

  *field = gtk_switch_get_active (toggle);
  touch (dialog);
}

static void
form_changed_cb (GtkComboBox *combo, Dialog *dialog)
{
  dialog->settings->comment_form = (GalleyCommentForm) gtk_combo_box_get_active (combo);
  touch (dialog);
}

static void
add_row (GtkWidget *group, const char *title, GtkWidget *control)
{
  GtkWidget *row = hdy_action_row_new ();

  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_container_add (GTK_CONTAINER (row), control);
  hdy_action_row_set_activatable_widget (HDY_ACTION_ROW (row), control);
  atk_object_set_name (gtk_widget_get_accessible (control), title);
  gtk_container_add (GTK_CONTAINER (group), row);
}

static void
add_fields (Dialog *dialog, GtkWidget *group, const Field *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      GtkWidget *entry = gtk_entry_new ();
      g_autofree char *text = galley_setting_get (dialog->settings, fields[i].key, NULL);

      gtk_entry_set_text (GTK_ENTRY (entry), text);
      gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ (fields[i].hint));
      gtk_entry_set_width_chars (GTK_ENTRY (entry), 28);
      g_object_set_data (G_OBJECT (entry), "key", (gpointer) fields[i].key);
      g_signal_connect (entry, "changed", G_CALLBACK (entry_changed_cb), dialog);
      add_row (group, _ (fields[i].title), entry);
    }
}

static void
add_number (Dialog *dialog, GtkWidget *group, const char *title, gsize offset)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, 1000, 1);
  guint *number = G_STRUCT_MEMBER_P (dialog->settings, offset);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), *number);
  g_object_set_data (G_OBJECT (spin), "offset", GSIZE_TO_POINTER (offset));
  g_signal_connect (spin, "value-changed", G_CALLBACK (number_changed_cb), dialog);
  add_row (group, title, spin);
}

static void
add_switch (Dialog *dialog, GtkWidget *group, const char *title, gsize offset)
{
  GtkWidget *toggle = gtk_switch_new ();
  gboolean *truth = G_STRUCT_MEMBER_P (dialog->settings, offset);

  gtk_switch_set_active (GTK_SWITCH (toggle), *truth);
  g_object_set_data (G_OBJECT (toggle), "offset", GSIZE_TO_POINTER (offset));
  g_signal_connect (toggle, "notify::active", G_CALLBACK (switch_changed_cb), dialog);
  add_row (group, title, toggle);
}

static void
add_form (Dialog *dialog, GtkWidget *group)
{
  GtkWidget *combo = gtk_combo_box_text_new ();

  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ ("None"));
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ ("A form"));
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ ("A mail"));
  gtk_combo_box_set_active (GTK_COMBO_BOX (combo), (int) dialog->settings->comment_form);
  g_signal_connect (combo, "changed", G_CALLBACK (form_changed_cb), dialog);
  add_row (group, _ ("Readers write with"), combo);
}

static GtkWidget *
add_group (GtkWidget *page, const char *title)
{
  GtkWidget *group = hdy_preferences_group_new ();

  hdy_preferences_group_set_title (HDY_PREFERENCES_GROUP (group), title);
  gtk_container_add (GTK_CONTAINER (page), group);
  return group;
}

static void
fill (Dialog *dialog)
{
  GtkWidget *page = hdy_preferences_page_new ();
  GtkWidget *site = add_group (page, _ ("Site"));
  GtkWidget *pages = add_group (page, _ ("Pages"));
  GtkWidget *comments = add_group (page, _ ("Comments"));
  GtkWidget *theme;

  add_fields (dialog, site, site_fields, G_N_ELEMENTS (site_fields));
  add_fields (dialog, pages, page_fields, G_N_ELEMENTS (page_fields));
  add_number (dialog, pages, _ ("Posts on a page"),
              G_STRUCT_OFFSET (GalleySiteSettings, posts_per_page));
  add_number (dialog, pages, _ ("Latest stories"),
              G_STRUCT_OFFSET (GalleySiteSettings, latest_stories));
  add_switch (dialog, pages, _ ("HTML in posts"),
              G_STRUCT_OFFSET (GalleySiteSettings, allow_raw_html));
  add_form (dialog, comments);
  add_fields (dialog, comments, comment_fields, G_N_ELEMENTS (comment_fields));
  add_switch (dialog, comments, _ ("Link readers’ names to their sites"),
              G_STRUCT_OFFSET (GalleySiteSettings, show_comment_urls));
  hdy_preferences_page_set_title (HDY_PREFERENCES_PAGE (page), _ ("Site"));
  hdy_preferences_page_set_icon_name (HDY_PREFERENCES_PAGE (page), "web-browser-symbolic");
  theme = galley_theme_page_new (dialog->settings->theme, dialog->settings->theme_options,
                                 theme_changed_cb, dialog);
  gtk_widget_show_all (page);
  gtk_widget_show_all (theme);
  gtk_container_add (GTK_CONTAINER (dialog->window), page);
  gtk_container_add (GTK_CONTAINER (dialog->window), theme);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GalleySiteSettings) settings =
      galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  Dialog *dialog;

  if (settings == NULL || gtk_widget_in_destruction (GTK_WIDGET (parent)))
    return;
  dialog = g_new0 (Dialog, 1);
  dialog->session = GALLEY_SESSION (g_object_ref (source));
  dialog->settings = g_steal_pointer (&settings);
  dialog->window = GTK_WINDOW (hdy_preferences_window_new ());
  gtk_window_set_transient_for (dialog->window, parent);
  gtk_window_set_destroy_with_parent (dialog->window, TRUE);
  gtk_window_set_modal (dialog->window, TRUE);
  gtk_window_set_title (dialog->window, _ ("Site Settings"));
  gtk_window_set_default_size (dialog->window, 640, 620);
  hdy_preferences_window_set_search_enabled (HDY_PREFERENCES_WINDOW (dialog->window), FALSE);
  fill (dialog);
  g_signal_connect_swapped (dialog->window, "destroy", G_CALLBACK (dialog_free), dialog);
  gtk_window_present (dialog->window);
}

/**
 * galley_settings_dialog_present:
 * @parent: a window
 * @session: its project
 *
 * Shows what the site as a whole is, and keeps what is changed there.
 */
void
galley_settings_dialog_present (GtkWindow *parent, GalleySession *session)
{
  galley_session_run_async (session, GALLEY_LANE_READ, load_job, NULL, NULL,
                            (GDestroyNotify) galley_site_settings_free, NULL, loaded_cb,
                            g_object_ref (parent));
}
