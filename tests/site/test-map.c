/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site-fixture.h"

#include <string.h>

static void
add_stop (Fixture *fixture,
          const char *title,
          const char *date,
          const char *place,
          double latitude,
          double longitude)
{
  g_autoptr (GalleyPost) post = new_post (title, date, "Text.\n");

  set_text (&post->place, place);
  post->latitude = latitude;
  post->longitude = longitude;
  publish (fixture, post);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autofree char *map = NULL;
  g_autofree char *post = NULL;

  add_stop (fixture, "Zurich", "2009-10-10", "Zurich, Switzerland", 47.37, 8.54);
  add_stop (fixture, "Moscow", "2009-10-13", "Moscow, Russia", 55.76, 37.62);
  add_stop (fixture, "Moscow again", "2009-10-14", "Moscow, Russia", 55.76, 37.62);
  map = render (fixture, "map/index.html");
  assert_contains (map, "<svg");
  assert_contains (map, "class=\"map-journey\" d=\"M");
  assert_contains (
      map, "<a href=\"#place-moscow-russia-56-38\"><title>Moscow, Russia – 2 posts</title>");
  assert_contains (map, "id=\"place-zurich-switzerland-47-9\"");
  assert_contains (map, "../2009/10/moscow-again/index.html");
  g_assert_true (strstr (map, "<h3>Zurich") < strstr (map, "<h3>Moscow"));
  post = render (fixture, "2009/10/moscow/index.html");
  assert_contains (
      post, "<a href=\"../../../map/index.html#place-moscow-russia-56-38\">Moscow, Russia</a>");
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleySite) site = NULL;
  g_auto (GStrv) paths = NULL;
  g_autofree char *post = NULL;

  g_autoptr (GalleyPost) nameless = new_post ("At home", "2009-10-10", "Text.\n");
  set_text (&nameless->place, "Somewhere");
  publish (fixture, nameless);
  site = new_site (fixture);
  paths = galley_site_list_paths (site);
  g_assert_false (g_strv_contains ((const char *const *) paths, "map/index.html"));
  post = render (fixture, "2009/10/at-home/index.html");
  assert_contains (post, "<span class=\"place p-location\">Somewhere</span>");
  assert_lacks (post, "map/index.html");
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *map = NULL;

  add_stop (fixture, "Evil", "2009-10-10", "</title><script>alert(1)</script>\"'&", 10, 20);
  add_stop (fixture, "Nameless", "2009-10-11", "", -10.123456, 20);
  map = render (fixture, "map/index.html");
  assert_lacks (map, "<script>alert");
  assert_contains (map, "&lt;script&gt;alert");
  assert_contains (map, "id=\"place--1012-2000\"");
}

/* Posts that name their places alike, but were written far apart. */
static void
test_namesakes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *map = NULL;

  add_stop (fixture, "One", "2009-10-10", "Springfield", 39.80, -89.64);
  add_stop (fixture, "Two", "2009-10-11", "Springfield", 42.10, -72.59);
  add_stop (fixture, "Three", "2009-10-12", "Springfield", 39.81, -89.62);
  map = render (fixture, "map/index.html");
  assert_contains (map,
                   "<a href=\"#place-springfield-40--90\"><title>Springfield – 2 posts</title>");
  assert_contains (map,
                   "<a href=\"#place-springfield-42--73\"><title>Springfield – 1 post</title>");
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  GalleyExportReport report = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = new_post ("A stop", "2009-10-10", "Text.\n");
  g_autoptr (GalleyPost) moved = NULL;
  gint64 id;

  set_text (&post->place, "Here");
  post->latitude = 10;
  post->longitude = 20;
  id = publish (fixture, post);
  export_site (fixture, NULL, &report);
  before = read_out (fixture, "map/index.html");
  moved = galley_project_load_post (fixture->project, id, GALLEY_VERSION_WORKING, &error);
  g_assert_no_error (error);
  moved->latitude = -40;
  galley_project_save_post (fixture->project, moved, GALLEY_SAVE_REVISION, &error);
  g_assert_no_error (error);
  galley_project_publish_post (fixture->project, id, NULL, &error);
  g_assert_no_error (error);
  galley_export_report_clear (&report);
  export_site (fixture, NULL, &report);
  after = read_out (fixture, "map/index.html");
  g_assert_cmpstr (before, !=, after);
  galley_export_report_clear (&report);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/site/map/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("shows_the_journey_and_lists_its_places", test_whole);
  ADD ("is_not_there_without_a_place", test_none);
  ADD ("escapes_the_names_of_places", test_hostile);
  ADD ("tells_places_of_one_name_apart", test_namesakes);
  ADD ("is_made_again_when_a_place_moves", test_moved);
  return g_test_run ();
}
