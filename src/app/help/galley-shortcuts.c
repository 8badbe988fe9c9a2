/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-shortcuts.h"

#include "galley-application.h"

/**
 * galley_shortcuts_show:
 * @parent: (nullable): the window it stands over, a GtkApplicationWindow
 *
 * Shows all keys. The window is made once, and hidden when it is closed: GTK's own warns a lot when
 * one goes while a screen reader listens.
 */
void
galley_shortcuts_show (GtkWindow *parent)
{
  GtkShortcutsWindow *window;

  if (parent == NULL)
    return;
  window = gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (parent));
  if (window == NULL)
    {
      g_autoptr (GtkBuilder) builder =
          gtk_builder_new_from_resource (GALLEY_RESOURCES "help/galley-shortcuts.ui");

      window = GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
      gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (parent), window);
    }
  gtk_window_present (GTK_WINDOW (window));
}
