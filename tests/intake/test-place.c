/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import.h"
#include "galley-post.h"

#include <glib/gstdio.h>
#include <math.h>

typedef struct
{
  char *folder, *path, *source;
  GalleyProject *project;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("galley-place-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "site.galley", NULL);
  fixture->source = g_build_filename (fixture->folder, "post.md", NULL);
  fixture->project = galley_project_create (fixture->path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  galley_project_close (fixture->project);
  g_remove (fixture->source);
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->source);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GalleyPost *
import_post (Fixture *fixture, const char *front_matter)
{
  const char *const sources[] = { fixture->source, NULL };
  GalleyImportOptions options = { .format = "auto" };
  g_autofree char *text = g_strdup_printf ("---\ntitle: T\nslug: t\ndate: 2020-01-01T10:00:00Z\n%s"
                                           "\n---\n\nText.\n",
                                           front_matter);
  GalleyImportReport report;
  g_autoptr (GError) error = NULL;
  GalleyPost *post;

  galley_import_report_init (&report);
  g_assert_true (g_file_set_contents (fixture->source, text, -1, NULL));
  galley_import (fixture->project, sources, &options, &report, NULL, &error);
  g_assert_no_error (error);
  galley_import_report_clear (&report);
  post = galley_project_load_post (fixture->project,
                                   galley_project_find_post (fixture->project, "t", NULL),
                                   GALLEY_VERSION_WORKING, &error);
  g_assert_no_error (error);
  return post;
}

static void
check (Fixture *fixture,
       const char *front_matter,
       const char *place,
       double latitude,
       double longitude)
{
  g_autoptr (GalleyPost) post = import_post (fixture, front_matter);

  g_assert_cmpstr (post->place, ==, place);
  if (isnan (latitude))
    {
      g_assert_true (isnan (post->latitude) && isnan (post->longitude));
      return;
    }
  g_assert_cmpfloat (post->latitude, ==, latitude);
  g_assert_cmpfloat (post->longitude, ==, longitude);
}

static void
test_forms (Fixture *fixture, gconstpointer data)
{
  check (fixture, "place: Oslo\nlat: 59.91\nlng: 10.75", "Oslo", 59.91, 10.75);
  check (fixture, "location: {name: Denver, latitude: 39.74, longitude: -104.98}", "Denver", 39.74,
         -104.98);
  check (fixture, "place: Chicago\ngeo: {lat: 41.88, lng: -87.63}", "Chicago", 41.88, -87.63);
  check (fixture, "place: Omaha\ncoordinates: \"41.26, -95.93\"", "Omaha", 41.26, -95.93);
  check (fixture, "location: {title: Bonn, coordinates: [50.73, 7.1]}", "Bonn", 50.73, 7.1);
  check (fixture, "place: Bern\ngeo: {type: Point, coordinates: [7.45, 46.95]}", "Bern", 46.95,
         7.45);
}

static void
test_no_position (Fixture *fixture, gconstpointer data)
{
  check (fixture, "place: Moscow, Russia", "Moscow, Russia", NAN, NAN);
  check (fixture, "place: Half\nlatitude: 5", "Half", NAN, NAN);
  check (fixture, "place: Beyond\ngeo: [91, 0]", "Beyond", NAN, NAN);
  check (fixture, "place: Words\ncoordinates: [north, south]", "Words", NAN, NAN);
  check (fixture, "place: Deep\nlocation: {location: {location: [[1, 2], 3]}}", "Deep", NAN, NAN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/intake/place/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("reads_the_forms_that_tools_write", test_forms);
  ADD ("keeps_a_name_without_a_position", test_no_position);
  return g_test_run ();
}
