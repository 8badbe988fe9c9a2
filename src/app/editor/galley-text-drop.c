/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-drop.h"

/* Of our own among the targets of the view; GtkSourceView has low numbers. */
#define TARGET_URIS 1000

#define PASTE_KEY "galley-paste" /* of the view: what takes the files */

static GtkWidgetClass *parent_class;

static GdkAtom
uri_target (GtkWidget *widget, GdkDragContext *context)
{
  g_autoptr (GtkTargetList) wanted = gtk_target_list_new (NULL, 0);

  gtk_target_list_add_uri_targets (wanted, TARGET_URIS);
  return gtk_drag_dest_find_target (widget, context, wanted);
}

static gboolean
drag_motion (GtkWidget *widget, GdkDragContext *context, int x, int y, guint time)
{
  gboolean handled = parent_class->drag_motion (widget, context, x, y, time);

  if (uri_target (widget, context) == GDK_NONE ||
      !gtk_text_view_get_editable (GTK_TEXT_VIEW (widget)))
    return handled;
  gdk_drag_status (context, GDK_ACTION_COPY, time);
  return TRUE;
}

static gboolean
drag_drop (GtkWidget *widget, GdkDragContext *context, int x, int y, guint time)
{
  GdkAtom target = uri_target (widget, context);

  if (target == GDK_NONE)
    return parent_class->drag_drop (widget, context, x, y, time);
  gtk_drag_get_data (widget, context, target, time);
  return TRUE;
}

static void
drag_data_received (GtkWidget *widget,
                    GdkDragContext *context,
                    int x,
                    int y,
                    GtkSelectionData *data,
                    guint info,
                    guint time)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  g_auto (GStrv) uris = info == TARGET_URIS ? gtk_selection_data_get_uris (data) : NULL;
  GtkTextIter place;

  if (info != TARGET_URIS)
    {
      parent_class->drag_data_received (widget, context, x, y, data, info, time);
      return;
    }
  if (uris != NULL)
    {
      gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
      gtk_text_view_get_iter_at_location (view, &place, x, y);
      gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &place);
      galley_paste_uris (g_object_get_data (G_OBJECT (view), PASTE_KEY), uris);
    }
  gtk_drag_finish (context, uris != NULL, FALSE, time);
}

/**
 * galley_text_drop_init_class:
 * @class: of a kind of text view, while it is made
 *
 * Lets files and addresses be dropped on views of the class.
 */
void
galley_text_drop_init_class (GtkWidgetClass *class)
{
  parent_class = g_type_class_peek_parent (class);
  class->drag_motion = drag_motion;
  class->drag_drop = drag_drop;
  class->drag_data_received = drag_data_received;
}

/**
 * galley_text_drop_init:
 * @view: a view of such a class
 * @paste: (transfer none): takes what is dropped, as long as the view lives
 *
 * Has the view accept files and addresses.
 */
void
galley_text_drop_init (GtkTextView *view, GalleyPaste *paste)
{
  GtkTargetList *targets = gtk_drag_dest_get_target_list (GTK_WIDGET (view));

  g_object_set_data (G_OBJECT (view), PASTE_KEY, paste);
  if (targets != NULL)
    gtk_target_list_add_uri_targets (targets, TARGET_URIS);
}
