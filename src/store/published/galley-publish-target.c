/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-publish-target.h"

#include <string.h>

#include "galley-project-private.h"

/* Targets are settings, of which the site's own readers pass over what they do not know. */
#define PREFIX "target:"
#define NAME_MAX_BYTES 60
#define ADDRESS_MAX_BYTES 2000

static void
free_target (gpointer data)
{
  GalleyPublishTarget *target = data;

  g_free (target->name);
  g_free (target->address);
  g_free (target);
}

/**
 * galley_project_list_targets:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyPublishTarget): where the site is
 *   published, by name
 */
GPtrArray *
galley_project_list_targets (GalleyProject *project, GError **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (free_target);
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project, "SELECT key, value FROM setting WHERE key GLOB '" PREFIX "*' ORDER BY key", error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      g_autofree char *key = galley_statement_name (row, 0);
      GalleyPublishTarget *target = g_new0 (GalleyPublishTarget, 1);

      target->name = g_strdup (key + strlen (PREFIX));
      target->address = galley_statement_name (row, 1);
      g_ptr_array_add (targets, target);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&targets) : NULL;
}

static gboolean
is_name (const char *name)
{
  return *name != '\0' && *name != '-' && *name != '.' && strlen (name) <= NAME_MAX_BYTES &&
         g_utf8_validate (name, -1, NULL) && strpbrk (name, "/\\\n\r\t") == NULL;
}

/**
 * galley_project_save_target:
 * @project: an open project
 * @name: of the target
 * @address: of it
 * @error: GALLEY_STORE_ERROR; INVALID where @name cannot be one
 *
 * Adds a target, or gives the one of that name another address.
 */
gboolean
galley_project_save_target (GalleyProject *project,
                            const char *name,
                            const char *address,
                            GError **error)
{
  g_autofree char *key = g_strconcat (PREFIX, name, NULL);

  if (!is_name (name) || strlen (address) > ADDRESS_MAX_BYTES)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID,
                   "“%s” cannot be the name of a target: it is a word, as live or staging", name);
      return FALSE;
    }
  return galley_sql_run (project, error,
                         "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", "tt", key,
                         address);
}

/**
 * galley_project_remove_target:
 * @project: an open project
 * @name: of a target
 * @error: GALLEY_STORE_ERROR; NOT_FOUND where there is none of that name
 *
 * Forgets a target; what is there stays.
 */
gboolean
galley_project_remove_target (GalleyProject *project, const char *name, GError **error)
{
  g_autofree char *key = g_strconcat (PREFIX, name, NULL);

  if (!galley_sql_run (project, error, "DELETE FROM setting WHERE key = ?", "t", key))
    return FALSE;
  if (sqlite3_changes (project->handle) > 0)
    return TRUE;
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND, "there is no target “%s”",
               name);
  return FALSE;
}

/**
 * galley_project_get_identity:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what tells the project from all others, whatever its title
 *   and address are: hexadecimal digits
 */
char *
galley_project_get_identity (GalleyProject *project, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT value FROM setting WHERE key = 'identity'", error);
  GalleyStep step = row != NULL ? galley_statement_step (row, error) : GALLEY_STEP_ERROR;
  g_autofree char *identity =
      step == GALLEY_STEP_ROW ? galley_statement_name (row, 0) : g_strdup ("unknown");

  if (step == GALLEY_STEP_ERROR)
    return NULL;
  /* It is the name of a folder: a file that was tampered with may hold anything. */
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, identity, -1);
}
