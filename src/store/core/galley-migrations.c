/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-migrations-private.h"

#include <string.h>

#include "galley-media-private.h"
#include "galley-schema-1.h"
#include "galley-schema-2.h"
#include "galley-schema-3.h"
#include "galley-schema-4.h"
#include "galley-schema-digest.h"

/* One step for each version that was ever released, in order. Append; never change or remove. */
static const char *const STEPS[] = {
  GALLEY_SCHEMA_1,
  GALLEY_SCHEMA_2,
  GALLEY_SCHEMA_3,
  GALLEY_SCHEMA_4,
};
G_STATIC_ASSERT (G_N_ELEMENTS (STEPS) == GALLEY_SCHEMA_VERSION);

#define LIST_SCHEMA                                                                                \
  "SELECT type || ' ' || name, tbl_name || char(10) || coalesce(sql, '') FROM sqlite_schema "      \
  "ORDER BY 1"

/* What a step needs beyond its SQL. */
static gboolean
complete_step (GalleyProject *project, int version, GError **error)
{
  return strcmp (STEPS[version - 1], GALLEY_SCHEMA_3) != 0 || galley_media_learn (project, error);
}

static gboolean
run_step (GalleyProject *project, int version, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", version);

  if (!galley_project_begin (project, error))
    return FALSE;
  if (galley_sql_script (project, STEPS[version - 1], error) &&
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

/* Reads a schema into a table of "TYPE NAME" to its SQL. */
static GHashTable *
read_schema (sqlite3 *handle, const char *path, GError **error)
{
  g_autoptr (GHashTable) schema = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement = NULL;
  int code;

  if (sqlite3_prepare_v2 (handle, LIST_SCHEMA, -1, &statement, NULL) != SQLITE_OK)
    {
      galley_sql_fail_with (handle, path, NULL, error);
      return NULL;
    }
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);
      const char *sql = (const char *) sqlite3_column_text (statement, 1);

      g_hash_table_insert (schema, g_strdup (name != NULL ? name : "?"),
                           g_strdup (sql != NULL ? sql : ""));
    }
  if (code != SQLITE_DONE)
    galley_sql_fail_with (handle, path, NULL, error);
  sqlite3_finalize (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&schema) : NULL;
}

/* What all steps together make, from a database in memory; made once in a process. Comparing with
 * this, and not with a text, bears with what SQLite itself writes into a schema. */
static GHashTable *
expected_schema (void)
{
  static GHashTable *expected = NULL;

  if (g_once_init_enter (&expected))
    {
      GHashTable *schema = NULL;
      sqlite3 *memory = NULL;
      gboolean made = sqlite3_open (":memory:", &memory) == SQLITE_OK;

      for (gsize i = 0; i < G_N_ELEMENTS (STEPS); i++)
        made = made && sqlite3_exec (memory, STEPS[i], NULL, NULL, NULL) == SQLITE_OK;
      if (made)
        schema = read_schema (memory, ":memory:", NULL);
      sqlite3_close (memory);
      if (schema == NULL)
        schema = g_hash_table_new (g_str_hash, g_str_equal);
      g_once_init_leave (&expected, schema);
    }
  return expected;
}

static void
add_to_digest (GChecksum *digest, const char *text)
{
  char length[24];

  g_snprintf (length, sizeof length, "%zu:", strlen (text));
  g_checksum_update (digest, (const guchar *) length, -1);
  g_checksum_update (digest, (const guchar *) text, -1);
}

/* Whether the schema is the one that was made when the program was: to make it anew costs more than
 * all else that opening a file does. FALSE tells nothing. */
static gboolean
is_known_schema (GalleyProject *project)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *statement = NULL;
  int code;

  if (sqlite3_prepare_v2 (project->handle, LIST_SCHEMA, -1, &statement, NULL) != SQLITE_OK)
    return FALSE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    for (int i = 0; i < 2; i++)
      {
        const char *text = (const char *) sqlite3_column_text (statement, i);

        add_to_digest (digest, text != NULL ? text : "");
      }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE && g_str_equal (g_checksum_get_string (digest), GALLEY_SCHEMA_DIGEST);
}

/**
 * galley_schema_compare:
 * @project: a project of the current version
 * @difference: (out) (transfer full) (nullable): the first thing that differs
 * @error: GALLEY_STORE_ERROR where the schema cannot be read
 *
 * A file from elsewhere may hold triggers and views that act when Galley touches its tables, so
 * the schema must be, word for word, what Galley makes.
 */
gboolean
galley_schema_compare (GalleyProject *project, char **difference, GError **error)
{
  GHashTable *expected;
  g_autoptr (GHashTable) found = NULL;
  GHashTableIter iter;
  gpointer name, sql;

  *difference = NULL;
  if (is_known_schema (project))
    return TRUE;
  expected = expected_schema ();
  found = read_schema (project->handle, project->path, error);
  if (found == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, found);
  while (*difference == NULL && g_hash_table_iter_next (&iter, &name, &sql))
    {
      const char *right = g_hash_table_lookup (expected, name);

      if (right == NULL)
        *difference = g_strdup_printf ("%s does not belong there", (const char *) name);
      else if (strcmp (right, sql) != 0)
        *difference = g_strdup_printf ("%s is not as Galley makes it", (const char *) name);
    }
  g_hash_table_iter_init (&iter, expected);
  while (*difference == NULL && g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (found, name))
      *difference = g_strdup_printf ("%s is missing", (const char *) name);
  return TRUE;
}
