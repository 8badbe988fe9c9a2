/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of files, and their makers. */
#include "galley-file-list.h"
#include "galley-page-kinds.h"
#include "galley-site-error.h"

static gboolean
add (GalleyFileList *list, GalleyFileKind kind, const char *path)
{
  return galley_file_list_add (list, kind, g_strdup (path), NULL, 0);
}

static void
assert_refused (const GalleyFileList *list, int code)
{
  g_autoptr (GError) error = galley_file_list_get_error (list);

  g_assert_error (error, GALLEY_SITE_ERROR, code);
}

static void
test_unsafe (void)
{
  static const char *const paths[] = {
    "../index.html", "a/../../index.html", "/etc/passwd", "", "a//b", ".", "a/./b"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      GalleyFileList *list = galley_file_list_new ();

      g_assert_false (add (list, GALLEY_FILE_ASSET, paths[i]));
      g_assert_cmpuint (list->all->len, ==, 0);
      g_assert_null (galley_file_list_find (list, paths[i]));
      assert_refused (list, GALLEY_SITE_ERROR_UNSAFE_PATH);
      galley_file_list_free (list);
    }
}

static void
assert_conflict (const char *first, const char *second)
{
  GalleyFileList *list = galley_file_list_new ();

  g_assert_true (add (list, GALLEY_FILE_ASSET, first));
  g_assert_false (add (list, GALLEY_FILE_ASSET, second));
  assert_refused (list, GALLEY_SITE_ERROR_CONFLICT);
  galley_file_list_free (list);
}

static void
test_conflict (void)
{
  assert_conflict ("a/index.html", "a/index.html");
  assert_conflict ("a", "a/index.html");
  assert_conflict ("a/b/index.html", "a");
  assert_conflict ("a/b/index.html", "a/b");
}

static void
test_redirect (void)
{
  GalleyFileList *list = galley_file_list_new ();

  g_assert_true (add (list, GALLEY_FILE_ASSET, "a/index.html"));
  g_assert_false (add (list, GALLEY_FILE_REDIRECT, "a/index.html"));
  g_assert_false (add (list, GALLEY_FILE_REDIRECT, "../a"));
  g_assert_cmpuint (list->conflicts->len, ==, 0);
  g_assert_null (galley_file_list_get_error (list));
  galley_file_list_free (list);
}

static void
test_makers (void)
{
  for (GalleyFileKind kind = 0; kind < GALLEY_N_FILE_KINDS; kind++)
    {
      const GalleyPageKind *maker = galley_page_kind_get (kind);

      g_assert_nonnull (maker->reach);
      g_assert_nonnull (maker->fingerprint);
      g_assert_true ((maker->fill != NULL) != (maker->make != NULL));
      g_assert_true ((maker->fill != NULL) == (maker->template != NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site/files/a_path_that_leads_out_is_refused", test_unsafe);
  g_test_add_func ("/site/files/two_of_one_address_are_a_conflict", test_conflict);
  g_test_add_func ("/site/files/a_redirect_gives_way", test_redirect);
  g_test_add_func ("/site/files/each_kind_says_what_reaches_it", test_makers);
  return g_test_run ();
}
