/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-origin.h"

#include "galley-date.h"
#include "galley-project-private.h"

/**
 * galley_project_find_origin:
 * @project: an open project
 * @source: where a text stands, as galley_project_save_origin() was told
 * @digest: SHA-256 of the text
 * @unchanged: (out): whether the text is the one that was imported
 * @found: (out) (optional) (nullable) (transfer full): where that text stood then
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: the id of the post that was made of the text at @source, or else of the same text at
 *   another place; 0 where there is none, and on error
 */
gint64
galley_project_find_origin (GalleyProject *project,
                            const char *source,
                            const char *digest,
                            gboolean *unchanged,
                            char **found,
                            GError **error)
{
  g_autoptr (GalleyStatement) statement = galley_statement_new (
      project,
      "SELECT post, digest = ?2, source FROM origin WHERE source = ?1 OR digest = ?2"
      " ORDER BY source = ?1 DESC, post LIMIT 1",
      error);

  *unchanged = FALSE;
  if (found != NULL)
    *found = NULL;
  if (statement == NULL)
    return 0;
  galley_statement_bind (statement, "tt", source, digest);
  if (galley_statement_step (statement, error) != GALLEY_STEP_ROW)
    return 0;
  *unchanged = galley_statement_int (statement, 1) != 0;
  if (found != NULL)
    *found = galley_statement_text (statement, 2);
  return galley_statement_int (statement, 0);
}

static void
origin_free (gpointer data)
{
  GalleyOrigin *origin = data;

  g_free (origin->source);
  g_free (origin);
}

/**
 * galley_project_list_origins:
 * @project: an open project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyOrigin): where all posts were imported
 *   from
 */
GPtrArray *
galley_project_list_origins (GalleyProject *project, GError **error)
{
  g_autoptr (GPtrArray) origins = g_ptr_array_new_with_free_func (origin_free);
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT post, source FROM origin ORDER BY post", error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyOrigin *origin = g_new0 (GalleyOrigin, 1);

      origin->post = galley_statement_int (row, 0);
      origin->source = galley_statement_text (row, 1);
      g_ptr_array_add (origins, origin);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&origins) : NULL;
}

/**
 * galley_project_save_origin:
 * @project: an open project
 * @post_id: a post
 * @source: where the text that it was made of stands
 * @digest: SHA-256 of that text
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_project_save_origin (GalleyProject *project,
                            gint64 post_id,
                            const char *source,
                            const char *digest,
                            GError **error)
{
  return galley_sql_run (project, error,
                         "INSERT OR REPLACE INTO origin (post, source, digest) VALUES (?, ?, ?)",
                         "itt", post_id, source, digest);
}

/* Ids that are restored come from a file: one that leaves no room for others is not believed. */
#define MAX_RESERVED_ID (G_GINT64_CONSTANT (1) << 40)

static gboolean
reserve_id (GalleyProject *project, const char *table, gint64 id, GError **error)
{
  if (id <= 0 || id > MAX_RESERVED_ID)
    return TRUE;
  return galley_sql_run (project, error,
                         "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0"
                         " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
                         "t", table) &&
         galley_sql_run (project, error,
                         "UPDATE sqlite_sequence SET seq = ?2 - 1 WHERE name = ?1 AND seq < ?2 - 1",
                         "ti", table, id);
}

/**
 * galley_project_reserve_post_id:
 * @project: an open project
 * @id: the id that a post had in the project that it was extracted of
 * @error: GALLEY_STORE_ERROR
 *
 * Gives the post that is saved next the id @id, where no post with as high an id was ever there:
 * the addresses and feeds of a site that is restored stay the same.
 */
gboolean
galley_project_reserve_post_id (GalleyProject *project, gint64 id, GError **error)
{
  return reserve_id (project, "post", id, error);
}

/**
 * galley_project_reserve_comment_id:
 * @project: an open project
 * @id: the id that a comment had in the project that it was extracted of
 * @error: GALLEY_STORE_ERROR
 *
 * As galley_project_reserve_post_id(), for the comment that is saved next.
 */
gboolean
galley_project_reserve_comment_id (GalleyProject *project, gint64 id, GError **error)
{
  return reserve_id (project, "comment", id, error);
}

/**
 * galley_project_add_redirect:
 * @project: an open project
 * @post_id: a post
 * @slug: one that it had elsewhere
 * @date: (nullable): the date that its address named there; %NULL: no page stood there, but texts
 *   name the post so
 * @error: GALLEY_STORE_ERROR
 *
 * Makes @slug an old address of a post; one that leads somewhere already is left as it is.
 */
gboolean
galley_project_add_redirect (GalleyProject *project,
                             gint64 post_id,
                             const char *slug,
                             GDateTime *date,
                             GError **error)
{
  g_autofree char *text = date != NULL ? galley_date_to_text (date) : g_strdup ("");

  return galley_sql_run (project, error,
                         "INSERT OR IGNORE INTO redirect (post, slug, date)"
                         " SELECT id, ?2, ?3 FROM post WHERE id = ?1",
                         "itt", post_id, slug, text);
}
