/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-link-picker.h"

#include "galley-application.h"
#include "galley-buffer.h"
#include "galley-format.h"
#include "galley-link-text.h"
#include "galley-post-finder.h"

struct _GalleyLinkPicker
{
  GtkPopover parent_instance;
  GtkEntry *target, *words;
  GtkListBox *posts;
  GtkButton *insert, *remove;

  GtkTextView *view; /* (unowned): what the popover stands over */
  GalleySession *session;
  GalleyLinkText *link; /* what is edited, while it is open */
  GCancellable *search;
  gboolean insert_first; /* Enter was pressed before the posts were found */
};

G_DEFINE_FINAL_TYPE (GalleyLinkPicker, galley_link_picker, GTK_TYPE_POPOVER)

static GtkLabel *
add_label (GtkBox *box, const char *text)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_container_add (GTK_CONTAINER (box), GTK_WIDGET (label));
  return label;
}

static GtkWidget *
row_new (const GalleyFoundPost *post)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkLabel *detail;

  gtk_widget_set_margin_start (GTK_WIDGET (box), 8);
  gtk_widget_set_margin_end (GTK_WIDGET (box), 8);
  gtk_widget_set_margin_top (GTK_WIDGET (box), 4);
  gtk_widget_set_margin_bottom (GTK_WIDGET (box), 4);
  add_label (box, post->title);
  detail = add_label (box, post->detail);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (detail)), "dim-label");
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (detail)), "galley-hint");
  gtk_container_add (GTK_CONTAINER (row), GTK_WIDGET (box));
  g_object_set_data_full (G_OBJECT (row), "address",
                          g_strdup_printf ("post:%" G_GINT64_FORMAT, post->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "title", g_strdup (post->title), g_free);
  atk_object_set_name (gtk_widget_get_accessible (row), post->title);
  gtk_widget_show_all (row);
  return row;
}

static void
show_posts (GalleyLinkPicker *self, GPtrArray *posts)
{
  g_autofree char *address = galley_link_text_complete_address (gtk_entry_get_text (self->target));

  gtk_container_foreach (GTK_CONTAINER (self->posts), (GtkCallback) gtk_widget_destroy, NULL);
  for (guint i = 0; i < posts->len; i++)
    gtk_container_add (GTK_CONTAINER (self->posts), row_new (g_ptr_array_index (posts, i)));
  if (address == NULL && gtk_entry_get_text (self->target)[0] != '\0')
    gtk_list_box_select_row (self->posts, gtk_list_box_get_row_at_index (self->posts, 0));
}

static void
finish (GalleyLinkPicker *self, const char *address, const char *title)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  const char *words = gtk_entry_get_text (self->words);
  g_autofree char *text = words[0] != '\0' ? g_strdup (words)
                          : title != NULL  ? galley_format_escape (title)
                                           : g_strdup ("");

  galley_format_write_link (buffer, self->link->from, self->link->to, text, address);
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
row_activated_cb (GalleyLinkPicker *self, GtkListBoxRow *row)
{
  if (self->link != NULL)
    finish (self, g_object_get_data (G_OBJECT (row), "address"),
            g_object_get_data (G_OBJECT (row), "title"));
}

static void
insert_cb (GalleyLinkPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->posts);
  g_autofree char *address = galley_link_text_complete_address (gtk_entry_get_text (self->target));

  if (self->link == NULL)
    return;
  /* The rows are still those of what was typed before. */
  self->insert_first = self->search != NULL;
  if (self->insert_first)
    return;
  if (row != NULL)
    row_activated_cb (self, row);
  else if (address != NULL)
    finish (self, address, NULL);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyLinkPicker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) posts = galley_post_finder_finish (GALLEY_SESSION (source), result, &error);

  /* What was overtaken by more letters was cancelled. */
  if (g_task_get_cancellable (G_TASK (result)) != self->search)
    return;
  g_clear_object (&self->search);
  if (posts != NULL)
    show_posts (self, posts);
  if (self->insert_first)
    insert_cb (self);
}

static void
search (GalleyLinkPicker *self)
{
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  self->insert_first = FALSE;
  if (self->session == NULL || self->link == NULL)
    return;
  self->search = g_cancellable_new ();
  galley_post_finder_async (self->session, gtk_entry_get_text (self->target), self->search,
                            found_cb, g_object_ref (self));
}

static void
remove_cb (GalleyLinkPicker *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  if (self->link == NULL)
    return;
  gtk_text_buffer_begin_user_action (buffer);
  galley_buffer_replace_range (buffer, self->link->from, self->link->to, self->link->text);
  gtk_text_buffer_end_user_action (buffer);
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Down goes from the entry to the posts that were found. */
static gboolean
key_cb (GalleyLinkPicker *self, GdkEventKey *event)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->posts);

  if (event->keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->posts, row != NULL ? 1 : 0);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->posts, 0);
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_list_box_select_row (self->posts, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
closed_cb (GalleyLinkPicker *self)
{
  g_clear_pointer (&self->link, galley_link_text_free);
  search (self);
}

static void
galley_link_picker_dispose (GObject *object)
{
  GalleyLinkPicker *self = GALLEY_LINK_PICKER (object);

  closed_cb (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_link_picker_parent_class)->dispose (object);
}

static void
galley_link_picker_class_init (GalleyLinkPickerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_link_picker_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "editor/galley-link-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyLinkPicker, target);
  gtk_widget_class_bind_template_child (widget_class, GalleyLinkPicker, words);
  gtk_widget_class_bind_template_child (widget_class, GalleyLinkPicker, posts);
  gtk_widget_class_bind_template_child (widget_class, GalleyLinkPicker, insert);
  gtk_widget_class_bind_template_child (widget_class, GalleyLinkPicker, remove);
  gtk_widget_class_bind_template_callback (widget_class, search);
  gtk_widget_class_bind_template_callback (widget_class, insert_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
galley_link_picker_init (GalleyLinkPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_link_picker_new:
 * @view: the text
 *
 * Returns: (transfer floating): the form, which goes with the text
 */
GtkWidget *
galley_link_picker_new (GtkTextView *view)
{
  GalleyLinkPicker *self = g_object_new (GALLEY_TYPE_LINK_PICKER, "relative-to", view, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

/**
 * galley_link_picker_open:
 * @picker: the form
 * @session: the project, whose posts are offered
 *
 * Opens the form for the link that the cursor is in, or for a new one about the selection.
 */
void
galley_link_picker_open (GalleyLinkPicker *picker, GalleySession *session)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (picker->view);
  GtkTextIter place;
  GdkRectangle area;

  closed_cb (picker);
  g_set_object (&picker->session, session);
  gtk_text_buffer_get_iter_at_mark (buffer, &place, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_scroll_to_iter (picker->view, &place, 0, FALSE, 0, 0);
  gtk_text_view_get_iter_location (picker->view, &place, &area);
  gtk_text_view_buffer_to_window_coords (picker->view, GTK_TEXT_WINDOW_WIDGET, area.x, area.y,
                                         &area.x, &area.y);
  area.width = MAX (area.width, 1);
  gtk_popover_set_pointing_to (GTK_POPOVER (picker), &area);
  picker->link = galley_link_text_at_cursor (buffer);
  gtk_entry_set_text (picker->words, picker->link->text);
  gtk_entry_set_text (picker->target, picker->link->address);
  gtk_widget_set_visible (GTK_WIDGET (picker->remove), picker->link->address[0] != '\0');
  search (picker);
  gtk_popover_popup (GTK_POPOVER (picker));
  gtk_widget_grab_focus (GTK_WIDGET (picker->target));
}
