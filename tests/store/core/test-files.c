/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "galley-comment.h"
#include "galley-media.h"
#include "store-fixture.h"

static GQuark
domain (void)
{
  return GALLEY_STORE_ERROR;
}

static void
assert_refused (const char *path, GalleyOpenMode mode, GalleyStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project = galley_project_open (path, mode, &error);

  g_assert_null (project);
  g_assert_error (error, domain (), (int) code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
put (const char *path, const char *content, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
}

/* Does something to a file as another program would. */
static void
tamper (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static GPtrArray *
verify (const char *path, GalleyOpenMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project = galley_project_open (path, mode, &error);
  GPtrArray *problems;

  g_assert_no_error (error);
  problems = galley_project_verify (project, NULL, &error);
  g_assert_no_error (error);
  return problems;
}

static void
assert_sound (const char *path)
{
  g_autoptr (GPtrArray) problems = verify (path, GALLEY_OPEN_SHARED);
  g_autoptr (GPtrArray) read = verify (path, GALLEY_OPEN_READ);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (read->len, ==, 0);
}

/* The same is found by one who may only read. */
static void
assert_unsound (const char *path)
{
  g_autoptr (GPtrArray) problems = verify (path, GALLEY_OPEN_SHARED);
  g_autoptr (GPtrArray) read = verify (path, GALLEY_OPEN_READ);

  g_assert_cmpuint (problems->len, >, 0);
  g_assert_cmpuint (read->len, ==, problems->len);
}

static void
each_thing_that_can_be_wrong_has_its_code (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.galley", NULL);

  assert_refused (other, GALLEY_OPEN_EDIT, GALLEY_STORE_ERROR_NOT_FOUND);
  assert_refused (fixture->folder, GALLEY_OPEN_READ, GALLEY_STORE_ERROR_NOT_A_DATABASE);
  put (other, "", 0);
  assert_refused (other, GALLEY_OPEN_EDIT, GALLEY_STORE_ERROR_NOT_A_DATABASE);
  put (other, "This is a letter, and not a project, however long it may go on for.\n", -1);
  assert_refused (other, GALLEY_OPEN_READ, GALLEY_STORE_ERROR_NOT_A_DATABASE);
  g_unlink (other);
  tamper (other, "CREATE TABLE bookmark (address TEXT)");
  assert_refused (other, GALLEY_OPEN_EDIT, GALLEY_STORE_ERROR_NOT_A_PROJECT);
  assert_refused ("/dev/null", GALLEY_OPEN_READ, GALLEY_STORE_ERROR_NOT_A_DATABASE);
}

static void
a_newer_version_is_refused (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->project, galley_project_close);
  tamper (fixture->path, "PRAGMA user_version = 99");
  assert_refused (fixture->path, GALLEY_OPEN_READ, GALLEY_STORE_ERROR_NEWER_VERSION);
  assert_refused (fixture->path, GALLEY_OPEN_EDIT, GALLEY_STORE_ERROR_NEWER_VERSION);
}

static void
a_schema_with_strangers_is_refused (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->project, galley_project_close);
  tamper (fixture->path, "CREATE TRIGGER stranger AFTER INSERT ON post BEGIN"
                         " DELETE FROM comment; END");
  assert_refused (fixture->path, GALLEY_OPEN_EDIT, GALLEY_STORE_ERROR_CORRUPT);
  tamper (fixture->path, "DROP TRIGGER stranger; DROP INDEX post_by_date");
  assert_refused (fixture->path, GALLEY_OPEN_READ, GALLEY_STORE_ERROR_CORRUPT);
}

static void
only_one_may_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) reader = NULL;
  g_autoptr (GalleyProject) again = NULL;

  g_assert_null (galley_project_open (fixture->path, GALLEY_OPEN_EDIT, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "process"));
  g_clear_error (&error);
  reader = galley_project_open (fixture->path, GALLEY_OPEN_READ, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->project, galley_project_close);
  again = galley_project_open (fixture->path, GALLEY_OPEN_EDIT, &error);
  g_assert_no_error (error);
}

static void
a_closed_project_is_one_file (Fixture *fixture, gconstpointer data)
{
  GalleyProject *reader;
  GalleyProject *shared;

  fixture_add_post (fixture, "Notes", "text");
  reader = galley_project_open (fixture->path, GALLEY_OPEN_READ, NULL);
  shared = galley_project_open (fixture->path, GALLEY_OPEN_SHARED, NULL);
  g_assert_nonnull (reader);
  g_assert_nonnull (shared);
  g_assert_cmpint (galley_project_find_post (reader, "notes", NULL), >, 0);
  g_assert_cmpint (galley_project_find_post (shared, "notes", NULL), >, 0);
  g_assert_cmpuint (fixture_count_files (fixture), >, 1);
  g_clear_pointer (&fixture->project, galley_project_close);
  galley_project_close (shared);
  galley_project_close (reader);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
  reader = galley_project_open (fixture->path, GALLEY_OPEN_READ, NULL);
  g_assert_cmpint (galley_project_find_post (reader, "notes", NULL), >, 0);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
  galley_project_close (reader);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
}

static void
a_reader_sees_what_the_editor_saves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyProject) reader = galley_project_open (fixture->path, GALLEY_OPEN_READ, NULL);
  g_autoptr (GalleyPost) post = galley_post_new ();
  g_autoptr (GError) error = NULL;
  gint64 id = fixture_add_post (fixture, "Notes", "text");

  g_assert_cmpint (galley_project_find_post (reader, "notes", NULL), ==, id);
  g_assert_false (galley_project_save_post (reader, post, GALLEY_SAVE_REVISION, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_READ_ONLY);
}

/* Runs @test in a child that is nobody in particular, so that permissions count. */
static void
run_as_nobody (Fixture *fixture, void (*test) (Fixture *fixture))
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
        _exit (77);
      test (fixture);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
try_read_only (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) reader = galley_project_open (fixture->path, GALLEY_OPEN_READ, &error);

  g_assert_no_error (error);
  g_assert_cmpint (galley_project_find_post (reader, "notes", NULL), >, 0);
  assert_refused (fixture->path, GALLEY_OPEN_EDIT, GALLEY_STORE_ERROR_READ_ONLY);
}

static void
a_read_only_file_in_a_read_only_folder_can_be_read (Fixture *fixture, gconstpointer data)
{
  fixture_add_post (fixture, "Notes", "text");
  g_clear_pointer (&fixture->project, galley_project_close);
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->folder, 0555);
  run_as_nobody (fixture, try_read_only);
  /* The same of a file that was copied while it was in write-ahead mode. */
  g_chmod (fixture->folder, 0755);
  g_chmod (fixture->path, 0644);
  tamper (fixture->path, "PRAGMA journal_mode = WAL");
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->folder, 0555);
  run_as_nobody (fixture, try_read_only);
  g_chmod (fixture->folder, 0755);
}

static void
try_to_edit (Fixture *fixture)
{
  assert_refused (fixture->path, GALLEY_OPEN_EDIT, GALLEY_STORE_ERROR_READ_ONLY);
}

static void
a_folder_that_cannot_be_written_to_cannot_be_edited_in (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->project, galley_project_close);
  g_chmod (fixture->path, 0666);
  g_chmod (fixture->folder, 0555);
  run_as_nobody (fixture, try_to_edit);
  g_chmod (fixture->folder, 0755);
}

static void
try_to_create (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "new.galley", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_project_create (path, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_READ_ONLY);
}

static void
a_new_project_never_replaces_a_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "new.galley", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_project_create (fixture->path, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (galley_project_create (nowhere, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND);
  g_clear_pointer (&fixture->project, galley_project_close);
  g_chmod (fixture->folder, 0555);
  run_as_nobody (fixture, try_to_create);
  g_chmod (fixture->folder, 0755);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
}

/* Saves texts "1", "2"... until it is killed, and tells each one that is saved through @told. */
static void
save_without_end (const char *path, gint64 id, int told)
{
  g_autoptr (GalleyProject) project = galley_project_open (path, GALLEY_OPEN_EDIT, NULL);
  g_autoptr (GalleyPost) post =
      galley_project_load_post (project, id, GALLEY_VERSION_WORKING, NULL);

  for (int i = 1;; i++)
    {
      g_free (post->body);
      post->body = g_strdup_printf ("%d", i);
      if (!galley_project_save_post (
              project, post, i % 7 == 0 ? GALLEY_SAVE_REVISION : GALLEY_SAVE_TYPING, NULL) ||
          write (told, &i, sizeof i) != sizeof i)
        _exit (1);
    }
}

static void
what_was_saved_outlives_a_kill (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "Notes", "0");

  g_clear_pointer (&fixture->project, galley_project_close);
  for (int round = 0; round < 5; round++)
    {
      g_autoptr (GalleyPost) post = NULL;
      g_autoptr (GError) error = NULL;
      int ends[2], last = 0, saved;
      pid_t child;

      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      if (child == 0)
        {
          close (ends[0]);
          save_without_end (fixture->path, id, ends[1]);
        }
      close (ends[1]);
      while (last < 20 + round * 13 && read (ends[0], &saved, sizeof saved) == sizeof saved)
        last = saved;
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      while (read (ends[0], &saved, sizeof saved) == sizeof saved)
        last = saved;
      close (ends[0]);
      assert_sound (fixture->path);
      fixture->project = galley_project_open (fixture->path, GALLEY_OPEN_EDIT, &error);
      g_assert_no_error (error);
      post = galley_project_load_post (fixture->project, id, GALLEY_VERSION_WORKING, &error);
      g_assert_no_error (error);
      g_assert_cmpint (atoi (post->body), >=, last);
      g_clear_pointer (&fixture->project, galley_project_close);
      g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
    }
}

static void
fill (Fixture *fixture)
{
  g_autoptr (GBytes) picture = g_bytes_new ("picture", 7);
  g_autofree char *name = NULL;

  for (int i = 0; i < 30; i++)
    {
      g_autofree char *title = g_strdup_printf ("Post %d", i);
      g_autofree char *body = g_strnfill (3000, (char) ('a' + i % 26));
      g_autoptr (GalleyComment) comment = galley_comment_new ();

      comment->post_id = fixture_add_post (fixture, title, body);
      g_free (comment->body);
      comment->body = g_strdup (title);
      g_assert_true (galley_project_save_comment (fixture->project, comment, "import", "", NULL));
    }
  name = galley_project_add_media (fixture->project, "p.png", "image/png", picture, "", 1, 1, NULL);
}

static void
finds_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  static const char *const harm[] = {
    "PRAGMA ignore_check_constraints = 1; UPDATE comment SET parent = 999 WHERE id = 1",
    "UPDATE media_data SET data = x'00'",
    "UPDATE revision SET date = 'yesterday' WHERE id = 3",
    "UPDATE body SET text = 'zzz' WHERE revision = 2",
    "UPDATE comment SET name = CAST(x'ff' AS TEXT) WHERE id = 2",
    "UPDATE revision SET title = 'Other' WHERE id = 1",
    "DELETE FROM post_index_docsize WHERE id = 3",
    "UPDATE post SET working = 900 WHERE id = 6",
    "DELETE FROM body WHERE revision = 7",
    "UPDATE post SET date = 5 WHERE id = 8",
    "PRAGMA ignore_check_constraints = 1; UPDATE post SET status = 'bogus' WHERE id = 1",
    "PRAGMA ignore_check_constraints = 1; INSERT INTO place (name, latitude) VALUES ('x', 9e999)",
    "UPDATE comment SET parent = 2 WHERE id = 1; UPDATE comment SET parent = 1 WHERE id = 2",
    "UPDATE comment SET parent = id WHERE id = 3",
    "UPDATE revision SET slug = '..' WHERE id = 4",
    "UPDATE revision SET slug = 'a/b' WHERE id = 4",
    "UPDATE media SET name = '../../x'",
    "UPDATE media SET alternative = CAST(x'ff' AS TEXT)",
    "UPDATE setting SET value = CAST(x'fe' AS TEXT) WHERE key = 'identity'",
    "INSERT INTO former_path (path, post) VALUES ('../x', 1)",
  };
  g_autofree char *sound = NULL;
  gsize length = 0;

  fill (fixture);
  g_clear_pointer (&fixture->project, galley_project_close);
  assert_sound (fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &sound, &length, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (harm); i++)
    {
      sqlite3 *handle = NULL;

      put (fixture->path, sound, (gssize) length);
      g_test_message ("%s", harm[i]);
      g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
      sqlite3_exec (handle, harm[i], NULL, NULL, NULL);
      g_assert_cmpint (sqlite3_total_changes (handle), >, 0);
      sqlite3_close (handle);
      assert_unsound (fixture->path);
    }
}

/* Opens a damaged file, reads all of it and writes to it: errors are welcome, crashes are not.
 * Returns whether the damage was noticed. */
static gboolean
survive (const char *path)
{
  g_autoptr (GalleyProject) project = galley_project_open (path, GALLEY_OPEN_SHARED, NULL);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) posts = NULL;
  g_autoptr (GalleyPost) post = NULL;
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  GArray *ids;

  if (project == NULL)
    return TRUE;
  problems = galley_project_verify (project, NULL, NULL);
  posts = galley_project_list_publication (project, NULL, TRUE, NULL);
  filter.search = "post aaa";
  ids = galley_project_list_posts (project, &filter, NULL, NULL);
  g_clear_pointer (&ids, g_array_unref);
  post = galley_project_load_post (project, 3, GALLEY_VERSION_WORKING, NULL);
  if (post != NULL)
    {
      g_free (post->title);
      post->title = g_strdup ("New");
      galley_project_save_post (project, post, GALLEY_SAVE_REVISION, NULL);
    }
  return problems == NULL || problems->len > 0;
}

static void
a_flipped_bit_does_no_harm (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sound = NULL;
  gsize length = 0;
  guint noticed = 0;
  const guint rounds = 150;

  fill (fixture);
  g_clear_pointer (&fixture->project, galley_project_close);
  g_assert_true (g_file_get_contents (fixture->path, &sound, &length, NULL));
  for (guint i = 0; i < rounds; i++)
    {
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) length);
      char bit = (char) (1 << g_test_rand_int_range (0, 8));

      sound[at] = (char) (sound[at] ^ bit);
      put (fixture->path, sound, (gssize) length);
      sound[at] = (char) (sound[at] ^ bit);
      noticed += survive (fixture->path) ? 1 : 0;
    }
  g_test_message ("%u of %u flipped bits noticed", noticed, rounds);
  g_assert_cmpuint (noticed, >, rounds / 4);
}

static void
a_file_that_was_cut_is_noticed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sound = NULL;
  gsize length = 0;

  fill (fixture);
  g_clear_pointer (&fixture->project, galley_project_close);
  g_assert_true (g_file_get_contents (fixture->path, &sound, &length, NULL));
  for (gsize keep = 50; keep < length; keep += length / 9)
    {
      put (fixture->path, sound, (gssize) keep);
      g_assert_true (survive (fixture->path));
    }
}

static void
a_backup_is_whole_and_made_beside_the_editor (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.galley", NULL);
  g_autoptr (GalleyProject) reader = galley_project_open (fixture->path, GALLEY_OPEN_READ, NULL);
  g_autoptr (GalleyProject) opened = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fill (fixture);
  g_assert_true (galley_project_backup (reader, copy, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_sound (copy);
  opened = galley_project_open (copy, GALLEY_OPEN_READ, NULL);
  g_assert_cmpint (galley_project_find_post (opened, "post-7", NULL), >, 0);
  g_assert_false (galley_project_backup (reader, copy, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_clear_pointer (&opened, galley_project_close);
  g_unlink (copy);
  g_cancellable_cancel (cancellable);
  g_assert_false (galley_project_backup (reader, copy, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* As other programs see it. */
static int
version_of (const char *path)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *row = NULL;
  int version = -1;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "PRAGMA user_version", -1, &row, NULL), ==,
                   SQLITE_OK);
  if (sqlite3_step (row) == SQLITE_ROW)
    version = sqlite3_column_int (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (handle);
  return version;
}

static void
the_frozen_file_of_version_1_is_brought_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *frozen =
      g_test_build_filename (G_TEST_DIST, "fixtures", "store", "version-1.galley", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "v1.galley", NULL);
  g_autofree char *backup = g_strconcat (copy, ".backup-v1", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (frozen, &content, &length, &error);
  g_assert_no_error (error);
  put (copy, content, (gssize) length);
  assert_refused (copy, GALLEY_OPEN_READ, GALLEY_STORE_ERROR_READ_ONLY);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  project = galley_project_open (copy, GALLEY_OPEN_EDIT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (version_of (backup), ==, 1);
  g_assert_cmpint (version_of (copy), >, 1);
  post = galley_project_load_post (project, 1, GALLEY_VERSION_PUBLISHED, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (post->title, ==, "Zürich");
  g_assert_cmpstr (post->body, ==, "The first text.");
  g_clear_pointer (&project, galley_project_close);
  assert_sound (copy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/store/open/each_thing_that_can_be_wrong_has_its_code",
                each_thing_that_can_be_wrong_has_its_code);
  FIXTURE_TEST ("/store/open/a_newer_version_is_refused", a_newer_version_is_refused);
  FIXTURE_TEST ("/store/open/a_schema_with_strangers_is_refused",
                a_schema_with_strangers_is_refused);
  FIXTURE_TEST ("/store/open/only_one_may_edit", only_one_may_edit);
  FIXTURE_TEST ("/store/open/a_reader_sees_what_the_editor_saves",
                a_reader_sees_what_the_editor_saves);
  FIXTURE_TEST ("/store/open/a_read_only_file_in_a_read_only_folder_can_be_read",
                a_read_only_file_in_a_read_only_folder_can_be_read);
  FIXTURE_TEST ("/store/open/a_folder_that_cannot_be_written_to_cannot_be_edited_in",
                a_folder_that_cannot_be_written_to_cannot_be_edited_in);
  FIXTURE_TEST ("/store/open/the_frozen_file_of_version_1_is_brought_up_and_kept",
                the_frozen_file_of_version_1_is_brought_up);
  FIXTURE_TEST ("/store/create/a_new_project_never_replaces_a_file",
                a_new_project_never_replaces_a_file);
  FIXTURE_TEST ("/store/close/a_closed_project_is_one_file", a_closed_project_is_one_file);
  FIXTURE_TEST ("/store/kill/what_was_saved_outlives_a_kill", what_was_saved_outlives_a_kill);
  FIXTURE_TEST ("/store/verify/finds_what_is_wrong", finds_what_is_wrong);
  FIXTURE_TEST ("/store/verify/a_flipped_bit_does_no_harm", a_flipped_bit_does_no_harm);
  FIXTURE_TEST ("/store/verify/a_file_that_was_cut_is_noticed", a_file_that_was_cut_is_noticed);
  FIXTURE_TEST ("/store/backup/is_whole_and_made_beside_the_editor",
                a_backup_is_whole_and_made_beside_the_editor);
  return g_test_run ();
}
