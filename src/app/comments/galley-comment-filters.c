/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-filters.h"

#include <glib/gi18n.h>

/* How many of each kind are offered. */
#define N_OFFERED 5

struct _GalleyCommentFilters
{
  GalleyCommentQueue *queue;
  GalleySession *session;
  GtkMenuButton *button;
  GtkBox *chips;
  GtkWidget *list;  /* gets the focus when a filter was chosen */
  GtkWidget *typed; /* what the filters that are offered have in their names */
  GtkListBox *offered;
  GCancellable
      *asking; /* (nullable): the filters that are offered do not yet answer what is typed */
  gboolean choose_first; /* Enter was pressed meanwhile */
};

static GalleyCommentChoice *
copy_choice (const GalleyCommentChoice *choice)
{
  return galley_comment_choice_new (choice->kind, choice->id, choice->text, choice->email);
}

static const char *
name_kind (GalleyChoiceKind kind)
{
  switch (kind)
    {
    case GALLEY_CHOICE_READER:
      return _ ("Reader");
    case GALLEY_CHOICE_POST:
      return _ ("Post");
    case GALLEY_CHOICE_PLACE:
      return _ ("Place");
    case GALLEY_CHOICE_RULE:
    default:
      return _ ("Rule");
    }
}

static const char *
name_choice (const GalleyCommentChoice *choice)
{
  if (*choice->text != '\0')
    return choice->text;
  if (*choice->email != '\0')
    return choice->email;
  return choice->kind == GALLEY_CHOICE_POST ? _ ("Untitled") : _ ("Without a name");
}

static void remove_cb (GalleyCommentFilters *self, GtkWidget *chip);

static GtkWidget *
make_chip (GalleyCommentFilters *self, const GalleyCommentChoice *choice)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  /* Translators: a filter of comments: "Place: Rome" */
  g_autofree char *text =
      g_strdup_printf (_ ("%s: %s"), name_kind (choice->kind), name_choice (choice));
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *cross = gtk_image_new_from_icon_name ("window-close-symbolic", GTK_ICON_SIZE_MENU);
  /* Translators: a filter of comments that can be taken away: "Remove the filter Place: Rome" */
  g_autofree char *name = g_strdup_printf (_ ("Remove the filter %s: %s"), name_kind (choice->kind),
                                           name_choice (choice));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_container_add (GTK_CONTAINER (box), label);
  gtk_container_add (GTK_CONTAINER (box), cross);
  gtk_container_add (GTK_CONTAINER (chip), box);
  gtk_style_context_add_class (gtk_widget_get_style_context (chip), "galley-filter");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (chip, name);
  atk_object_set_name (gtk_widget_get_accessible (chip), name);
  g_object_set_data (G_OBJECT (chip), "kind", GINT_TO_POINTER (choice->kind));
  g_signal_connect_swapped (chip, "clicked", G_CALLBACK (remove_cb), self);
  gtk_widget_show_all (chip);
  return chip;
}

static void
show_chips (GalleyCommentFilters *self)
{
  const GPtrArray *filters = galley_comment_queue_get_filters (self->queue);

  gtk_container_foreach (GTK_CONTAINER (self->chips), (GtkCallback) gtk_widget_destroy, NULL);
  for (guint i = 0; i < filters->len; i++)
    gtk_container_add (GTK_CONTAINER (self->chips),
                       make_chip (self, g_ptr_array_index (filters, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), filters->len > 0);
}

static void
remove_cb (GalleyCommentFilters *self, GtkWidget *chip)
{
  GalleyChoiceKind kind =
      (GalleyChoiceKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "kind"));

  gtk_widget_grab_focus (self->list);
  galley_comment_queue_remove_filter (self->queue, kind);
}

static GtkWidget *
make_row (const GalleyCommentChoice *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_label_new (name_choice (choice));
  /* Translators: what a filter of comments is, and how many it leaves: "Reader · 12" */
  g_autofree char *detail =
      choice->count > 0 ? g_strdup_printf (_ ("%s · %u"), name_kind (choice->kind), choice->count)
                        : g_strdup (name_kind (choice->kind));
  g_autofree char *name =
      g_strdup_printf (_ ("%s: %s"), name_kind (choice->kind), name_choice (choice));
  GtkWidget *kind = gtk_label_new (detail);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 26);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_style_context_add_class (gtk_widget_get_style_context (kind), "dim-label");
  gtk_style_context_add_class (gtk_widget_get_style_context (kind), "galley-count");
  gtk_container_add (GTK_CONTAINER (box), text);
  gtk_container_add (GTK_CONTAINER (box), kind);
  g_object_set (box, "margin", 6, NULL);
  gtk_container_add (GTK_CONTAINER (row), box);
  atk_object_set_name (gtk_widget_get_accessible (row), name);
  if (*choice->email != '\0')
    gtk_widget_set_tooltip_text (row, choice->email);
  g_object_set_data_full (G_OBJECT (row), "choice", copy_choice (choice),
                          (GDestroyNotify) galley_comment_choice_free);
  gtk_widget_show_all (row);
  return row;
}

static gpointer
find_job (GalleyProject *project, gpointer typed, GCancellable *cancellable, GError **error)
{
  return galley_project_find_choices (project, typed, N_OFFERED, cancellable, error);
}

static void
show_choices (GalleyCommentFilters *self, GPtrArray *choices)
{
  gtk_container_foreach (GTK_CONTAINER (self->offered), (GtkCallback) gtk_widget_destroy, NULL);
  for (guint i = 0; i < choices->len; i++)
    gtk_container_add (GTK_CONTAINER (self->offered), make_row (g_ptr_array_index (choices, i)));
  gtk_list_box_select_row (self->offered, gtk_list_box_get_row_at_index (self->offered, 0));
}

static void
choose (GalleyCommentFilters *self, GtkListBoxRow *row)
{
  const GalleyCommentChoice *choice =
      row != NULL ? g_object_get_data (G_OBJECT (row), "choice") : NULL;
  g_autoptr (GalleyCommentChoice) copy = choice != NULL ? copy_choice (choice) : NULL;

  gtk_popover_popdown (gtk_menu_button_get_popover (self->button));
  if (copy == NULL)
    return;
  galley_comment_queue_add_filter (self->queue, copy);
  gtk_widget_grab_focus (self->list);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GCancellable *asking = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GPtrArray) choices = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  GalleyCommentFilters *self = user_data;

  if (g_cancellable_is_cancelled (asking))
    return; /* the filters may be gone */
  g_clear_object (&self->asking);
  if (choices == NULL)
    return;
  show_choices (self, choices);
  if (self->choose_first && gtk_widget_is_visible (self->typed))
    choose (self, gtk_list_box_get_selected_row (self->offered));
}

static void
stop_asking (GalleyCommentFilters *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
offer (GalleyCommentFilters *self)
{
  stop_asking (self);
  if (self->session == NULL)
    return;
  self->choose_first = FALSE;
  self->asking = g_cancellable_new ();
  galley_session_run_async (self->session, GALLEY_LANE_READ, find_job,
                            g_strdup (gtk_entry_get_text (GTK_ENTRY (self->typed))), g_free,
                            (GDestroyNotify) g_ptr_array_unref, self->asking, found_cb, self);
}

static void
row_activated_cb (GalleyCommentFilters *self, GtkListBoxRow *row)
{
  choose (self, row);
}

/* Who types fast presses Enter before the list has followed: it is what is found then that is
 * chosen, never what the list showed before. */
static void
entry_activated_cb (GalleyCommentFilters *self)
{
  if (self->asking != NULL)
    self->choose_first = TRUE;
  else
    choose (self, gtk_list_box_get_selected_row (self->offered));
}

/* Up and Down go through the list while one types. */
static gboolean
entry_key_cb (GalleyCommentFilters *self, GdkEventKey *event)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->offered);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (event->keyval != GDK_KEY_Down && event->keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->offered,
                                       index + (event->keyval == GDK_KEY_Down ? 1 : -1));
  if (row != NULL)
    gtk_list_box_select_row (self->offered, row);
  return GDK_EVENT_STOP;
}

static void
shown_cb (GalleyCommentFilters *self)
{
  gtk_entry_set_text (GTK_ENTRY (self->typed), "");
  offer (self);
  gtk_widget_grab_focus (self->typed);
}

static GtkWidget *
make_popover (GalleyCommentFilters *self)
{
  GtkWidget *popover = gtk_popover_new (GTK_WIDGET (self->button));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroll = gtk_scrolled_window_new (NULL, NULL);

  self->typed = gtk_search_entry_new ();
  self->offered = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->typed), _ ("Reader, post, place or rule"));
  atk_object_set_name (gtk_widget_get_accessible (self->typed), _ ("Filter by"));
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->offered)), _ ("Filters"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroll, 320, 300);
  gtk_container_add (GTK_CONTAINER (scroll), GTK_WIDGET (self->offered));
  gtk_container_add (GTK_CONTAINER (box), self->typed);
  gtk_container_add (GTK_CONTAINER (box), scroll);
  gtk_widget_set_vexpand (scroll, TRUE);
  g_object_set (box, "margin", 9, NULL);
  gtk_container_add (GTK_CONTAINER (popover), box);
  gtk_widget_show_all (box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->typed, "changed", G_CALLBACK (offer), self);
  g_signal_connect_swapped (self->typed, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect_swapped (self->typed, "key-press-event", G_CALLBACK (entry_key_cb), self);
  g_signal_connect_swapped (self->offered, "row-activated", G_CALLBACK (row_activated_cb), self);
  return popover;
}

/**
 * galley_comment_filters_new:
 * @queue: what is filtered
 * @button: (unowned): opens the list of what comments can be filtered by
 * @chips: (unowned): where the filters stand that are set
 * @list: (unowned): gets the focus when one was chosen
 *
 * Joins them. All of them live as long as this.
 *
 * Returns: (transfer full): what does that
 */
GalleyCommentFilters *
galley_comment_filters_new (GalleyCommentQueue *queue,
                            GtkMenuButton *button,
                            GtkBox *chips,
                            GtkWidget *list)
{
  GalleyCommentFilters *self = g_new0 (GalleyCommentFilters, 1);

  self->queue = g_object_ref (queue);
  self->button = button;
  self->chips = chips;
  self->list = list;
  gtk_menu_button_set_popover (button, make_popover (self));
  g_signal_connect_swapped (queue, "restarted", G_CALLBACK (show_chips), self);
  return self;
}

/**
 * galley_comment_filters_free:
 * @filters: filters whose widgets go
 *
 * Frees it.
 */
void
galley_comment_filters_free (GalleyCommentFilters *filters)
{
  galley_comment_filters_set_session (filters, NULL);
  g_signal_handlers_disconnect_by_data (filters->queue, filters);
  g_signal_handlers_disconnect_by_data (filters->typed, filters);
  g_object_unref (filters->queue);
  g_free (filters);
}

/**
 * galley_comment_filters_set_session:
 * @filters: filters
 * @session: (nullable): where readers, posts, places and rules are found
 *
 * Offers those of another project.
 */
void
galley_comment_filters_set_session (GalleyCommentFilters *filters, GalleySession *session)
{
  stop_asking (filters);
  g_set_object (&filters->session, session);
}

/**
 * galley_comment_filters_open:
 * @filters: filters
 *
 * Opens the list of what comments can be filtered by.
 */
void
galley_comment_filters_open (GalleyCommentFilters *filters)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (filters->button), TRUE);
}
