/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever was edited, exporting again leaves what exporting anew would. */
#include "site-edits.h"

#include <glib/gstdio.h>
#include <string.h>

/* Changes that are tried one by one; the sanitizers make each take longer. */
#if defined(__SANITIZE_ADDRESS__)
#define MANY 200u
#else
#define MANY 2000u
#endif
/* More posts than one sitemap takes, so that a site with an address is exported in parts too. */
#define LARGE 300

/* Lists what is in a folder, with a digest of each file. */
static void
read_tree (const char *folder, const char *prefix, GHashTable *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *key = g_strconcat (prefix, "/", name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          read_tree (path, key, files);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_hash_table_insert (files, g_steal_pointer (&key),
                           g_compute_checksum_for_data (G_CHECKSUM_MD5, (guchar *) text, length));
    }
}

static void
list_tree (const char *folder, GHashTable *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        list_tree (path, files);
      else
        g_hash_table_add (files, g_steal_pointer (&path));
    }
}

static guint
assert_same_trees (const char *one, const char *other)
{
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) right = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer path;
  gpointer digest;

  read_tree (one, "", left);
  read_tree (other, "", right);
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &path, &digest))
    if (g_strcmp0 (g_hash_table_lookup (right, path), digest) != 0)
      g_error ("%s is not what a new export makes", (char *) path);
  g_assert_cmpuint (g_hash_table_size (left), ==, g_hash_table_size (right));
  return g_hash_table_size (left);
}

static void
count_cb (guint64 done, guint64 total, gpointer user_data)
{
  *(guint64 *) user_data = total;
}

static void
export_to (Trial *trial, const char *folder, gboolean dry_run, GalleyExportReport *report)
{
  g_autoptr (GError) error = NULL;
  guint64 n = 0;
  GalleyExportOptions options = { .dry_run = dry_run, .progress = count_cb, .progress_data = &n };

  galley_export_project (trial->fixture->project, NULL, folder, &options, report, NULL, &error);
  g_assert_no_error (error);
  if (!dry_run && n < report->written + report->unchanged)
    trial->n_parts++;
}

/* Exports to the folder that is there and to a new one, and compares. */
static void
compare (Trial *trial)
{
  g_autofree char *anew = g_build_filename (trial->fixture->folder, "anew", NULL);
  GalleyExportReport dry;
  GalleyExportReport report;
  GalleyExportReport full;
  guint n;

  export_to (trial, trial->fixture->out, TRUE, &dry);
  export_to (trial, trial->fixture->out, FALSE, &report);
  export_to (trial, anew, FALSE, &full);
  n = assert_same_trees (trial->fixture->out, anew);
  g_assert_cmpuint (report.written + report.unchanged, ==, n);
  g_assert_cmpuint (dry.written, ==, report.written);
  g_assert_cmpuint (dry.unchanged, ==, report.unchanged);
  g_assert_cmpuint (dry.deleted, ==, report.deleted);
  g_assert_cmpuint (g_strv_length (dry.changes), ==, report.written + report.deleted);
  galley_export_report_clear (&dry);
  galley_export_report_clear (&report);
  galley_export_report_clear (&full);
  remove_tree (anew);
}

/* Compares the folder, byte for byte, with what a site that is read anew makes: every file of it is
 * there and as it should be, and nothing else is. */
static void
compare_with_site (Trial *trial)
{
  g_autoptr (GalleySite) site = new_site (trial->fixture);
  g_auto (GStrv) paths = galley_site_list_paths (site);
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = g_strv_length (paths);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = galley_site_render (site, paths[i], NULL, &error);
      g_autofree char *file = g_build_filename (trial->fixture->out, paths[i], NULL);
      g_autofree char *data = NULL;
      gsize length = 0;

      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (file, &data, &length, NULL));
      if (length != g_bytes_get_size (bytes) ||
          memcmp (data, g_bytes_get_data (bytes, NULL), length) != 0)
        g_error ("after %s: %s is not what a new export makes", trial->last, paths[i]);
    }
  list_tree (trial->fixture->out, there);
  g_assert_cmpuint (g_hash_table_size (there), ==, n);
}

/* One that is out. */
static gint64
pick_published (Trial *trial)
{
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids = NULL;

  filter.status = GALLEY_POST_PUBLISHED;
  ids = galley_project_list_posts (trial->fixture->project, &filter, NULL, NULL);
  return g_array_index (ids, gint64, ids->len / 2);
}

static void
lengthen_one (Trial *trial)
{
  gint64 id = pick_published (trial);

  /* What is waiting in the working copy goes out first. */
  g_assert_true (galley_project_publish_post (trial->fixture->project, id, NULL, NULL));
  compare (trial);
  trial->n_parts = 0;
  change_post (trial, id, CHANGE_END);
}

/* Only the page of the post, the feed and the answers are made again. */
static void
decide_one (Trial *trial)
{
  gint64 comment = add_comment (trial->fixture, pick_published (trial), 0, "Last", "A word.\n");
  GalleyExportReport report;

  compare (trial);
  trial->n_parts = 0;
  g_assert_true (galley_project_set_comment_status (trial->fixture->project, &comment, 1,
                                                    GALLEY_COMMENT_TRASH, "test", "", NULL, NULL));
  export_to (trial, trial->fixture->out, FALSE, &report);
  g_assert_cmpuint (report.written, ==, 2);
  galley_export_report_clear (&report);
  compare (trial);
}

static void
try_edits (Trial *trial, guint n)
{
  compare (trial);
  for (guint i = 0; i < n; i++)
    {
      for (guint k = pick (trial, 3); k > 0; k--)
        edit (trial);
      edit (trial);
      compare (trial);
    }
  g_test_message ("%u of %u exports made only some files", trial->n_parts, n);
  trial->n_parts = 0;
  lengthen_one (trial);
  compare (trial);
  g_assert_cmpuint (trial->n_parts, ==, 1);
}

static void
test_small (Fixture *fixture, gconstpointer data)
{
  Trial trial = { 0 };

  begin_trial (&trial, fixture, 45);
  trial.keeps_address = TRUE;
  try_edits (&trial, 20);
  decide_one (&trial);
  g_assert_cmpuint (trial.n_parts, ==, 2);
  g_rand_free (trial.rand);
}

/* Exports, and compares with a site that is read anew. */
static void
export_and_compare (Trial *trial)
{
  GalleyExportReport report;

  export_to (trial, trial->fixture->out, FALSE, &report);
  galley_export_report_clear (&report);
  compare_with_site (trial);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  Trial trial = { 0 };

  set_setting (fixture, set_lengths);
  begin_trial (&trial, fixture, 26);
  trial.most_posts = 32;
  export_and_compare (&trial);
  trial.n_parts = 0;
  for (guint i = 0; i < MANY; i++)
    {
      edit (&trial);
      export_and_compare (&trial);
    }
  g_test_message ("%u of %u exports made only some files", trial.n_parts, MANY);
  g_assert_cmpuint (trial.n_parts, >, MANY / 4);
  g_rand_free (trial.rand);
}

/* Each post in turn, so that each end of a list is met. */
static void
test_each (Fixture *fixture, gconstpointer data)
{
  Trial trial = { 0 };
  guint n = 2 * 20 + 5;

  set_setting (fixture, set_lengths);
  begin_trial (&trial, fixture, n);
  export_and_compare (&trial);
  trial.n_parts = 0;
  for (guint i = 1; i <= n; i++)
    {
      change_post (&trial, i, CHANGE_END);
      export_and_compare (&trial);
      change_post (&trial, i, CHANGE_OPENNESS);
      export_and_compare (&trial);
    }
  g_assert_cmpuint (trial.n_parts, >=, 2 * n - 2 * 3);
  g_rand_free (trial.rand);
}

static void
test_comments (Fixture *fixture, gconstpointer data)
{
  Trial trial = { 0 };
  guint n_parts;

  begin_trial (&trial, fixture, 30);
  compare (&trial);
  trial.n_parts = 0;
  for (guint i = 0; i < 12; i++)
    {
      for (guint k = pick (&trial, 3) + 1; k > 0; k--)
        change_comments (&trial, 1 + pick (&trial, trial.n_posts));
      if (pick (&trial, 6) == 0)
        change_state (&trial, 1 + pick (&trial, trial.n_posts));
      compare (&trial);
    }
  n_parts = trial.n_parts;
  g_test_message ("%u of 12 exports made only some files", n_parts);
  g_assert_cmpuint (n_parts, >, 2);
  g_rand_free (trial.rand);
}

/* A theme whose lists say how many comments each post has. */
static void
write_theme (Fixture *fixture)
{
  static const char list[] =
      "{{#posts}}<a href=\"{{address}}\">{{title}}</a> "
      "{{comment_count_text}}\n{{/posts}}{{#latest}}{{comment_count}} {{/latest}}";
  static const char *const pages[] = { "index", "tag", "series", "404" };
  g_autofree char *folder = g_build_filename (fixture->folder, "theme", "templates", NULL);
  g_autofree char *manifest = g_build_filename (fixture->folder, "theme", "theme.json", NULL);
  g_autofree char *post = g_build_filename (folder, "post.mustache", NULL);

  g_mkdir_with_parents (folder, 0777);
  g_file_set_contents (manifest, "{ \"name\": \"counts\" }", -1, NULL);
  g_file_set_contents (post, "{{{post.content}}}{{#latest}}{{comment_count}} {{/latest}}", -1,
                       NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *name = g_strconcat (pages[i], ".mustache", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_file_set_contents (path, list, -1, NULL);
    }
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  Trial trial = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (fixture->project, &error);
  g_autofree char *theme = g_build_filename (fixture->folder, "theme", NULL);

  write_theme (fixture);
  set_text (&settings->theme, theme);
  galley_project_save_settings (fixture->project, settings, &error);
  g_assert_no_error (error);
  begin_trial (&trial, fixture, 30);
  compare (&trial);
  for (guint i = 0; i < 5; i++)
    {
      change_comments (&trial, 1 + pick (&trial, trial.n_posts));
      compare (&trial);
    }
  g_rand_free (trial.rand);
}

/* The ends of the parts of the sitemap, which are counted from the oldest post on, and a page. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  static const guint ends[] = { 1, 250, 251, 252 };
  Trial trial = { 0 };
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids = NULL;

  set_setting (fixture, set_address);
  begin_trial (&trial, fixture, LARGE);
  trial.keeps_address = TRUE;
  try_edits (&trial, 4);
  filter.status = GALLEY_POST_PUBLISHED;
  filter.kind = GALLEY_POST_KIND_POST;
  ids = galley_project_list_posts (fixture->project, &filter, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      change_post (&trial, g_array_index (ids, gint64, ids->len - ends[i]), CHANGE_END);
      export_and_compare (&trial);
    }
  g_array_unref (g_steal_pointer (&ids));
  filter.kind = GALLEY_POST_KIND_PAGE;
  ids = galley_project_list_posts (fixture->project, &filter, NULL, NULL);
  change_post (&trial, g_array_index (ids, gint64, 0), CHANGE_END);
  export_and_compare (&trial);
  g_rand_free (trial.rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/publish/incremental/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("after_any_edits_is_the_same_as_anew", test_small);
  ADD ("after_thousands_of_changes_one_by_one_is_the_same_as_anew", test_many);
  ADD ("after_a_change_of_each_text_is_the_same_as_anew", test_each);
  ADD ("after_any_change_of_comments_is_the_same_as_anew", test_comments);
  ADD ("under_a_theme_that_counts_comments_is_the_same_as_anew", test_counts);
  ADD ("of_a_site_with_parts_of_its_sitemap_is_the_same_as_anew", test_large);
  return g_test_run ();
}
