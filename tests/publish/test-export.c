/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

static void
fill (Fixture *fixture)
{
  gint64 zurich = add_post (fixture, "Zurich", "2009-10-10T10:00:00+02:00", "The protocols.\n");
  gint64 moscow =
      add_post (fixture, "Moscow", "2009-10-13T23:30:00+04:00", "See [Zurich](post:zurich).\n");

  add_comment (fixture, zurich, 0, "Ron", "Well.\n");
  add_comment (fixture, moscow, 0, "Patrick", "Hi.\n");
}

static void
test_no_change (Fixture *fixture, gconstpointer data)
{
  GalleyExportReport report;
  g_autofree char *page = g_build_filename (fixture->out, "index.html", NULL);
  struct utimbuf times = { 1000000000, 1000000000 };
  GStatBuf status;
  guint64 n;

  fill (fixture);
  export_site (fixture, NULL, &report);
  n = report.written;
  g_assert_cmpuint (report.unchanged, ==, 0);
  galley_export_report_clear (&report);

  g_assert_cmpint (utime (page, &times), ==, 0);
  export_site (fixture, NULL, &report);
  g_assert_cmpuint (report.written, ==, 0);
  g_assert_cmpuint (report.unchanged, ==, n);
  galley_export_report_clear (&report);
  g_assert_cmpint (g_stat (page, &status), ==, 0);
  g_assert_cmpint (status.st_mtime, ==, 1000000000);

  export_site (fixture, &(GalleyExportOptions){ .full = TRUE }, &report);
  g_assert_cmpuint (report.written, ==, 0);
  galley_export_report_clear (&report);
}

static void
test_one_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GalleyExportReport report;
  g_autoptr (GalleyPost) post = NULL;
  gint64 id;
  g_autofree char *page = NULL;

  id = add_post (fixture, "Moscow", "2009-10-13", "First paragraph.\n\nSecond.\n");
  export_site (fixture, NULL, NULL);
  post = galley_project_load_post (fixture->project, id, GALLEY_VERSION_WORKING, &error);
  g_assert_no_error (error);
  set_text (&post->body, "First paragraph.\n\nAnother second.\n");
  publish (fixture, post);
  export_site (fixture, NULL, &report);
  /* Its page and the feed; the sitemap is not there without an address. */
  g_assert_cmpuint (report.written, ==, 2);
  galley_export_report_clear (&report);
  page = read_out (fixture, "2009/10/moscow/index.html");
  assert_contains (page, "Another second.");
}

static void
set_tagline (GalleySiteSettings *settings)
{
  set_text (&settings->tagline, "Another tagline");
}

static void
test_other_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyComment) comment = NULL;
  g_autoptr (GalleyPost) post = NULL;
  gint64 zurich = add_post (fixture, "Zurich", "2009-10-10", "Text.\n");
  gint64 moscow = add_post (fixture, "Moscow", "2009-10-13", "See [it](post:zurich).\n");
  gint64 id = add_comment (fixture, moscow, 0, "Ron", "As it came.\n");
  g_autofree char *edited = NULL;
  g_autofree char *tagline = NULL;
  g_autofree char *moved = NULL;

  export_site (fixture, NULL, NULL);
  comment = galley_project_load_comment (fixture->project, id, &error);
  g_assert_no_error (error);
  set_text (&comment->body, "As it was edited.\n");
  save_comment (fixture, comment);
  export_site (fixture, NULL, NULL);
  edited = read_out (fixture, "2009/10/moscow/index.html");
  assert_contains (edited, "As it was edited.");

  set_setting (fixture, set_tagline);
  export_site (fixture, NULL, NULL);
  tagline = read_out (fixture, "2009/10/moscow/index.html");
  assert_contains (tagline, "Another tagline");

  post = galley_project_load_post (fixture->project, zurich, GALLEY_VERSION_WORKING, &error);
  g_assert_no_error (error);
  set_text (&post->slug, "zuerich");
  publish (fixture, post);
  export_site (fixture, NULL, NULL);
  moved = read_out (fixture, "2009/10/moscow/index.html");
  assert_contains (moved, "<a href=\"../../../2009/10/zuerich/index.html\">it</a>");
}

static void
test_mended (Fixture *fixture, gconstpointer data)
{
  GalleyExportReport report;
  g_autofree char *robots = NULL;

  fill (fixture);
  export_site (fixture, NULL, NULL);
  write_out (fixture, "robots.txt", "spoiled");
  export_site (fixture, NULL, &report);
  g_assert_cmpuint (report.written, ==, 1);
  galley_export_report_clear (&report);
  robots = read_out (fixture, "robots.txt");
  assert_contains (robots, "User-agent");
}

static void
test_deletes_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GalleyExportReport report;
  gint64 id;

  fill (fixture);
  id = add_post (fixture, "Gone", "2010-01-01", "Text.\n");
  export_site (fixture, NULL, NULL);
  g_assert_true (is_out (fixture, "2010/01/gone/index.html"));
  write_out (fixture, "2009/10/mine.txt", "mine");
  galley_project_trash_post (fixture->project, id, &error);
  g_assert_no_error (error);
  export_site (fixture, NULL, &report);
  g_assert_cmpuint (report.deleted, >=, 1);
  galley_export_report_clear (&report);
  g_assert_false (is_out (fixture, "2010"));
  g_assert_true (is_out (fixture, "2009/10/mine.txt"));
}

static void
test_keeps_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_post (fixture, "Gone", "2010-01-01", "Text.\n");

  export_site (fixture, NULL, NULL);
  write_out (fixture, "2010/01/gone/index.html", "made by hand");
  galley_project_trash_post (fixture->project, id, &error);
  g_assert_no_error (error);
  export_site (fixture, NULL, NULL);
  g_assert_true (is_out (fixture, "2010/01/gone/index.html"));
}

/* A file of the same size, and even of the same time, is not ours for that. */
static void
test_keeps_alike (Fixture *fixture, gconstpointer data)
{
  gboolean same_time = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  gint64 id = add_post (fixture, "Gone", "2010-01-01", "Text.\n");
  g_autofree char *path = g_build_filename (fixture->out, "2010", "01", "gone", "index.html", NULL);
  g_autofree char *mine = NULL;
  g_autofree char *kept = NULL;
  struct stat status;

  export_site (fixture, NULL, NULL);
  mine = read_out (fixture, "2010/01/gone/index.html");
  memset (mine, 'm', strlen (mine));
  g_assert_cmpint (stat (path, &status), ==, 0);
  write_out (fixture, "2010/01/gone/index.html", mine);
  if (same_time)
    {
      struct timespec times[2] = { status.st_atim, status.st_mtim };

      g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
    }
  galley_project_trash_post (fixture->project, id, &error);
  g_assert_no_error (error);
  export_site (fixture, NULL, NULL);
  kept = read_out (fixture, "2010/01/gone/index.html");
  g_assert_cmpstr (kept, ==, mine);
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = NULL;
  g_autofree char *kept = NULL;

  fill (fixture);
  write_out (fixture, "index.html", "someone else's");
  site = new_site (fixture);
  g_assert_false (galley_site_export (site, fixture->out, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_EXPORT_ERROR, GALLEY_EXPORT_ERROR_FOREIGN_FOLDER);
  kept = read_out (fixture, "index.html");
  g_assert_cmpstr (kept, ==, "someone else's");
  g_assert_false (is_out (fixture, "feed.xml"));
  export_site (fixture, &(GalleyExportOptions){ .adopt = TRUE }, NULL);
  g_assert_true (is_out (fixture, "feed.xml"));
}

static void
test_foreign_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = NULL;
  g_autofree char *kept = NULL;

  fill (fixture);
  export_site (fixture, NULL, NULL);
  write_out (fixture, "2011/01/new/index.html", "made by hand");
  add_post (fixture, "New", "2011-01-01", "Text.\n");
  site = new_site (fixture);
  g_assert_false (galley_site_export (site, fixture->out, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_EXPORT_ERROR, GALLEY_EXPORT_ERROR_FOREIGN_FOLDER);
  kept = read_out (fixture, "2011/01/new/index.html");
  g_assert_cmpstr (kept, ==, "made by hand");
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GalleyExportReport report;
  g_autofree char *moved = g_build_filename (fixture->folder, "moved", NULL);

  fill (fixture);
  export_site (fixture, NULL, NULL);
  g_assert_cmpint (g_rename (fixture->out, moved), ==, 0);
  set_text (&fixture->out, moved);
  export_site (fixture, NULL, &report);
  g_assert_cmpuint (report.written, ==, 0);
  galley_export_report_clear (&report);
}

static void
test_symlink (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = NULL;
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *year = g_build_filename (fixture->out, "2011", NULL);
  g_autofree char *page = g_build_filename (fixture->out, "robots.txt", NULL);
  g_autofree char *victim = g_build_filename (elsewhere, "victim.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GDir) dir = NULL;

  fill (fixture);
  export_site (fixture, NULL, NULL);
  g_mkdir (elsewhere, 0777);
  g_file_set_contents (victim, "untouched", -1, NULL);
  g_remove (page);
  g_assert_cmpint (symlink (victim, page), ==, 0);
  export_site (fixture, NULL, NULL);
  g_assert_false (g_file_test (page, G_FILE_TEST_IS_SYMLINK));
  g_file_get_contents (victim, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "untouched");

  g_assert_cmpint (symlink (elsewhere, year), ==, 0);
  add_post (fixture, "New", "2011-01-01", "Text.\n");
  site = new_site (fixture);
  g_assert_false (galley_site_export (site, fixture->out, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_EXPORT_ERROR, GALLEY_EXPORT_ERROR_UNSAFE_PATH);
  dir = g_dir_open (elsewhere, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "victim.txt");
  g_assert_null (g_dir_read_name (dir));
}

static void
cancel_cb (guint64 done, guint64 total, gpointer user_data)
{
  if (done == 3)
    g_cancellable_cancel (user_data);
}

static void
test_cancel_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GalleyExportOptions options = { .progress = cancel_cb, .progress_data = cancellable };
  g_autoptr (GalleySite) site = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *title = g_strdup_printf ("Post %d", i);

      add_post (fixture, title, "2009-10-13", "Text.\n");
    }
  site = new_site (fixture);
  g_assert_false (galley_site_export (site, fixture->out, &options, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (is_out (fixture, ""));
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".out"));
}

static void
test_cancel_old (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GalleyExportOptions options = { .progress = cancel_cb, .progress_data = cancellable };
  g_autoptr (GalleySite) site = NULL;
  g_autofree char *page = NULL;

  g_mkdir (fixture->out, 0777);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *title = g_strdup_printf ("Post %d", i);

      add_post (fixture, title, "2009-10-13", "Text.\n");
    }
  site = new_site (fixture);
  g_assert_false (galley_site_export (site, fixture->out, &options, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (is_out (fixture, ".galley-tmp"));
  /* The next one knows what the cancelled one left as its own. */
  export_site (fixture, NULL, NULL);
  page = read_out (fixture, "2009/10/post-99/index.html");
  assert_contains (page, "Post 99");
}

static void
test_leftovers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *left = g_build_filename (fixture->folder, ".out.galley-abc123", NULL);
  g_autofree char *mark = g_build_filename (left, ".galley-tmp", NULL);

  fill (fixture);
  g_mkdir_with_parents (mark, 0777);
  export_site (fixture, NULL, NULL);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  write_out (fixture, ".galley-tmp/17", "half a page");
  export_site (fixture, NULL, NULL);
  g_assert_false (is_out (fixture, ".galley-tmp"));
}

static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  GalleyExportReport report;

  fill (fixture);
  export_site (fixture, &(GalleyExportOptions){ .dry_run = TRUE }, &report);
  g_assert_false (is_out (fixture, ""));
  g_assert_true (g_strv_contains ((const char *const *) report.changes,
                                  "write 2009/10/moscow/index.html: new"));
  galley_export_report_clear (&report);
  export_site (fixture, NULL, NULL);
  export_site (fixture, &(GalleyExportOptions){ .dry_run = TRUE }, &report);
  g_assert_cmpuint (g_strv_length (report.changes), ==, 0);
  galley_export_report_clear (&report);
}

static void
test_file_becomes_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  /* "2009/10" is a page first, then a folder of pages, then a page again. */
  g_autoptr (GalleyPost) page = new_post ("Notes", "2009-10-13", "Text.\n");

  page->kind = GALLEY_POST_KIND_PAGE;
  id = publish (fixture, page);
  export_site (fixture, NULL, NULL);
  g_assert_true (is_out (fixture, "notes/index.html"));
  galley_project_trash_post (fixture->project, id, &error);
  g_assert_no_error (error);
  fill (fixture);
  export_site (fixture, NULL, NULL);
  g_assert_false (is_out (fixture, "notes"));
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) page = new_post ("Tags", "2009-10-13", "Text.\n");
  g_autoptr (GalleyPost) post = new_post ("Moscow", "2009-10-13", "Text.\n");
  char *tags[] = { (char *) "Moscow", NULL };
  g_autoptr (GalleySite) site = NULL;

  page->kind = GALLEY_POST_KIND_PAGE;
  publish (fixture, page);
  g_strfreev (post->tags);
  post->tags = g_strdupv (tags);
  publish (fixture, post);
  site = new_site (fixture);
  g_assert_false (galley_site_export (site, fixture->out, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_CONFLICT);
  assert_contains (error->message, "Tags");
  g_assert_false (is_out (fixture, ""));
}

static const char *program;

/* Exports in a process of its own, which ends at once after @die_at files (0: never), as if it were
 * killed there. */
static void
export_apart (Fixture *fixture, const char *out, guint die_at, char **environment)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = g_strdup_printf ("%u", die_at);
  const char *argv[] = { program, "--child", galley_project_get_path (fixture->project),
                         out,     number,    NULL };
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status != 0, ==, die_at != 0);
}

static void
die_cb (guint64 done, guint64 total, gpointer user_data)
{
  if (done == GPOINTER_TO_UINT (user_data))
    _exit (9);
}

static int
be_child (char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project = galley_project_open (argv[2], GALLEY_OPEN_SHARED, &error);
  g_autoptr (GalleySite) site = project != NULL ? galley_site_new (project, NULL, &error) : NULL;
  GalleyExportOptions options = { .progress = die_cb,
                                  .progress_data = GUINT_TO_POINTER ((guint) atoi (argv[4])) };

  return site != NULL && galley_site_export (site, argv[3], &options, NULL, NULL, &error) ? 0 : 1;
}

static void
assert_is_whole (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = new_site (fixture);
  g_auto (GStrv) paths = galley_site_list_paths (site);

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = galley_site_render (site, paths[i], NULL, &error);
      g_autofree char *text = read_out (fixture, paths[i]);

      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text,
                       strlen (text));
    }
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  GalleyExportReport report;

  fill (fixture);
  export_site (fixture, NULL, &report);
  g_assert_cmpuint (report.written, >, 8);
  galley_export_report_clear (&report);
  assert_is_whole (fixture);
}

static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) environment = g_get_environ ();

  fill (fixture);
  environment = g_environ_setenv (environment, "TZ", "Asia/Tokyo", TRUE);
  environment = g_environ_setenv (environment, "LC_ALL", "C", TRUE);
  environment = g_environ_setenv (environment, "LANG", "tr_TR.UTF-8", TRUE);
  export_apart (fixture, fixture->out, 0, environment);
  assert_is_whole (fixture);
}

static void
test_killed_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  fill (fixture);
  for (guint i = 1; i <= 6; i++)
    {
      export_apart (fixture, fixture->out, i, NULL);
      g_assert_false (is_out (fixture, ""));
    }
  export_site (fixture, NULL, NULL);
  assert_is_whole (fixture);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".out"));
}

static void
test_killed_old (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  export_site (fixture, NULL, NULL);
  for (guint i = 1; i <= 6; i++)
    {
      g_autofree char *title = g_strdup_printf ("Another %u", i);

      add_post (fixture, title, "2012-01-01", "Text.\n");
      export_apart (fixture, fixture->out, i, NULL);
    }
  export_site (fixture, NULL, NULL);
  assert_is_whole (fixture);
  g_assert_false (is_out (fixture, ".galley-tmp"));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }
  fill (fixture);
  g_mkdir (fixture->out, 0555);
  site = new_site (fixture);
  g_assert_false (galley_site_export (site, fixture->out, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_EXPORT_ERROR, GALLEY_EXPORT_ERROR_PERMISSION);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--child"))
    return be_child (argv);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/publish/export/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
#define ADD_WITH(path, data, func)                                                                 \
  g_test_add ("/publish/export/" path, Fixture, data, fixture_set_up, func, fixture_tear_down)
  ADD ("every_file_is_what_the_preview_shows", test_same_bytes);
  ADD ("what_did_not_change_is_not_written_again", test_no_change);
  ADD ("a_changed_text_is_written_where_it_shows", test_one_change);
  ADD ("what_else_changed_is_written_where_it_shows", test_other_changes);
  ADD ("a_spoiled_file_is_mended", test_mended);
  ADD ("what_is_gone_is_deleted_and_nothing_else", test_deletes_own);
  ADD ("a_file_that_someone_changed_is_not_deleted", test_keeps_changed);
  ADD_WITH ("a_file_of_the_size_of_ours_is_not_deleted", GINT_TO_POINTER (FALSE), test_keeps_alike);
  ADD_WITH ("a_file_of_the_size_and_time_of_ours_is_not_deleted", GINT_TO_POINTER (TRUE),
            test_keeps_alike);
  ADD ("a_folder_of_others_is_left_alone_without_consent", test_foreign);
  ADD ("a_file_of_others_is_not_replaced_without_consent", test_foreign_file);
  ADD ("a_copy_of_the_site_is_known_again", test_copy);
  ADD ("nothing_is_written_through_a_link", test_symlink);
  ADD ("cancelling_a_first_export_leaves_nothing", test_cancel_new);
  ADD ("cancelling_a_later_export_leaves_whole_files", test_cancel_old);
  ADD ("what_an_interrupted_export_left_is_cleared", test_leftovers);
  ADD ("killed_in_a_first_export_nothing_is_there_and_the_next_heals", test_killed_new);
  ADD ("killed_in_a_later_export_the_next_heals", test_killed_old);
  ADD ("a_dry_run_says_what_would_be_done", test_dry_run);
  ADD ("the_folder_of_a_page_that_is_gone_goes", test_file_becomes_folder);
  ADD ("two_pages_at_one_address_are_refused", test_conflict);
  ADD ("zone_and_locale_of_the_machine_do_not_show", test_elsewhere);
  ADD ("a_folder_that_cannot_be_written_is_told", test_read_only);
  return g_test_run ();
}
