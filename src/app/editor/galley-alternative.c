/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-alternative.h"

#include "galley-application.h"
#include "galley-format.h"

struct _GalleyAlternative
{
  GtkPopover parent_instance;
  GtkEntry *entry;

  GtkTextView *view; /* (unowned): what the popover stands over */
  GQueue marks;      /* of GtkTextMark, each after the "![" of a picture */
};

G_DEFINE_FINAL_TYPE (GalleyAlternative, galley_alternative, GTK_TYPE_POPOVER)

static void
forget_mark (GtkTextMark *mark)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (mark);

  if (buffer != NULL)
    gtk_text_buffer_delete_mark (buffer, mark);
  g_object_unref (mark);
}

/* FALSE where the picture is gone. */
static gboolean
point_at (GalleyAlternative *self, GtkTextMark *mark)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter place, before;
  GdkRectangle area;
  g_autofree char *opening = NULL;

  if (gtk_text_mark_get_deleted (mark))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (buffer, &place, mark);
  before = place;
  gtk_text_iter_backward_chars (&before, 2);
  opening = gtk_text_buffer_get_text (buffer, &before, &place, TRUE);
  if (!g_str_equal (opening, "!["))
    return FALSE;
  gtk_text_view_scroll_to_iter (self->view, &place, 0.1, FALSE, 0, 0);
  gtk_text_view_get_iter_location (self->view, &place, &area);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, area.x, area.y,
                                         &area.x, &area.y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &area);
  return TRUE;
}

static void
show_next (GalleyAlternative *self)
{
  while (!g_queue_is_empty (&self->marks))
    {
      if (point_at (self, g_queue_peek_head (&self->marks)))
        {
          gtk_entry_set_text (self->entry, "");
          gtk_popover_popup (GTK_POPOVER (self));
          gtk_widget_grab_focus (GTK_WIDGET (self->entry));
          return;
        }
      forget_mark (g_queue_pop_head (&self->marks));
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
done_cb (GalleyAlternative *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextMark *mark = g_queue_pop_head (&self->marks);
  g_autofree char *text = galley_format_escape (gtk_entry_get_text (self->entry));
  GtkTextIter place;

  if (mark == NULL)
    return;
  if (text[0] != '\0' && point_at (self, mark))
    {
      gtk_text_buffer_get_iter_at_mark (buffer, &place, mark);
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_insert (buffer, &place, text, -1);
      gtk_text_buffer_end_user_action (buffer);
    }
  forget_mark (mark);
  show_next (self);
}

static void
closed_cb (GalleyAlternative *self)
{
  g_queue_clear_full (&self->marks, (GDestroyNotify) forget_mark);
}

static void
galley_alternative_dispose (GObject *object)
{
  closed_cb (GALLEY_ALTERNATIVE (object));
  G_OBJECT_CLASS (galley_alternative_parent_class)->dispose (object);
}

static void
galley_alternative_class_init (GalleyAlternativeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_alternative_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "editor/galley-alternative.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyAlternative, entry);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
galley_alternative_init (GalleyAlternative *self)
{
  g_queue_init (&self->marks);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_alternative_new:
 * @view: the text
 *
 * Returns: (transfer floating): the form, which goes with the text
 */
GtkWidget *
galley_alternative_new (GtkTextView *view)
{
  GalleyAlternative *self = g_object_new (GALLEY_TYPE_ALTERNATIVE, "relative-to", view, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

/**
 * galley_alternative_ask:
 * @alternative: the form
 * @marks: (element-type GtkTextMark): in the text, each after the "![" of a picture; deleted when
 *   they were asked about
 *
 * Asks what these pictures show.
 */
void
galley_alternative_ask (GalleyAlternative *alternative, GPtrArray *marks)
{
  closed_cb (alternative);
  for (guint i = 0; i < marks->len; i++)
    g_queue_push_tail (&alternative->marks, g_object_ref (g_ptr_array_index (marks, i)));
  show_next (alternative);
}
