/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-private.h"
#include "galley-project-private.h"

/**
 * galley_project_join_comment:
 * @project: a project
 * @id: of a comment
 * @parent_id: of the one that it answers, which must not be below it
 * @error: GALLEY_STORE_ERROR
 *
 * Puts a comment below the one that it answers, and where it has no post under that one's.
 */
gboolean
galley_project_join_comment (GalleyProject *project, gint64 id, gint64 parent_id, GError **error)
{
  return galley_sql_run (project, error,
                         "UPDATE comment SET parent = ?1,"
                         " post = coalesce(post, (SELECT post FROM comment WHERE id = ?1))"
                         " WHERE id = ?2",
                         "ii", parent_id, id) &&
         galley_comment_note (project, id, "import", "place", "joined to what it answers", error);
}

/* A comment and all answers below it. UNION, not UNION ALL: a damaged file may hold a ring. */
static GArray *
list_thread (GalleyProject *project, gint64 id, GError **error)
{
  g_autoptr (GArray) thread = g_array_new (FALSE, FALSE, sizeof (GalleyPlacing));
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "WITH RECURSIVE thread (id) AS (SELECT ?1 UNION SELECT c.id FROM comment c JOIN thread t"
      " ON c.parent = t.id)"
      " SELECT c.id, c.post FROM thread t JOIN comment c ON c.id = t.id",
      error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", id);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyPlacing placing = { galley_statement_int (row, 0), galley_statement_int (row, 1) };

      g_array_append_val (thread, placing);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&thread) : NULL;
}

static gboolean
place_one (GalleyProject *project,
           gint64 id,
           gint64 post_id,
           const char *who,
           const char *detail,
           GError **error)
{
  return galley_sql_run (project, error, "UPDATE comment SET post = ? WHERE id = ?", "ki", post_id,
                         id) &&
         galley_comment_note (project, id, who, "place", detail, error);
}

static gboolean
place_thread (GalleyProject *project,
              gint64 id,
              gint64 post_id,
              const char *who,
              GArray *moved,
              GError **error)
{
  g_autoptr (GArray) thread = list_thread (project, id, error);

  for (guint i = 0; thread != NULL && i < thread->len; i++)
    {
      GalleyPlacing placing = g_array_index (thread, GalleyPlacing, i);

      if (placing.post_id == post_id)
        continue;
      if (!place_one (project, placing.comment_id, post_id, who, "", error))
        return FALSE;
      g_array_append_val (moved, placing);
    }
  return thread != NULL;
}

/**
 * galley_project_place_comments:
 * @project: a project
 * @ids: (array length=n_ids): comments
 * @n_ids: how many
 * @post_id: the post that they belong to from now on; 0: none
 * @who: who did it, for their histories
 * @moved: (out) (optional) (transfer full) (element-type GalleyPlacing): what was moved, and from
 *   where
 * @error: GALLEY_STORE_ERROR
 *
 * Puts comments, with all answers below them, under a post. All of them or, on error, none.
 */
gboolean
galley_project_place_comments (GalleyProject *project,
                               const gint64 *ids,
                               gsize n_ids,
                               gint64 post_id,
                               const char *who,
                               GArray **moved,
                               GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (GalleyPlacing));

  if (!galley_project_begin (project, error))
    return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    if (!place_thread (project, ids[i], post_id, who, all, error))
      {
        galley_project_roll_back (project);
        return FALSE;
      }
  if (!galley_project_commit (project, error))
    return FALSE;
  if (moved != NULL)
    *moved = g_steal_pointer (&all);
  return TRUE;
}

/**
 * galley_project_put_back:
 * @project: a project
 * @moved: (element-type GalleyPlacing): what galley_project_place_comments() told
 * @who: who did it, for their histories
 * @error: GALLEY_STORE_ERROR
 *
 * Puts comments back where they were.
 */
gboolean
galley_project_put_back (GalleyProject *project, GArray *moved, const char *who, GError **error)
{
  if (!galley_project_begin (project, error))
    return FALSE;
  for (guint i = 0; i < moved->len; i++)
    {
      const GalleyPlacing *placing = &g_array_index (moved, GalleyPlacing, i);

      if (!place_one (project, placing->comment_id, placing->post_id, who, "undone", error))
        {
          galley_project_roll_back (project);
          return FALSE;
        }
    }
  return galley_project_commit (project, error);
}

static gboolean
set_hash_size (GalleyProject *project, gint64 mebibytes, GError **error)
{
  return galley_sql_run (project, error,
                         "INSERT INTO comment_index (comment_index, rank) VALUES ('hashsize', ?)",
                         "i", mebibytes * 1024 * 1024);
}

/**
 * galley_project_expect_many:
 * @project: a project in a transaction
 * @many: whether a great many new comments are about to come, or have come
 * @error: GALLEY_STORE_ERROR
 *
 * While many comments come they are not searched, and put into the full-text index in one go when
 * they have come, which takes half of the time. Say that they have before the transaction ends.
 */
gboolean
galley_project_expect_many (GalleyProject *project, gboolean many, GError **error)
{
  gint64 from = project->unindexed_from;

  g_return_val_if_fail (project->depth > 0, FALSE);
  if (many)
    return galley_comment_next_id (project, &project->unindexed_from, error);
  project->unindexed_from = 0;
  return from == 0 || (set_hash_size (project, 32, error) &&
                       galley_sql_run (project, error,
                                       "INSERT INTO comment_index (rowid, name, place, body)"
                                       " SELECT id, name, place, body FROM comment WHERE id >= ?"
                                       " ORDER BY id",
                                       "i", from) &&
                       set_hash_size (project, 1, error));
}
