/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-comment-private.h"
#include "galley-post-private.h"

/* @row has GALLEY_COMMENT_COLUMNS; a status that is not known is read as pending. */
static GalleyComment *
read_comment (GalleyStatement *row)
{
  GalleyComment *comment = g_new0 (GalleyComment, 1);
  g_autofree char *status = galley_statement_text (row, 3);
  g_autofree char *kind = galley_statement_text (row, 4);

  comment->id = galley_statement_int (row, 0);
  comment->post_id = galley_statement_int (row, 1);
  comment->parent_id = galley_statement_int (row, 2);
  comment->status = (GalleyCommentStatus) MAX (galley_comment_status_from_name (status), 0);
  comment->kind =
      g_str_equal (kind, "question") ? GALLEY_COMMENT_KIND_QUESTION : GALLEY_COMMENT_KIND_COMMENT;
  comment->by_author = galley_statement_int (row, 5) != 0;
  comment->name = galley_statement_text (row, 6);
  comment->place = galley_statement_text (row, 7);
  comment->email = galley_statement_text (row, 8);
  comment->url = galley_statement_text (row, 9);
  comment->date = galley_date_from_row (row, 10);
  comment->body = galley_statement_text (row, 11);
  comment->original = galley_statement_text (row, 12);
  comment->source = galley_statement_text (row, 13);
  comment->source_id = galley_statement_text (row, 14);
  comment->post_title = galley_statement_text (row, 15);
  return comment;
}

static GalleyComment *
load_one (GalleyProject *project, gint64 id, GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project, "SELECT " GALLEY_COMMENT_COLUMNS " FROM comment c WHERE c.id = ?", error);

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", id);
  switch (galley_statement_step (row, error))
    {
    case GALLEY_STEP_ROW:
      return read_comment (row);
    case GALLEY_STEP_DONE:
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                   "%s: there is no comment with the number %" G_GINT64_FORMAT, project->path, id);
      return NULL;
    case GALLEY_STEP_ERROR:
    default:
      return NULL;
    }
}

/**
 * galley_project_load_comment:
 * @project: an open project
 * @id: of a comment
 * @error: of GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the comment; NULL with GALLEY_STORE_ERROR_NOT_FOUND where
 *   there is none
 */
GalleyComment *
galley_project_load_comment (GalleyProject *project, gint64 id, GError **error)
{
  return load_one (project, id, error);
}

/**
 * galley_project_load_comments:
 * @project: a project
 * @ids: (array length=n_ids): comments
 * @n_ids: how many
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyComment): in the order of @ids; %NULL in
 *   place of one that is gone
 */
GPtrArray *
galley_project_load_comments (GalleyProject *project,
                              const gint64 *ids,
                              gsize n_ids,
                              GError **error)
{
  g_autoptr (GPtrArray) comments =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_free);

  for (gsize i = 0; i < n_ids; i++)
    {
      g_autoptr (GError) problem = NULL;
      GalleyComment *comment = load_one (project, ids[i], &problem);

      if (comment == NULL &&
          !g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      g_ptr_array_add (comments, comment);
    }
  return g_steal_pointer (&comments);
}

/**
 * galley_project_load_approved:
 * @project: a project
 * @post_id: a post
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyComment): its approved comments, oldest
 *   first, without what never leaves the project
 */
GPtrArray *
galley_project_load_approved (GalleyProject *project, gint64 post_id, GError **error)
{
  return galley_project_load_approved_with (project, post_id, 0, error);
}

/**
 * galley_project_load_approved_with:
 * @project: a project
 * @post_id: a post
 * @comment_id: a comment, which need not be approved
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyComment): as
 *   galley_project_load_approved() would if @comment_id were approved
 */
GPtrArray *
galley_project_load_approved_with (GalleyProject *project,
                                   gint64 post_id,
                                   gint64 comment_id,
                                   GError **error)
{
  g_autoptr (GPtrArray) comments =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_free);
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT " GALLEY_COMMENT_PUBLIC_COLUMNS
      " FROM comment c WHERE c.post = ? AND (c.status = 'approved' OR c.id = ?)"
      " ORDER BY c.instant, c.id",
      error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "ii", post_id, comment_id);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    g_ptr_array_add (comments, read_comment (row));
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&comments) : NULL;
}

/**
 * galley_project_count_comments:
 * @project: an open project
 * @counts: (out): by status; all 0 on error
 * @error: of GALLEY_STORE_ERROR
 *
 * Returns: FALSE on error
 */
gboolean
galley_project_count_comments (GalleyProject *project, GalleyCommentCounts *counts, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT status, count(*) FROM comment GROUP BY status", error);
  guint by_status[4] = { 0 };
  GalleyStep step;

  memset (counts, 0, sizeof *counts);
  if (row == NULL)
    return FALSE;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      g_autofree char *name = galley_statement_text (row, 0);
      int status = galley_comment_status_from_name (name);

      if (status >= 0)
        by_status[status] = (guint) galley_statement_int (row, 1);
    }
  counts->pending = by_status[GALLEY_COMMENT_PENDING];
  counts->approved = by_status[GALLEY_COMMENT_APPROVED];
  counts->spam = by_status[GALLEY_COMMENT_SPAM];
  counts->trash = by_status[GALLEY_COMMENT_TRASH];
  return step == GALLEY_STEP_DONE;
}

/**
 * galley_project_list_comment_events:
 * @project: a project
 * @comment_id: a comment
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyCommentEvent): what happened to it,
 *   oldest first
 */
GPtrArray *
galley_project_list_comment_events (GalleyProject *project, gint64 comment_id, GError **error)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_event_free);
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT h.id, h.instant, h.who, h.action, h.detail, coalesce(h.rule, 0),"
      " coalesce(r.name, '') FROM comment_history h LEFT JOIN rule r ON r.id = h.rule"
      " WHERE h.comment = ? ORDER BY h.id",
      error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", comment_id);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyCommentEvent *event = g_new0 (GalleyCommentEvent, 1);

      event->id = galley_statement_int (row, 0);
      event->comment_id = comment_id;
      event->date = galley_date_from_instant (galley_statement_int (row, 1));
      event->who = galley_statement_text (row, 2);
      event->action = galley_statement_text (row, 3);
      event->detail = galley_statement_text (row, 4);
      event->rule_id = galley_statement_int (row, 5);
      event->rule_name = galley_statement_text (row, 6);
      g_ptr_array_add (events, event);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&events) : NULL;
}

/**
 * galley_project_count_unplaced:
 * @project: a project
 * @count: (out): how many pending and approved comments belong to no post
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_project_count_unplaced (GalleyProject *project, guint *count, GError **error)
{
  gint64 n = 0;

  if (!galley_sql_get_int (project, &n, error,
                           "SELECT count(*) FROM comment INDEXED BY comment_by_post"
                           " WHERE post IS NULL AND status IN ('pending', 'approved')",
                           ""))
    return FALSE;
  *count = (guint) n;
  return TRUE;
}
