/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-outline.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-markdown.h"

#define MAX_HEADINGS 500 /* that are listed */
#define INDENT 14        /* pixels a level */

struct _GalleyOutline
{
  GtkMenuButton parent_instance;
  GtkLabel *section;
  GtkListBox *list;
  GtkPopover *popover;

  GtkTextView *view;   /* (unowned): the text; it stands in the same window */
  GPtrArray *headings; /* of GalleyHeading; NULL: none */
  int current;         /* index of the section with the cursor, or -1 */
};

G_DEFINE_FINAL_TYPE (GalleyOutline, galley_outline, GTK_TYPE_MENU_BUTTON)

static const GalleyHeading *
get_heading (GalleyOutline *self, int index)
{
  return self->headings != NULL && index >= 0 && index < (int) self->headings->len
             ? g_ptr_array_index (self->headings, (guint) index)
             : NULL;
}

static void
show_section (GalleyOutline *self)
{
  const GalleyHeading *heading = get_heading (self, self->current);

  gtk_label_set_text (self->section, heading != NULL ? heading->text : _ ("Outline"));
}

static GtkWidget *
row_new (const GalleyHeading *heading)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (heading->text[0] != '\0' ? heading->text : "—");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_set_margin_start (label, 8 + INDENT * (int) (MAX (heading->level, 1) - 1));
  gtk_widget_set_margin_end (label, 8);
  gtk_widget_set_margin_top (label, 4);
  gtk_widget_set_margin_bottom (label, 4);
  gtk_container_add (GTK_CONTAINER (row), label);
  atk_object_set_name (gtk_widget_get_accessible (row), heading->text);
  gtk_widget_show_all (row);
  return row;
}

/* The rows are made when they are wanted. */
static void
fill_list (GalleyOutline *self)
{
  GtkListBoxRow *row;

  gtk_container_foreach (GTK_CONTAINER (self->list), (GtkCallback) gtk_widget_destroy, NULL);
  for (guint i = 0; self->headings != NULL && i < MIN (self->headings->len, MAX_HEADINGS); i++)
    gtk_container_add (GTK_CONTAINER (self->list), row_new (g_ptr_array_index (self->headings, i)));
  row = self->current >= 0 ? gtk_list_box_get_row_at_index (self->list, self->current) : NULL;
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
go (GalleyOutline *self, int line)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_line (buffer, &place, line);
  gtk_text_buffer_place_cursor (buffer, &place);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.1);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
row_activated_cb (GalleyOutline *self, GtkListBoxRow *row)
{
  const GalleyHeading *heading = get_heading (self, gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  if (heading != NULL)
    go (self, (int) heading->line - 1);
}

static void
galley_outline_finalize (GObject *object)
{
  g_clear_pointer (&GALLEY_OUTLINE (object)->headings, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_outline_parent_class)->finalize (object);
}

static void
galley_outline_class_init (GalleyOutlineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = galley_outline_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "editor/galley-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyOutline, section);
  gtk_widget_class_bind_template_child (widget_class, GalleyOutline, popover);
  gtk_widget_class_bind_template_child (widget_class, GalleyOutline, list);
  gtk_widget_class_bind_template_callback (widget_class, fill_list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
galley_outline_init (GalleyOutline *self)
{
  self->current = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Shows the section that the cursor is in. */
static void
cursor_moved_cb (GalleyOutline *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter cursor;
  guint line;
  int current = -1;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  line = (guint) gtk_text_iter_get_line (&cursor);
  for (guint i = 0; self->headings != NULL && i < self->headings->len; i++)
    if (((GalleyHeading *) g_ptr_array_index (self->headings, i))->line <= line + 1)
      current = (int) i;
    else
      break;
  if (current == self->current)
    return;
  self->current = current;
  show_section (self);
}

/**
 * galley_outline_set_headings:
 * @outline: an outline
 * @headings: (nullable) (element-type GalleyHeading): of the text
 */
void
galley_outline_set_headings (GalleyOutline *outline, GPtrArray *headings)
{
  g_clear_pointer (&outline->headings, g_ptr_array_unref);
  outline->headings = headings != NULL ? g_ptr_array_ref (headings) : NULL;
  outline->current = -1;
  show_section (outline);
  if (outline->view != NULL)
    cursor_moved_cb (outline);
}

/**
 * galley_outline_set_view:
 * @outline: an outline
 * @view: the text whose sections it shows
 *
 * Goes along with the cursor, and moves it.
 */
void
galley_outline_set_view (GalleyOutline *outline, GtkTextView *view)
{
  outline->view = view;
  g_signal_connect_object (gtk_text_view_get_buffer (view), "notify::cursor-position",
                           G_CALLBACK (cursor_moved_cb), outline, G_CONNECT_SWAPPED);
}
