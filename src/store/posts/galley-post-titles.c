/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-private.h"

static gboolean
add_ids (GalleyProject *project,
         GArray *ids,
         const char *sql,
         const char *expression,
         guint limit,
         GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (project, sql, error);
  GalleyStep step = GALLEY_STEP_DONE;

  if (row == NULL)
    return FALSE;
  galley_statement_bind (row, "ti", expression, (gint64) limit);
  while (ids->len < limit && (step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      gint64 id = galley_statement_int (row, 0);
      gboolean known = FALSE;

      for (guint i = 0; i < ids->len; i++)
        known = known || g_array_index (ids, gint64, i) == id;
      if (!known)
        g_array_append_val (ids, id);
    }
  return step != GALLEY_STEP_ERROR;
}

#define FOUND                                                                                      \
  "SELECT p.id FROM post_index f JOIN post p ON p.id = f.rowid WHERE f.post_index MATCH ?1"        \
  " AND p.status <> 'trash' ORDER BY p.date DESC, p.id DESC LIMIT ?2"

/**
 * galley_project_find_titles:
 * @project: a project
 * @words: what a person typed, a few letters of it
 * @limit: how many at most
 * @error: GALLEY_STORE_ERROR
 *
 * Finds posts to choose from: first those with the words in their titles, then those with them in
 * their texts; without words the newest ones.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): ids
 */
GArray *
galley_project_find_titles (GalleyProject *project, const char *words, guint limit, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *expression = galley_search_expression (words);
  g_autofree char *in_title =
      expression != NULL ? g_strdup_printf ("{title} : (%s)", expression) : NULL;
  gboolean done;

  if (expression == NULL)
    done = add_ids (project, ids,
                    "SELECT id FROM post INDEXED BY post_by_date WHERE status <> 'trash'"
                    " AND ?1 = '' ORDER BY date DESC, id DESC LIMIT ?2",
                    "", limit, error);
  else
    done = add_ids (project, ids, FOUND, in_title, limit, error) &&
           (ids->len >= limit || add_ids (project, ids, FOUND, expression, limit, error));
  return done ? g_steal_pointer (&ids) : NULL;
}
