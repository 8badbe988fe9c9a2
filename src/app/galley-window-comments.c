/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-import-dialog.h"
#include "galley-reader-dialog.h"
#include "galley-rules-dialog.h"
#include "galley-window-private.h"

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  galley_import_dialog_present (GTK_WINDOW (self), self->session, NULL);
}

static void
rules_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  galley_rules_dialog_present (GTK_WINDOW (self), self->session);
}

static void
reader_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  g_autofree char *who = galley_comments_pane_get_reader (self->comments);

  galley_reader_dialog_present (GTK_WINDOW (self), self->session, self->commands, who);
}

static const GActionEntry actions[] = {
  { "import", import_cb, NULL, NULL, NULL },
  { "rules", rules_cb, NULL, NULL, NULL },
  { "reader", reader_cb, NULL, NULL, NULL },
};

/* Files that are dropped anywhere but on the text, which takes pictures itself. */
static void
dropped_cb (GtkWidget *widget,
            GdkDragContext *context,
            int x,
            int y,
            GtkSelectionData *data,
            guint info,
            guint time,
            gpointer user_data)
{
  GalleyWindow *self = user_data;
  g_auto (GStrv) uris = gtk_selection_data_get_uris (data);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; uris != NULL && uris[i] != NULL; i++)
    {
      char *path = g_filename_from_uri (uris[i], NULL, NULL);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  if (paths->len == 0 || self->session == NULL)
    return;
  g_ptr_array_add (paths, NULL);
  galley_import_dialog_present (GTK_WINDOW (self), self->session,
                                (const char *const *) paths->pdata);
}

/**
 * galley_window_add_comment_actions:
 * @window: a window
 *
 * Gives the window what it does with comments as a whole: import, rules, a reader's comments.
 */
void
galley_window_add_comment_actions (GalleyWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
  gtk_drag_dest_set (GTK_WIDGET (window), GTK_DEST_DEFAULT_ALL, NULL, 0, GDK_ACTION_COPY);
  gtk_drag_dest_add_uri_targets (GTK_WIDGET (window));
  g_signal_connect (window, "drag-data-received", G_CALLBACK (dropped_cb), window);
}

/**
 * galley_window_update_comment_actions:
 * @window: a window
 *
 * Enables them where a project is open.
 */
void
galley_window_update_comment_actions (GalleyWindow *window)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), actions[i].name);

      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), window->session != NULL);
    }
}
