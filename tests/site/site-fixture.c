/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site-fixture.h"

#include "galley-date.h"

#include <glib/gstdio.h>
#include <string.h>

void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
name_the_site (GalleySiteSettings *settings)
{
  set_text (&settings->title, "The Diary");
  set_text (&settings->author, "The Author");
}

void
set_setting (Fixture *fixture, void (*change) (GalleySiteSettings *settings))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (fixture->project, &error);

  g_assert_no_error (error);
  change (settings);
  galley_project_save_settings (fixture->project, settings, &error);
  g_assert_no_error (error);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  fixture->folder = g_dir_make_tmp ("galley-site-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->out = g_build_filename (fixture->folder, "out", NULL);
  file = g_build_filename (fixture->folder, "test.galley", NULL);
  fixture->project = galley_project_create (file, &error);
  g_assert_no_error (error);
  set_setting (fixture, name_the_site);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  galley_project_close (fixture->project);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->out);
}

GalleyPost *
new_post (const char *title, const char *date, const char *body)
{
  g_autoptr (GError) error = NULL;
  GalleyPost *post = galley_post_new ();

  set_text (&post->title, title);
  set_text (&post->body, body);
  g_clear_pointer (&post->date, g_date_time_unref);
  post->date = galley_date_parse (date, NULL, &error);
  g_assert_no_error (error);
  return post;
}

gint64
publish (Fixture *fixture, GalleyPost *post)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, &error);
  g_assert_no_error (error);
  id = post->id;
  galley_project_publish_post (fixture->project, id, NULL, &error);
  g_assert_no_error (error);
  return id;
}

gint64
add_post (Fixture *fixture, const char *title, const char *date, const char *body)
{
  g_autoptr (GalleyPost) post = new_post (title, date, body);

  return publish (fixture, post);
}

gint64
save_comment (Fixture *fixture, GalleyComment *comment)
{
  g_autoptr (GError) error = NULL;

  comment->status = GALLEY_COMMENT_APPROVED;
  galley_project_save_comment (fixture->project, comment, "test", "", &error);
  g_assert_no_error (error);
  return comment->id;
}

gint64
add_comment (Fixture *fixture, gint64 post, gint64 parent, const char *name, const char *body)
{
  g_autoptr (GalleyComment) comment = galley_comment_new ();

  comment->post_id = post;
  comment->parent_id = parent;
  set_text (&comment->name, name);
  set_text (&comment->email, "reader@secret.example");
  set_text (&comment->url, "https://reader.example/");
  set_text (&comment->body, body);
  return save_comment (fixture, comment);
}

GalleySite *
new_site (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GalleySite *site = galley_site_new (fixture->project, NULL, &error);

  g_assert_no_error (error);
  return site;
}

char *
render (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = new_site (fixture);
  g_autoptr (GBytes) bytes = galley_site_render (site, path, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
export_site (Fixture *fixture, const GalleyExportOptions *options, GalleyExportReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = new_site (fixture);

  galley_site_export (site, fixture->out, options, report, NULL, &error);
  g_assert_no_error (error);
}

char *
read_out (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (fixture->out, path, NULL);
  char *text = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

gboolean
is_out (Fixture *fixture, const char *path)
{
  g_autofree char *file = g_build_filename (fixture->out, path, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

void
write_out (Fixture *fixture, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (fixture->out, path, NULL);
  g_autofree char *parent = g_path_get_dirname (file);

  g_mkdir_with_parents (parent, 0777);
  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);
}
