/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-find-bar.h"

#include <glib/gi18n.h>

#include "galley-application.h"

struct _GalleyFindBar
{
  GtkRevealer parent_instance;
  GtkSearchEntry *find_entry;
  GtkLabel *count;
  GtkBox *replace_row;
  GtkEntry *replace_entry;

  GtkSourceView *view; /* (unowned): the bar's neighbour */
  GtkSourceSearchSettings *settings;
  GtkSourceSearchContext *context;
};

G_DEFINE_FINAL_TYPE (GalleyFindBar, galley_find_bar, GTK_TYPE_REVEALER)

static GtkTextBuffer *
get_buffer (GalleyFindBar *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
show_count (GalleyFindBar *self)
{
  int count = gtk_source_search_context_get_occurrences_count (self->context);
  const char *text = gtk_source_search_settings_get_search_text (self->settings);
  GtkTextIter start, end;
  int position;
  g_autofree char *label = NULL;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  position = gtk_source_search_context_get_occurrence_position (self->context, &start, &end);
  if (text == NULL || count < 0)
    label = g_strdup ("");
  else if (count == 0)
    label = g_strdup (_ ("not found"));
  else if (position > 0)
    label = g_strdup_printf (_ ("%d of %d"), position, count);
  else
    label = g_strdup_printf ("%d", count);
  gtk_label_set_text (self->count, label);
}

static void
select_match (GalleyFindBar *self, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_select_range (get_buffer (self), start, end);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view),
                                gtk_text_buffer_get_insert (get_buffer (self)), 0.1, FALSE, 0, 0);
  show_count (self);
}

static void
text_changed_cb (GalleyFindBar *self)
{
  const char *text = gtk_entry_get_text (GTK_ENTRY (self->find_entry));
  GtkTextIter from, start, end;

  gtk_source_search_settings_set_search_text (self->settings, text[0] != '\0' ? text : NULL);
  if (self->context == NULL)
    return;
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &from, NULL);
  if (text[0] != '\0' &&
      gtk_source_search_context_forward (self->context, &from, &start, &end, NULL))
    select_match (self, &start, &end);
  else
    show_count (self);
}

static void
replace_cb (GalleyFindBar *self)
{
  const char *text = gtk_entry_get_text (self->replace_entry);
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  gtk_source_search_context_replace (self->context, &start, &end, text, -1, NULL);
  galley_find_bar_next (self);
}

static void
replace_all_cb (GalleyFindBar *self)
{
  const char *text = gtk_entry_get_text (self->replace_entry);
  guint n = gtk_source_search_context_replace_all (self->context, text, -1, NULL);
  g_autofree char *label = g_strdup_printf (ngettext ("%u replaced", "%u replaced", n), n);

  gtk_label_set_text (self->count, label);
}

/* Hides the bar and goes back to the text. */
static void
close_bar (GalleyFindBar *bar)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (bar), FALSE);
  gtk_source_search_context_set_highlight (bar->context, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (bar->view));
}

static gboolean
key_cb (GalleyFindBar *self, GdkEventKey *event)
{
  guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();

  if (event->keyval == GDK_KEY_Escape)
    close_bar (self);
  else if (event->keyval == GDK_KEY_Return && modifiers == GDK_SHIFT_MASK)
    galley_find_bar_previous (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
galley_find_bar_dispose (GObject *object)
{
  GalleyFindBar *self = GALLEY_FIND_BAR (object);

  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (galley_find_bar_parent_class)->dispose (object);
}

static void
galley_find_bar_class_init (GalleyFindBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_find_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "editor/galley-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, find_entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, replace_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, replace_entry);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, galley_find_bar_next);
  gtk_widget_class_bind_template_callback (widget_class, galley_find_bar_previous);
  gtk_widget_class_bind_template_callback (widget_class, close_bar);
}

static void
galley_find_bar_init (GalleyFindBar *self)
{
  self->settings = gtk_source_search_settings_new ();
  gtk_source_search_settings_set_wrap_around (self->settings, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_find_bar_set_view:
 * @bar: a bar
 * @view: whose text it searches; outlives the bar's use
 *
 * Joins the bar to a text.
 */
void
galley_find_bar_set_view (GalleyFindBar *bar, GtkSourceView *view)
{
  bar->view = view;
  g_clear_object (&bar->context);
  bar->context =
      gtk_source_search_context_new (GTK_SOURCE_BUFFER (get_buffer (bar)), bar->settings);
  gtk_source_search_context_set_highlight (bar->context, FALSE);
  g_signal_connect_object (bar->context, "notify::occurrences-count", G_CALLBACK (show_count), bar,
                           G_CONNECT_SWAPPED);
}

/**
 * galley_find_bar_open:
 * @bar: a bar
 * @replace: with the row that replaces
 *
 * Shows the bar, with the selection as what to find.
 */
void
galley_find_bar_open (GalleyFindBar *bar, gboolean replace)
{
  GtkTextIter start, end;

  gtk_widget_set_visible (GTK_WIDGET (bar->replace_row), replace);
  gtk_revealer_set_reveal_child (GTK_REVEALER (bar), TRUE);
  gtk_source_search_context_set_highlight (bar->context, TRUE);
  if (gtk_text_buffer_get_selection_bounds (get_buffer (bar), &start, &end) &&
      gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end))
    {
      g_autofree char *text = gtk_text_buffer_get_text (get_buffer (bar), &start, &end, TRUE);

      gtk_entry_set_text (GTK_ENTRY (bar->find_entry), text);
    }
  gtk_widget_grab_focus (GTK_WIDGET (bar->find_entry));
  text_changed_cb (bar);
}

/**
 * galley_find_bar_next:
 * @bar: a bar
 *
 * Goes to the next match.
 */
void
galley_find_bar_next (GalleyFindBar *bar)
{
  GtkTextIter from, start, end;

  gtk_text_buffer_get_selection_bounds (get_buffer (bar), NULL, &from);
  if (gtk_source_search_context_forward (bar->context, &from, &start, &end, NULL))
    select_match (bar, &start, &end);
}

/**
 * galley_find_bar_previous:
 * @bar: a bar
 *
 * Goes to the match before.
 */
void
galley_find_bar_previous (GalleyFindBar *bar)
{
  GtkTextIter from, start, end;

  gtk_text_buffer_get_selection_bounds (get_buffer (bar), &from, NULL);
  if (gtk_source_search_context_backward (bar->context, &from, &start, &end, NULL))
    select_match (bar, &start, &end);
}
