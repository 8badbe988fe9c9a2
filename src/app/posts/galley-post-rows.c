/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-rows.h"

#include "galley-post-records.h"
#include "galley-two-line-column.h"

struct _GalleyPostRows
{
  GtkTreeView parent_instance;
  GalleySession *session;
  GMenuModel *menu; /* of what can be done with the selected posts */

  GalleyRecordModel *model; /* NULL: nothing is listed */
  gboolean three_lines;     /* the rows show what was found in them */
  gint64 shown;             /* the post that the editor shows */
  GArray *selected;         /* the posts of the rows that are selected; NULL: to be looked for */
  guint scroll_idle;
  gboolean selecting; /* the selection is ours, not the person's */
};

enum
{
  POST_SELECTED,
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPostRows, galley_post_rows, GTK_TYPE_TREE_VIEW)

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
ensure_selected (GalleyPostRows *self)
{
  if (self->selected == NULL)
    {
      self->selected = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (self->model != NULL)
        gtk_tree_selection_selected_foreach (gtk_tree_view_get_selection (GTK_TREE_VIEW (self)),
                                             add_id_cb, self->selected);
    }
  return self->selected;
}

static guint
count_selected (GalleyPostRows *self)
{
  return ensure_selected (self)->len;
}

/* A place in the list is only known when it is laid out. */
static gboolean
scroll_cb (gpointer user_data)
{
  GalleyPostRows *self = user_data;
  int row = self->model != NULL ? galley_record_model_find (self->model, self->shown) : -1;

  self->scroll_idle = 0;
  if (row >= 0)
    {
      g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices (row, -1);

      gtk_tree_view_scroll_to_cell (GTK_TREE_VIEW (self), path, NULL, FALSE, 0, 0);
    }
  return G_SOURCE_REMOVE;
}

static void
mark_row (GalleyPostRows *self, gboolean scroll)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (self));
  int row = self->model != NULL ? galley_record_model_find (self->model, self->shown) : -1;

  if (count_selected (self) > 1)
    return; /* several are selected, and stay so */
  self->selecting = TRUE;
  if (row < 0)
    gtk_tree_selection_unselect_all (selection);
  else
    {
      g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices (row, -1);

      gtk_tree_view_set_cursor (GTK_TREE_VIEW (self), path, NULL, FALSE);
      if (scroll && self->scroll_idle == 0)
        self->scroll_idle = g_idle_add (scroll_cb, self);
    }
  self->selecting = FALSE;
}

/* Selects the rows of @ids again where they are still in the list. */
static void
select_again (GalleyPostRows *self, GArray *ids)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (self));
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
choose_column (GalleyPostRows *self, gboolean three)
{
  GtkTreeViewColumn *column = gtk_tree_view_get_column (GTK_TREE_VIEW (self), 0);

  if (column != NULL && three == self->three_lines)
    return;
  self->three_lines = three;
  if (column != NULL)
    gtk_tree_view_remove_column (GTK_TREE_VIEW (self), column);
  gtk_tree_view_append_column (
      GTK_TREE_VIEW (self),
      three ? galley_three_line_column_new (GALLEY_POST_COLUMN_TITLE, GALLEY_POST_COLUMN_DETAIL,
                                            GALLEY_POST_COLUMN_FOUND)
            : galley_two_line_column_new (GALLEY_POST_COLUMN_TITLE, GALLEY_POST_COLUMN_DETAIL));
  /* The height of a row is measured anew. */
  gtk_tree_view_set_fixed_height_mode (GTK_TREE_VIEW (self), FALSE);
  gtk_tree_view_set_fixed_height_mode (GTK_TREE_VIEW (self), TRUE);
}

static void
replace_model (GalleyPostRows *self,
               GArray *ids,
               GPtrArray *first,
               const char *words,
               gboolean another)
{
  GalleyRecordModel *model =
      galley_record_model_new (&galley_post_records, self->session, g_array_ref (ids), self->model);

  galley_record_model_take_first (model, first);
  /* While one types, each letter is another list. */
  if (another && words != NULL)
    galley_record_model_show_gradually (model, galley_record_model_find (model, self->shown));
  galley_record_model_set_words (model, words);
  gtk_tree_view_set_model (GTK_TREE_VIEW (self), NULL);
  choose_column (self, words != NULL);
  gtk_tree_view_set_model (GTK_TREE_VIEW (self), GTK_TREE_MODEL (model));
  g_clear_object (&self->model);
  self->model = model;
  g_clear_pointer (&self->selected, g_array_unref);
}

/* Whether a key that moves to another row is being handled: then that row alone is selected. */
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

/* Spares ensure_selected() the walk over all rows while one moves from row to row. */
static void
select_cursor (GalleyPostRows *self)
{
  g_autoptr (GtkTreePath) path = NULL;
  GtkTreeIter row;

  gtk_tree_view_get_cursor (GTK_TREE_VIEW (self), &path, NULL);
  if (path == NULL || !gtk_tree_model_get_iter (GTK_TREE_MODEL (self->model), &row, path) ||
      !gtk_tree_selection_iter_is_selected (gtk_tree_view_get_selection (GTK_TREE_VIEW (self)),
                                            &row))
    return;
  self->selected = g_array_new (FALSE, FALSE, sizeof (gint64));
  add_id_cb (GTK_TREE_MODEL (self->model), path, &row, self->selected);
}

/* One post that is selected is opened; something is to be done with several. */
static void
selection_changed_cb (GalleyPostRows *self, GtkTreeSelection *selection)
{
  gint64 id;

  g_clear_pointer (&self->selected, g_array_unref);
  if (self->selecting)
    return;
  if (moves_cursor ())
    select_cursor (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  if (count_selected (self) != 1)
    return;
  id = g_array_index (self->selected, gint64, 0);
  if (id == self->shown)
    return;
  self->shown = id;
  g_signal_emit (self, signals[POST_SELECTED], 0, id);
}

static void
activate_action (GalleyPostRows *self, const char *name)
{
  GActionGroup *group = gtk_widget_get_action_group (GTK_WIDGET (self), "win");

  if (group != NULL && g_action_group_get_action_enabled (group, name))
    g_action_group_activate_action (group, name, NULL);
}

/* Back to the post that the editor shows. */
static void
unselect (GalleyPostRows *self)
{
  self->selecting = TRUE;
  gtk_tree_selection_unselect_all (gtk_tree_view_get_selection (GTK_TREE_VIEW (self)));
  self->selecting = FALSE;
  mark_row (self, FALSE);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static gboolean
handle_key (GalleyPostRows *self, const GdkEventKey *event)
{
  guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();

  /* What goes to the end, or selects all, must find all rows. */
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
      unselect (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Opened by a key: below the row that has the cursor. */
static void
pop_up_at_row (GalleyPostRows *self, GtkMenu *menu)
{
  g_autoptr (GtkTreePath) path = NULL;
  GdkRectangle area = { 0 };

  gtk_tree_view_get_cursor (GTK_TREE_VIEW (self), &path, NULL);
  if (path != NULL)
    gtk_tree_view_get_cell_area (GTK_TREE_VIEW (self), path,
                                 gtk_tree_view_get_column (GTK_TREE_VIEW (self), 0), &area);
  gtk_menu_popup_at_rect (menu, gtk_tree_view_get_bin_window (GTK_TREE_VIEW (self)), &area,
                          GDK_GRAVITY_SOUTH_WEST, GDK_GRAVITY_NORTH_WEST, NULL);
}

static void
pop_up (GalleyPostRows *self, const GdkEvent *event)
{
  GtkWidget *menu = gtk_menu_new_from_model (self->menu);

  gtk_menu_attach_to_widget (GTK_MENU (menu), GTK_WIDGET (self), NULL);
  g_signal_connect (menu, "selection-done", G_CALLBACK (gtk_widget_destroy), NULL);
  if (event != NULL)
    gtk_menu_popup_at_pointer (GTK_MENU (menu), event);
  else
    pop_up_at_row (self, GTK_MENU (menu));
}

static gboolean
handle_button (GalleyPostRows *self, const GdkEventButton *event)
{
  g_autoptr (GtkTreePath) path = NULL;

  if (!gdk_event_triggers_context_menu ((const GdkEvent *) event) ||
      !gtk_tree_view_get_path_at_pos (GTK_TREE_VIEW (self), (int) event->x, (int) event->y, &path,
                                      NULL, NULL, NULL))
    return GDK_EVENT_PROPAGATE;
  /* What is done to one of several that are selected is done to all of them. */
  if (!gtk_tree_selection_path_is_selected (gtk_tree_view_get_selection (GTK_TREE_VIEW (self)),
                                            path))
    gtk_tree_view_set_cursor (GTK_TREE_VIEW (self), path, NULL, FALSE);
  pop_up (self, (const GdkEvent *) event);
  return GDK_EVENT_STOP;
}

static gboolean
galley_post_rows_key_press_event (GtkWidget *widget, GdkEventKey *event)
{
  if (handle_key (GALLEY_POST_ROWS (widget), event))
    return GDK_EVENT_STOP;
  return GTK_WIDGET_CLASS (galley_post_rows_parent_class)->key_press_event (widget, event);
}

static gboolean
galley_post_rows_button_press_event (GtkWidget *widget, GdkEventButton *event)
{
  if (handle_button (GALLEY_POST_ROWS (widget), event))
    return GDK_EVENT_STOP;
  return GTK_WIDGET_CLASS (galley_post_rows_parent_class)->button_press_event (widget, event);
}

static gboolean
galley_post_rows_popup_menu (GtkWidget *widget)
{
  pop_up (GALLEY_POST_ROWS (widget), NULL);
  return TRUE;
}

static void
galley_post_rows_dispose (GObject *object)
{
  GalleyPostRows *self = GALLEY_POST_ROWS (object);

  galley_post_rows_set_session (self, NULL);
  g_clear_object (&self->menu);
  g_clear_handle_id (&self->scroll_idle, g_source_remove);
  g_clear_pointer (&self->selected, g_array_unref);
  G_OBJECT_CLASS (galley_post_rows_parent_class)->dispose (object);
}

static void
galley_post_rows_class_init (GalleyPostRowsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_post_rows_dispose;
  widget_class->key_press_event = galley_post_rows_key_press_event;
  widget_class->button_press_event = galley_post_rows_button_press_event;
  widget_class->popup_menu = galley_post_rows_popup_menu;
  signals[POST_SELECTED] = g_signal_new ("post-selected", GALLEY_TYPE_POST_ROWS, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SELECTION_CHANGED] =
      g_signal_new ("selection-changed", GALLEY_TYPE_POST_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
galley_post_rows_init (GalleyPostRows *self)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (self));

  gtk_tree_selection_set_mode (selection, GTK_SELECTION_MULTIPLE);
  g_signal_connect_object (selection, "changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  choose_column (self, FALSE);
}

/**
 * galley_post_rows_set_session:
 * @rows: rows
 * @session: (nullable): of the project whose posts will be listed
 *
 * Empties the list.
 */
void
galley_post_rows_set_session (GalleyPostRows *rows, GalleySession *session)
{
  g_set_object (&rows->session, session);
  rows->selecting = TRUE;
  gtk_tree_view_set_model (GTK_TREE_VIEW (rows), NULL);
  rows->selecting = FALSE;
  g_clear_object (&rows->model);
  rows->shown = 0;
}

/**
 * galley_post_rows_set_menu:
 * @rows: rows
 * @menu: of what can be done with the selected posts
 *
 * Gives the rows a context menu.
 */
void
galley_post_rows_set_menu (GalleyPostRows *rows, GMenuModel *menu)
{
  g_set_object (&rows->menu, menu);
}

/**
 * galley_post_rows_fetch_first:
 * @project: a project, of the calling thread
 * @ids: posts in which @words were found
 * @words: words
 * @cancellable: (nullable): stops it
 * @error: set where it failed
 *
 * Returns: (transfer full) (nullable): what the first rows show, for galley_post_rows_show()
 */
GPtrArray *
galley_post_rows_fetch_first (GalleyProject *project,
                              const GArray *ids,
                              const char *words,
                              GCancellable *cancellable,
                              GError **error)
{
  return galley_record_class_fetch_first (&galley_post_records, project, ids, words, cancellable,
                                          error);
}

/**
 * galley_post_rows_show:
 * @rows: rows
 * @ids: (element-type gint64): posts
 * @first: (nullable): the records of the first of them, which are taken out of it
 * @words: (nullable): what was found in them, which the rows show
 * @another: whether the person asked for another list: what is selected may go, and the list starts
 *   at its top; else it keeps its place
 *
 * Lists posts. Where they are the same as before, what the rows say is fetched anew.
 */
void
galley_post_rows_show (GalleyPostRows *rows,
                       GArray *ids,
                       GPtrArray *first,
                       const char *words,
                       gboolean another)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (rows));
  double place = gtk_adjustment_get_value (adjustment);
  g_autoptr (GArray) selected = NULL;

  if (rows->model != NULL && galley_record_model_has_words (rows->model, words) &&
      galley_record_model_has_ids (rows->model, ids))
    {
      galley_record_model_refresh (rows->model, 0);
      return;
    }
  selected = g_array_ref (ensure_selected (rows));
  rows->selecting = TRUE;
  replace_model (rows, ids, first, words, another);
  if (selected->len > 1)
    select_again (rows, selected);
  rows->selecting = FALSE;
  if (!another)
    gtk_adjustment_set_value (adjustment, place);
  if (selected->len <= 1 || count_selected (rows) == 0)
    mark_row (rows, another);
}

/**
 * galley_post_rows_unselect:
 * @rows: rows
 *
 * Selects nothing but the post that the editor shows.
 */
void
galley_post_rows_unselect (GalleyPostRows *rows)
{
  unselect (rows);
}

/**
 * galley_post_rows_count:
 * @rows: rows
 *
 * Returns: how many posts are listed
 */
guint
galley_post_rows_count (GalleyPostRows *rows)
{
  return rows->model != NULL ? galley_record_model_get_length (rows->model) : 0;
}

/**
 * galley_post_rows_select:
 * @rows: rows
 * @id: of a post; 0: none
 *
 * Marks a post's row, now or as soon as the list has it.
 */
void
galley_post_rows_select (GalleyPostRows *rows, gint64 id)
{
  rows->shown = id;
  mark_row (rows, TRUE);
}

/**
 * galley_post_rows_refresh_post:
 * @rows: rows
 * @id: of a post that was saved
 *
 * Shows the row of the post anew, where its place in the list is still the same.
 */
void
galley_post_rows_refresh_post (GalleyPostRows *rows, gint64 id)
{
  if (rows->model != NULL)
    galley_record_model_refresh (rows->model, id);
}

/**
 * galley_post_rows_get_selected:
 * @rows: rows
 *
 * Returns: (transfer full) (element-type gint64): the posts that are selected, in the list's order
 */
GArray *
galley_post_rows_get_selected (GalleyPostRows *rows)
{
  return g_array_ref (ensure_selected (rows));
}

/**
 * galley_post_rows_count_selected:
 * @rows: rows
 *
 * Returns: how many posts are chosen
 */
guint
galley_post_rows_count_selected (GalleyPostRows *rows)
{
  return count_selected (rows);
}

/**
 * galley_post_rows_get_neighbour:
 * @rows: rows
 * @id: of a post
 *
 * Returns: the post after it in the list, or the one before where it is the last; 0 for none
 */
gint64
galley_post_rows_get_neighbour (GalleyPostRows *rows, gint64 id)
{
  int row = rows->model != NULL ? galley_record_model_find (rows->model, id) : -1;

  if (row < 0)
    return 0;
  if ((guint) row + 1 < galley_record_model_get_length (rows->model))
    return galley_record_model_get_id (rows->model, (guint) row + 1);
  return row > 0 ? galley_record_model_get_id (rows->model, (guint) row - 1) : 0;
}

/**
 * galley_post_rows_get_first:
 * @rows: rows
 *
 * Returns: the first post in it; 0 for none
 */
gint64
galley_post_rows_get_first (GalleyPostRows *rows)
{
  return rows->model != NULL && galley_record_model_get_length (rows->model) > 0
             ? galley_record_model_get_id (rows->model, 0)
             : 0;
}

/**
 * galley_post_rows_has:
 * @rows: rows
 * @id: of a post
 *
 * Returns: whether the post is in the list that is shown
 */
gboolean
galley_post_rows_has (GalleyPostRows *rows, gint64 id)
{
  return rows->model != NULL && galley_record_model_find (rows->model, id) >= 0;
}
