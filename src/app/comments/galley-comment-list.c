/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-list.h"

#include <glib/gi18n.h>

#include "galley-record-model.h"
#include "galley-rendered-text.h"
#include "galley-two-line-column.h"

enum
{
  TEXT_HEADING = 1,
  TEXT_DETAIL,
  TEXT_STATUS, /* the name of an icon */
};

struct _GalleyCommentList
{
  GtkTreeView *tree; /* (unowned) */
  GalleyCommentQueue *queue;
  GalleySession *session;
  GalleyRecordModel *model;
  GtkCellRenderer *status_cell; /* (unowned): of the tree */
};

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

static int
get_cursor (GalleyCommentList *self)
{
  g_autoptr (GtkTreePath) path = NULL;

  gtk_tree_view_get_cursor (self->tree, &path, NULL);
  return path != NULL ? gtk_tree_path_get_indices (path)[0] : -1;
}

/* The person went to another row. */
static void
cursor_changed_cb (GalleyCommentList *self)
{
  int row = get_cursor (self);

  if (row >= 0)
    galley_comment_queue_select (self->queue, row);
}

static void
show_cursor (GalleyCommentList *self)
{
  int row = galley_comment_queue_get_row (self->queue);
  g_autoptr (GtkTreePath) path = NULL;

  if (row < 0 || row == get_cursor (self))
    return;
  path = gtk_tree_path_new_from_indices (row, -1);
  gtk_tree_view_set_cursor (self->tree, path, NULL, FALSE);
}

static void
restarted_cb (GalleyCommentList *self)
{
  gboolean all = galley_comment_queue_get_view (self->queue) >= GALLEY_COMMENTS_ALL;

  g_object_set (self->status_cell, "visible", all, NULL);
  gtk_tree_view_column_set_fixed_width (gtk_tree_view_get_column (self->tree, 1), all ? 48 : 28);
  gtk_tree_view_set_model (self->tree, NULL);
}

/* A list without rows is not framed where it has the focus. */
static void
mark_empty (GalleyCommentList *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->tree));

  if (galley_record_model_get_length (self->model) == 0)
    gtk_style_context_add_class (style, "galley-empty");
  else
    gtk_style_context_remove_class (style, "galley-empty");
}

/* Another list, or the same one, where little came or went. */
static void
show_rows (GalleyCommentList *self)
{
  GArray *ids = galley_comment_queue_get_ids (self->queue);
  g_autoptr (GalleyRecordModel) previous = NULL;

  if (self->model != NULL && gtk_tree_view_get_model (self->tree) == GTK_TREE_MODEL (self->model) &&
      galley_record_model_follow (self->model, ids))
    {
      galley_record_model_refresh (self->model, 0);
      gtk_widget_queue_draw (GTK_WIDGET (self->tree));
      return;
    }
  previous = g_steal_pointer (&self->model);
  self->model =
      galley_record_model_new (&comment_class, self->session, g_array_ref (ids), previous);
  gtk_tree_view_set_model (self->tree, GTK_TREE_MODEL (self->model));
}

static void
listed_cb (GalleyCommentList *self)
{
  g_signal_handlers_block_by_func (self->tree, cursor_changed_cb, self);
  show_rows (self);
  mark_empty (self);
  show_cursor (self);
  g_signal_handlers_unblock_by_func (self->tree, cursor_changed_cb, self);
}

static void
marked_cb (GalleyCommentList *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->tree));
}

static void
mark_data_cb (GtkTreeViewColumn *column,
              GtkCellRenderer *cell,
              GtkTreeModel *model,
              GtkTreeIter *iter,
              gpointer user_data)
{
  GalleyCommentList *self = user_data;
  gboolean marked;
  gint64 id;

  gtk_tree_model_get (model, iter, 0, &id, -1);
  marked = galley_comment_queue_is_marked (self->queue, id);
  g_object_set (cell, "icon-name", marked ? "object-select-symbolic" : NULL, NULL);
}

static void
add_columns (GalleyCommentList *self)
{
  GtkTreeViewColumn *column = galley_two_line_column_new (TEXT_HEADING, TEXT_DETAIL);
  GtkCellRenderer *mark = gtk_cell_renderer_pixbuf_new ();
  GtkTreeViewColumn *marks = gtk_tree_view_column_new ();

  gtk_tree_view_column_set_expand (column, TRUE);
  gtk_tree_view_append_column (self->tree, column);
  self->status_cell = gtk_cell_renderer_pixbuf_new ();
  gtk_tree_view_column_pack_start (marks, self->status_cell, FALSE);
  gtk_tree_view_column_add_attribute (marks, self->status_cell, "icon-name", TEXT_STATUS);
  gtk_tree_view_column_pack_start (marks, mark, FALSE);
  gtk_tree_view_column_set_cell_data_func (marks, mark, mark_data_cb, self, NULL);
  gtk_tree_view_column_set_sizing (marks, GTK_TREE_VIEW_COLUMN_FIXED);
  gtk_tree_view_column_set_fixed_width (marks, 28);
  gtk_tree_view_append_column (self->tree, marks);
  gtk_tree_view_set_fixed_height_mode (self->tree, TRUE);
}

/**
 * galley_comment_list_new:
 * @tree: (unowned): a tree view without columns, which lives as long as this
 * @queue: whose comments it shows
 *
 * Returns: (transfer full): what joins them
 */
GalleyCommentList *
galley_comment_list_new (GtkTreeView *tree, GalleyCommentQueue *queue)
{
  GalleyCommentList *self = g_new0 (GalleyCommentList, 1);

  self->tree = tree;
  self->queue = g_object_ref (queue);
  add_columns (self);
  g_signal_connect_swapped (tree, "cursor-changed", G_CALLBACK (cursor_changed_cb), self);
  g_signal_connect_swapped (queue, "restarted", G_CALLBACK (restarted_cb), self);
  g_signal_connect_swapped (queue, "listed", G_CALLBACK (listed_cb), self);
  g_signal_connect_swapped (queue, "selected", G_CALLBACK (show_cursor), self);
  g_signal_connect_swapped (queue, "marked", G_CALLBACK (marked_cb), self);
  return self;
}

/**
 * galley_comment_list_free:
 * @list: a list whose tree view goes
 *
 * Frees it.
 */
void
galley_comment_list_free (GalleyCommentList *list)
{
  g_signal_handlers_disconnect_by_data (list->tree, list);
  g_signal_handlers_disconnect_by_data (list->queue, list);
  gtk_tree_view_set_model (list->tree, NULL);
  g_clear_object (&list->model);
  g_clear_object (&list->session);
  g_object_unref (list->queue);
  g_free (list);
}

/**
 * galley_comment_list_set_session:
 * @list: a list
 * @session: (nullable): where the records of the rows are read
 *
 * Shows the comments of another project, once its queue lists them.
 */
void
galley_comment_list_set_session (GalleyCommentList *list, GalleySession *session)
{
  gtk_tree_view_set_model (list->tree, NULL);
  g_clear_object (&list->model);
  g_set_object (&list->session, session);
}
