/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-state.h"

#include <glib/gstdio.h>

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("galley-state-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
test_what_was_set_is_there_at_the_next_start (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "window.ini", NULL);
  /* A path is a group, whatever is in it. */
  const char *project = "/home/a b/[x]\n=é.galley";
  g_autoptr (GalleyState) state = galley_state_load (path);
  g_autoptr (GalleyState) again = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (galley_state_get_integer (state, "window", "width", 12), ==, 12);
  galley_state_set_integer (state, "window", "width", 900);
  galley_state_set_text (state, project, "folder", "/srv/a site");
  galley_state_save (state);

  again = galley_state_load (path);
  g_assert_cmpint (galley_state_get_integer (again, "window", "width", 12), ==, 900);
  text = galley_state_get_text (again, project, "folder");
  g_assert_cmpstr (text, ==, "/srv/a site");
  g_remove (path);
  g_rmdir (folder);
}

static void
test_what_was_set_is_on_the_disk_before_the_program_ends (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "window.ini", NULL);
  g_autoptr (GalleyState) state = galley_state_load (path);
  gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  int width = 0;

  galley_state_set_integer (state, "window", "width", 1);
  while (width != 900 && g_get_monotonic_time () < end)
    {
      g_autoptr (GalleyState) again = galley_state_load (path);

      width = galley_state_get_integer (again, "window", "width", 0);
      if (width == 1) /* and what is set while a write is under way or over */
        galley_state_set_integer (state, "window", "width", 900);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpint (width, ==, 900);
  galley_state_save (state);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_a_broken_file_is_an_empty_one (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "window.ini", NULL);
  g_autoptr (GalleyState) state = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "\0\xff[[[window\nwidth", 17, &error);
  g_assert_no_error (error);
  state = galley_state_load (path);
  g_assert_cmpint (galley_state_get_integer (state, "window", "width", 12), ==, 12);
  g_assert_null (galley_state_get_text (state, "window", "width"));
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/state/what_was_set_is_there_at_the_next_start",
                   test_what_was_set_is_there_at_the_next_start);
  g_test_add_func ("/desk/state/what_was_set_is_on_the_disk_before_the_program_ends",
                   test_what_was_set_is_on_the_disk_before_the_program_ends);
  g_test_add_func ("/desk/state/a_broken_file_is_an_empty_one", test_a_broken_file_is_an_empty_one);
  return g_test_run ();
}
