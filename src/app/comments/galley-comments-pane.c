/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comments-pane-private.h"

#include <glib/gi18n.h>

#include "galley-rendered-text.h"
#include "galley-two-line-column.h"

/* From this width on, in pixels, there is room for the comment and the page of its post. */
#define ROOM_WIDTH 1180
#define LIST_WIDTH 320

enum
{
  TEXT_HEADING = 1,
  TEXT_DETAIL,
  TEXT_STATUS, /* the name of an icon */
};

enum
{
  OPEN_POST,
  SHOW_KEYS,
  VIEWING,
  RESIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyCommentsPane, galley_comments_pane, GTK_TYPE_BOX)

/* What the list shows, read in one go. */
typedef struct
{
  GalleyCommentsPane *pane; /* on the main thread only */
  guint generation;
  GalleyCommentFilter filter;
  char *search;
  GPtrArray *choices;
  GArray *ids;
  GalleyCommentCounts counts;
  guint n_unplaced;
} Listing;

static void
listing_free (Listing *listing)
{
  g_clear_object (&listing->pane);
  g_free (listing->search);
  g_clear_pointer (&listing->choices, g_ptr_array_unref);
  g_clear_pointer (&listing->ids, g_array_unref);
  g_free (listing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

static gpointer
fetch_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;

  return galley_project_load_comments (project, (gint64 *) ids->data, ids->len, error);
}

static const char *
get_status_icon (GalleyCommentStatus status)
{
  switch (status)
    {
    case GALLEY_COMMENT_APPROVED:
      return "emblem-ok-symbolic";
    case GALLEY_COMMENT_SPAM:
      return "dialog-warning-symbolic";
    case GALLEY_COMMENT_TRASH:
      return "user-trash-symbolic";
    case GALLEY_COMMENT_PENDING:
    default:
      return "mail-unread-symbolic";
    }
}

static char *
describe_detail (const GalleyComment *comment)
{
  g_autofree char *body = galley_rendered_text_begin (comment->body, 80);

  if (comment->post_id == 0)
    return g_strdup_printf ("%s · %s", _ ("Unplaced"), body);
  if (comment->post_title != NULL && comment->post_title[0] != '\0')
    return g_strdup_printf ("%s · %s", body, comment->post_title);
  return g_steal_pointer (&body);
}

static char *
describe (gconstpointer record, guint text)
{
  const GalleyComment *comment = record;
  g_autofree char *date = NULL;
  g_auto (GStrv) place = NULL;

  if (text == TEXT_DETAIL - 1)
    return describe_detail (comment);
  if (text == TEXT_STATUS - 1)
    return g_strdup (get_status_icon (comment->status));
  /* Translators: a short date in the list of comments, for g_date_time_format() */
  date =
      comment->date != NULL ? g_date_time_format (comment->date, _ ("%b %-e, %Y")) : g_strdup ("");
  place = g_strsplit (comment->place, ",", 2);
  return g_strdup_printf ("%s%s%s · %s", comment->name[0] != '\0' ? comment->name : _ ("Someone"),
                          place[0] != NULL && place[0][0] != '\0' ? ", " : "",
                          place[0] != NULL ? place[0] : "", date);
}

static const GalleyRecordClass comment_class = {
  .fetch = fetch_job,
  .free = (GDestroyNotify) galley_comment_free,
  .n_texts = 3,
  .describe = describe,
};

int
galley_comments_pane_get_row (GalleyCommentsPane *self)
{
  g_autoptr (GtkTreePath) path = NULL;

  gtk_tree_view_get_cursor (self->list, &path, NULL);
  return path != NULL ? gtk_tree_path_get_indices (path)[0] : -1;
}

gint64
galley_comments_pane_get_id (GalleyCommentsPane *self)
{
  int row = galley_comments_pane_get_row (self);

  if (self->model == NULL || row < 0 || (guint) row >= galley_record_model_get_length (self->model))
    return 0;
  return galley_record_model_get_id (self->model, (guint) row);
}

/* The nearest row that there is. */
void
galley_comments_pane_select (GalleyCommentsPane *self, int row)
{
  guint n = self->model != NULL ? galley_record_model_get_length (self->model) : 0;
  g_autoptr (GtkTreePath) path = NULL;

  if (n == 0)
    return;
  path = gtk_tree_path_new_from_indices (CLAMP (row, 0, (int) n - 1), -1);
  gtk_tree_view_set_cursor (self->list, path, NULL, FALSE);
}

/* Returns: the GalleyCommentStatus that is listed; above GALLEY_COMMENT_TRASH: all */
int
galley_comments_pane_get_filter (GalleyCommentsPane *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->filters);

  return row != NULL ? gtk_list_box_row_get_index (row) : 0;
}

static void
show_empty (GalleyCommentsPane *self)
{
  const GalleyCommentCounts *counts = &self->counts;
  gboolean searching = gtk_entry_get_text_length (GTK_ENTRY (self->search)) > 0;
  gboolean narrowed = searching || self->choices->len > 0;
  gboolean any = counts->pending + counts->approved + counts->spam + counts->trash > 0;
  const char *title = _ ("Nothing here");
  const char *description = "";

  if (!any && !narrowed)
    {
      title = _ ("No comments yet");
      description =
          _ ("Readers’ comments come in as mail, or in files as form services give them. Import "
             "them (Ctrl+Shift+O), or drag the files here. Nothing is published before you approve "
             "it.");
    }
  else if (narrowed)
    {
      title = _ ("Nothing found");
      description = self->choices->len == 0 ? _ ("No comment here has these words.")
                    : searching ? _ ("No comment here has these words and fits the filters.")
                                : _ ("No comment here fits the filters.");
    }
  else if (galley_comments_pane_get_filter (self) == GALLEY_COMMENT_PENDING)
    {
      title = _ ("All caught up");
      description = _ ("No comment waits for you.");
    }
  gtk_widget_set_visible (self->clear, narrowed);
  hdy_status_page_set_title (self->empty, title);
  hdy_status_page_set_description (self->empty, description);
  gtk_stack_set_visible_child_name (self->pages, "empty");
}

static void
show_failure (GalleyCommentsPane *self, const char *why)
{
  g_autofree char *escaped = g_markup_escape_text (why, -1);

  gtk_widget_hide (self->clear);
  hdy_status_page_set_title (self->empty, _ ("The Comments Could Not Be Read"));
  hdy_status_page_set_description (self->empty, escaped);
  gtk_stack_set_visible_child_name (self->pages, "empty");
}

/* What is on its way to the view. */
typedef struct
{
  GalleyCommentsPane *pane;
  guint generation;
} Viewing;

static void
context_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Viewing *viewing = user_data;
  g_autoptr (GalleyCommentsPane) self = viewing->pane;
  g_autoptr (GalleyCommentContext) context =
      galley_session_run_finish (GALLEY_SESSION (source), result, NULL);

  if (context == NULL || viewing->generation != self->view_generation)
    return;
  galley_comment_view_show (self->view, context);
  gtk_stack_set_visible_child_name (self->pages, "comment");
  g_clear_pointer (&self->post, galley_post_free);
  self->post = g_steal_pointer (&context->post);
  g_signal_emit (self, signals[VIEWING], 0);
}

static void
show_comment (GalleyCommentsPane *self)
{
  gint64 id = galley_comments_pane_get_id (self);
  Viewing *viewing;

  self->view_generation++;
  if (id == 0)
    {
      show_empty (self);
      g_clear_pointer (&self->post, galley_post_free);
      g_signal_emit (self, signals[VIEWING], 0);
      return;
    }
  viewing = g_new0 (Viewing, 1);
  viewing->pane = g_object_ref (self);
  viewing->generation = self->view_generation;
  galley_session_run_async (
      self->session, GALLEY_LANE_READ, galley_comment_context_load, g_memdup2 (&id, sizeof id),
      g_free, (GDestroyNotify) galley_comment_context_free, NULL, context_loaded_cb, viewing);
}

static gpointer
list_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = data;

  for (guint i = 0; i < listing->choices->len; i++)
    if (listing->filter.post_id == 0 ||
        ((GalleyCommentChoice *) g_ptr_array_index (listing->choices, i))->kind !=
            GALLEY_CHOICE_POST)
      galley_comment_choice_apply (g_ptr_array_index (listing->choices, i), &listing->filter);
  listing->filter.search = listing->search;
  listing->ids = galley_project_list_and_count (project, &listing->filter, &listing->counts,
                                                &listing->n_unplaced, cancellable, error);
  return listing->ids != NULL ? listing : NULL;
}

static void
show_counts (GalleyCommentsPane *self)
{
  const GalleyCommentCounts *counts = &self->counts;
  guint numbers[N_FILTERS] = { counts->pending,
                               counts->approved,
                               counts->spam,
                               counts->trash,
                               counts->pending + counts->approved,
                               self->n_unplaced };
  GtkLabel *labels[N_FILTERS] = { self->count_0, self->count_1, self->count_2,
                                  self->count_3, self->count_4, self->count_5 };

  for (int i = 0; i < N_FILTERS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", numbers[i]);

      gtk_label_set_text (labels[i], text);
    }
}

/* Another list, or the same one, where little came or went. */
static void
show_list (GalleyCommentsPane *self, GArray *ids)
{
  g_autoptr (GalleyRecordModel) previous = NULL;

  if (self->model != NULL && gtk_tree_view_get_model (self->list) == GTK_TREE_MODEL (self->model) &&
      galley_record_model_follow (self->model, ids))
    {
      galley_record_model_refresh (self->model, 0);
      gtk_widget_queue_draw (GTK_WIDGET (self->list));
      g_array_unref (ids);
      return;
    }
  previous = g_steal_pointer (&self->model);
  self->model = galley_record_model_new (&comment_class, self->session, ids, previous);
  gtk_tree_view_set_model (self->list, GTK_TREE_MODEL (self->model));
}

/* A list without rows is not framed where it has the focus. */
static void
mark_empty (GalleyCommentsPane *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->list));

  if (galley_record_model_get_length (self->model) == 0)
    gtk_style_context_add_class (style, "galley-empty");
  else
    gtk_style_context_remove_class (style, "galley-empty");
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Listing) listing = user_data;
  GalleyCommentsPane *self = listing->pane;
  gint64 id;
  g_autoptr (GError) error = NULL;
  gboolean read = galley_session_run_finish (GALLEY_SESSION (source), result, &error) != NULL;
  int row;

  if (listing->generation != self->list_generation)
    return;
  if (!read)
    {
      show_failure (self, error->message);
      return;
    }
  id = galley_comments_pane_get_id (self);
  self->counts = listing->counts;
  self->n_unplaced = listing->n_unplaced;
  show_counts (self);
  g_signal_handlers_block_by_func (self->list, show_comment, self);
  show_list (self, g_steal_pointer (&listing->ids));
  mark_empty (self);
  row = self->wanted != 0 ? galley_record_model_find (self->model, self->wanted) : -1;
  if (row < 0 && id != 0)
    row = galley_record_model_find (self->model, id);
  self->wanted = 0;
  row = row >= 0 ? row : (int) self->keep_row;
  if (row != galley_comments_pane_get_row (self))
    galley_comments_pane_select (self, row);
  g_signal_handlers_unblock_by_func (self->list, show_comment, self);
  show_comment (self);
}

/* Lists anew; the comment in view stays, or the one that took its row. */
void
galley_comments_pane_reload (GalleyCommentsPane *self)
{
  Listing *listing;
  int filter = galley_comments_pane_get_filter (self);

  if (self->session == NULL)
    return;
  listing = g_new0 (Listing, 1);
  listing->pane = g_object_ref (self);
  listing->generation = ++self->list_generation;
  listing->filter = (GalleyCommentFilter) GALLEY_COMMENT_FILTER_INIT;
  listing->filter.status = filter <= GALLEY_COMMENT_TRASH ? filter : -1;
  listing->filter.post_id = filter == FILTER_UNPLACED ? -1 : 0;
  listing->search = g_strdup (gtk_entry_get_text (GTK_ENTRY (self->search)));
  listing->choices = galley_comments_pane_copy_choices (self);
  galley_session_run_async (self->session, GALLEY_LANE_READ, list_job, listing, NULL, NULL, NULL,
                            listed_cb, listing);
}

/* Lists from the begin, since other comments are wanted. */
void
galley_comments_pane_start_over (GalleyCommentsPane *self)
{
  gboolean all = galley_comments_pane_get_filter (self) > GALLEY_COMMENT_TRASH;

  self->keep_row = 0;
  self->wanted = 0;
  g_object_set (self->status_cell, "visible", all, NULL);
  gtk_tree_view_column_set_fixed_width (gtk_tree_view_get_column (self->list, 1), all ? 48 : 28);
  g_hash_table_remove_all (self->marked);
  gtk_tree_view_set_model (self->list, NULL);
  galley_comments_pane_reload (self);
}

static void
stop_search_cb (GalleyCommentsPane *self)
{
  gtk_entry_set_text (GTK_ENTRY (self->search), "");
  galley_comments_pane_focus (self);
}

static void
decide_cb (GalleyCommentsPane *self, int status)
{
  galley_comments_pane_decide (self, (GalleyCommentStatus) status, FALSE);
}

static void
reply_cb (GalleyCommentsPane *self, const char *text)
{
  g_autoptr (GalleyDecision) decision =
      galley_decision_new_reply (galley_comment_view_get_id (self->view), text);

  galley_comments_pane_make (self, decision);
  galley_comments_pane_focus (self);
}

static void
edit_cb (GalleyCommentsPane *self, const char *text)
{
  g_autoptr (GalleyDecision) decision =
      galley_decision_new_edit (galley_comment_view_get_id (self->view), text);

  galley_comments_pane_make (self, decision);
  galley_comments_pane_focus (self);
}

static void
open_post_cb (GalleyCommentsPane *self, gint64 id)
{
  g_signal_emit (self, signals[OPEN_POST], 0, id);
}

static gboolean
key_press_cb (GalleyCommentsPane *self, GdkEventKey *event)
{
  GtkWidget *toplevel = gtk_widget_get_toplevel (GTK_WIDGET (self));
  GtkWidget *focus = GTK_IS_WINDOW (toplevel) ? gtk_window_get_focus (GTK_WINDOW (toplevel)) : NULL;
  gboolean writing = GTK_IS_ENTRY (focus) || (GTK_IS_TEXT_VIEW (focus) &&
                                              gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));

  return !writing && galley_comments_pane_handle_key (self, event) ? GDK_EVENT_STOP
                                                                   : GDK_EVENT_PROPAGATE;
}

static void
mark_data_cb (GtkTreeViewColumn *column,
              GtkCellRenderer *cell,
              GtkTreeModel *model,
              GtkTreeIter *iter,
              gpointer data)
{
  GalleyCommentsPane *self = data;
  gint64 id;

  gtk_tree_model_get (model, iter, 0, &id, -1);
  g_object_set (cell, "icon-name",
                g_hash_table_contains (self->marked, &id) ? "object-select-symbolic" : NULL, NULL);
}

static void
set_up_list (GalleyCommentsPane *self)
{
  GtkTreeViewColumn *column = galley_two_line_column_new (TEXT_HEADING, TEXT_DETAIL);
  GtkCellRenderer *mark = gtk_cell_renderer_pixbuf_new ();
  GtkTreeViewColumn *marks = gtk_tree_view_column_new ();

  gtk_tree_view_column_set_expand (column, TRUE);
  gtk_tree_view_append_column (self->list, column);
  self->status_cell = gtk_cell_renderer_pixbuf_new ();
  gtk_tree_view_column_pack_start (marks, self->status_cell, FALSE);
  gtk_tree_view_column_add_attribute (marks, self->status_cell, "icon-name", TEXT_STATUS);
  gtk_tree_view_column_pack_start (marks, mark, FALSE);
  gtk_tree_view_column_set_cell_data_func (marks, mark, mark_data_cb, self, NULL);
  gtk_tree_view_column_set_sizing (marks, GTK_TREE_VIEW_COLUMN_FIXED);
  gtk_tree_view_column_set_fixed_width (marks, 28);
  gtk_tree_view_append_column (self->list, marks);
  gtk_tree_view_set_fixed_height_mode (self->list, TRUE);
  g_signal_connect_swapped (self->list, "cursor-changed", G_CALLBACK (show_comment), self);
}

static void
galley_comments_pane_dispose (GObject *object)
{
  GalleyCommentsPane *self = GALLEY_COMMENTS_PANE (object);

  galley_comments_pane_set_session (self, NULL);
  g_clear_handle_id (&self->room_idle, g_source_remove);
  g_clear_pointer (&self->post, galley_post_free);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (galley_comments_pane_parent_class)->dispose (object);
}

static void
galley_comments_pane_finalize (GObject *object)
{
  GalleyCommentsPane *self = GALLEY_COMMENTS_PANE (object);

  g_clear_pointer (&self->marked, g_hash_table_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->undoable, g_ptr_array_unref);
  g_clear_pointer (&self->redoable, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_comments_pane_parent_class)->finalize (object);
}

static gboolean
room_cb (gpointer user_data)
{
  GalleyCommentsPane *self = user_data;

  self->room_idle = 0;
  g_signal_emit (self, signals[RESIZED], 0);
  return G_SOURCE_REMOVE;
}

static void
galley_comments_pane_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  GalleyCommentsPane *self = GALLEY_COMMENTS_PANE (widget);
  gboolean has_room = allocation->width >= ROOM_WIDTH;

  if (has_room != self->has_room && self->room_idle == 0) /* not while it is being laid out */
    self->room_idle = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, room_cb, self, NULL);
  self->has_room = has_room;
  GTK_WIDGET_CLASS (galley_comments_pane_parent_class)->size_allocate (widget, allocation);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyCommentsPane, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GALLEY_TYPE_COMMENT_VIEW);
  g_type_ensure (HDY_TYPE_STATUS_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyproof/Galley/comments/galley-comments-pane.ui");
  BIND (filters);
  BIND (count_0);
  BIND (count_1);
  BIND (count_2);
  BIND (count_3);
  BIND (count_4);
  BIND (count_5);
  BIND (search);
  BIND (narrow);
  BIND (chips);
  BIND (clear);
  BIND (list);
  BIND (pages);
  BIND (empty);
  BIND (beside);
  BIND (view);
  BIND (told);
  BIND (told_text);
  BIND (undo);
  gtk_widget_class_bind_template_callback (widget_class, galley_comments_pane_start_over);
  gtk_widget_class_bind_template_callback (widget_class, galley_comments_pane_widen);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, decide_cb);
  gtk_widget_class_bind_template_callback (widget_class, reply_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_post_cb);
  gtk_widget_class_bind_template_callback (widget_class, galley_comments_pane_place);
  gtk_widget_class_bind_template_callback (widget_class, key_press_cb);
  gtk_widget_class_bind_template_callback (widget_class, galley_comments_pane_undo);
}

static void
galley_comments_pane_class_init (GalleyCommentsPaneClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = galley_comments_pane_dispose;
  object_class->finalize = galley_comments_pane_finalize;
  GTK_WIDGET_CLASS (class)->size_allocate = galley_comments_pane_size_allocate;
  bind_template (GTK_WIDGET_CLASS (class));
  signals[OPEN_POST] = g_signal_new ("open-post", GALLEY_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[VIEWING] = g_signal_new ("viewing", GALLEY_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[RESIZED] = g_signal_new ("resized", GALLEY_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SHOW_KEYS] = g_signal_new ("show-keys", GALLEY_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_comments_pane_init (GalleyCommentsPane *self)
{
  self->marked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->undoable = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_decision_unref);
  self->redoable = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_decision_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_comments_pane_set_up_filters (self);
  set_up_list (self);
  g_signal_connect_object (galley_comment_view_get_text (self->view), "key-press-event",
                           G_CALLBACK (key_press_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_select_row (self->filters, gtk_list_box_get_row_at_index (self->filters, 0));
}

/**
 * galley_comments_pane_new:
 *
 * Returns: (transfer floating): a pane without a session
 */
GtkWidget *
galley_comments_pane_new (void)
{
  return g_object_new (GALLEY_TYPE_COMMENTS_PANE, NULL);
}

/**
 * galley_comments_pane_set_session:
 * @pane: the pane
 * @session: (nullable): whose comments to review
 *
 * Shows the comments of a project. What could be undone in another is forgotten.
 */
void
galley_comments_pane_set_session (GalleyCommentsPane *pane, GalleySession *session)
{
  if (pane->session == session)
    return;
  if (pane->session != NULL)
    g_clear_signal_handler (&pane->changed_handler, pane->session);
  pane->list_generation++;
  pane->view_generation++;
  g_ptr_array_set_size (pane->undoable, 0);
  g_ptr_array_set_size (pane->redoable, 0);
  g_ptr_array_set_size (pane->choices, 0);
  gtk_container_foreach (GTK_CONTAINER (pane->chips), (GtkCallback) gtk_widget_destroy, NULL);
  gtk_widget_hide (GTK_WIDGET (pane->chips));
  galley_comment_view_forget (pane->view);
  gtk_revealer_set_reveal_child (pane->told, FALSE);
  g_set_object (&pane->session, session);
  if (session == NULL)
    return;
  pane->changed_handler = g_signal_connect_swapped (session, "comments-changed",
                                                    G_CALLBACK (galley_comments_pane_reload), pane);
  galley_comments_pane_start_over (pane);
}

/**
 * galley_comments_pane_focus:
 * @pane: the pane
 *
 * Gives the list the focus, and with it the pane its keys.
 */
void
galley_comments_pane_focus (GalleyCommentsPane *pane)
{
  gtk_widget_grab_focus (GTK_WIDGET (pane->list));
}

/**
 * galley_comments_pane_get_reader:
 * @pane: the pane
 *
 * Returns: (transfer full) (nullable): the e-mail address or else the name of who wrote the comment
 *   in view
 */
char *
galley_comments_pane_get_reader (GalleyCommentsPane *pane)
{
  if (galley_comments_pane_get_id (pane) == 0)
    return NULL;
  return g_strdup (galley_comment_view_get_reader (pane->view));
}

/**
 * galley_comments_pane_has_room:
 * @pane: the pane
 *
 * Returns: whether a page can stand beside the comment; "resized" is emitted when that changes
 */
gboolean
galley_comments_pane_has_room (GalleyCommentsPane *pane)
{
  return pane->has_room;
}

/**
 * galley_comments_pane_take_page:
 * @pane: the pane
 * @page: (transfer none): what shows the page of a post, without a parent
 *
 * Puts it beside the comment.
 */
void
galley_comments_pane_take_page (GalleyCommentsPane *pane, GtkWidget *page)
{
  GtkAllocation whole, beside;

  gtk_widget_get_allocation (GTK_WIDGET (pane), &whole);
  gtk_widget_get_allocation (GTK_WIDGET (pane->pages), &beside);
  gtk_paned_pack2 (pane->beside, page, TRUE, FALSE);
  /* Half of what the list leaves; the pages were not laid out while they were not to be seen. */
  gtk_paned_set_position (pane->beside,
                          (beside.width > 1 ? beside.width : whole.width - LIST_WIDTH) / 2);
}

/**
 * galley_comments_pane_take_post:
 * @pane: the pane
 *
 * Returns: (transfer full) (nullable): the post that the comment in view belongs to
 */
GalleyPost *
galley_comments_pane_take_post (GalleyCommentsPane *pane)
{
  return pane->post != NULL ? galley_post_copy (pane->post) : NULL;
}

/**
 * galley_comments_pane_get_comment:
 * @pane: the pane
 *
 * Returns: the id of the comment in view; 0: none
 */
gint64
galley_comments_pane_get_comment (GalleyCommentsPane *pane)
{
  return pane->post != NULL ? galley_comment_view_get_id (pane->view) : 0;
}
