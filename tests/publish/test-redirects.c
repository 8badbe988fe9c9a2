/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever moves a page that readers saw: its old address goes on leading to it. */
#include "site-fixture.h"

#include "galley-date.h"
#include "galley-former-path.h"

#include <string.h>

static GalleyPost *
load (Fixture *fixture, gint64 id)
{
  return galley_project_load_post (fixture->project, id, GALLEY_VERSION_WORKING, NULL);
}

static void
set_date (GalleyPost *post, const char *date)
{
  g_date_time_unref (post->date);
  post->date = galley_date_parse (date, NULL, NULL);
}

/* "OLD > NEW" of each line of _redirects, in their order; checks that the page of each leads there,
 * that none leads to itself or to another redirect, and that none stands where a page does. */
static char *
list_redirects (Fixture *fixture)
{
  g_autoptr (GalleySite) site = new_site (fixture);
  const GalleyFileList *files = galley_site_get_model (site)->files;
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < files->all->len; i++)
    {
      const GalleyFile *file = g_ptr_array_index (files->all, i);
      g_autofree char *page = NULL;
      const char *target;

      if (file->kind != GALLEY_FILE_REDIRECT)
        continue;
      target = ((const GalleyEntry *) file->subject)->path;
      g_assert_cmpint (galley_file_list_find (files, target)->kind, ==, GALLEY_FILE_POST);
      page = render (fixture, file->path);
      assert_contains (page, target);
      g_string_append_printf (out, "%s > %s\n", file->path, target);
    }
  return g_string_free (out, FALSE);
}

static void
assert_redirects (Fixture *fixture, const char *expected)
{
  g_autofree char *found = list_redirects (fixture);

  g_assert_cmpstr (found, ==, expected);
}

static void
set_pattern_of_days (GalleySiteSettings *settings)
{
  set_text (&settings->permalink, ":year/:month/:day/:slug");
}

static void
set_pattern_of_series (GalleySiteSettings *settings)
{
  set_text (&settings->permalink, ":series/:slug");
}

static void
set_pattern_of_titles (GalleySiteSettings *settings)
{
  set_text (&settings->permalink, ":year/:title");
}

static void
a_changed_date_leaves_a_redirect (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  g_autoptr (GalleyPost) post = load (fixture, id);

  set_date (post, "2010-01-02T10:00:00Z");
  publish (fixture, post);
  assert_redirects (fixture, "2009/10/moscow/index.html > 2010/01/moscow/index.html\n");
}

static void
a_changed_pattern_leaves_redirects (Fixture *fixture, gconstpointer data)
{
  add_post (fixture, "One", "2009-10-13", "Text.\n");
  add_post (fixture, "Two", "2009-11-13", "Text.\n");
  set_setting (fixture, set_pattern_of_days);
  assert_redirects (fixture, "2009/10/one/index.html > 2009/10/13/one/index.html\n"
                             "2009/11/two/index.html > 2009/11/13/two/index.html\n");
}

static void
a_title_in_the_pattern_leaves_a_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post = NULL;
  gint64 id;

  set_setting (fixture, set_pattern_of_titles);
  id = add_post (fixture, "One", "2009-10-13", "Text.\n");
  post = load (fixture, id);
  set_text (&post->title, "Another");
  publish (fixture, post);
  assert_redirects (fixture, "2009/one/index.html > 2009/another/index.html\n");
}

static void
a_series_in_the_pattern_leaves_redirects (Fixture *fixture, gconstpointer data)
{
  gint64 first = galley_project_ensure_series (fixture->project, "First", NULL);
  gint64 second = galley_project_ensure_series (fixture->project, "Second", NULL);
  g_autoptr (GalleyPost) post = new_post ("One", "2009-10-13", "Text.\n");
  g_autoptr (GalleySeries) series = NULL;

  set_setting (fixture, set_pattern_of_series);
  post->series_id = first;
  publish (fixture, post);
  post->series_id = second;
  publish (fixture, post);
  assert_redirects (fixture, "first/one/index.html > second/one/index.html\n");
  series = galley_project_load_series (fixture->project, second, NULL);
  set_text (&series->slug, "other");
  g_assert_true (galley_project_save_series (fixture->project, series, NULL));
  assert_redirects (fixture, "first/one/index.html > other/one/index.html\n"
                             "second/one/index.html > other/one/index.html\n");
}

static void
taken_back_and_published_elsewhere_it_leaves_a_redirect (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  g_autoptr (GalleyPost) post = NULL;

  g_assert_true (galley_project_unpublish_post (fixture->project, id, NULL));
  assert_redirects (fixture, "");
  post = load (fixture, id);
  set_text (&post->slug, "reset");
  set_date (post, "2011-03-02T10:00:00Z");
  publish (fixture, post);
  assert_redirects (fixture, "2009/10/moscow/index.html > 2011/03/reset/index.html\n");
}

/* Each old address leads to the last one at once. */
static void
many_moves_make_no_chain (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_post (fixture, "One", "2009-10-13", "Text.\n");
  g_autoptr (GalleyPost) post = load (fixture, id);

  set_text (&post->slug, "two");
  publish (fixture, post);
  set_setting (fixture, set_pattern_of_days);
  set_date (post, "2010-01-02T10:00:00Z");
  publish (fixture, post);
  assert_redirects (fixture, "2009/10/13/two/index.html > 2010/01/02/two/index.html\n"
                             "2009/10/one/index.html > 2010/01/02/two/index.html\n"
                             "2009/10/two/index.html > 2010/01/02/two/index.html\n");
}

static void
moving_back_takes_the_redirect_away (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  g_autoptr (GalleyPost) post = load (fixture, id);

  set_date (post, "2010-01-02T10:00:00Z");
  publish (fixture, post);
  set_date (post, "2009-10-13T10:00:00Z");
  publish (fixture, post);
  assert_redirects (fixture, "2010/01/moscow/index.html > 2009/10/moscow/index.html\n");
}

/* Two posts that change places do not lead to each other. */
static void
two_that_swap_their_addresses_leave_none (Fixture *fixture, gconstpointer data)
{
  gint64 one_id = add_post (fixture, "Same", "2009-10-13", "Text.\n");
  gint64 two_id = add_post (fixture, "Same", "2010-01-02", "Text.\n");
  g_autoptr (GalleyPost) one = load (fixture, one_id);
  g_autoptr (GalleyPost) two = load (fixture, two_id);

  g_assert_cmpstr (one->slug, ==, two->slug);
  set_date (one, "2008-01-01T10:00:00Z");
  publish (fixture, one);
  set_date (two, "2009-10-13T10:00:00Z");
  publish (fixture, two);
  set_date (one, "2010-01-02T10:00:00Z");
  publish (fixture, one);
  assert_redirects (fixture, "2008/01/same/index.html > 2010/01/same/index.html\n");
}

static void
what_was_never_seen_leaves_no_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post = new_post ("Draft", "2009-10-13", "Text.\n");
  g_autoptr (GalleyPost) later = new_post ("Later", "2999-10-13", "Text.\n");

  g_assert_true (galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, NULL));
  publish (fixture, later);
  set_setting (fixture, set_pattern_of_days);
  set_date (post, "2011-10-13T10:00:00Z");
  publish (fixture, post);
  set_date (later, "2012-10-13T10:00:00Z");
  publish (fixture, later);
  assert_redirects (fixture, "");
}

static void
a_page_at_an_old_address_is_not_shadowed (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  g_autoptr (GalleyPost) post = load (fixture, id);

  g_assert_true (galley_project_add_former_path (fixture->project, id, "about/index.html", NULL));
  g_assert_true (galley_project_add_former_path (fixture->project, id, "old.html", NULL));
  g_assert_true (galley_project_add_former_path (fixture->project, id, "../../x/index.html", NULL));
  assert_redirects (fixture, "about/index.html > 2009/10/moscow/index.html\n"
                             "old.html > 2009/10/moscow/index.html\n");
  {
    g_autoptr (GalleyPost) page = new_post ("About", "2009-10-14", "Text.\n");

    page->kind = GALLEY_POST_KIND_PAGE;
    publish (fixture, page);
  }
  assert_redirects (fixture, "old.html > 2009/10/moscow/index.html\n");
}

static void
who_stood_there_last_is_found_there (Fixture *fixture, gconstpointer data)
{
  gint64 other = add_post (fixture, "Other", "2009-10-12", "Text.\n");
  gint64 id = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  g_autoptr (GalleyPost) post = load (fixture, id);

  g_assert_true (
      galley_project_add_former_path (fixture->project, other, "2009/10/moscow/index.html", NULL));
  set_date (post, "2010-01-02T10:00:00Z");
  publish (fixture, post);
  assert_redirects (fixture, "2009/10/moscow/index.html > 2010/01/moscow/index.html\n");
}

static void
an_old_address_names_its_post (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  static const char *const addresses[] = { "https://old.example/blog/p/12.html?x#y", "/p/12.html",
                                           "/archives/a%20b/", "https://old.example/archives/a b" };

  g_assert_true (galley_project_add_former_path (fixture->project, id, "p/12.html", NULL));
  g_assert_true (
      galley_project_add_former_path (fixture->project, id, "archives/a b/index.html", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    g_assert_cmpint (galley_project_find_post (fixture->project, addresses[i], NULL), ==, id);
  g_assert_cmpint (galley_project_find_post (fixture->project, "/p/13.html", NULL), ==, 0);
}

/* A project of version 4 kept a slug and a date, which followed the pattern. */
static void
an_older_file_keeps_its_redirects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *frozen =
      g_test_build_filename (G_TEST_DIST, "fixtures", "store", "version-4.galley", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "v4.galley", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (frozen, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) length, NULL));
  galley_project_close (fixture->project);
  fixture->project = galley_project_open (copy, GALLEY_OPEN_EDIT, NULL);
  g_assert_nonnull (fixture->project);
  assert_redirects (fixture, "2019/12/lake-town/index.html > 2020/02/zurich/index.html\n");
  set_setting (fixture, set_pattern_of_titles);
  assert_redirects (fixture, "2019/12/lake-town/index.html > 2020/zurich/index.html\n"
                             "2020/02/zurich/index.html > 2020/zurich/index.html\n");
}

static void
addresses_of_other_systems_are_paths_of_files (void)
{
  static const struct
  {
    const char *address, *path;
  } cases[] = {
    { "/2015/01/09/x/", "2015/01/09/x/index.html" },
    { "/2015/x", "2015/x/index.html" },
    { "/x.html", "x.html" },
    { "/blog/x.php", "x.php" },
    { "/blog/", NULL },
    { "/", NULL },
    { "/index.html", NULL },
    { "/v1.2/", "v1.2/index.html" },
    { "/ü/ß", "ü/ß/index.html" },
    { "/a/../../b", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = galley_former_path_from_address (cases[i].address, "/blog/");

      g_assert_cmpstr (path, ==, cases[i].path);
    }
}

#define ADD(name)                                                                                  \
  g_test_add ("/publish/redirects/" #name, Fixture, NULL, fixture_set_up, name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_changed_date_leaves_a_redirect);
  ADD (a_changed_pattern_leaves_redirects);
  ADD (a_title_in_the_pattern_leaves_a_redirect);
  ADD (a_series_in_the_pattern_leaves_redirects);
  ADD (taken_back_and_published_elsewhere_it_leaves_a_redirect);
  ADD (many_moves_make_no_chain);
  ADD (moving_back_takes_the_redirect_away);
  ADD (two_that_swap_their_addresses_leave_none);
  ADD (what_was_never_seen_leaves_no_redirect);
  ADD (a_page_at_an_old_address_is_not_shadowed);
  ADD (who_stood_there_last_is_found_there);
  ADD (an_old_address_names_its_post);
  ADD (an_older_file_keeps_its_redirects);
  g_test_add_func ("/publish/redirects/addresses_of_other_systems_are_paths_of_files",
                   addresses_of_other_systems_are_paths_of_files);
  return g_test_run ();
}
