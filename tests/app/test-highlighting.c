/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The styles and the language that texts are shown with. */
#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>

#include "galley-file.h"
#include "galley-highlighting.h"

static void
test_a_folder_that_cannot_be_made_is_told (void)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-highlighting-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_file_write (file, "", 0, NULL));
  g_assert_false (galley_highlighting_add (file, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_nonnull (strstr (error->message, file));
  g_remove (file);
  g_rmdir (folder);
}

/* An older version of the program has been here before. */
static void
write_stale (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, "styles", name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (galley_file_write (path, "<stale/>", 8, NULL));
}

static void
test_the_program_brings_its_styles_and_its_language (void)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-highlighting-XXXXXX", NULL);
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;
  GtkSourceStyleScheme *scheme;
  GtkSourceLanguage *language;

  write_stale (folder, "galley-dark.xml");
  galley_highlighting_add (folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (gtk_source_style_scheme_manager_get_scheme (schemes, "galley-dark"));
  scheme = gtk_source_style_scheme_manager_get_scheme (schemes, "galley-light");
  g_assert_nonnull (scheme);
  g_assert_nonnull (gtk_source_style_scheme_get_style (scheme, "galley-markdown:heading-1"));

  language = gtk_source_language_manager_get_language (languages, "galley-markdown");
  g_assert_nonnull (language);
  names = gtk_source_language_get_style_ids (language);
  g_assert_true (g_strv_contains ((const char *const *) names, "galley-markdown:heading-1"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/highlighting/a_folder_that_cannot_be_made_is_told",
                   test_a_folder_that_cannot_be_made_is_told);
  g_test_add_func ("/app/highlighting/the_program_brings_its_styles_and_its_language",
                   test_the_program_brings_its_styles_and_its_language);
  return g_test_run ();
}
