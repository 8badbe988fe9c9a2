/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a project when its file is taken away, replaced or written over while it is open:
 * the other file stays as it is, to the byte, and what was typed is kept. */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "galley-project.h"

typedef struct
{
  Fixture base;
  char *other; /* another project, of two posts */
  char *bytes; /* its content */
  gsize length;
  gint64 id; /* a post of the first one */
} Scene;

/* By another program, as it happens. */
static void
run (const char *command, const char *one, const char *other)
{
  const char *const arguments[] = { "/bin/sh", "-ec", command, "sh", one, other, NULL };
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

static void
scene_set_up (Scene *scene, gconstpointer data)
{
  Fixture made = { 0 };

  fixture_set_up (&scene->base, NULL);
  scene->id = fixture_add_post (&scene->base, "Mine", "First.");
  scene->other = g_build_filename (scene->base.folder, "other", NULL);
  made.project = galley_project_create (scene->other, NULL);
  fixture_add_post (&made, "Theirs", "One.");
  fixture_add_post (&made, "Theirs too", "Two.");
  galley_project_close (made.project);
  g_assert_true (g_file_get_contents (scene->other, &scene->bytes, &scene->length, NULL));
}

static void
scene_tear_down (Scene *scene, gconstpointer data)
{
  g_unlink (scene->other);
  g_free (scene->other);
  g_free (scene->bytes);
  fixture_tear_down (&scene->base, NULL);
}

static gboolean
type (GalleyProject *project, gint64 id, const char *text, GError **error)
{
  g_autoptr (GalleyPost) post =
      galley_project_load_post (project, id, GALLEY_VERSION_WORKING, error);

  if (post == NULL)
    return FALSE;
  g_free (post->body);
  post->body = g_strdup (text);
  return galley_project_save_post (project, post, GALLEY_SAVE_TYPING, error);
}

static void
assert_refused (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  GalleyPost *post = galley_post_new ();

  g_free (post->title);
  post->title = g_strdup ("New");
  g_assert_false (
      galley_project_save_post (scene->base.project, post, GALLEY_SAVE_REVISION, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_REPLACED);
  g_clear_error (&error);
  /* A change that is a transaction of its own. */
  g_assert_false (galley_project_trash_post (scene->base.project, scene->id, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_REPLACED);
  galley_post_free (post);
}

/* Opened and closed it is still the other one's, if not to the byte. */
static void
assert_has_others_posts (Scene *scene)
{
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  GalleyProject *project = galley_project_open (scene->base.path, GALLEY_OPEN_EDIT, &error);

  g_assert_no_error (error);
  problems = galley_project_verify (project, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  post = galley_project_load_post (project, 2, GALLEY_VERSION_WORKING, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (post->title, ==, "Theirs too");
  galley_project_close (project);
}

static void
assert_is_other (Scene *scene)
{
  g_autofree char *log = g_strconcat (scene->base.path, "-wal", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (scene->base.path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, length, scene->bytes, scene->length);
}

/* What was typed is whole in a copy that is made through the handle that is still open. */
static void
assert_kept (Scene *scene, const char *text)
{
  g_autofree char *kept = g_build_filename (scene->base.folder, "kept", NULL);
  g_autoptr (GalleyProject) copy = NULL;
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GError) error = NULL;

  galley_project_backup (scene->base.project, kept, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  copy = galley_project_open (kept, GALLEY_OPEN_READ, &error);
  g_assert_no_error (error);
  post = galley_project_load_post (copy, scene->id, GALLEY_VERSION_WORKING, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (post->body, ==, text);
  g_unlink (kept);
}

static void
replaced_by_another_file (Scene *scene, gconstpointer data)
{
  g_assert_true (type (scene->base.project, scene->id, "Typed.", NULL));
  run ("cp \"$1\" \"$2.t\"", scene->other, scene->base.path);
  run ("mv \"$1.t\" \"$2\"", scene->base.path, scene->base.path);
  assert_refused (scene);
  assert_kept (scene, "Typed.");
  g_clear_pointer (&scene->base.project, galley_project_close);
  assert_is_other (scene);
}

static void
written_over_in_place (Scene *scene, gconstpointer data)
{
  g_assert_true (type (scene->base.project, scene->id, "Typed.", NULL));
  run ("cat \"$1\" >\"$2\"", scene->other, scene->base.path);
  assert_refused (scene);
  g_clear_pointer (&scene->base.project, galley_project_close);
  assert_is_other (scene);
}

/* Nothing was saved since, so nobody has noticed. */
static void
written_over_and_closed (Scene *scene, gconstpointer data)
{
  g_assert_true (type (scene->base.project, scene->id, "Typed.", NULL));
  run ("cat \"$1\" >\"$2\"", scene->other, scene->base.path);
  g_clear_pointer (&scene->base.project, galley_project_close);
  assert_is_other (scene);
}

static void
replaced_and_closed (Scene *scene, gconstpointer data)
{
  g_assert_true (type (scene->base.project, scene->id, "Typed.", NULL));
  run ("cp \"$1\" \"$2.t\"", scene->other, scene->base.path);
  run ("mv \"$1.t\" \"$2\"", scene->base.path, scene->base.path);
  g_clear_pointer (&scene->base.project, galley_project_close);
  assert_is_other (scene);
}

static void
deleted (Scene *scene, gconstpointer data)
{
  g_assert_true (type (scene->base.project, scene->id, "Typed.", NULL));
  g_assert_cmpint (g_unlink (scene->base.path), ==, 0);
  assert_refused (scene);
  assert_kept (scene, "Typed.");
  g_clear_pointer (&scene->base.project, galley_project_close);
  g_assert_false (g_file_test (scene->base.path, G_FILE_TEST_EXISTS));
}

/* Restored to what it was a while ago: an older copy of the same project. */
static void
an_older_copy_of_itself (Scene *scene, gconstpointer data)
{
  g_autofree char *old = g_build_filename (scene->base.folder, "old", NULL);

  g_assert_true (galley_project_backup (scene->base.project, old, NULL, NULL, NULL, NULL));
  g_assert_true (type (scene->base.project, scene->id, "Typed.", NULL));
  run ("cat \"$1\" >\"$2\"", old, scene->base.path);
  assert_refused (scene);
  g_clear_pointer (&scene->base.project, galley_project_close);
  g_free (scene->bytes);
  g_assert_true (g_file_get_contents (old, &scene->bytes, &scene->length, NULL));
  assert_is_other (scene);
  g_unlink (old);
}

/* What looks the same from the outside is another file all the same. */
static void
replaced_by_its_own_copy (Scene *scene, gconstpointer data)
{
  g_assert_true (type (scene->base.project, scene->id, "Typed.", NULL));
  run ("cp -p \"$1\" \"$2.t\"", scene->base.path, scene->base.path);
  run ("mv \"$1.t\" \"$2\"", scene->base.path, scene->base.path);
  assert_refused (scene);
  assert_kept (scene, "Typed.");
}

static void
a_byte_is_written_behind_the_header (Scene *scene, gconstpointer data)
{
  run ("printf x | dd of=\"$1\" bs=1 seek=9000 conv=notrunc status=none", scene->base.path, "");
  assert_refused (scene);
}

static void
its_folder_is_renamed (Scene *scene, gconstpointer data)
{
  g_autofree char *moved = g_strconcat (scene->base.folder, "-moved", NULL);
  g_autofree char *base = g_path_get_basename (scene->base.path);
  g_autofree char *path = g_build_filename (moved, base, NULL);
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (type (scene->base.project, scene->id, "Typed.", NULL));
  g_assert_cmpint (g_rename (scene->base.folder, moved), ==, 0);
  assert_refused (scene);
  g_clear_pointer (&scene->base.project, galley_project_close);
  scene->base.project = galley_project_open (path, GALLEY_OPEN_EDIT, &error);
  g_assert_no_error (error);
  post = galley_project_load_post (scene->base.project, scene->id, GALLEY_VERSION_WORKING, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (post->body, ==, "Typed.");
  g_clear_pointer (&scene->base.project, galley_project_close);
  g_assert_cmpint (g_rename (moved, scene->base.folder), ==, 0);
}

static void
opened_by_another_name (Scene *scene, gconstpointer data)
{
  g_autofree char *name = g_build_filename (scene->base.folder, "link.galley", NULL);
  g_autoptr (GError) error = NULL;
  GalleyProject *second;

  g_assert_cmpint (link (scene->base.path, name), ==, 0);
  second = galley_project_open (name, GALLEY_OPEN_EDIT, &error);
  g_assert_null (second);
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_LOCKED);
  g_unlink (name);
}

/* Thousands of changes are folded into the file meanwhile, and it goes on being ours. */
static void
its_own_changes_are_no_others (Scene *scene, gconstpointer data)
{
  g_autofree char *text = g_strnfill (300000, 'x');

  for (int i = 0; i < 60; i++)
    {
      g_autoptr (GError) error = NULL;

      text[i] = 'y';
      type (scene->base.project, scene->id, text, &error);
      g_assert_no_error (error);
    }
}

/* Who goes by SQLite's rules may write beside us, and fold the log into the file. */
static void
another_program_of_sqlite_is_no_stranger (Scene *scene, gconstpointer data)
{
  static const char *const statements[] = {
    "UPDATE setting SET value = 'x' WHERE key = 'tagline'; PRAGMA wal_checkpoint (PASSIVE)",
    "UPDATE setting SET value = 'y' WHERE key = 'tagline'; PRAGMA wal_checkpoint (TRUNCATE)",
    "PRAGMA wal_checkpoint (RESTART)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (GError) error = NULL;
      sqlite3 *other = NULL;

      g_assert_cmpint (sqlite3_open (scene->base.path, &other), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (other, statements[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (other);
      type (scene->base.project, scene->id, "Typed.", &error);
      g_assert_no_error (error);
      type (scene->base.project, scene->id, "Typed again.", &error);
      g_assert_no_error (error);
    }
  run ("cat \"$1\" >\"$2\"", scene->other, scene->base.path);
  assert_refused (scene);
}

/* A child types into the project and is killed. */
static void
be_killed (Scene *scene, const char *text)
{
  pid_t child;
  int status;

  g_clear_pointer (&scene->base.project, galley_project_close);
  child = fork ();
  if (child == 0)
    {
      GalleyProject *project = galley_project_open (scene->base.path, GALLEY_OPEN_EDIT, NULL);

      if (project != NULL && type (project, scene->id, text, NULL))
        raise (SIGKILL);
      _exit (1);
    }
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status));
}

static void
killed_it_is_mended (Scene *scene, gconstpointer data)
{
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GError) error = NULL;

  be_killed (scene, "Typed.");
  scene->base.project = galley_project_open (scene->base.path, GALLEY_OPEN_EDIT, &error);
  g_assert_no_error (error);
  g_assert_null (galley_project_get_set_aside (scene->base.project));
  post = galley_project_load_post (scene->base.project, scene->id, GALLEY_VERSION_WORKING, &error);
  g_assert_cmpstr (post->body, ==, "Typed.");
}

/* The log that was left is not played into the file that was put in its place, whoever opens it. */
static void
killed_and_replaced (Scene *scene, gconstpointer data)
{
  const GalleyOpenMode mode = GPOINTER_TO_INT (data);
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  be_killed (scene, "Typed.");
  run ("cat \"$1\" >\"$2\"", scene->other, scene->base.path);
  scene->base.project = galley_project_open (scene->base.path, mode, &error);
  g_assert_no_error (error);
  aside = g_strdup (galley_project_get_set_aside (scene->base.project));
  g_assert_nonnull (aside);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_clear_pointer (&scene->base.project, galley_project_close);
  g_unlink (aside);
  assert_has_others_posts (scene);
}

#define ADD(name, data)                                                                            \
  g_test_add ("/store/guard/" #name, Scene, data, scene_set_up, name, scene_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (replaced_by_another_file, NULL);
  ADD (written_over_in_place, NULL);
  ADD (written_over_and_closed, NULL);
  ADD (replaced_and_closed, NULL);
  ADD (deleted, NULL);
  ADD (an_older_copy_of_itself, NULL);
  ADD (replaced_by_its_own_copy, NULL);
  ADD (a_byte_is_written_behind_the_header, NULL);
  ADD (its_folder_is_renamed, NULL);
  ADD (opened_by_another_name, NULL);
  ADD (its_own_changes_are_no_others, NULL);
  ADD (another_program_of_sqlite_is_no_stranger, NULL);
  ADD (killed_it_is_mended, NULL);
  ADD (killed_and_replaced, GINT_TO_POINTER (GALLEY_OPEN_EDIT));
  g_test_add ("/store/guard/killed_and_replaced_then_read", Scene,
              GINT_TO_POINTER (GALLEY_OPEN_READ), scene_set_up, killed_and_replaced,
              scene_tear_down);
  return g_test_run ();
}
