/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-list.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-post-list-private.h"
#include "galley-post-records.h"
#include "galley-two-line-column.h"

enum
{
  POST_SELECTED,
  SELECTION_CHANGED,
  LOADED,
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPostList, galley_post_list, GTK_TYPE_BOX)

static void
add_id_cb (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *row, gpointer user_data)
{
  GArray *ids = user_data;
  gint64 id;

  gtk_tree_model_get (model, row, 0, &id, -1);
  g_array_append_val (ids, id);
}

/* The posts of the rows that are selected. GTK looks through all rows for them, so it is asked once
 * after each change. */
static GArray *
ensure_chosen (GalleyPostList *self)
{
  if (self->chosen == NULL)
    {
      self->chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (self->model != NULL)
        gtk_tree_selection_selected_foreach (gtk_tree_view_get_selection (self->tree), add_id_cb,
                                             self->chosen);
    }
  return self->chosen;
}

static guint
count_selected (GalleyPostList *self)
{
  return ensure_chosen (self)->len;
}

/* A place in the list is only known when it is laid out. */
static gboolean
scroll_cb (gpointer user_data)
{
  GalleyPostList *self = user_data;
  int row = self->model != NULL ? galley_record_model_find (self->model, self->selected) : -1;

  self->scroll_idle = 0;
  if (row >= 0)
    {
      g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices (row, -1);

      gtk_tree_view_scroll_to_cell (self->tree, path, NULL, FALSE, 0, 0);
    }
  return G_SOURCE_REMOVE;
}

static void
mark_row (GalleyPostList *self, gboolean scroll)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (self->tree);
  int row = self->model != NULL ? galley_record_model_find (self->model, self->selected) : -1;

  if (count_selected (self) > 1)
    return; /* several are chosen, and stay it */
  self->selecting = TRUE;
  if (row < 0)
    gtk_tree_selection_unselect_all (selection);
  else
    {
      g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices (row, -1);

      self->row = row;
      gtk_tree_view_set_cursor (self->tree, path, NULL, FALSE);
      if (scroll && self->scroll_idle == 0)
        self->scroll_idle = g_idle_add (scroll_cb, self);
    }
  self->selecting = FALSE;
}

/* The bar at the foot, while several posts are chosen. */
static void
show_bar (GalleyPostList *self)
{
  guint n = count_selected (self);

  gtk_widget_set_visible (GTK_WIDGET (self->bar), n > 1);
  if (n > 1)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n), n);

      gtk_label_set_text (self->bar_label, text);
    }
}

/* The rows of @ids are chosen again where they are still in the list. */
static void
select_again (GalleyPostList *self, GArray *ids)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (self->tree);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = galley_record_model_get_length (self->model);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (wanted, &g_array_index (ids, gint64, i));
  for (guint i = 0; i < n; i++)
    {
      gint64 id = galley_record_model_get_id (self->model, i);

      if (g_hash_table_contains (wanted, &id))
        {
          g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices ((int) i, -1);

          gtk_tree_selection_select_path (selection, path);
        }
    }
}

/* Rows of two lines, or of three that show what was found. */
static void
choose_column (GalleyPostList *self)
{
  gboolean three = galley_post_list_get_words (self) != NULL;
  GtkTreeViewColumn *column = gtk_tree_view_get_column (self->tree, 0);

  if (column != NULL && three == self->three_lines)
    return;
  self->three_lines = three;
  if (column != NULL)
    gtk_tree_view_remove_column (self->tree, column);
  gtk_tree_view_append_column (
      self->tree,
      three ? galley_three_line_column_new (GALLEY_POST_COLUMN_TITLE, GALLEY_POST_COLUMN_DETAIL,
                                            GALLEY_POST_COLUMN_FOUND)
            : galley_two_line_column_new (GALLEY_POST_COLUMN_TITLE, GALLEY_POST_COLUMN_DETAIL));
  /* The height of a row is measured anew. */
  gtk_tree_view_set_fixed_height_mode (self->tree, FALSE);
  gtk_tree_view_set_fixed_height_mode (self->tree, TRUE);
}

static void
replace_model (GalleyPostList *self, GArray *ids, GPtrArray *first)
{
  const char *words = galley_post_list_get_words (self);
  GalleyRecordModel *model =
      galley_record_model_new (&galley_post_records, self->session, g_array_ref (ids), self->model);

  galley_record_model_take_first (model, first);
  /* While one types, each letter is another list. */
  if (self->filtering && words != NULL)
    galley_record_model_show_gradually (model, galley_record_model_find (model, self->selected));
  galley_record_model_set_words (model, words);
  gtk_tree_view_set_model (self->tree, NULL);
  choose_column (self);
  gtk_tree_view_set_model (self->tree, GTK_TREE_MODEL (model));
  g_clear_object (&self->model);
  self->model = model;
  g_clear_pointer (&self->chosen, g_array_unref);
}

/* Shows @ids as rows; where they are the same as before, what they say is fetched anew. @first,
 * where it is given, are the records of the first of them, which are taken. */
void
galley_post_list_show_ids (GalleyPostList *self, GArray *ids, GPtrArray *first)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->tree));
  double place = gtk_adjustment_get_value (adjustment);
  gboolean same_words =
      self->model != NULL && galley_record_model_has_words (self->model, self->search);
  g_autoptr (GArray) chosen = NULL;

  if (self->model != NULL && same_words && galley_record_model_has_ids (self->model, ids))
    {
      galley_record_model_refresh (self->model, 0);
      return;
    }
  chosen = galley_post_list_get_selected (self);
  self->selecting = TRUE;
  replace_model (self, ids, first);
  if (chosen->len > 1)
    select_again (self, chosen);
  self->selecting = FALSE;
  if (!self->filtering)
    gtk_adjustment_set_value (adjustment, place);
  if (chosen->len <= 1 || count_selected (self) == 0)
    mark_row (self, self->filtering);
  show_bar (self);
}

static void
filter_selected_cb (GalleyPostList *self)
{
  self->filtering = TRUE;
  galley_post_list_ask (self);
}

/* Whether a key that goes to another row is being dealt with: then that row alone is selected. */
static gboolean
moves_cursor (void)
{
  g_autoptr (GdkEvent) event = gtk_get_current_event ();
  GdkModifierType state;
  guint key;

  if (event == NULL || event->type != GDK_KEY_PRESS || !gdk_event_get_state (event, &state) ||
      !gdk_event_get_keyval (event, &key))
    return FALSE;
  return (state & gtk_accelerator_get_default_mod_mask ()) == 0 &&
         (key == GDK_KEY_Down || key == GDK_KEY_Up || key == GDK_KEY_Page_Down ||
          key == GDK_KEY_Page_Up || key == GDK_KEY_Home || key == GDK_KEY_End);
}

/* Spares ensure_chosen() the walk over all rows while one goes from row to row. */
static void
choose_cursor (GalleyPostList *self)
{
  g_autoptr (GtkTreePath) path = NULL;
  GtkTreeIter row;

  gtk_tree_view_get_cursor (self->tree, &path, NULL);
  if (path == NULL || !gtk_tree_model_get_iter (GTK_TREE_MODEL (self->model), &row, path) ||
      !gtk_tree_selection_iter_is_selected (gtk_tree_view_get_selection (self->tree), &row))
    return;
  self->chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  add_id_cb (GTK_TREE_MODEL (self->model), path, &row, self->chosen);
}

/* One post that is chosen is opened; several are something to be done with. */
static void
selection_changed_cb (GalleyPostList *self, GtkTreeSelection *selection)
{
  gint64 id;

  g_clear_pointer (&self->chosen, g_array_unref);
  if (self->selecting)
    return;
  if (moves_cursor ())
    choose_cursor (self);
  show_bar (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  if (count_selected (self) != 1)
    return;
  id = g_array_index (self->chosen, gint64, 0);
  self->row = galley_record_model_find (self->model, id);
  if (id == self->selected)
    return;
  self->selected = id;
  g_signal_emit (self, signals[POST_SELECTED], 0, id);
}

static void
activate_action (GalleyPostList *self, const char *name)
{
  GActionGroup *group = gtk_widget_get_action_group (GTK_WIDGET (self), "win");

  if (group != NULL && g_action_group_get_action_enabled (group, name))
    g_action_group_activate_action (group, name, NULL);
}

/* Back to the post that the editor shows. */
static void
unselect_cb (GalleyPostList *self)
{
  self->selecting = TRUE;
  gtk_tree_selection_unselect_all (gtk_tree_view_get_selection (self->tree));
  self->selecting = FALSE;
  mark_row (self, FALSE);
  show_bar (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
clear_cb (GalleyPostList *self)
{
  galley_post_list_clear_filters (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_button));
}

static void
filter_toggled_cb (GalleyPostList *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    galley_filter_picker_start (self->picker, self->session);
}

static void
facet_chosen_cb (GalleyPostList *self, const GalleyFacet *facet)
{
  galley_post_list_take_facet (self, facet);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filter_button), FALSE);
}

static gboolean
key_cb (GalleyPostList *self, GdkEventKey *event)
{
  guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();

  /* What goes to the end, or takes all, is to find all rows. */
  if (self->model != NULL && (modifiers != 0 || event->keyval == GDK_KEY_End))
    galley_record_model_show_all (self->model);

  if (modifiers == 0 && (event->keyval == GDK_KEY_Delete || event->keyval == GDK_KEY_KP_Delete))
    {
      activate_action (self, "trash-post");
      return GDK_EVENT_STOP;
    }
  if ((modifiers & ~(guint) GDK_SHIFT_MASK) == GDK_CONTROL_MASK &&
      gdk_keyval_to_lower (event->keyval) == GDK_KEY_z)
    {
      activate_action (self, (modifiers & GDK_SHIFT_MASK) != 0 ? "redo-posts" : "undo-posts");
      return GDK_EVENT_STOP;
    }
  if (modifiers == 0 && event->keyval == GDK_KEY_Escape && count_selected (self) > 1)
    {
      unselect_cb (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Opened by a key: below the row that has the cursor. */
static void
pop_up_at_row (GalleyPostList *self, GtkMenu *menu)
{
  g_autoptr (GtkTreePath) path = NULL;
  GdkRectangle area = { 0 };

  gtk_tree_view_get_cursor (self->tree, &path, NULL);
  if (path != NULL)
    gtk_tree_view_get_cell_area (self->tree, path, gtk_tree_view_get_column (self->tree, 0), &area);
  gtk_menu_popup_at_rect (menu, gtk_tree_view_get_bin_window (self->tree), &area,
                          GDK_GRAVITY_SOUTH_WEST, GDK_GRAVITY_NORTH_WEST, NULL);
}

static void
pop_up (GalleyPostList *self, const GdkEvent *event)
{
  GtkWidget *menu = gtk_menu_new_from_model (self->menu);

  gtk_menu_attach_to_widget (GTK_MENU (menu), GTK_WIDGET (self->tree), NULL);
  g_signal_connect (menu, "selection-done", G_CALLBACK (gtk_widget_destroy), NULL);
  if (event != NULL)
    gtk_menu_popup_at_pointer (GTK_MENU (menu), event);
  else
    pop_up_at_row (self, GTK_MENU (menu));
}

static gboolean
button_cb (GalleyPostList *self, GdkEventButton *event)
{
  g_autoptr (GtkTreePath) path = NULL;

  if (!gdk_event_triggers_context_menu ((GdkEvent *) event) ||
      !gtk_tree_view_get_path_at_pos (self->tree, (int) event->x, (int) event->y, &path, NULL, NULL,
                                      NULL))
    return GDK_EVENT_PROPAGATE;
  /* What is done to one of several that are chosen, is done to all of them. */
  if (!gtk_tree_selection_path_is_selected (gtk_tree_view_get_selection (self->tree), path))
    gtk_tree_view_set_cursor (self->tree, path, NULL, FALSE);
  pop_up (self, (GdkEvent *) event);
  return GDK_EVENT_STOP;
}

static gboolean
popup_menu_cb (GalleyPostList *self)
{
  pop_up (self, NULL);
  return TRUE;
}

static void
galley_post_list_dispose (GObject *object)
{
  GalleyPostList *self = GALLEY_POST_LIST (object);

  if (self->session != NULL)
    galley_post_list_set_session (self, NULL);
  g_clear_handle_id (&self->scroll_idle, g_source_remove);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->base, g_array_unref);
  g_clear_pointer (&self->chosen, g_array_unref);
  for (guint i = 0; i < GALLEY_N_FACETS; i++)
    g_clear_pointer (&self->facets[i], galley_facet_free);
  G_OBJECT_CLASS (galley_post_list_parent_class)->dispose (object);
}

static void
galley_post_list_class_init (GalleyPostListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (GALLEY_TYPE_FILTER_PICKER);
  G_OBJECT_CLASS (class)->dispose = galley_post_list_dispose;
  signals[POST_SELECTED] = g_signal_new ("post-selected", GALLEY_TYPE_POST_LIST, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SELECTION_CHANGED] =
      g_signal_new ("selection-changed", GALLEY_TYPE_POST_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", GALLEY_TYPE_POST_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FOUND] = g_signal_new ("found", GALLEY_TYPE_POST_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "posts/galley-post-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, filters);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, tree);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_icon);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_title);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_text);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, menu);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, sort_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, chips);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, summary);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_clear);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, bar_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, picker);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("count_%d", i);

      gtk_widget_class_bind_template_child_full (widget_class, g_intern_string (name), FALSE,
                                                 G_STRUCT_OFFSET (GalleyPostList, counts) +
                                                     (gssize) (i * sizeof (GtkLabel *)));
    }
  gtk_widget_class_bind_template_callback (widget_class, filter_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, facet_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, unselect_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, button_cb);
  gtk_widget_class_bind_template_callback (widget_class, popup_menu_cb);
}

static void
galley_post_list_init (GalleyPostList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  choose_column (self);
  self->complete = TRUE;
  gtk_list_box_select_row (self->filters, gtk_list_box_get_row_at_index (self->filters, 0));
}

/**
 * galley_post_list_set_session:
 * @list: a list
 * @session: (nullable): what it shows the posts of
 *
 * Shows another project.
 */
void
galley_post_list_set_session (GalleyPostList *list, GalleySession *session)
{
  if (list->session != NULL)
    g_signal_handlers_disconnect_by_data (list->session, list);
  g_set_object (&list->session, session);
  list->selecting = TRUE;
  gtk_tree_view_set_model (list->tree, NULL);
  list->selecting = FALSE;
  g_clear_object (&list->model);
  list->selected = 0;
  list->announced = FALSE;
  galley_post_list_forget_facets (list);
  show_bar (list);
  if (session != NULL)
    g_signal_connect_swapped (session, "posts-changed", G_CALLBACK (galley_post_list_ask), list);
  galley_post_list_ask (list);
}

/**
 * galley_post_list_set_search:
 * @list: a list
 * @text: (nullable): words
 *
 * Shows only what has these words.
 */
void
galley_post_list_set_search (GalleyPostList *list, const char *text)
{
  if (g_strcmp0 (list->search, text) == 0)
    return;
  g_free (list->search);
  list->search = g_strdup (text);
  list->filtering = TRUE;
  galley_post_list_search (list);
}

/**
 * galley_post_list_is_searching:
 * @list: a list
 *
 * Returns: whether nothing is shown yet of what was searched for; "found" follows
 */
gboolean
galley_post_list_is_searching (GalleyPostList *list)
{
  return list->awaited;
}

/**
 * galley_post_list_select:
 * @list: a list
 * @id: of a post; 0: none
 *
 * Marks a post's row, now or as soon as the list has it.
 */
void
galley_post_list_select (GalleyPostList *list, gint64 id)
{
  list->selected = id;
  mark_row (list, TRUE);
}

/**
 * galley_post_list_refresh_post:
 * @list: a list
 * @id: of a post that was saved
 *
 * Shows the row of the post anew, where its place in the list is still the same.
 */
void
galley_post_list_refresh_post (GalleyPostList *list, gint64 id)
{
  if (list->model != NULL)
    galley_record_model_refresh (list->model, id);
}

/**
 * galley_post_list_get_selected:
 * @list: a list
 *
 * Returns: (transfer full) (element-type gint64): the posts that are chosen, in the list's order
 */
GArray *
galley_post_list_get_selected (GalleyPostList *list)
{
  return g_array_ref (ensure_chosen (list));
}

/**
 * galley_post_list_count_selected:
 * @list: a list
 *
 * Returns: how many posts are chosen
 */
guint
galley_post_list_count_selected (GalleyPostList *list)
{
  return count_selected (list);
}

/**
 * galley_post_list_get_neighbour:
 * @list: a list
 * @id: of a post
 *
 * Returns: the post after it in the list, or the one before where it is the last; 0 for none
 */
gint64
galley_post_list_get_neighbour (GalleyPostList *list, gint64 id)
{
  int row = list->model != NULL ? galley_record_model_find (list->model, id) : -1;

  if (row < 0)
    return 0;
  if ((guint) row + 1 < galley_record_model_get_length (list->model))
    return galley_record_model_get_id (list->model, (guint) row + 1);
  return row > 0 ? galley_record_model_get_id (list->model, (guint) row - 1) : 0;
}

/**
 * galley_post_list_get_first:
 * @list: a list
 *
 * Returns: the first post in it; 0 for none
 */
gint64
galley_post_list_get_first (GalleyPostList *list)
{
  return list->model != NULL && galley_record_model_get_length (list->model) > 0
             ? galley_record_model_get_id (list->model, 0)
             : 0;
}

/**
 * galley_post_list_has:
 * @list: a list
 * @id: of a post
 *
 * Returns: whether the post is in the list that is shown
 */
gboolean
galley_post_list_has (GalleyPostList *list, gint64 id)
{
  return list->model != NULL && galley_record_model_find (list->model, id) >= 0;
}

/**
 * galley_post_list_focus:
 * @list: a list
 *
 * Puts the keyboard into the rows.
 */
void
galley_post_list_focus (GalleyPostList *list)
{
  gtk_widget_grab_focus (GTK_WIDGET (list->tree));
}
