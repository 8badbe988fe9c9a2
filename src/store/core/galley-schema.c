/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-schema-private.h"

#include <string.h>

#include "galley-schema-1.h"
#include "galley-schema-2.h"
#include "galley-schema-3.h"
#include "galley-schema-4.h"
#include "galley-schema-5.h"
#include "galley-schema-digest.h"

/* One step for each version that was ever released, in order. Append; never change or remove. */
static const char *const STEPS[] = {
  GALLEY_SCHEMA_1, GALLEY_SCHEMA_2, GALLEY_SCHEMA_3, GALLEY_SCHEMA_4, GALLEY_SCHEMA_5,
};
G_STATIC_ASSERT (G_N_ELEMENTS (STEPS) == GALLEY_SCHEMA_VERSION);

/* What stands in the schema, without the tables that SQLite makes for itself when a tool has it
 * gather statistics or number rows: those are no part of ours, and nobody's business. A name alone
 * makes none of them. schema-digest.py reads a schema in the same order. */
#define LIST_SCHEMA                                                                                \
  "SELECT type || ' ' || name, tbl_name || char(10) || coalesce(sql, '') FROM sqlite_schema"       \
  " WHERE ((type, name, sql) IN (VALUES"                                                           \
  " ('table', 'sqlite_sequence', 'CREATE TABLE sqlite_sequence(name,seq)'),"                       \
  " ('table', 'sqlite_stat1', 'CREATE TABLE sqlite_stat1(tbl,idx,stat)'),"                         \
  " ('table', 'sqlite_stat2', 'CREATE TABLE sqlite_stat2(tbl,idx,sampleno,sample)'),"              \
  " ('table', 'sqlite_stat3', 'CREATE TABLE sqlite_stat3(tbl,idx,neq,nlt,ndlt,sample)'),"          \
  " ('table', 'sqlite_stat4', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)')"           \
  ")) IS NOT TRUE ORDER BY 1"

/**
 * galley_schema_step:
 * @version: 1 to GALLEY_SCHEMA_VERSION
 *
 * Returns: the SQL that brings a file from the version before to @version
 */
const char *
galley_schema_step (int version)
{
  g_return_val_if_fail (version >= 1 && version <= GALLEY_SCHEMA_VERSION, NULL);

  return STEPS[version - 1];
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
