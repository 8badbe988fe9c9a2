/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-welcome.h"

#include <glib/gi18n.h>
#include <handy.h>

#include "galley-application.h"

#define MAX_RECENT 5

struct _GalleyWelcome
{
  GtkBox parent_instance;
  GtkInfoBar *error_bar;
  GtkLabel *error_title;
  GtkLabel *error_text;
  GtkBox *recent_box;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (GalleyWelcome, galley_welcome, GTK_TYPE_BOX)

static gboolean
is_project (GtkRecentInfo *info)
{
  return gtk_recent_info_has_application (info, GALLEY_APPLICATION_ID) ||
         g_str_has_suffix (gtk_recent_info_get_uri (info), ".galley");
}

static int
compare_recent (gconstpointer a, gconstpointer b)
{
  GtkRecentInfo *first = (GtkRecentInfo *) a;
  GtkRecentInfo *second = (GtkRecentInfo *) b;

  return (int) (gtk_recent_info_get_modified (second) > gtk_recent_info_get_modified (first)) -
         (int) (gtk_recent_info_get_modified (second) < gtk_recent_info_get_modified (first));
}

static void
add_row (GalleyWelcome *self, GtkRecentInfo *info)
{
  g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *shown = NULL;
  GtkWidget *row;

  if (path == NULL)
    return;
  if (g_str_has_suffix (name, ".galley"))
    name[strlen (name) - strlen (".galley")] = '\0';
  shown = g_filename_display_name (folder);
  row = hdy_action_row_new ();
  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row), name);
  hdy_preferences_row_set_use_underline (HDY_PREFERENCES_ROW (row), FALSE);
  hdy_action_row_set_subtitle (HDY_ACTION_ROW (row), shown);
  hdy_action_row_set_subtitle_lines (HDY_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (row), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-path");
  gtk_widget_show_all (row);
  gtk_container_add (GTK_CONTAINER (self->recent), row);
}

static void
show_recent (GalleyWelcome *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  gtk_container_foreach (GTK_CONTAINER (self->recent), (GtkCallback) gtk_widget_destroy, NULL);
  items = g_list_sort (items, compare_recent);
  for (GList *l = items; l != NULL && n < MAX_RECENT; l = l->next)
    if (is_project (l->data) && gtk_recent_info_is_local (l->data) &&
        gtk_recent_info_exists (l->data))
      {
        add_row (self, l->data);
        n++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->recent_box), n > 0);
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

static void
error_response_cb (GalleyWelcome *self)
{
  gtk_widget_hide (GTK_WIDGET (self->error_bar));
}

static void
galley_welcome_class_init (GalleyWelcomeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "welcome/galley-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyWelcome, error_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWelcome, error_title);
  gtk_widget_class_bind_template_child (widget_class, GalleyWelcome, error_text);
  gtk_widget_class_bind_template_child (widget_class, GalleyWelcome, recent_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyWelcome, recent);
  gtk_widget_class_bind_template_callback (widget_class, error_response_cb);
}

static void
galley_welcome_init (GalleyWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (show_recent),
                           self, G_CONNECT_SWAPPED);
  show_recent (self);
}

/**
 * galley_welcome_show_error:
 * @welcome: the page
 * @title: what could not be done
 * @text: why
 *
 * Says why there is no project.
 */
void
galley_welcome_show_error (GalleyWelcome *welcome, const char *title, const char *text)
{
  gtk_label_set_text (welcome->error_title, title);
  gtk_label_set_text (welcome->error_text, text);
  gtk_widget_show (GTK_WIDGET (welcome->error_bar));
}

/**
 * galley_welcome_add_recent:
 * @path: of a project that was opened
 *
 * Remembers it for the next start.
 */
void
galley_welcome_add_recent (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  char *exec = g_strdup ("galley %u");
  GtkRecentData data = { .mime_type = (char *) "application/x-galley",
                         .app_name = (char *) GALLEY_APPLICATION_ID,
                         .app_exec = exec };

  if (uri != NULL)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
  g_free (exec);
}
