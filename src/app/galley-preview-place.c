/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-preview-place.h"

/* A comment that is decided on faster than this is not shown in its page. */
#define VIEWED_MS 150

struct _GalleyPreviewPlace
{
  GalleyPreview *preview; /* (unowned), as all that follows: parts of the window */
  GtkStack *views;        /* "write" and "comments" */
  GtkPaned *paned;        /* the text and, right of it, the preview */
  GalleyEditor *editor;
  GalleyCommentsPane *comments;
  GalleyDraft *draft;   /* (nullable) (unowned) */
  guint viewed_timeout; /* until the page of the comment in view is shown */
};

static gboolean
is_writing (GalleyPreviewPlace *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "write") == 0;
}

static void
follow_editor (GalleyPreviewPlace *self)
{
  double line, anchor, lead;

  if (!is_writing (self))
    return;
  galley_text_position_get (galley_editor_get_position (self->editor), &line, &anchor, &lead);
  galley_preview_scroll_to (self->preview, line, anchor, lead);
}

static void
preview_scrolled_cb (GalleyPreviewPlace *self, double line, double anchor)
{
  if (is_writing (self))
    galley_text_position_scroll_to (galley_editor_get_position (self->editor), line, anchor);
}

static void
preview_clicked_cb (GalleyPreviewPlace *self, guint first, guint last, const char *word, guint nth)
{
  if (is_writing (self))
    galley_text_position_go_to (galley_editor_get_position (self->editor), first, last, word, nth);
}

static GalleyPost *
source_cb (gpointer user_data)
{
  GalleyPreviewPlace *self = user_data;

  if (!is_writing (self))
    return galley_comments_pane_take_post (self->comments);
  return galley_draft_get_id (self->draft) != 0 ? galley_draft_copy_post (self->draft) : NULL;
}

static gboolean
viewed_cb (gpointer user_data)
{
  GalleyPreviewPlace *self = user_data;

  self->viewed_timeout = 0;
  if (is_writing (self) || !galley_comments_pane_has_room (self->comments))
    return G_SOURCE_REMOVE;
  galley_preview_set_comment (self->preview, galley_comments_pane_get_comment (self->comments));
  galley_preview_update (self->preview, FALSE);
  return G_SOURCE_REMOVE;
}

/* Another comment is in view. The page follows when one rests at it: the keys come first. */
static void
viewing_cb (GalleyPreviewPlace *self)
{
  g_clear_handle_id (&self->viewed_timeout, g_source_remove);
  self->viewed_timeout = g_timeout_add (VIEWED_MS, viewed_cb, self);
}

/* Puts the preview beside the text, or beside the comment that is being judged, of whose post it
 * shows the page then: a page that is shown twice would cost twice its memory. */
static void
place (GalleyPreviewPlace *self)
{
  GtkWidget *preview = GTK_WIDGET (self->preview);
  GtkWidget *parent = gtk_widget_get_parent (preview);
  gboolean writing = is_writing (self);
  gboolean beside_comment = !writing && galley_comments_pane_has_room (self->comments);

  if (beside_comment != (parent == GTK_WIDGET (self->paned)))
    return;
  g_object_ref (preview);
  gtk_container_remove (GTK_CONTAINER (parent), preview);
  if (beside_comment)
    galley_comments_pane_take_page (self->comments, preview);
  else
    gtk_paned_pack2 (self->paned, preview, TRUE, FALSE);
  g_object_unref (preview);
  if (beside_comment)
    viewing_cb (self);
  else
    {
      galley_preview_set_comment (self->preview, 0);
      galley_preview_update (self->preview, FALSE);
    }
}

static void
view_changed_cb (GalleyPreviewPlace *self)
{
  if (!gtk_widget_in_destruction (GTK_WIDGET (self->views)))
    place (self);
}

/**
 * galley_preview_place_new:
 * @preview: the preview of a window
 * @views: its views, "write" and "comments"
 * @paned: the text, and the preview as its second child
 * @editor: the text
 * @comments: the review
 *
 * Joins them.
 *
 * Returns: (transfer full): the place; to be freed when the window goes
 */
GalleyPreviewPlace *
galley_preview_place_new (GalleyPreview *preview,
                          GtkStack *views,
                          GtkPaned *paned,
                          GalleyEditor *editor,
                          GalleyCommentsPane *comments)
{
  GalleyPreviewPlace *self = g_new0 (GalleyPreviewPlace, 1);

  *self = (GalleyPreviewPlace){ preview, views, paned, editor, comments, NULL, 0 };
  galley_preview_set_source (preview, source_cb, self);
  g_signal_connect_swapped (views, "notify::visible-child", G_CALLBACK (view_changed_cb), self);
  g_signal_connect_swapped (comments, "viewing", G_CALLBACK (viewing_cb), self);
  g_signal_connect_swapped (comments, "resized", G_CALLBACK (place), self);
  g_signal_connect_swapped (editor, "scrolled", G_CALLBACK (follow_editor), self);
  g_signal_connect_swapped (preview, "laid-out", G_CALLBACK (follow_editor), self);
  g_signal_connect_swapped (preview, "scrolled", G_CALLBACK (preview_scrolled_cb), self);
  g_signal_connect_swapped (preview, "clicked", G_CALLBACK (preview_clicked_cb), self);
  return self;
}

/**
 * galley_preview_place_free:
 * @place: (transfer full): of a window that goes, whose parts are still there
 */
void
galley_preview_place_free (GalleyPreviewPlace *place)
{
  GObject *parts[] = { G_OBJECT (place->views), G_OBJECT (place->comments),
                       G_OBJECT (place->editor), G_OBJECT (place->preview) };

  g_clear_handle_id (&place->viewed_timeout, g_source_remove);
  galley_preview_set_source (place->preview, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_signal_handlers_disconnect_by_data (parts[i], place);
  g_free (place);
}

/**
 * galley_preview_place_set_draft:
 * @place: the place
 * @draft: (nullable): what is being written; lives until the next call
 */
void
galley_preview_place_set_draft (GalleyPreviewPlace *place, GalleyDraft *draft)
{
  place->draft = draft;
}
