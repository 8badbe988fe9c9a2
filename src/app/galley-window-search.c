/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-search.h"
#include "galley-window-private.h"

static void
open_cb (GalleySearch *search, gint64 id, const GalleyTextHit *hit, GalleyWindow *self)
{
  galley_window_open_post (self, id);
  galley_editor_open_hit (self->editor, id, hit);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autofree char *text = NULL;
  GtkWidget *search;

  if (self->session == NULL || !galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    return;
  text = galley_editor_get_selected_words (self->editor);
  search = galley_search_new (GTK_WINDOW (self), self->session, self->commands, text);
  g_signal_connect_object (search, "open-hit", G_CALLBACK (open_cb), self, 0);
  gtk_window_present (GTK_WINDOW (search));
}

/**
 * galley_window_search_all:
 * @window: a window
 *
 * Opens the form that finds and replaces in all posts.
 */
void
galley_window_search_all (GalleyWindow *window)
{
  galley_draft_flush_async (window->draft, NULL, saved_cb, g_object_ref (window));
}
