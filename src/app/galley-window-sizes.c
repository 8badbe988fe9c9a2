/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-window-sizes.h"

#define GROUP "window"

/* What is on both of its sides is to be seen, or beside a comment for now. */
static gboolean
is_divided (GtkPaned *paned)
{
  GtkWidget *one = gtk_paned_get_child1 (paned);
  GtkWidget *two = gtk_paned_get_child2 (paned);

  return gtk_widget_get_realized (GTK_WIDGET (paned)) && gtk_widget_get_visible (one) &&
         (two == NULL || gtk_widget_get_visible (two));
}

static gboolean
is_fullscreen (GtkWindow *window)
{
  GdkWindow *surface = gtk_widget_get_window (GTK_WIDGET (window));

  return surface != NULL && (gdk_window_get_state (surface) & GDK_WINDOW_STATE_FULLSCREEN) != 0;
}

/**
 * galley_window_sizes_restore:
 * @window: a new window
 * @list: divides the list of posts from the rest
 * @editor: divides the text from the preview
 * @state: what is remembered
 *
 * Makes them as large as they were in the last run.
 */
void
galley_window_sizes_restore (GtkWindow *window,
                             GtkPaned *list,
                             GtkPaned *editor,
                             GalleyState *state)
{
  gtk_window_set_default_size (window, galley_state_get_integer (state, GROUP, "width", 1280),
                               galley_state_get_integer (state, GROUP, "height", 800));
  if (galley_state_get_integer (state, GROUP, "maximized", FALSE))
    gtk_window_maximize (window);
  gtk_paned_set_position (list, galley_state_get_integer (state, GROUP, "list", 250));
  gtk_paned_set_position (editor, galley_state_get_integer (state, GROUP, "editor", 520));
}

/**
 * galley_window_sizes_remember:
 * @window: a window that goes
 * @list: divides the list of posts from the rest
 * @editor: divides the text from the preview
 * @state: remembers
 *
 * Remembers how large they are.
 */
void
galley_window_sizes_remember (GtkWindow *window,
                              GtkPaned *list,
                              GtkPaned *editor,
                              GalleyState *state)
{
  int width, height;

  gtk_window_get_size (window, &width, &height);
  galley_state_set_integer (state, GROUP, "maximized", gtk_window_is_maximized (window));
  if (!gtk_window_is_maximized (window) && !is_fullscreen (window))
    {
      galley_state_set_integer (state, GROUP, "width", width);
      galley_state_set_integer (state, GROUP, "height", height);
    }
  galley_state_set_integer (state, GROUP, "list", gtk_paned_get_position (list));
  if (is_divided (editor))
    galley_state_set_integer (state, GROUP, "editor", gtk_paned_get_position (editor));
}
