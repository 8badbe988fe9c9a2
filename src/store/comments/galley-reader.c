/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-reader.h"

#include "galley-comment-private.h"
#include "galley-project-private.h"

/**
 * galley_project_find_reader:
 * @project: a project
 * @who: an e-mail address or a name, in any case
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type gint64): ids of all that this person wrote,
 * also what is spam or in the trash, newest first. Who is found by an address is found by no name.
 */
GArray *
galley_project_find_reader (GalleyProject *project, const char *who, GError **error)
{
  g_autofree char *wanted = g_strstrip (g_strdup (who));
  g_autofree char *folded = g_utf8_casefold (wanted, -1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project, "SELECT id, name, email FROM comment ORDER BY instant DESC, id DESC", error);
  gboolean by_email = strchr (wanted, '@') != NULL;
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while (*wanted != '\0' && (step = galley_statement_step (row, error)) != GALLEY_STEP_DONE)
    {
      g_autofree char *text = NULL;
      g_autofree char *key = NULL;
      gint64 id;

      if (step == GALLEY_STEP_ERROR)
        return NULL;
      id = galley_statement_int (row, 0);
      text = g_strstrip (galley_statement_text (row, by_email ? 2 : 1));
      key = g_utf8_casefold (text, -1);
      if (g_str_equal (key, folded))
        g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static gboolean
erase_one (GalleyProject *project, gint64 id, GError **error)
{
  return galley_sql_run (project, error,
                         "INSERT INTO comment_index (comment_index, rowid, name, place, body)"
                         " SELECT 'delete', id, name, place, body FROM comment WHERE id = ?",
                         "i", id) &&
         galley_sql_run (project, error,
                         "UPDATE comment SET parent = (SELECT parent FROM comment WHERE id = ?1)"
                         " WHERE parent = ?1",
                         "i", id) &&
         galley_sql_run (project, error, "DELETE FROM comment WHERE id = ?", "i", id);
}

static gboolean
erase_all (GalleyProject *project, const gint64 *ids, gsize n_ids, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%" G_GSIZE_FORMAT " comments of a reader", n_ids);

  for (gsize i = 0; i < n_ids; i++)
    if (!erase_one (project, ids[i], error))
      return FALSE;
  return galley_sql_run (project, error,
                         "INSERT INTO event (instant, who, action, detail)"
                         " VALUES (?, 'author', 'erase', ?)",
                         "it", galley_project_now (), detail);
}

/**
 * galley_project_erase_comments:
 * @project: a project, not in a transaction
 * @ids: (array length=n_ids): comments
 * @n_ids: how many
 * @error: GALLEY_STORE_ERROR
 *
 * Takes comments, with their histories and what the search knows of them, out of the file, so that
 * none of their bytes is left in it. Answers to them move up. That it was done is noted, without
 * whose they were. It cannot be undone.
 */
gboolean
galley_project_erase_comments (GalleyProject *project,
                               const gint64 *ids,
                               gsize n_ids,
                               GError **error)
{
  g_return_val_if_fail (project->depth == 0, FALSE);

  if (!galley_sql_script (project, "PRAGMA secure_delete = ON", error) ||
      !galley_project_begin (project, error))
    return FALSE;
  if (!erase_all (project, ids, n_ids, error))
    {
      galley_project_roll_back (project);
      return FALSE;
    }
  /* The index keeps words in its segments until they are merged: merging all drops them. */
  return galley_project_commit (project, error) &&
         galley_sql_script (
             project, "INSERT INTO comment_index (comment_index) VALUES ('optimize')", error) &&
         galley_guard_fold_log (project, error) && galley_sql_script (project, "VACUUM", error) &&
         galley_guard_fold_log (project, error);
}
