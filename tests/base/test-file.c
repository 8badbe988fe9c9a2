/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-file.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("galley-file-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "page.html", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* nothing else was left in it */
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (galley_file_write (fixture->path, "old", 3, &error));
  g_assert_true (galley_file_write (fixture->path, "new one", 7, &error));
  g_assert_no_error (error);
  g_assert_true (galley_file_read_limited (fixture->path, 7, &content, &length, &error));
  g_assert_cmpstr (content, ==, "new one");
}

static void
test_write_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *missing = g_build_filename (fixture->folder, "no", "page.html", NULL);

  g_assert_false (galley_file_write (missing, "x", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, missing));
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (galley_file_write (fixture->path, "12345678", 8, NULL));
  g_assert_false (galley_file_read_limited (fixture->path, 7, &content, &length, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
}

static void
test_not_regular (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_false (galley_file_read_limited (fixture->folder, 100, &content, &length, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_clear_error (&error);
  g_assert_false (galley_file_read_limited ("/dev/zero", 100, &content, &length, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

static void
test_safe_paths (void)
{
  const char *safe[] = { "a", "a/b.html", "2009/10/ö/index.html", "a..b", ".hidden" };
  const char *unsafe[] = {
    "", "/a", "../a", "a/../b", "a/..", "a//b", "./a", "a/", "a\\b", "a\nb"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (safe); i++)
    g_assert_true (galley_path_is_safe (safe[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (unsafe); i++)
    g_assert_false (galley_path_is_safe (unsafe[i]));
}

#define ADD(path, func) g_test_add ("/base/file/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a_file_is_replaced_whole", test_write);
  ADD ("a_write_that_fails_names_the_file_and_leaves_nothing", test_write_fails);
  ADD ("a_file_over_the_limit_is_refused", test_limit);
  ADD ("folders_and_devices_are_refused", test_not_regular);
  g_test_add_func ("/base/file/a_path_from_outside_stays_inside", test_safe_paths);
  return g_test_run ();
}
