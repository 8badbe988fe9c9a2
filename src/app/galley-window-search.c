/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-search.h"
#include "galley-window-private.h"

/* A replacement in many posts, or its undo. */
typedef struct
{
  GalleyWindow *window;
  GPtrArray *chosen; /* of GalleyTextHits; NULL: undo @replaced */
  char *replacement;
  GArray *replaced; /* of GalleyReplaced */
  guint n_kept;
} Order;

static void
order_free (Order *order)
{
  g_object_unref (order->window);
  g_clear_pointer (&order->chosen, g_ptr_array_unref);
  g_clear_pointer (&order->replaced, g_array_unref);
  g_free (order->replacement);
  g_free (order);
}

static void start_order (Order *order);

/* What the notice needs, which is a part of the window. */
typedef struct
{
  GalleyWindow *window; /* (unowned) */
  GArray *replaced;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_array_unref (undo->replaced);
  g_free (undo);
}

static void
undo_cb (gpointer user_data)
{
  const Undo *undo = user_data;
  Order *order = g_new0 (Order, 1);

  order->window = g_object_ref (undo->window);
  order->replaced = g_array_ref (undo->replaced);
  start_order (order);
}

static guint
count_hits (const Order *order)
{
  guint n = 0;

  for (guint i = 0; i < order->chosen->len; i++)
    n += ((GalleyTextHits *) g_ptr_array_index (order->chosen, i))->hits->len;
  return n;
}

static void
say_done (Order *order)
{
  GalleyWindow *self = order->window;
  g_autofree char *text = NULL;
  Undo *undo;

  if (order->chosen == NULL)
    {
      text = order->n_kept > 0 ? g_strdup_printf (ngettext ("Undone, but for %'u post that was "
                                                            "written on since",
                                                            "Undone, but for %'u posts that were "
                                                            "written on since",
                                                            order->n_kept),
                                                  order->n_kept)
                               : g_strdup (_ ("The replacement was undone"));
      galley_notice_show (self->notice, text, NULL, NULL, NULL, NULL);
      return;
    }
  text = g_strdup_printf (
      ngettext ("%'u hit was replaced", "%'u hits were replaced", count_hits (order)),
      count_hits (order));
  undo = g_new0 (Undo, 1);
  undo->window = self;
  undo->replaced = g_array_ref (order->replaced);
  galley_notice_show (self->notice, text, _ ("Undo"), undo_cb, undo, undo_free);
}

static gpointer
replace_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;

  if (order->chosen != NULL)
    order->replaced = galley_project_replace_text (project, order->chosen, order->replacement,
                                                   cancellable, error);
  else
    galley_project_undo_replace (project, order->replaced, &order->n_kept, error);
  return NULL;
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  GalleyWindow *self = order->window;
  g_autoptr (GError) error = NULL;

  galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  if (GALLEY_SESSION (source) == self->session)
    {
      galley_session_posts_changed (self->session);
      if (error != NULL)
        galley_notice_show (self->notice, error->message, NULL, NULL, NULL, NULL);
      else
        say_done (order);
    }
  order_free (order);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  GalleyWindow *self = order->window;

  if (self->session == NULL || !galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    {
      order_free (order);
      return;
    }
  galley_session_run_async (self->session, GALLEY_LANE_EDIT, replace_job, order, NULL, NULL, NULL,
                            replaced_cb, order);
}

static void
start_order (Order *order)
{
  galley_draft_flush_async (order->window->draft, NULL, flushed_cb, order);
}

static void
replace_cb (GalleySearch *search, GPtrArray *chosen, const char *replacement, GalleyWindow *self)
{
  Order *order = g_new0 (Order, 1);

  order->window = g_object_ref (self);
  order->chosen = g_ptr_array_ref (chosen);
  order->replacement = g_strdup (replacement);
  start_order (order);
}

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
  search = galley_search_new (GTK_WINDOW (self), self->session, text);
  g_signal_connect_object (search, "replace", G_CALLBACK (replace_cb), self, 0);
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
