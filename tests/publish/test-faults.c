/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export that ends at any one of its changes of the disk leaves whole files, and the next one
 * does the rest. Each trial runs in a process of its own with fault-shim.c in it. */
#include "site-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

static const char *program;

static int
be_child (char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project = galley_project_open (argv[2], GALLEY_OPEN_SHARED, &error);

  if (project != NULL && galley_export_project (project, NULL, argv[3], NULL, NULL, NULL, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}

/* Returns what it said, or NULL where it was killed; "" where it got to its end. */
static char *
export_apart (Fixture *fixture, guint at, const char *how)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = g_strdup_printf ("%u", at);
  g_auto (GStrv) environment = g_get_environ ();
  const char *argv[] = { program, "--child", galley_project_get_path (fixture->project),
                         fixture->out, NULL };
  g_autofree char *said = NULL;
  int status = -1;

  environment = g_environ_setenv (environment, "LD_PRELOAD", g_getenv ("GALLEY_FAULT_SHIM"), TRUE);
  environment = g_environ_setenv (environment, "ASAN_OPTIONS",
                                  "verify_asan_link_order=0:detect_leaks=0", TRUE);
  environment = g_environ_setenv (environment, "GALLEY_FAULT_AT", number, TRUE);
  environment = g_environ_setenv (environment, "GALLEY_FAULT_HOW", how, TRUE);
  g_spawn_sync (NULL, (char **) argv, environment, 0, NULL, NULL, NULL, &said, &status, &error);
  g_assert_no_error (error);
  if (WIFSIGNALED (status))
    return NULL;
  if (WEXITSTATUS (status) == 0)
    return g_strdup ("");
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_cmpuint (strlen (said), >, 0);
  return g_steal_pointer (&said);
}

/* What each file of the site should hold now. */
static GHashTable *
render_all (Fixture *fixture)
{
  GHashTable *files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GalleySite) site = new_site (fixture);
  g_auto (GStrv) paths = galley_site_list_paths (site);

  for (gsize i = 0; paths[i] != NULL; i++)
    g_hash_table_insert (files, g_strdup (paths[i]),
                         galley_site_render (site, paths[i], NULL, NULL));
  return files;
}

static gboolean
is_one_of (GHashTable *files, const char *path, const char *text, gsize length)
{
  GBytes *bytes = g_hash_table_lookup (files, path);

  return bytes != NULL && g_bytes_get_size (bytes) == length &&
         memcmp (g_bytes_get_data (bytes, NULL), text, length) == 0;
}

/* Each file below @folder is as it was before, or as it is after; temporary ones are no files of
 * the site. Gives how many there are. */
static guint
assert_whole (const char *folder, const char *prefix, GHashTable *before, GHashTable *after)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *key = g_strconcat (prefix, *prefix != '\0' ? "/" : "", name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_str_equal (key, ".galley-tmp"))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          n += assert_whole (path, key, before, after);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      n++;
      if (g_str_equal (key, "mine.txt"))
        g_assert_cmpstr (text, ==, "mine");
      else if (!is_one_of (before, key, text, length) && !is_one_of (after, key, text, length))
        g_error ("%s is neither the old nor the new one", key);
    }
  return n;
}

/* The next export heals all, and nothing temporary is left. */
static void
assert_healed (Fixture *fixture, GHashTable *after, guint foreign)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  galley_export_project (fixture->project, NULL, fixture->out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (assert_whole (fixture->out, "", after, after), ==,
                    g_hash_table_size (after) + foreign);
  g_assert_false (is_out (fixture, ".galley-tmp"));
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".out"));
}

typedef void (*EditFunc) (Fixture *fixture, guint number);

/* Lets an export fail at its first change of the disk, then at its second, and so on, until one
 * gets to its end. */
static void
try_all (Fixture *fixture, const char *how, EditFunc edit, gboolean anew)
{
  for (guint at = 1;; at++)
    {
      g_autoptr (GHashTable) before = render_all (fixture);
      g_autoptr (GHashTable) after = NULL;
      g_autofree char *said = NULL;

      if (anew)
        remove_tree (fixture->out);
      edit (fixture, at);
      after = render_all (fixture);
      said = export_apart (fixture, at, how);
      if (anew && said == NULL && is_out (fixture, ""))
        g_assert_cmpuint (assert_whole (fixture->out, "", after, after), ==,
                          g_hash_table_size (after));
      else
        assert_whole (fixture->out, "", before, after);
      if (said != NULL && *said != '\0')
        g_assert_true (strstr (said, "No space left") != NULL || strstr (said, "full") != NULL);
      assert_healed (fixture, after, anew ? 0 : 1);
      if (said != NULL && *said == '\0')
        {
          g_test_message ("%u changes of the disk", at - 1);
          g_assert_cmpuint (at, >, 6);
          return;
        }
      g_assert_cmpuint (at, <, 2000);
    }
}

static gint64
fill (Fixture *fixture)
{
  gint64 id = add_post (fixture, "Zurich", "2009-10-10T10:00:00+02:00", "The protocols.\n");

  add_post (fixture, "Moscow", "2009-10-13T23:30:00+04:00", "See [Zurich](post:zurich).\n");
  return id;
}

static void
fill_and_export (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fill (fixture);
  galley_export_project (fixture->project, NULL, fixture->out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  write_out (fixture, "mine.txt", "mine");
}

static void
edit_nothing (Fixture *fixture, guint number)
{
}

static void
edit_text (Fixture *fixture, guint number)
{
  g_autoptr (GalleyPost) post =
      galley_project_load_post (fixture->project, 1, GALLEY_VERSION_WORKING, NULL);
  g_autofree char *text = g_strdup_printf ("The protocols.\n\nTold %u times.\n", number);

  set_text (&post->body, text);
  publish (fixture, post);
}

static void
edit_title (Fixture *fixture, guint number)
{
  g_autoptr (GalleyPost) post =
      galley_project_load_post (fixture->project, 1, GALLEY_VERSION_WORKING, NULL);
  g_autofree char *title = g_strdup_printf ("Zurich, %u", number);

  set_text (&post->title, title);
  publish (fixture, post);
}

static void
edit_away (Fixture *fixture, guint number)
{
  if (number % 2 != 0)
    galley_project_trash_post (fixture->project, 1, NULL);
  else
    galley_project_restore_post (fixture->project, 1, NULL);
}

static void
test_killed_new (Fixture *fixture, gconstpointer how)
{
  fill (fixture);
  try_all (fixture, how, edit_nothing, TRUE);
}

static void
test_killed_small (Fixture *fixture, gconstpointer how)
{
  fill_and_export (fixture);
  try_all (fixture, how, edit_text, FALSE);
}

static void
test_killed_large (Fixture *fixture, gconstpointer how)
{
  fill_and_export (fixture);
  try_all (fixture, how, edit_title, FALSE);
}

static void
test_killed_away (Fixture *fixture, gconstpointer how)
{
  fill_and_export (fixture);
  try_all (fixture, how, edit_away, FALSE);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return be_child (argv);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
#define ADD(path, how, func)                                                                       \
  g_test_add ("/publish/faults/" path, Fixture, how, fixture_set_up, func, fixture_tear_down)
  ADD ("killed_anywhere_in_a_first_export_there_is_all_or_nothing", "kill", test_killed_new);
  ADD ("killed_anywhere_after_a_new_text_each_file_is_whole", "kill", test_killed_small);
  ADD ("killed_anywhere_after_a_new_title_each_file_is_whole", "kill", test_killed_large);
  ADD ("killed_anywhere_while_files_go_each_file_is_whole", "kill", test_killed_away);
  ADD ("a_full_disk_in_a_first_export_leaves_nothing", "full", test_killed_new);
  ADD ("a_full_disk_after_a_new_text_leaves_whole_files", "full", test_killed_small);
  ADD ("a_full_disk_after_a_new_title_leaves_whole_files", "full", test_killed_large);
  ADD ("a_full_disk_while_files_go_leaves_whole_files", "full", test_killed_away);
  return g_test_run ();
}
