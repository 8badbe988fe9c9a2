/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-project-private.h"

/* Runs "VERB gN" for a nested transaction. */
static gboolean
savepoint (GalleyProject *project, const char *verb, guint depth, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("%s g%u", verb, depth);

  return galley_sql_script (project, sql, error);
}

/**
 * galley_project_begin:
 * @project: a project
 * @error: GALLEY_STORE_ERROR; LOCKED where another program is writing
 *
 * Begins a transaction, or one within the transaction that is open. End it with
 * galley_project_commit() or galley_project_roll_back(). In a project opened to READ it holds what
 * is read to one moment.
 */
gboolean
galley_project_begin (GalleyProject *project, GError **error)
{
  if (project->depth == 0)
    {
      const char *sql = project->mode == GALLEY_OPEN_READ ? "BEGIN" : "BEGIN IMMEDIATE";

      project->undone = FALSE;
      project->unindexed_from = 0;
      if (!galley_sql_script (project, sql, error))
        return FALSE;
      if (!galley_guard_check (project, error))
        {
          galley_sql_script (project, "ROLLBACK", NULL);
          return FALSE;
        }
    }
  else if (!project->undone && !savepoint (project, "SAVEPOINT", project->depth, error))
    return FALSE;
  project->depth++;
  return TRUE;
}

/* What the innermost transaction is one with: bits by depth, since depths are few. */
static gboolean
take_joined (GalleyProject *project)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << (project->depth % 64);
  gboolean joined = (project->joined & bit) != 0;

  project->joined &= ~bit;
  return joined;
}

/**
 * galley_project_join:
 * @project: a project
 * @error: GALLEY_STORE_ERROR; LOCKED where another program is writing
 *
 * Begins a transaction where none is open, as galley_project_begin() does, and else becomes part of
 * the one that is: rolled back, it takes all of that with it. For what is done a hundred thousand
 * times within one transaction: a nested one has the full-text index write out what it holds.
 */
gboolean
galley_project_join (GalleyProject *project, GError **error)
{
  if (project->depth == 0 || project->depth >= 64)
    return galley_project_begin (project, error);
  project->joined |= G_GUINT64_CONSTANT (1) << project->depth;
  project->depth++;
  return TRUE;
}

/**
 * galley_project_commit:
 * @project: a project with a transaction
 * @error: GALLEY_STORE_ERROR; the transaction is then rolled back
 *
 * Keeps what was changed since galley_project_begin(); for a nested one, once the outer ones are
 * committed too.
 */
gboolean
galley_project_commit (GalleyProject *project, GError **error)
{
  g_return_val_if_fail (project->depth > 0, FALSE);

  /* A full disk, for one, makes SQLite roll back everything at once. */
  if (project->undone || sqlite3_get_autocommit (project->handle))
    {
      project->undone = TRUE;
      project->depth--;
      take_joined (project);
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_FAILED,
                   "%s: the changes were undone because one of them failed", project->path);
      return FALSE;
    }
  project->depth--;
  if (take_joined (project))
    return TRUE;
  if (project->depth > 0 ? savepoint (project, "RELEASE", project->depth, error)
                         : galley_sql_script (project, "COMMIT", error))
    return TRUE;
  project->depth++;
  galley_project_roll_back (project);
  return FALSE;
}

/**
 * galley_project_roll_back:
 * @project: an open project
 *
 * Undoes what was changed since the innermost galley_project_begin(). Cannot fail: what SQLite
 * could not undo it has undone already. What was joined is undone with all that it joined.
 */
void
galley_project_roll_back (GalleyProject *project)
{
  g_return_if_fail (project->depth > 0);

  project->depth--;
  if (project->depth == 0)
    project->unindexed_from = 0;
  if (take_joined (project))
    {
      if (!sqlite3_get_autocommit (project->handle))
        galley_sql_script (project, "ROLLBACK", NULL);
      project->undone = TRUE;
    }
  else if (sqlite3_get_autocommit (project->handle))
    project->undone = TRUE;
  else if (project->depth == 0)
    galley_sql_script (project, "ROLLBACK", NULL);
  else if (!savepoint (project, "ROLLBACK TO", project->depth, NULL) ||
           !savepoint (project, "RELEASE", project->depth, NULL))
    project->undone = TRUE;
}

/**
 * galley_project_begin_reading:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Holds what is read from now on to one moment, and spares the statements locks of their own, which
 * cost more than a few rows do. Others may write meanwhile where the project is open for editing;
 * end it soon all the same, with galley_project_end_reading(), and change nothing before.
 */
gboolean
galley_project_begin_reading (GalleyProject *project, GError **error)
{
  return galley_sql_script (project, "SAVEPOINT reading", error);
}

/**
 * galley_project_end_reading:
 * @project: a project on which galley_project_begin_reading() succeeded
 */
void
galley_project_end_reading (GalleyProject *project)
{
  galley_sql_script (project, "RELEASE reading", NULL);
}
