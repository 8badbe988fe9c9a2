/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tools that know nothing of Galley, only of SQLite, may do to a project. */
#include <sqlite3.h>
#include <string.h>

#include "galley-sql-private.h"
#include "store-fixture.h"

static void
run_tool (Fixture *fixture, const char *sql)
{
  sqlite3 *handle = NULL;
  char *problem = NULL;

  g_clear_pointer (&fixture->project, galley_project_close);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
  sqlite3_exec (handle, sql, NULL, NULL, &problem);
  g_assert_cmpstr (problem, ==, NULL);
  sqlite3_close (handle);
}

static void
assert_opens (Fixture *fixture, GalleyOpenMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project = galley_project_open (fixture->path, mode, &error);
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (galley_project_find_post (project, "notes", NULL), >, 0);
  problems = galley_project_verify (project, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
what_a_tool_may_do_leaves_a_project (Fixture *fixture, gconstpointer data)
{
  static const char *const deeds[] = {
    "ANALYZE",
    "PRAGMA optimize = 0x10002",
    "VACUUM",
    "REINDEX",
    "PRAGMA page_size = 8192; VACUUM",
    "PRAGMA auto_vacuum = FULL; VACUUM",
    "PRAGMA journal_mode = WAL",
    "PRAGMA journal_mode = DELETE",
    "CREATE TABLE passing (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO passing VALUES (7);"
    "DROP TABLE passing",
    "INSERT INTO post_index (post_index) VALUES ('optimize')",
    "PRAGMA wal_checkpoint; PRAGMA incremental_vacuum; ANALYZE",
    /* As a tool leaves them that was built with more of SQLite than this one. */
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT 'table', 'sqlite_stat3',"
    " 'sqlite_stat3', rootpage, 'CREATE TABLE sqlite_stat3(tbl,idx,neq,nlt,ndlt,sample)'"
    " FROM sqlite_schema WHERE name = 'sqlite_sequence'; DELETE FROM sqlite_schema"
    " WHERE name = 'sqlite_sequence'",
  };

  fixture_add_post (fixture, "Notes", "text");
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_test_message ("%s", deeds[i]);
      run_tool (fixture, deeds[i]);
      assert_opens (fixture, GALLEY_OPEN_READ);
      assert_opens (fixture, GALLEY_OPEN_SHARED);
      assert_opens (fixture, GALLEY_OPEN_EDIT);
    }
}

/* The names are SQLite's, but not what stands behind them. */
static void
a_stranger_under_a_name_of_sqlite_is_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const strangers[] = {
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat,more)'"
    " WHERE name = 'sqlite_stat1'",
    "INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_stat4', 'post', 0,"
    " 'CREATE TRIGGER sqlite_stat4 AFTER INSERT ON post BEGIN DELETE FROM comment; END')",
    "INSERT INTO sqlite_schema VALUES ('view', 'sqlite_stat2', 'sqlite_stat2', 0,"
    " 'CREATE VIEW sqlite_stat2 AS SELECT 1')",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *sql = g_strconcat ("PRAGMA writable_schema = ON;", strangers[i], NULL);
      g_autoptr (GError) error = NULL;

      fixture_tear_down (fixture, NULL);
      fixture_set_up (fixture, NULL);
      run_tool (fixture, "ANALYZE");
      run_tool (fixture, sql);
      g_assert_null (galley_project_open (fixture->path, GALLEY_OPEN_READ, &error));
      g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_CORRUPT);
    }
}

/* How SQLite would go about a question. */
static char *
plan_of (Fixture *fixture, const char *question)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project =
      galley_project_open (fixture->path, GALLEY_OPEN_SHARED, &error);
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", question, NULL);
  g_autoptr (GString) plan = g_string_new (NULL);
  GalleyStatement *row;

  g_assert_no_error (error);
  row = galley_statement_new (project, sql, &error);
  g_assert_no_error (error);
  while (galley_statement_step (row, &error) == GALLEY_STEP_ROW)
    {
      g_autofree char *line = galley_statement_text (row, 3);

      g_string_append_printf (plan, "%s\n", line);
    }
  g_assert_no_error (error);
  galley_statement_done (row);
  return g_strdup (plan->str);
}

/* Statistics never change an answer, but how long it takes, and they come from the file. */
static void
statistics_in_the_file_are_not_heeded (Fixture *fixture, gconstpointer data)
{
  static const char question[] = "SELECT id FROM revision WHERE slug = 'notes' AND post = 7";
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_add_post (fixture, "Notes", "text");
  g_clear_pointer (&fixture->project, galley_project_close);
  before = plan_of (fixture, question);
  run_tool (fixture, "ANALYZE; DELETE FROM sqlite_stat1; INSERT INTO sqlite_stat1 VALUES"
                     " ('revision', 'revision_by_slug', '9000000 9000000'),"
                     " ('revision', 'revision_by_post', '9000000 1 1')");
  after = plan_of (fixture, question);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/store/tools/what_a_tool_may_do_leaves_a_project",
                what_a_tool_may_do_leaves_a_project);
  FIXTURE_TEST ("/store/tools/a_stranger_under_a_name_of_sqlite_is_refused",
                a_stranger_under_a_name_of_sqlite_is_refused);
  FIXTURE_TEST ("/store/tools/statistics_in_the_file_are_not_heeded",
                statistics_in_the_file_are_not_heeded);
  return g_test_run ();
}
