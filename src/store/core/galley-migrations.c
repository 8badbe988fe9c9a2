/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-migrations-private.h"

#include "galley-migration-3-private.h"
#include "galley-schema-private.h"

/* What a step needs beyond its SQL. */
static gboolean
complete_step (GalleyProject *project, int version, GError **error)
{
  return version != 3 || galley_migration_3_measure_pictures (project, error);
}

static gboolean
run_step (GalleyProject *project, int version, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", version);

  if (!galley_project_begin (project, error))
    return FALSE;
  if (galley_sql_script (project, galley_schema_step (version), error) &&
      complete_step (project, version, error) && galley_sql_script (project, mark, error))
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  return FALSE;
}

static gboolean
back_up (GalleyProject *project, int version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s.backup-v%d", project->file, version);
  g_autoptr (GError) problem = NULL;

  if (galley_project_backup (project, name, NULL, NULL, NULL, &problem) ||
      g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * galley_migrations_run:
 * @project: a file that is open for writing
 * @version: the one that it has; 0 where it is empty
 * @error: GALLEY_STORE_ERROR; the file then has the last version that was reached
 *
 * Brings a file to GALLEY_SCHEMA_VERSION, each step in a transaction of its own. A file with
 * something in it is copied first, to a name that says its version.
 */
gboolean
galley_migrations_run (GalleyProject *project, int version, GError **error)
{
  if (version > 0 && version != GALLEY_SCHEMA_VERSION && !back_up (project, version, error))
    return FALSE;
  for (int next = version + 1; next <= GALLEY_SCHEMA_VERSION; next++)
    if (!run_step (project, next, error))
      return FALSE;
  return TRUE;
}
