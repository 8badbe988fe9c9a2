/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-shortcuts.h"

#include "galley-application.h"

/**
 * galley_shortcuts_show:
 * @parent: (nullable): the window it stands over
 *
 * Shows all keys.
 */
void
galley_shortcuts_show (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (GALLEY_RESOURCES "help/galley-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
