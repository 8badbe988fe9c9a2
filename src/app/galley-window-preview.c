/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-window-private.h"

/* How the text and its preview go together: scrolled as one, a click in the page puts the cursor
 * there; and on which kind of screen the page is shown. */

/* A comment that is judged faster than this is not shown in its page. */
#define VIEWED_MS 150

static const struct
{
  const char *name;
  int width; /* CSS pixels */
} widths[] = { { "pane", 0 }, { "telephone", 390 }, { "tablet", 820 }, { "desktop", 1440 } };

static const char *const appearances[] = { "auto", "light", "dark" };

static void
follow_editor (GalleyWindow *self)
{
  double line, anchor, lead;

  if (!galley_window_is_writing (self))
    return;
  galley_text_position_get (galley_editor_get_position (self->editor), &line, &anchor, &lead);
  galley_preview_scroll_to (self->preview, line, anchor, lead);
}

static void
preview_scrolled_cb (GalleyWindow *self, double line, double anchor)
{
  if (galley_window_is_writing (self))
    galley_text_position_scroll_to (galley_editor_get_position (self->editor), line, anchor);
}

static void
preview_clicked_cb (GalleyWindow *self, guint first, guint last, const char *word, guint nth)
{
  if (galley_window_is_writing (self))
    galley_text_position_go_to (galley_editor_get_position (self->editor), first, last, word, nth);
}

static void
width_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GalleyWindow *self = user_data;
  const char *name = g_variant_get_string (value, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    if (g_str_equal (name, widths[i].name))
      {
        galley_preview_set_width (self->preview, widths[i].width);
        g_simple_action_set_state (action, value);
        galley_state_set_text (self->state, "window", "preview-width", name);
      }
}

/* The one that is chosen already is taken back. */
static void
appearance_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  g_autoptr (GVariant) old = g_action_get_state (G_ACTION (action));
  const char *name = g_variant_equal (old, value) ? "auto" : g_variant_get_string (value, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (appearances); i++)
    if (g_str_equal (name, appearances[i]))
      {
        galley_preview_set_appearance (GALLEY_WINDOW (user_data)->preview, (GalleyAppearance) i);
        g_simple_action_set_state (action, g_variant_new_string (name));
      }
}

static GalleyPost *
source_cb (gpointer user_data)
{
  GalleyWindow *self = user_data;

  if (!galley_window_is_writing (self))
    return galley_comments_pane_take_post (self->comments);
  return galley_draft_get_id (self->draft) != 0 ? galley_draft_copy_post (self->draft) : NULL;
}

static gboolean
viewed_cb (gpointer user_data)
{
  GalleyWindow *self = user_data;

  self->viewed_timeout = 0;
  if (galley_window_is_writing (self) || !galley_comments_pane_has_room (self->comments))
    return G_SOURCE_REMOVE;
  galley_preview_set_comment (self->preview, galley_comments_pane_get_comment (self->comments));
  galley_preview_update (self->preview, FALSE);
  return G_SOURCE_REMOVE;
}

/* Another comment is in view. The page follows when one rests at it: the keys come first. */
static void
viewing_cb (GalleyWindow *self)
{
  g_clear_handle_id (&self->viewed_timeout, g_source_remove);
  self->viewed_timeout = g_timeout_add (VIEWED_MS, viewed_cb, self);
}

/**
 * galley_window_is_writing:
 * @window: a window
 *
 * Returns: whether it shows the view that one writes in
 */
gboolean
galley_window_is_writing (GalleyWindow *window)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (window->views), "write") == 0;
}

/**
 * galley_window_place_preview:
 * @window: a window
 *
 * Puts the preview beside the text, or beside the comment that is being judged, of whose post it
 * shows the page then: a page that is shown twice would cost twice its memory.
 */
void
galley_window_place_preview (GalleyWindow *window)
{
  GtkWidget *preview = GTK_WIDGET (window->preview);
  GtkWidget *parent = gtk_widget_get_parent (preview);
  gboolean writing = galley_window_is_writing (window);
  gboolean beside_comment = !writing && galley_comments_pane_has_room (window->comments);

  if (beside_comment != (parent == GTK_WIDGET (window->paned)))
    return;
  g_object_ref (preview);
  gtk_container_remove (GTK_CONTAINER (parent), preview);
  if (beside_comment)
    galley_comments_pane_take_page (window->comments, preview);
  else
    gtk_paned_pack2 (window->paned, preview, TRUE, FALSE);
  g_object_unref (preview);
  if (beside_comment)
    viewing_cb (window);
  else
    {
      galley_preview_set_comment (window->preview, 0);
      galley_preview_update (window->preview, FALSE);
    }
}

static const GActionEntry actions[] = {
  { "preview-width", NULL, "s", "'pane'", width_cb },
  { "preview-appearance", NULL, "s", "'auto'", appearance_cb },
};

/**
 * galley_window_join_preview:
 * @window: a window
 *
 * Joins the editor and the preview.
 */
void
galley_window_join_preview (GalleyWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
  galley_preview_set_source (window->preview, source_cb, window);
  g_signal_connect_object (window->comments, "viewing", G_CALLBACK (viewing_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window->comments, "resized", G_CALLBACK (galley_window_place_preview),
                           window, G_CONNECT_SWAPPED);
  g_signal_connect_object (window->editor, "scrolled", G_CALLBACK (follow_editor), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window->preview, "laid-out", G_CALLBACK (follow_editor), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window->preview, "scrolled", G_CALLBACK (preview_scrolled_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window->preview, "clicked", G_CALLBACK (preview_clicked_cb), window,
                           G_CONNECT_SWAPPED);
}

/**
 * galley_window_restore_preview:
 * @window: a window of an application
 *
 * Shows the page as it was shown in the last run.
 */
void
galley_window_restore_preview (GalleyWindow *window)
{
  g_autofree char *name = galley_state_get_text (window->state, "window", "preview-width");

  if (name != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (window), "preview-width",
                                    g_variant_new_string (name));
}
