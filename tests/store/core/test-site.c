/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-export-target.h"
#include "galley-media.h"
#include "galley-series.h"
#include "galley-site-settings.h"
#include "store-fixture.h"

static void
settings_have_defaults_and_are_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (fixture->project, NULL);
  g_autoptr (GalleySiteSettings) back = NULL;

  g_assert_cmpstr (settings->theme, ==, "dispatch");
  g_assert_cmpstr (settings->permalink, ==, ":year/:month/:slug");
  g_assert_cmpuint (settings->posts_per_page, ==, 10);
  g_assert_true (settings->allow_raw_html);
  g_free (settings->title);
  settings->title = g_strdup ("A diary");
  settings->comment_form = GALLEY_COMMENT_FORM_MAIL;
  settings->allow_raw_html = FALSE;
  settings->latest_stories = 3;
  g_assert_true (galley_project_save_settings (fixture->project, settings, NULL));
  back = galley_project_load_settings (fixture->project, NULL);
  g_assert_cmpstr (back->title, ==, "A diary");
  g_assert_cmpint (back->comment_form, ==, GALLEY_COMMENT_FORM_MAIL);
  g_assert_false (back->allow_raw_html);
  g_assert_cmpuint (back->latest_stories, ==, 3);
}

static void
a_series_counts_its_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = galley_project_ensure_series (fixture->project, "Travels", &error);
  g_autoptr (GalleySeries) series = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (galley_project_ensure_series (fixture->project, "Travels", NULL), ==, id);
  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (GalleyPost) post = galley_post_new ();

      post->series_id = id;
      g_assert_true (
          galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (post->series_part, ==, i);
    }
  series = galley_project_load_series (fixture->project, id, NULL);
  g_assert_cmpuint (series->n_parts, ==, 3);
  g_assert_cmpstr (series->slug, ==, "travels");
  g_ptr_array_add (series->links, galley_link_new ("Map", "/map/"));
  g_assert_true (galley_project_save_series (fixture->project, series, NULL));
  all = galley_project_list_series (fixture->project, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpuint (((GalleySeries *) all->pdata[0])->links->len, ==, 1);
}

static void
tags_count_working_copies (Fixture *fixture, gconstpointer data)
{
  static char *tags[] = { (char *) "日本", (char *) "snow", NULL };
  g_autoptr (GalleyPost) post = galley_post_new ();
  g_autoptr (GPtrArray) list = NULL;

  g_strfreev (post->tags);
  post->tags = g_strdupv (tags);
  g_assert_true (galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, NULL));
  g_free (post->body);
  post->body = g_strdup ("more");
  g_assert_true (galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, NULL));
  list = galley_project_list_tags (fixture->project, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  for (guint i = 0; i < list->len; i++)
    {
      g_assert_cmpuint (((GalleyTag *) list->pdata[i])->n_posts, ==, 1);
      g_assert_cmpstr (((GalleyTag *) list->pdata[i])->slug, !=, "");
    }
}

static char *
add_media (Fixture *fixture, const char *name, const char *content)
{
  g_autoptr (GBytes) data = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;
  char *given = galley_project_add_media (fixture->project, name, "image/jpeg", data, "A square", 4,
                                          3, &error);

  g_assert_no_error (error);
  return given;
}

static void
media_get_names_of_their_own (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = add_media (fixture, "../Red Square (1).JPG", "one");
  g_autofree char *same = add_media (fixture, "other.jpg", "one");
  g_autofree char *second = add_media (fixture, "Red Square (1).JPG", "two");
  g_autofree char *odd = add_media (fixture, "/", "three");
  g_autoptr (GBytes) back = galley_project_load_media (fixture->project, second, NULL);
  g_autoptr (GPtrArray) all = galley_project_list_media (fixture->project, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (first, ==, "red-square-1.jpg");
  g_assert_cmpstr (same, ==, first);
  g_assert_cmpstr (second, ==, "red-square-1-2.jpg");
  g_assert_cmpstr (odd, ==, "media");
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), "two", 3);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_null (galley_project_load_media (fixture->project, "none.jpg", &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND);
}

static void
a_folder_s_manifest_is_kept (Fixture *fixture, gconstpointer data)
{
  GalleyManifestEntry entry = { (char *) "index.html", (char *) "d1", (char *) "f1", 10, 20 };
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GHashTable) gone = NULL;
  g_autoptr (GHashTable) other = NULL;
  const GalleyManifestEntry *back;

  g_ptr_array_add (changed, &entry);
  g_assert_true (galley_project_save_manifest (fixture->project, "/srv/a", changed, NULL, NULL));
  entry.digest = (char *) "d2";
  g_assert_true (galley_project_save_manifest (fixture->project, "/srv/a", changed, NULL, NULL));
  known = galley_project_load_manifest (fixture->project, "/srv/a", NULL);
  other = galley_project_load_manifest (fixture->project, "/srv/b", NULL);
  g_assert_cmpuint (g_hash_table_size (known), ==, 1);
  g_assert_cmpuint (g_hash_table_size (other), ==, 0);
  back = g_hash_table_lookup (known, "index.html");
  g_assert_cmpstr (back->digest, ==, "d2");
  g_assert_cmpint (back->mtime_us, ==, 20);
  g_ptr_array_add (removed, (gpointer) "index.html");
  g_assert_true (galley_project_save_manifest (fixture->project, "/srv/a", NULL, removed, NULL));
  gone = galley_project_load_manifest (fixture->project, "/srv/a", NULL);
  g_assert_cmpuint (g_hash_table_size (gone), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/store/settings/have_defaults_and_are_kept", settings_have_defaults_and_are_kept);
  FIXTURE_TEST ("/store/series/counts_its_parts", a_series_counts_its_parts);
  FIXTURE_TEST ("/store/tags/count_working_copies", tags_count_working_copies);
  FIXTURE_TEST ("/store/media/get_names_of_their_own", media_get_names_of_their_own);
  FIXTURE_TEST ("/store/manifest/of_a_folder_is_kept", a_folder_s_manifest_is_kept);
  return g_test_run ();
}
