/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-published.h"

#include "galley-post-private.h"

/**
 * galley_project_load_published:
 * @project: a project
 * @id: a post
 * @brief: whether tags and links are left out
 * @error: GALLEY_STORE_ERROR; NOT_FOUND where it has no published version
 *
 * Returns: (transfer full) (nullable): the post as it is published, without its text
 */
GalleyPost *
galley_project_load_published (GalleyProject *project, gint64 id, gboolean brief, GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT " GALLEY_POST_COLUMNS
      " FROM post p JOIN revision r ON r.id = p.published" GALLEY_POST_JOINS "WHERE p.id = ?",
      error);
  g_autoptr (GalleyPost) post = NULL;
  GalleyStep step;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", id);
  step = galley_statement_step (row, error);
  if (step == GALLEY_STEP_DONE)
    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                 "%s: there is no published version of a post with the number %" G_GINT64_FORMAT,
                 project->path, id);
  if (step != GALLEY_STEP_ROW)
    return NULL;
  post = galley_post_read (row);
  return brief || galley_post_fill (project, post, error) ? g_steal_pointer (&post) : NULL;
}

/**
 * galley_project_sum_approved:
 * @project: a project
 * @post_id: a post
 * @sum: (out): its approved comments, as galley_project_count_approved() counts them
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_project_sum_approved (GalleyProject *project,
                             gint64 post_id,
                             GalleyCommentSum *sum,
                             GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT count(*), coalesce((SELECT number FROM change WHERE what = 'comments' AND post = ?1),"
      " 0) FROM comment c WHERE c.post = ?1 AND c.status = 'approved'",
      error);

  if (row == NULL)
    return FALSE;
  galley_statement_bind (row, "i", post_id);
  if (galley_statement_step (row, error) != GALLEY_STEP_ROW)
    return FALSE;
  sum->count = (guint) galley_statement_int (row, 0);
  sum->last_change = galley_statement_int (row, 1);
  return TRUE;
}

/**
 * galley_project_find_tag_slug:
 * @project: a project
 * @name: of a tag
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what its address is made from; %NULL without an error where
 *   there is no such tag
 */
char *
galley_project_find_tag_slug (GalleyProject *project, const char *name, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT slug FROM tag WHERE name = ?", error);

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "t", name);
  return galley_statement_step (row, error) == GALLEY_STEP_ROW ? galley_statement_text (row, 0)
                                                               : NULL;
}

static gboolean
append_ids (GalleyProject *project, const char *sql, const char *slug, GArray *ids, GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (project, sql, error);
  GalleyStep step;

  if (row == NULL)
    return FALSE;
  galley_statement_bind (row, "t", slug);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      gint64 id = galley_statement_int (row, 0);

      g_array_append_val (ids, id);
    }
  return step == GALLEY_STEP_DONE;
}

/**
 * galley_project_list_slug_owners:
 * @project: a project
 * @slug: what a text names a post by
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the posts whose published version has
 *   that slug, newest first; where there is none, those that had it
 */
GArray *
galley_project_list_slug_owners (GalleyProject *project, const char *slug, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!append_ids (project,
                   "SELECT p.id FROM revision r JOIN post p ON p.published = r.id"
                   " WHERE r.slug = ? ORDER BY r.instant DESC, p.id DESC",
                   slug, ids, error))
    return NULL;
  if (ids->len == 0 && !append_ids (project, "SELECT post FROM redirect WHERE slug = ? ORDER BY id",
                                    slug, ids, error))
    return NULL;
  return g_steal_pointer (&ids);
}

/**
 * galley_project_next_scheduled:
 * @project: a project
 * @after: seconds since 1970 UTC
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: when the next post comes out by itself; %G_MAXINT64 where none does, -1 on error
 */
gint64
galley_project_next_scheduled (GalleyProject *project, gint64 after, GError **error)
{
  gint64 next = 0;

  return galley_sql_get_int (project, &next, error,
                             "SELECT coalesce(min(r.instant), 9223372036854775807) FROM post p"
                             " JOIN revision r ON r.id = p.published"
                             " WHERE p.status = 'scheduled' AND r.instant > ?",
                             "i", after)
             ? next
             : -1;
}
