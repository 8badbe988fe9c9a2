/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-search.h"

#include <glib/gi18n.h>

/* A letter and what it finds are drawn in one frame, where that is found in so many milliseconds: a
 * frame for the letter alone would keep what is found waiting for the next one. */
#define HOLD_MS 10

struct _GalleyPostSearch
{
  GtkEntry parent_instance;
  GalleyPostList *list; /* (unowned): lives as long as the window */
  GdkWindow *held;      /* nothing is drawn in it */
  guint hold_source;    /* until then */
};

G_DEFINE_FINAL_TYPE (GalleyPostSearch, galley_post_search, GTK_TYPE_ENTRY)

static void
let_draw (GalleyPostSearch *self)
{
  g_clear_handle_id (&self->hold_source, g_source_remove);
  if (self->held != NULL)
    gdk_window_thaw_updates (self->held);
  g_clear_object (&self->held);
}

static gboolean
held_long_cb (gpointer user_data)
{
  GalleyPostSearch *self = user_data;

  self->hold_source = 0;
  let_draw (self);
  return G_SOURCE_REMOVE;
}

/* The key is dealt with: it asked for something, or did not. */
static gboolean
key_done_cb (gpointer user_data)
{
  GalleyPostSearch *self = user_data;

  self->hold_source = 0;
  if (galley_post_list_is_searching (self->list))
    self->hold_source = g_timeout_add_full (G_PRIORITY_HIGH, HOLD_MS, held_long_cb, self, NULL);
  else
    let_draw (self);
  return G_SOURCE_REMOVE;
}

static void
hold_drawing (GalleyPostSearch *self)
{
  GdkWindow *window = gtk_widget_get_window (gtk_widget_get_toplevel (GTK_WIDGET (self)));

  if (self->held != NULL || window == NULL)
    return;
  self->held = g_object_ref (window);
  gdk_window_freeze_updates (window);
  self->hold_source = g_idle_add_full (G_PRIORITY_HIGH, key_done_cb, self, NULL);
}

static void
focus_rows (GalleyPostSearch *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (galley_post_list_get_rows (self->list)));
}

static void
leave (GalleyPostSearch *self)
{
  gtk_entry_set_text (GTK_ENTRY (self), "");
  focus_rows (self);
}

static gboolean
galley_post_search_key_press (GtkWidget *widget, GdkEventKey *event)
{
  GalleyPostSearch *self = GALLEY_POST_SEARCH (widget);

  if (event->keyval == GDK_KEY_Escape)
    {
      leave (self);
      return GDK_EVENT_STOP;
    }
  hold_drawing (self);
  return GTK_WIDGET_CLASS (galley_post_search_parent_class)->key_press_event (widget, event);
}

/* An icon that is set has the window laid out anew, so it is not set with each letter, as
 * GtkSearchEntry does. */
static void
show_icon (GtkEntry *entry)
{
  gboolean empty = gtk_entry_get_text_length (entry) == 0;
  gboolean shown = gtk_entry_get_icon_name (entry, GTK_ENTRY_ICON_SECONDARY) != NULL;

  if (shown == !empty)
    return;
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY,
                                     empty ? NULL : "edit-clear-symbolic");
  if (!empty)
    gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY,
                                     _ ("Show all posts (Escape)"));
}

static void
changed_cb (GalleyPostSearch *self)
{
  show_icon (GTK_ENTRY (self));
  galley_post_list_set_search (self->list, gtk_entry_get_text (GTK_ENTRY (self)));
}

static void
icon_cb (GalleyPostSearch *self, GtkEntryIconPosition position)
{
  if (position == GTK_ENTRY_ICON_SECONDARY)
    gtk_entry_set_text (GTK_ENTRY (self), "");
}

static void
galley_post_search_activate (GtkEntry *entry)
{
  focus_rows (GALLEY_POST_SEARCH (entry));
}

static void
galley_post_search_dispose (GObject *object)
{
  let_draw (GALLEY_POST_SEARCH (object));
  G_OBJECT_CLASS (galley_post_search_parent_class)->dispose (object);
}

static void
galley_post_search_class_init (GalleyPostSearchClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_post_search_dispose;
  GTK_WIDGET_CLASS (class)->key_press_event = galley_post_search_key_press;
  GTK_ENTRY_CLASS (class)->activate = galley_post_search_activate;
}

static void
galley_post_search_init (GalleyPostSearch *self)
{
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "search");
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self), GTK_ENTRY_ICON_PRIMARY,
                                     "edit-find-symbolic");
  gtk_entry_set_icon_activatable (GTK_ENTRY (self), GTK_ENTRY_ICON_PRIMARY, FALSE);
  gtk_entry_set_icon_sensitive (GTK_ENTRY (self), GTK_ENTRY_ICON_PRIMARY, FALSE);
  g_signal_connect (self, "icon-release", G_CALLBACK (icon_cb), NULL);
}

/**
 * galley_post_search_set_list:
 * @search: an entry
 * @list: what it searches; it must not go before the entry
 *
 * Joins the two.
 */
void
galley_post_search_set_list (GalleyPostSearch *search, GalleyPostList *list)
{
  search->list = list;
  g_signal_connect (search, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect_object (list, "found", G_CALLBACK (let_draw), search, G_CONNECT_SWAPPED);
}
