/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-list.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-post.h"
#include "galley-post-records.h"
#include "galley-two-line-column.h"

struct _GalleyPostList
{
  GtkBox parent_instance;
  GtkListBox *filters;
  GtkLabel *counts[5]; /* by row of filters */
  GtkStack *stack;
  GtkTreeView *tree;
  GtkImage *empty_icon;
  GtkLabel *empty_title;
  GtkLabel *empty_text;
  GMenuModel *menu;

  GalleySession *session;
  GalleyRecordModel *model;
  GCancellable *cancellable; /* of the listing that is under way */
  char *search;
  gint64 selected;
  int row; /* where the selected post was */
  guint scroll_idle;
  gboolean selecting; /* the selection is ours, not the person's */
  gboolean announced; /* "loaded" was emitted for this session */
  gboolean filtering; /* another list was asked for, not the same anew */
};

/* What a row of filters shows; the first is all but the trash. */
static const int statuses[5] = { -1, GALLEY_POST_DRAFT, GALLEY_POST_SCHEDULED,
                                 GALLEY_POST_PUBLISHED, GALLEY_POST_TRASH };

typedef struct
{
  int status;
  char *search;
} Question;

typedef struct
{
  GArray *ids;
  GalleyPostCounts counts;
} Answer;

enum
{
  POST_SELECTED,
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPostList, galley_post_list, GTK_TYPE_BOX)

static void
question_free (Question *question)
{
  g_free (question->search);
  g_free (question);
}

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->ids, g_array_unref);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
list_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  filter.status = question->status;
  filter.search = question->search;
  answer->ids = galley_project_list_posts (project, &filter, cancellable, error);
  if (answer->ids == NULL || !galley_project_count_posts (project, &answer->counts, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static int
current_filter (GalleyPostList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->filters);

  return row != NULL ? CLAMP (gtk_list_box_row_get_index (row), 0, 4) : 0;
}

static void
show_counts (GalleyPostList *self, const GalleyPostCounts *counts)
{
  guint numbers[5] = { counts->all, counts->drafts, counts->scheduled, counts->published,
                       counts->trash };

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("%'u", numbers[i]);

      gtk_label_set_text (self->counts[i], text);
    }
}

static void
say_empty (GalleyPostList *self, const char *icon, const char *title, const char *text)
{
  gtk_image_set_from_icon_name (self->empty_icon, icon, GTK_ICON_SIZE_DIALOG);
  gtk_label_set_text (self->empty_title, title);
  gtk_label_set_text (self->empty_text, text);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* A list without rows says why, and what to do next. */
static void
show_empty_page (GalleyPostList *self)
{
  static const struct
  {
    const char *icon, *title, *text;
  } pages[5] = {
    { "document-edit-symbolic", N_ ("No Posts Yet"), N_ ("Write the first one.") },
    { "document-edit-symbolic", N_ ("No Drafts"),
      N_ ("A new post is a draft until you publish it.") },
    { "alarm-symbolic", N_ ("Nothing Scheduled"),
      N_ ("Publish a post whose date is still to come, and it waits here.") },
    { "emblem-ok-symbolic", N_ ("Nothing Published"),
      N_ ("Published posts go out with the next export.") },
    { "user-trash-symbolic", N_ ("The Trash Is Empty"), N_ ("Posts that you delete stay here.") },
  };
  int filter = current_filter (self);
  gboolean found_nothing = self->search != NULL && self->search[0] != '\0';

  say_empty (self, found_nothing ? "edit-find-symbolic" : pages[filter].icon,
             found_nothing ? _ ("No Posts Found") : _ (pages[filter].title),
             found_nothing ? _ ("Try fewer or other words.") : _ (pages[filter].text));
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

static void
show_ids (GalleyPostList *self, GArray *ids)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->tree));
  double place = gtk_adjustment_get_value (adjustment);

  if (self->model != NULL && galley_record_model_has_ids (self->model, ids))
    {
      galley_record_model_refresh (self->model, 0);
      return;
    }
  g_clear_object (&self->model);
  self->model =
      galley_record_model_new (&galley_post_records, self->session, g_array_ref (ids), NULL);
  self->selecting = TRUE;
  gtk_tree_view_set_model (self->tree, GTK_TREE_MODEL (self->model));
  self->selecting = FALSE;
  if (!self->filtering)
    gtk_adjustment_set_value (adjustment, place);
  mark_row (self, self->filtering);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPostList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable ||
      GALLEY_SESSION (source) != self->session)
    return; /* a later question is under way */
  if (answer == NULL)
    {
      say_empty (self, "dialog-error-symbolic", _ ("The Posts Could Not Be Read"), error->message);
      return;
    }
  show_counts (self, &answer->counts);
  if (answer->ids->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    show_empty_page (self);
  show_ids (self, answer->ids);
  self->filtering = FALSE;
  if (!self->announced)
    {
      self->announced = TRUE;
      g_signal_emit (self, signals[LOADED], 0, answer->counts.all);
    }
}

/* Asks for the list anew; a question that was not answered yet is dropped. */
static void
ask (GalleyPostList *self)
{
  Question *question;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->status = statuses[current_filter (self)];
  question->search = g_strdup (self->search);
  galley_session_run_async (self->session, GALLEY_LANE_READ, list_job, question,
                            (GDestroyNotify) question_free, (GDestroyNotify) answer_free,
                            self->cancellable, listed_cb, g_object_ref (self));
}

static void
filter_selected_cb (GalleyPostList *self)
{
  self->filtering = TRUE;
  ask (self);
}

static void
selection_changed_cb (GalleyPostList *self, GtkTreeSelection *selection)
{
  GtkTreeModel *model;
  GtkTreeIter iter;
  gint64 id;

  if (self->selecting || !gtk_tree_selection_get_selected (selection, &model, &iter))
    return;
  gtk_tree_model_get (model, &iter, 0, &id, -1);
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

static gboolean
key_cb (GalleyPostList *self, GdkEventKey *event)
{
  guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();

  if (modifiers == 0 && (event->keyval == GDK_KEY_Delete || event->keyval == GDK_KEY_KP_Delete))
    {
      activate_action (self, "trash-post");
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
pop_up (GalleyPostList *self, const GdkEvent *event)
{
  GtkWidget *menu = gtk_menu_new_from_model (self->menu);

  gtk_menu_attach_to_widget (GTK_MENU (menu), GTK_WIDGET (self->tree), NULL);
  g_signal_connect (menu, "selection-done", G_CALLBACK (gtk_widget_destroy), NULL);
  gtk_menu_popup_at_pointer (GTK_MENU (menu), event);
}

static gboolean
button_cb (GalleyPostList *self, GdkEventButton *event)
{
  g_autoptr (GtkTreePath) path = NULL;

  if (!gdk_event_triggers_context_menu ((GdkEvent *) event) ||
      !gtk_tree_view_get_path_at_pos (self->tree, (int) event->x, (int) event->y, &path, NULL, NULL,
                                      NULL))
    return GDK_EVENT_PROPAGATE;
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
  G_OBJECT_CLASS (galley_post_list_parent_class)->dispose (object);
}

static void
galley_post_list_class_init (GalleyPostListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_post_list_dispose;
  signals[POST_SELECTED] = g_signal_new ("post-selected", GALLEY_TYPE_POST_LIST, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[LOADED] = g_signal_new ("loaded", GALLEY_TYPE_POST_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "posts/galley-post-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, filters);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, tree);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_icon);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_title);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_text);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, menu);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("count_%d", i);

      gtk_widget_class_bind_template_child_full (widget_class, g_intern_string (name), FALSE,
                                                 G_STRUCT_OFFSET (GalleyPostList, counts) +
                                                     (gssize) (i * sizeof (GtkLabel *)));
    }
  gtk_widget_class_bind_template_callback (widget_class, filter_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, button_cb);
  gtk_widget_class_bind_template_callback (widget_class, popup_menu_cb);
}

static void
galley_post_list_init (GalleyPostList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_tree_view_append_column (
      self->tree, galley_two_line_column_new (GALLEY_POST_COLUMN_TITLE, GALLEY_POST_COLUMN_DETAIL));
  gtk_tree_view_set_fixed_height_mode (self->tree, TRUE);
  gtk_list_box_select_row (self->filters, gtk_list_box_get_row_at_index (self->filters, 0));
}

/**
 * galley_post_list_new:
 *
 * Returns: (transfer floating): a list
 */
GtkWidget *
galley_post_list_new (void)
{
  return g_object_new (GALLEY_TYPE_POST_LIST, NULL);
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
  if (session != NULL)
    g_signal_connect_swapped (session, "posts-changed", G_CALLBACK (ask), list);
  ask (list);
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
  ask (list);
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
