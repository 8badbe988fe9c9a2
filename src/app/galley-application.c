/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-application.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <handy.h>

#include "galley-app-resources.h"
#include "galley-new-project.h"
#include "galley-shortcuts.h"
#include "galley-state.h"
#include "galley-window.h"

struct _GalleyApplication
{
  GtkApplication parent_instance;
  GalleyState *state;
};

G_DEFINE_FINAL_TYPE (GalleyApplication, galley_application, GTK_TYPE_APPLICATION)

static GalleyWindow *
find_window (GalleyApplication *self, const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (GALLEY_IS_WINDOW (l->data) &&
        g_strcmp0 (galley_window_get_path (GALLEY_WINDOW (l->data)), path) == 0)
      return GALLEY_WINDOW (l->data);
  return NULL;
}

static GtkWindow *
active_window (GalleyApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return GALLEY_IS_WINDOW (window) ? window : NULL;
}

/* Opens a project in a window of its own, or brings up the window that shows it already. */
static void
open_path (GalleyApplication *application, const char *path, GtkWindow *window)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  GalleyWindow *target = find_window (application, absolute);

  if (target == NULL && window != NULL && galley_window_get_path (GALLEY_WINDOW (window)) == NULL)
    target = GALLEY_WINDOW (window);
  if (target == NULL)
    target = galley_window_new (GTK_APPLICATION (application), application->state);
  if (galley_window_get_path (target) == NULL)
    galley_window_open (target, absolute);
  gtk_window_present (GTK_WINDOW (target));
}

static void
add_project_filters (GtkFileChooser *chooser)
{
  GtkFileFilter *filter = gtk_file_filter_new ();
  GtkFileFilter *all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Galley projects"));
  gtk_file_filter_add_pattern (filter, "*.galley");
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

static void
open_response_cb (GtkDialog *dialog, int response, GalleyApplication *self)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autofree char *path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog));

      if (path != NULL)
        open_path (self, path, window);
    }
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyApplication *self = user_data;
  GtkWidget *dialog = gtk_file_chooser_dialog_new (
      _ ("Open a Project"), active_window (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Cancel"),
      GTK_RESPONSE_CANCEL, _ ("_Open"), GTK_RESPONSE_ACCEPT, NULL);

  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  add_project_filters (GTK_FILE_CHOOSER (dialog));
  g_signal_connect (dialog, "response", G_CALLBACK (open_response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_error (GtkWindow *parent, const char *what, const char *why)
{
  GtkWidget *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL, GTK_MESSAGE_ERROR,
                                              GTK_BUTTONS_CLOSE, "%s", what);

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", why);
  g_signal_connect (dialog, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = galley_new_project_finish (result, &error);

  if (path != NULL)
    open_path (self, path, active_window (self));
  else
    show_error (active_window (self), _ ("The project could not be made"), error->message);
}

static void
new_response_cb (GtkDialog *dialog, int response, GalleyApplication *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autofree char *path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog));

      if (path != NULL)
        galley_new_project_async (path, FALSE, made_cb, g_object_ref (self));
    }
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyApplication *self = user_data;
  GtkWidget *dialog = gtk_file_chooser_dialog_new (
      _ ("New Project"), active_window (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Cancel"),
      GTK_RESPONSE_CANCEL, _ ("_Create"), GTK_RESPONSE_ACCEPT, NULL);

  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("My site.galley"));
  add_project_filters (GTK_FILE_CHOOSER (dialog));
  g_signal_connect (dialog, "response", G_CALLBACK (new_response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyApplication *self = user_data;
  g_autofree char *path =
      g_build_filename (g_get_user_data_dir (), "galley", "Travel diary.galley", NULL);

  galley_new_project_async (path, TRUE, made_cb, g_object_ref (self));
}

static void
open_path_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyApplication *self = user_data;

  open_path (self, g_variant_get_string (parameter, NULL), active_window (self));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_shortcuts_show (active_window (user_data));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_show_about_dialog (
      active_window (user_data), "program-name", _ ("Galley"), "version", GALLEY_VERSION,
      "comments", _ ("Serial writing: from the first line to the published page"), "license-type",
      GTK_LICENSE_GPL_3_0, "logo-icon-name", GALLEY_APPLICATION_ID, NULL);
}

/* Each window saves what is in it, and goes; the last one ends the application. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows =
      g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (GTK_WINDOW (l->data));
}

static const GActionEntry actions[] = {
  { "open", open_cb, NULL, NULL, NULL },           { "new-project", new_cb, NULL, NULL, NULL },
  { "sample", sample_cb, NULL, NULL, NULL },       { "open-path", open_path_cb, "s", NULL, NULL },
  { "shortcuts", shortcuts_cb, NULL, NULL, NULL }, { "about", about_cb, NULL, NULL, NULL },
  { "quit", quit_cb, NULL, NULL, NULL },
};

static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.open", { "<Primary>o" } },
  { "app.new-project", { "<Primary><Shift>n" } },
  { "app.shortcuts", { "<Primary>question", "<Primary>slash" } },
  { "app.quit", { "<Primary>q" } },
  { "win.new-post", { "<Primary>n" } },
  { "win.export", { "<Primary>e" } },
  { "win.import", { "<Primary><Shift>o" } },
  { "win.rules", { "<Primary><Shift>r" } },
  { "win.reader", { "<Primary><Shift>u" } },
  { "win.publish", { "<Primary><Shift>p" } },
  { "win.save", { "<Primary>s" } },
  { "win.search", { "<Primary>l" } },
  { "win.filter-posts", { "<Primary><Shift>k" } },
  { "win.tag-posts", { "<Primary>t" } },
  { "win.untag-posts", { "<Primary><Shift>e" } },
  { "win.series-posts", { "<Primary><Shift>s" } },
  { "win.duplicate-post", { "<Primary><Shift>a" } },
  { "win.search-all", { "<Primary><Shift>f" } },
  { "win.show-list", { "F9" } },
  { "win.fullscreen", { "F11" } },
  { "win.layout('editor')", { "<Primary>1" } },
  { "win.layout('both')", { "<Primary>2" } },
  { "win.layout('preview')", { "<Primary>3" } },
  { "win.show('write')", { "<Alt>1" } },
  { "win.show('comments')", { "<Alt>2" } },
  { "win.history", { "<Primary><Shift>y" } },
  { "win.properties", { "<Primary><Shift>i" } },
  { "win.settings", { "<Primary>comma" } },
  { "win.menu", { "F10" } },
  { "win.close", { "<Primary>w" } },
  { "editor.bold", { "<Primary>b" } },
  { "editor.picture", { "<Primary><Shift>m" } },
  { "editor.heading", { "<Primary><Shift>h" } },
  { "editor.heading-level(uint32 1)", { "<Primary><Alt>1" } },
  { "editor.heading-level(uint32 2)", { "<Primary><Alt>2" } },
  { "editor.heading-level(uint32 3)", { "<Primary><Alt>3" } },
  { "editor.heading-level(uint32 4)", { "<Primary><Alt>4" } },
  { "editor.heading-level(uint32 0)", { "<Primary><Alt>0" } },
  { "editor.numbers", { "<Primary><Shift>d" } },
  { "editor.bullets", { "<Primary><Shift>l" } },
  { "editor.quote", { "<Primary><Shift>q" } },
  { "editor.code", { "<Primary><Shift>c" } },
  { "editor.strike", { "<Primary><Shift>x" } },
  { "editor.table", { "<Primary><Shift>t" } },
  { "editor.footnote", { "<Primary><Alt>f" } },
  { "editor.outline", { "<Primary>j" } },
  { "editor.focus-mode", { "<Primary>d" } },
  { "editor.typewriter", { "<Primary><Shift>j" } },
  { "editor.larger", { "<Primary>plus", "<Primary>equal" } },
  { "editor.smaller", { "<Primary>minus", "<Primary>KP_Subtract" } },
  { "editor.normal-size", { "<Primary>0" } },
  { "editor.paste-plain", { "<Primary><Shift>v" } },
  { "editor.italic", { "<Primary>i" } },
  { "editor.link", { "<Primary>k" } },
  { "editor.find", { "<Primary>f" } },
  { "editor.replace", { "<Primary>h" } },
  { "editor.find-next", { "<Primary>g" } },
  { "editor.find-previous", { "<Primary><Shift>g" } },
};

static void
add_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, GALLEY_RESOURCES "galley.css");
  gtk_style_context_add_provider_for_screen (gdk_screen_get_default (),
                                             GTK_STYLE_PROVIDER (provider),
                                             GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
galley_application_startup (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  G_APPLICATION_CLASS (galley_application_parent_class)->startup (application);
  g_resources_register (galley_app_get_resource ());
  hdy_init ();
  gtk_source_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_default (), GALLEY_RESOURCES "icons");
  gtk_window_set_default_icon_name (GALLEY_APPLICATION_ID);
  add_style ();
  self->state = galley_state_load (NULL);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           accels[i].keys);
}

static void
galley_application_activate (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);
  GtkWindow *window = active_window (self);

  if (window == NULL)
    window = GTK_WINDOW (galley_window_new (GTK_APPLICATION (self), self->state));
  gtk_window_present (window);
}

static void
galley_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        open_path (self, path, active_window (self));
    }
  if (active_window (self) == NULL)
    galley_application_activate (application);
}

static void
galley_application_shutdown (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  if (self->state != NULL)
    galley_state_save (self->state);
  G_APPLICATION_CLASS (galley_application_parent_class)->shutdown (application);
}

static void
galley_application_finalize (GObject *object)
{
  GalleyApplication *self = GALLEY_APPLICATION (object);

  g_clear_pointer (&self->state, galley_state_free);
  G_OBJECT_CLASS (galley_application_parent_class)->finalize (object);
}

static void
galley_application_class_init (GalleyApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = galley_application_finalize;
  application_class->startup = galley_application_startup;
  application_class->activate = galley_application_activate;
  application_class->open = galley_application_open;
  application_class->shutdown = galley_application_shutdown;
}

static void
galley_application_init (GalleyApplication *self)
{
}

/**
 * galley_application_new:
 *
 * Returns: (transfer full): the application
 */
GalleyApplication *
galley_application_new (void)
{
  return g_object_new (GALLEY_TYPE_APPLICATION, "application-id", GALLEY_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}
