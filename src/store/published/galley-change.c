/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-change.h"

#include "galley-project-private.h"

/**
 * galley_project_last_change:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: the number of the newest change of what the site shows; -1 on error
 */
gint64
galley_project_last_change (GalleyProject *project, GError **error)
{
  gint64 number = 0;

  return galley_sql_get_int (project, &number, error, "SELECT max(number) FROM change", "") ? number
                                                                                            : -1;
}

static GalleyChangeKind
kind_from_name (const char *name)
{
  if (g_str_equal (name, "text"))
    return GALLEY_CHANGE_TEXT;
  return g_str_equal (name, "comments") ? GALLEY_CHANGE_COMMENTS : GALLEY_CHANGE_SITE;
}

/**
 * galley_project_list_changes:
 * @project: a project
 * @after: the number of a change
 * @limit: how many at most
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyChange): what changed after that, oldest
 *   first; of several changes of one thing the last
 */
GArray *
galley_project_list_changes (GalleyProject *project, gint64 after, guint limit, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (GalleyChange));
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project, "SELECT what, post, number FROM change WHERE number > ? ORDER BY number LIMIT ?",
      error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "ii", after, (gint64) limit);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      g_autofree char *what = galley_statement_text (row, 0);
      GalleyChange change = { kind_from_name (what), galley_statement_int (row, 1),
                              galley_statement_int (row, 2) };

      g_array_append_val (changes, change);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&changes) : NULL;
}
