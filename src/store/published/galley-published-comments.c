/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-published-comments.h"

#include "galley-project-private.h"

/**
 * galley_project_count_approved:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type gint64 GalleyCommentSum): the approved comments
 *   of the posts that have any
 */
GHashTable *
galley_project_count_approved (GalleyProject *project, GError **error)
{
  g_autoptr (GHashTable) counts =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project,
                            "SELECT c.post, count(*), coalesce((SELECT number FROM change"
                            " WHERE what = 'comments' AND post = c.post), 0) FROM comment c"
                            /* In the order of an index that has all: without the plus, SQLite takes
                             * the one of the status, and sorts. */
                            " WHERE c.post > 0 AND +c.status = 'approved' GROUP BY c.post",
                            error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyCommentSum *sum = g_new0 (GalleyCommentSum, 1);
      gint64 id = galley_statement_int (row, 0);

      sum->count = (guint) galley_statement_int (row, 1);
      sum->last_change = galley_statement_int (row, 2);
      g_hash_table_insert (counts, g_memdup2 (&id, sizeof id), sum);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&counts) : NULL;
}

/* The ids in the first column of what @sql gives for @limit. */
static GArray *
list_ids (GalleyProject *project, const char *sql, gint64 limit, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GalleyStatement) row = galley_statement_new (project, sql, error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", limit);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      gint64 id = galley_statement_int (row, 0);

      g_array_append_val (ids, id);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static GPtrArray *
load_listed (GalleyProject *project, const char *sql, gint64 limit, GError **error)
{
  g_autoptr (GArray) ids = list_ids (project, sql, limit, error);

  if (ids == NULL)
    return NULL;
  return galley_project_load_comments (project, (const gint64 *) (void *) ids->data, ids->len,
                                       error);
}

/**
 * galley_project_list_answered:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type gint64): approved questions of readers that
 *   have an approved answer by the author, newest first; what is unplaced is neither
 */
GArray *
galley_project_list_answered (GalleyProject *project, GError **error)
{
  return list_ids (project,
                   /* From the answers on: few comments are replies, fewer by the author. */
                   "SELECT q.id FROM comment a CROSS JOIN comment q ON q.id = a.parent"
                   " WHERE a.parent IS NOT NULL AND a.by_author = 1 AND +a.status = 'approved'"
                   " AND q.status = 'approved' AND q.kind = 'question' AND q.by_author = 0"
                   " AND q.post IS NOT NULL AND a.post IS NOT NULL GROUP BY q.id ORDER BY "
                   "q.instant DESC, q.id DESC LIMIT ?",
                   G_MAXINT64, error);
}

/**
 * galley_project_has_answers:
 * @project: a project
 * @has: (out): whether galley_project_list_answered() would list any
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: %FALSE where it cannot be read
 */
gboolean
galley_project_has_answers (GalleyProject *project, gboolean *has, GError **error)
{
  gint64 any = 0;

  if (!galley_sql_get_int (
          project, &any, error,
          "SELECT EXISTS (SELECT 1 FROM comment a CROSS JOIN comment q ON q.id = a.parent"
          " WHERE a.parent IS NOT NULL AND a.by_author = 1 AND +a.status = 'approved'"
          " AND q.status = 'approved' AND q.kind = 'question' AND q.by_author = 0"
          " AND q.post IS NOT NULL AND a.post IS NOT NULL)",
          ""))
    return FALSE;
  *has = any != 0;
  return TRUE;
}

/**
 * galley_project_load_answers:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyComment): the questions of
 *   galley_project_list_answered(), each followed by its answers, oldest first
 */
GPtrArray *
galley_project_load_answers (GalleyProject *project, GError **error)
{
  return load_listed (
      project,
      "SELECT c.id FROM comment q JOIN comment a ON a.parent = q.id AND a.by_author = 1"
      " AND a.status = 'approved' JOIN comment c ON c.id = q.id OR c.id = a.id"
      " WHERE q.status = 'approved' AND q.kind = 'question' AND q.by_author = 0"
      " AND q.post IS NOT NULL AND a.post IS NOT NULL GROUP BY q.id, c.id"
      " ORDER BY q.instant DESC, q.id DESC, c.id <> q.id, c.instant, c.id LIMIT ?",
      G_MAXINT64, error);
}

/**
 * galley_project_load_newest_approved:
 * @project: a project
 * @limit: how many at most
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyComment): the newest approved comments on
 *   posts that are published, newest first
 */
GPtrArray *
galley_project_load_newest_approved (GalleyProject *project, guint limit, GError **error)
{
  return load_listed (project,
                      "SELECT c.id FROM comment c JOIN post p ON p.id = c.post"
                      " WHERE c.status = 'approved' AND p.status IN ('published', 'scheduled')"
                      " ORDER BY c.instant DESC, c.id DESC LIMIT ?",
                      limit, error);
}

/**
 * galley_project_load_identity:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what tells this project from all others, and stays when its
 *   title, address and place change
 */
char *
galley_project_load_identity (GalleyProject *project, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project,
                            "SELECT coalesce((SELECT value FROM setting WHERE key = 'identity'),"
                            " (SELECT id || '/' || created FROM post ORDER BY id LIMIT 1), '')",
                            error);

  if (row == NULL || galley_statement_step (row, error) != GALLEY_STEP_ROW)
    return NULL;
  return galley_statement_text (row, 0);
}

/**
 * galley_project_save_identity:
 * @project: a project
 * @identity: what galley_project_load_identity() gave for another one
 * @error: GALLEY_STORE_ERROR
 *
 * Makes @project go on as that other one, whose extract it is made of: to feed readers its entries
 * are the ones that they know.
 */
gboolean
galley_project_save_identity (GalleyProject *project, const char *identity, GError **error)
{
  return galley_sql_run (project, error,
                         "INSERT OR REPLACE INTO setting (key, value) VALUES ('identity', ?)", "t",
                         identity);
}
