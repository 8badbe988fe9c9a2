/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-date.h"
#include "galley-file.h"
#include "galley-schema-private.h"
#include "galley-slug.h"

/* More than so many problems help nobody. */
#define MAX_PROBLEMS 100

static gboolean
add (GPtrArray *problems, char *problem)
{
  g_ptr_array_add (problems, problem);
  return problems->len < MAX_PROBLEMS;
}

/* A query that says what is wrong in its first column; @clean is what it says where nothing is. */
static void
ask (GalleyProject *project, const char *sql, const char *clean, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyStatement) row = galley_statement_new (project, sql, &error);
  GalleyStep step = row != NULL ? GALLEY_STEP_ROW : GALLEY_STEP_ERROR;

  while (step == GALLEY_STEP_ROW && (step = galley_statement_step (row, &error)) == GALLEY_STEP_ROW)
    {
      g_autofree char *said = galley_statement_text (row, 0);

      if (g_strcmp0 (said, clean) != 0 && !add (problems, g_steal_pointer (&said)))
        return;
    }
  if (step == GALLEY_STEP_ERROR && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    add (problems, g_strdup (error->message));
}

/* What should be so, and the schema alone does not see to. Each gives a sentence for each breach.
 */
static const char *const EXPECTATIONS[] = {
  "SELECT 'post ' || p.id || ' has no working copy' FROM post p"
  " LEFT JOIN revision r ON r.id = p.working AND r.post = p.id WHERE r.id IS NULL",
  "SELECT 'post ' || p.id || ' is published with the revision of another' FROM post p"
  " LEFT JOIN revision r ON r.id = p.published AND r.post = p.id"
  " WHERE p.published IS NOT NULL AND r.id IS NULL",
  "SELECT 'post ' || p.id || ' has another date than its working copy' FROM post p"
  " JOIN revision r ON r.id = p.working WHERE r.instant <> p.date OR r.series IS NOT p.series",
  "SELECT 'revision ' || r.id || ' has no text' FROM revision r"
  " LEFT JOIN body b ON b.revision = r.id WHERE b.revision IS NULL",
  "SELECT 'revision ' || r.id || ' has a text of another length than it should' FROM revision r"
  " JOIN body b ON b.revision = r.id WHERE length(CAST(b.text AS BLOB)) <> r.body_bytes",
  "SELECT 'media ' || m.name || ' has no data' FROM media m"
  " LEFT JOIN media_data d ON d.media = m.id WHERE d.media IS NULL",
  /* Readers would never see them: no thread leads to them. */
  "WITH RECURSIVE thread (id) AS (SELECT id FROM comment WHERE parent IS NULL"
  " UNION SELECT c.id FROM comment c JOIN thread t ON c.parent = t.id)"
  " SELECT 'comment ' || id || ' answers itself, or others in a circle' FROM comment"
  " WHERE id NOT IN (SELECT id FROM thread) AND parent IN (SELECT id FROM comment)",
  "SELECT 'post ' || p.id || ' is published without an address' FROM post p"
  " JOIN revision r ON r.id = p.published WHERE r.slug = ''",
  "SELECT 'posts ' || min(p.id) || ' and ' || max(p.id) || ' have one address' FROM post p"
  " JOIN revision r ON r.id = p.published WHERE p.status IN ('published', 'scheduled')"
  " GROUP BY p.kind, r.slug, CASE p.kind WHEN 'post' THEN substr(r.date, 1, 7) END"
  " HAVING count(*) > 1",
  "SELECT 'the place ' || id || ' is nowhere on earth' FROM place"
  " WHERE NOT coalesce(latitude BETWEEN -90 AND 90, 1)"
  " OR NOT coalesce(longitude BETWEEN -180 AND 180, 1)",
  "SELECT 'an address that is kept has no name' FROM redirect WHERE slug = ''",
  "SELECT 'a kept address leads out of the site: ' || substr(path, 1, 200) FROM former_path"
  " WHERE path = '' OR path GLOB '/*' OR '/' || path || '/' GLOB '*/../*'",
};

/* Dates are kept twice; both must say the same. */
static void
check_dates (GalleyProject *project, const char *sql, const char *what, GPtrArray *problems)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (project, sql, NULL);

  while (row != NULL && galley_statement_step (row, NULL) == GALLEY_STEP_ROW)
    {
      g_autofree char *text = galley_statement_text (row, 1);
      g_autoptr (GDateTime) date = galley_date_parse (text, NULL, NULL);

      if ((date == NULL || g_date_time_to_unix (date) != galley_statement_int (row, 2)) &&
          !add (problems, g_strdup_printf ("%s %" G_GINT64_FORMAT " has a date that is none: %.40s",
                                           what, galley_statement_int (row, 0), text)))
        return;
    }
}

/* What is wrong with the texts of one row; NULL: nothing. SQLite takes any bytes for text. */
static const char *
find_bad_column (GalleyStatement *row)
{
  for (int i = 0; i < sqlite3_column_count (row->handle); i++)
    {
      const char *text;

      if (sqlite3_column_type (row->handle, i) != SQLITE_TEXT)
        continue;
      text = (const char *) sqlite3_column_text (row->handle, i);
      if (text != NULL && !g_utf8_validate (text, sqlite3_column_bytes (row->handle, i), NULL))
        return sqlite3_column_name (row->handle, i);
    }
  return NULL;
}

/* The texts of one table, whatever its columns are: the schema is known to be ours. */
static void
check_table (GalleyProject *project, const char *name, GPtrArray *problems)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", name);
  g_autoptr (GalleyStatement) row = galley_statement_new_once (project, sql, NULL);

  while (row != NULL && galley_statement_step (row, NULL) == GALLEY_STEP_ROW)
    {
      const char *column = find_bad_column (row);

      if (column != NULL &&
          !add (problems,
                g_strdup_printf ("the table %s holds a text that is not UTF-8 (%s)", name, column)))
        return;
    }
}

static void
check_texts (GalleyProject *project, GPtrArray *problems)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
      " AND name NOT GLOB 'post_index*' AND name NOT GLOB 'comment_index*'"
      " AND name <> 'media_data'",
      NULL);

  while (row != NULL && galley_statement_step (row, NULL) == GALLEY_STEP_ROW)
    {
      g_autofree char *name = galley_statement_text (row, 0);

      check_table (project, name, problems);
    }
}

/* What becomes the name of a folder or a file. */
static void
check_names (GalleyProject *project,
             const char *sql,
             const char *what,
             gboolean (*is_valid) (const char *name),
             GPtrArray *problems)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (project, sql, NULL);

  while (row != NULL && galley_statement_step (row, NULL) == GALLEY_STEP_ROW)
    {
      g_autofree char *name = galley_statement_text (row, 1);

      if (!is_valid (name) &&
          !add (problems,
                g_strdup_printf ("%s %" G_GINT64_FORMAT " has a name that cannot be one: %.80s",
                                 what, galley_statement_int (row, 0), name)))
        return;
    }
}

static gboolean
is_file_name (const char *name)
{
  return galley_path_is_safe (name) && strpbrk (name, "/\\") == NULL;
}

static void
check_media (GalleyProject *project, GPtrArray *problems)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT m.name, m.digest, m.size, d.data FROM media m JOIN media_data d ON d.media = m.id",
      NULL);

  while (row != NULL && galley_statement_step (row, NULL) == GALLEY_STEP_ROW)
    {
      g_autofree char *name = galley_statement_text (row, 0);
      g_autofree char *digest = galley_statement_text (row, 1);
      const guchar *data = sqlite3_column_blob (row->handle, 3);
      gsize length = (gsize) sqlite3_column_bytes (row->handle, 3);
      g_autofree char *found = g_compute_checksum_for_data (
          G_CHECKSUM_SHA256, data != NULL ? data : (const guchar *) "", length);

      if ((!g_str_equal (digest, found) || (gint64) length != galley_statement_int (row, 2)) &&
          !add (problems, g_strdup_printf ("media %s is not what was put in", name)))
        return;
    }
}

static void
check_records (GalleyProject *project, GPtrArray *problems)
{
  check_dates (project, "SELECT id, date, instant FROM revision", "revision", problems);
  check_dates (project, "SELECT id, date, instant FROM comment", "comment", problems);
  check_texts (project, problems);
  check_names (project,
               "SELECT p.id, r.slug FROM post p JOIN revision r ON r.id IN (p.working, p.published)"
               " WHERE r.slug <> ''",
               "the address of post", galley_slug_is_valid, problems);
  check_names (project, "SELECT id, slug FROM tag", "the tag", galley_slug_is_valid, problems);
  check_names (project, "SELECT id, slug FROM series", "the series", galley_slug_is_valid,
               problems);
  check_names (project, "SELECT id, name FROM media", "the media", is_file_name, problems);
  check_media (project, problems);
}

static void
check_index (GalleyProject *project, const char *sql, const char *what, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;

  if (!galley_sql_script (project, sql, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    add (problems, g_strdup_printf ("the index of the %s does not agree with them", what));
}

/* What SQLite itself checks, and what it checks only where it may write: constraints, since it does
 * not read them of a file that is open to read, and FTS5's index, by an INSERT. */
static void
check_with_sqlite (GalleyProject *project, GPtrArray *problems)
{
  ask (project, "PRAGMA integrity_check(50)", "ok", problems);
  check_index (project, "INSERT INTO post_index (post_index, rank) VALUES ('integrity-check', 1)",
               "posts", problems);
  check_index (project,
               "INSERT INTO comment_index (comment_index, rank) VALUES ('integrity-check', 1)",
               "comments", problems);
}

/* Copies a project into a database that is gone when it is closed; NULL where that fails or is
 * cancelled. */
static sqlite3 *
copy_for_checking (GalleyProject *project)
{
  sqlite3 *copy = NULL;
  sqlite3_backup *backup = NULL;
  int code = sqlite3_open ("", &copy);

  if (code == SQLITE_OK)
    backup = sqlite3_backup_init (copy, "main", project->handle, "main");
  while (backup != NULL && code == SQLITE_OK && !g_cancellable_is_cancelled (project->cancellable))
    code = sqlite3_backup_step (backup, 1024);
  sqlite3_backup_finish (backup);
  if (code != SQLITE_DONE)
    g_clear_pointer (&copy, sqlite3_close);
  return copy;
}

static void
check_file (GalleyProject *project, GPtrArray *problems)
{
  GalleyProject copy = { .path = project->path, .cancellable = project->cancellable };

  if (project->mode != GALLEY_OPEN_READ)
    {
      check_with_sqlite (project, problems);
      return;
    }
  copy.handle = copy_for_checking (project);
  if (copy.handle == NULL)
    {
      ask (project, "PRAGMA integrity_check(50)", "ok", problems);
      if (!g_cancellable_is_cancelled (project->cancellable))
        add (problems, g_strdup ("the file could not be read to its end"));
      return;
    }
  check_with_sqlite (&copy, problems);
  g_clear_pointer (&copy.statements, g_hash_table_unref);
  sqlite3_close (copy.handle);
}

static void
check_everything (GalleyProject *project, GPtrArray *problems)
{
  g_autofree char *difference = NULL;
  g_autoptr (GError) error = NULL;

  check_file (project, problems);
  ask (project,
       "SELECT \"table\" || ' ' || coalesce(rowid, '') || ' names a ' || parent ||"
       " ' that is not there' FROM pragma_foreign_key_check",
       NULL, problems);
  if (!galley_schema_compare (project, &difference, &error))
    add (problems, g_strdup (error->message));
  else if (difference != NULL)
    add (problems, g_steal_pointer (&difference));
  for (gsize i = 0; i < G_N_ELEMENTS (EXPECTATIONS); i++)
    ask (project, EXPECTATIONS[i], NULL, problems);
  check_records (project, problems);
}

/**
 * galley_project_verify:
 * @project: a project
 * @cancellable: (nullable): stops it
 * @error: G_IO_ERROR_CANCELLED, or GALLEY_STORE_ERROR where it could not be begun
 *
 * Reads everything in the file and compares what must agree. Nothing is changed.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): what is wrong, a sentence each; empty
 *   where the file is sound
 */
GPtrArray *
galley_project_verify (GalleyProject *project, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (!galley_project_begin (project, error))
    return NULL;
  galley_project_watch (project, cancellable);
  check_everything (project, problems);
  galley_project_unwatch (project);
  galley_project_roll_back (project);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&problems);
}
