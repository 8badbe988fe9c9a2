/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every change of a project, with a disk or a memory that fails at its first call, its second, its
 * third, and so on until the change gets through: afterwards the file is sound, and holds what it
 * held before or what it should hold now.
 *
 * All of these calls take many minutes, so that an ordinary run goes from one to the next in steps
 * that differ from run to run; with "-m slow" (./check --faults) none is left out. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "fault-vfs.h"
#include "galley-bulk.h"
#include "galley-comment.h"
#include "galley-media.h"
#include "galley-replace.h"
#include "store-fixture.h"

#define N_POSTS 6
#define N_COMMENTS 8
#define LONGEST_STEP 160 /* from one call that fails to the next, in an ordinary run */

/* So that the same change gives the same file. */
gint64
g_get_real_time (void)
{
  return G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC;
}

/* One change. Gives FALSE and an error where it did not happen. */
typedef gboolean (*Change) (GalleyProject *project, const char *folder, GError **error);

typedef struct
{
  const char *name;
  Change change;
  const char *frozen; /* a file of an older version to begin with; NULL: the made project */
} Operation;

static gboolean
type (GalleyProject *project, const char *folder, GError **error)
{
  g_autoptr (GalleyPost) post =
      galley_project_load_post (project, 1, GALLEY_VERSION_WORKING, error);

  if (post == NULL)
    return FALSE;
  g_free (post->body);
  post->body = g_strnfill (9000, 'x');
  return galley_project_save_post (project, post, GALLEY_SAVE_TYPING, error);
}

static gboolean
begin (GalleyProject *project, const char *folder, GError **error)
{
  g_autoptr (GalleyPost) post = galley_post_new ();

  g_free (post->title);
  post->title = g_strdup ("A new one");
  return galley_project_save_post (project, post, GALLEY_SAVE_TYPING, error);
}

static gboolean
publish (GalleyProject *project, const char *folder, GError **error)
{
  return galley_project_publish_post (project, 2, NULL, error);
}

static gboolean
unpublish (GalleyProject *project, const char *folder, GError **error)
{
  return galley_project_unpublish_post (project, 1, error);
}

static gboolean
trash (GalleyProject *project, const char *folder, GError **error)
{
  const gint64 ids[] = { 1, 2, 3, 4 };
  GalleyBulkChange change = { .kind = GALLEY_BULK_TRASH };
  g_autoptr (GalleyBulkDone) done =
      galley_project_change_posts (project, &change, ids, G_N_ELEMENTS (ids), NULL, error);

  return done != NULL;
}

static gboolean
tag (GalleyProject *project, const char *folder, GError **error)
{
  const gint64 ids[] = { 1, 2, 3, 4, 5, 6 };
  char *tags[] = { (char *) "harbour", (char *) "ships", NULL };
  GalleyBulkChange change = { .kind = GALLEY_BULK_ADD_TAGS, .tags = tags };
  g_autoptr (GalleyBulkDone) done =
      galley_project_change_posts (project, &change, ids, G_N_ELEMENTS (ids), NULL, error);

  return done != NULL;
}

static gboolean
review (GalleyProject *project, const char *folder, GError **error)
{
  const gint64 ids[] = { 1, 2, 3, 4, 5, 6, 7, 8 };

  return galley_project_set_comment_status (project, ids, G_N_ELEMENTS (ids),
                                            GALLEY_COMMENT_APPROVED, "author", "", NULL, error);
}

static gboolean
answer (GalleyProject *project, const char *folder, GError **error)
{
  g_autoptr (GalleyComment) comment = galley_comment_new ();

  comment->post_id = 1;
  comment->parent_id = 1;
  comment->date = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC);
  g_free (comment->name);
  comment->name = g_strdup ("The author");
  g_free (comment->body);
  comment->body = g_strdup ("Yes, we did.");
  return galley_project_save_comment (project, comment, "author", "", error);
}

static gboolean
add_picture (GalleyProject *project, const char *folder, GError **error)
{
  g_autofree char *data = g_strnfill (40000, 'p');
  g_autoptr (GBytes) bytes = g_bytes_new (data, 40000);
  g_autofree char *name =
      galley_project_add_media (project, "photo.jpg", "image/jpeg", bytes, "", 0, 0, error);

  return name != NULL;
}

static gboolean
back_up (GalleyProject *project, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "copy.galley", NULL);

  return galley_project_backup (project, path, NULL, NULL, NULL, error);
}

static gboolean
nothing (GalleyProject *project, const char *folder, GError **error)
{
  return TRUE;
}

static const Operation OPERATIONS[] = {
  { "typing", type, NULL },
  { "a_new_post", begin, NULL },
  { "publishing", publish, NULL },
  { "taking_back", unpublish, NULL },
  { "the_trash", trash, NULL },
  { "tagging_many", tag, NULL },
  { "reviewing_many", review, NULL },
  { "answering", answer, NULL },
  { "a_picture", add_picture, NULL },
  { "a_backup", back_up, NULL },
  { "a_migration", nothing, "version-1.galley" },
};

static void
add_posts (Fixture *fixture)
{
  for (int i = 1; i <= N_POSTS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Day %d", i);
      gint64 id = fixture_add_post (fixture, title, "We went to the *harbour*.");

      if (i % 2 == 1)
        g_assert_true (galley_project_publish_post (fixture->project, id, NULL, NULL));
    }
  for (int i = 1; i <= N_COMMENTS; i++)
    {
      g_autoptr (GalleyComment) comment = galley_comment_new ();

      comment->post_id = 1;
      g_free (comment->name);
      comment->name = g_strdup_printf ("Reader %d", i);
      g_free (comment->body);
      comment->body = g_strdup_printf ("How far is it? (%d)", i);
      g_assert_true (galley_project_save_comment (fixture->project, comment, "import", "", NULL));
    }
  g_clear_pointer (&fixture->project, galley_project_close);
}

static gboolean
tells (const char *table)
{
  return strstr (table, "_index_") == NULL && !g_str_has_prefix (table, "sqlite_");
}

static void
digest_table (sqlite3 *handle, const char *table, GChecksum *digest)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
  sqlite3_stmt *row = NULL;

  g_checksum_update (digest, (const guchar *) table, -1);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (row); i++)
      {
        const void *data = sqlite3_column_blob (row, i);

        g_checksum_update (digest, (const guchar *) "|", 1);
        if (data != NULL)
          g_checksum_update (digest, data, sqlite3_column_bytes (row, i));
      }
  sqlite3_finalize (row);
}

/* What a project holds, as one word. */
static char *
get_state (const char *path)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *row = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                       " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
                                       -1, &row, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    g_ptr_array_add (tables, g_strdup ((const char *) sqlite3_column_text (row, 0)));
  sqlite3_finalize (row);
  for (guint i = 0; i < tables->len; i++)
    if (tells (tables->pdata[i]))
      digest_table (handle, tables->pdata[i], digest);
  sqlite3_close (handle);
  return g_strdup (g_checksum_get_string (digest));
}

static void
assert_sound (const char *path, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project = galley_project_open (path, GALLEY_OPEN_EDIT, &error);
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_no_error (error);
  problems = galley_project_verify (project, NULL, &error);
  g_assert_no_error (error);
  if (problems->len > 0)
    g_error ("%s: %s", what, (const char *) problems->pdata[0]);
}

static void
empty (const char *folder)
{
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

/* A folder in which the change is made over and over. */
typedef struct
{
  const Operation *operation;
  char *folder, *path;
  char *content; /* of the project before */
  gsize length;
  char *before, *after; /* what it holds */
  guint n_faults;
} Trial;

static void
lay (Trial *trial)
{
  empty (trial->folder);
  g_assert_true (g_file_set_contents_full (trial->path, trial->content, (gssize) trial->length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Opens the project, makes the change and closes it. */
static gboolean
run (Trial *trial)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project = galley_project_open (trial->path, GALLEY_OPEN_EDIT, &error);
  gboolean done = project != NULL && trial->operation->change (project, trial->folder, &error);

  g_assert_true (done || error != NULL);
  return done;
}

/* An old file is brought up when it is opened: both states are then read after that. */
static void
check (Trial *trial, gboolean done, const char *what)
{
  g_autofree char *copy = g_build_filename (trial->folder, "copy.galley", NULL);
  g_autofree char *state = NULL;

  assert_sound (trial->path, what);
  state = get_state (trial->path);
  if (g_strcmp0 (state, trial->after) != 0 && (done || g_strcmp0 (state, trial->before) != 0))
    g_error ("%s: %s", what, done ? "what was done is gone" : "neither the old state nor the new");
  if (g_file_test (copy, G_FILE_TEST_EXISTS))
    assert_sound (copy, what);
}

/* The next call that is to fail. */
static guint
step (guint at)
{
  return at + (g_test_slow () ? 1 : (guint) g_test_rand_int_range (1, LONGEST_STEP));
}

static void
try_disk (Trial *trial, FaultKind kind, gboolean for_good)
{
  static const char *const names[] = { "", "I/O error", "full disk", "torn write", "lost power" };

  for (guint at = step (0);; at = step (at))
    {
      g_autofree char *what = g_strdup_printf ("%s, %s at call %u%s", trial->operation->name,
                                               names[kind], at, for_good ? " and after" : "");
      gboolean done, failed;

      lay (trial);
      if (kind == FAULT_POWER)
        fault_vfs_watch (trial->folder);
      fault_vfs_arm (kind, at, for_good);
      done = run (trial);
      failed = fault_vfs_disarm ();
      if (kind == FAULT_POWER)
        {
          fault_vfs_lose_power (at);
          fault_vfs_watch (NULL);
        }
      check (trial, done, what);
      if (!failed)
        break;
      trial->n_faults++;
    }
}

static void
try_memory (Trial *trial, gboolean for_good)
{
  for (guint at = step (0);; at = step (at))
    {
      g_autofree char *what = g_strdup_printf ("%s, no memory at call %u%s", trial->operation->name,
                                               at, for_good ? " and after" : "");
      gboolean done, failed;

      lay (trial);
      fault_memory_arm (at, for_good);
      done = run (trial);
      failed = fault_memory_disarm ();
      check (trial, done, what);
      if (!failed)
        break;
      trial->n_faults++;
    }
}

static void
read_content (Fixture *fixture, Trial *trial)
{
  g_autofree char *frozen =
      trial->operation->frozen != NULL
          ? g_test_build_filename (G_TEST_DIST, "fixtures", "store", trial->operation->frozen, NULL)
          : g_strdup (fixture->path);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (frozen, &trial->content, &trial->length, &error);
  g_assert_no_error (error);
}

static void
a_change_happens_whole_or_not_at_all (Fixture *fixture, gconstpointer data)
{
  Trial trial = { .operation = data };
  g_autoptr (GError) error = NULL;

  add_posts (fixture);
  trial.folder = g_build_filename (fixture->folder, "work", NULL);
  g_assert_cmpint (g_mkdir (trial.folder, 0700), ==, 0);
  trial.path = g_build_filename (trial.folder, "site.galley", NULL);
  read_content (fixture, &trial);
  lay (&trial);
  if (trial.operation->frozen != NULL)
    galley_project_close (galley_project_open (trial.path, GALLEY_OPEN_EDIT, NULL));
  trial.before = get_state (trial.path);
  g_assert_true (run (&trial));
  trial.after = get_state (trial.path);
  for (FaultKind kind = FAULT_IO; kind <= FAULT_TORN; kind++)
    {
      try_disk (&trial, kind, FALSE);
      try_disk (&trial, kind, TRUE);
    }
  try_disk (&trial, FAULT_POWER, TRUE);
  try_memory (&trial, FALSE);
  try_memory (&trial, TRUE);
  g_test_message ("%u faults", trial.n_faults);
  empty (trial.folder);
  g_rmdir (trial.folder);
  g_free (trial.folder);
  g_free (trial.path);
  g_free (trial.content);
  g_free (trial.before);
  g_free (trial.after);
}

int
main (int argc, char **argv)
{
  fault_memory_register ();
  fault_vfs_register ();
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (OPERATIONS); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/faults/%s", OPERATIONS[i].name);

      g_test_add (path, Fixture, &OPERATIONS[i], fixture_set_up,
                  a_change_happens_whole_or_not_at_all, fixture_tear_down);
    }
  return g_test_run ();
}
