/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "galley-gazetteer.h"
#include "galley-map-paths.h"
#include "galley-outlines.h"

#define WIDTH 2000.0
#define HEIGHT 1250.0

static GalleyGazetteer *gazetteer;

static void
assert_first (const char *text, const char *language, const char *wanted)
{
  g_autoptr (GPtrArray) found = galley_gazetteer_search (gazetteer, text, language, 8);

  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpstr (((const GalleyPlace *) g_ptr_array_index (found, 0))->text, ==, wanted);
}

static void
test_large_first (void)
{
  assert_first ("mosc", "en", "Moscow, Russia");
  assert_first ("lond", "en", "London, United Kingdom");
  assert_first ("par", "en", "Paris, France");
}

static void
test_without_marks (void)
{
  assert_first ("sao pau", "en", "São Paulo, Brazil");
  assert_first ("ZÜRI", "de", "Zürich, Schweiz");
}

static void
test_other_languages (void)
{
  assert_first ("wien", "de", "Wien, Österreich");
  assert_first ("москва", "ru", "Москва, Россия");
}

static void
test_where (void)
{
  g_autoptr (GPtrArray) found = galley_gazetteer_search (gazetteer, "paris, tex", "en", 3);
  const GalleyPlace *place;

  g_assert_cmpuint (found->len, ==, 1);
  place = g_ptr_array_index (found, 0);
  g_assert_cmpstr (place->region, ==, "Texas");
  g_assert_cmpfloat_with_epsilon (place->latitude, 33.66, 0.05);
  g_assert_cmpfloat_with_epsilon (place->longitude, -95.56, 0.05);
}

static void
test_nothing (void)
{
  static const char *const texts[] = { "", "   ", "qqqqzzzz", ",", "\n", "\xff\xfe" };
  g_autofree char *endless = g_strnfill (100000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) found = galley_gazetteer_search (gazetteer, texts[i], "en", 8);

      g_assert_cmpuint (found->len, ==, 0);
    }
  g_autoptr (GPtrArray) found = galley_gazetteer_search (gazetteer, endless, "en", 8);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
assert_on_sheet (const GalleyProjection *projection, GalleyCoordinates place)
{
  GalleySpot spot;

  place.longitude = projection->centre + galley_projection_turn (projection, place.longitude);
  spot = galley_projection_put (projection, place);
  g_assert_cmpfloat (spot.x, >=, 0);
  g_assert_cmpfloat (spot.x, <=, WIDTH);
  g_assert_cmpfloat (spot.y, >=, 0);
  g_assert_cmpfloat (spot.y, <=, HEIGHT);
}

static void
test_one_place (void)
{
  GalleyCoordinates vienna = { 16.37, 48.21 };
  GalleyProjection projection;
  GalleySpot spot;

  galley_projection_fit (&projection, &vienna, 1, WIDTH, HEIGHT);
  spot = galley_projection_put (&projection, vienna);
  g_assert_cmpfloat_with_epsilon (spot.x, WIDTH / 2, 1);
  g_assert_cmpfloat_with_epsilon (spot.y, HEIGHT / 2, 1);
  g_assert_false (projection.whole);
}

static void
test_date_line (void)
{
  const GalleyCoordinates places[] = { { 174.8, -36.8 }, { -171.8, -13.8 }, { 178.4, -18.1 } };
  GalleyProjection projection;

  galley_projection_fit (&projection, places, 3, WIDTH, HEIGHT);
  g_assert_cmpfloat (fabs (projection.centre), >, 170);
  g_assert_cmpfloat (WIDTH / projection.scale, <, G_PI / 2);
  for (gsize i = 0; i < 3; i++)
    assert_on_sheet (&projection, places[i]);
}

static void
test_world (void)
{
  const GalleyCoordinates places[] = { { -0.1, 51.5 }, { -74, 40.7 },  { 139.7, 35.7 },
                                       { 151, -33.9 }, { -58, -34.6 }, { 18.4, -33.9 },
                                       { 15.6, 78.2 }, { 77, 28 } };
  GalleyProjection projection;

  galley_projection_fit (&projection, places, G_N_ELEMENTS (places), WIDTH, HEIGHT);
  g_assert_true (projection.whole);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    assert_on_sheet (&projection, places[i]);
}

static void
test_poles (void)
{
  const GalleyCoordinates places[] = { { 0, 90 }, { 120, -90 }, { 180, 0 }, { -180, 0 } };
  GalleyProjection projection;

  galley_projection_fit (&projection, places, G_N_ELEMENTS (places), WIDTH, HEIGHT);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      GalleySpot spot = galley_projection_put (&projection, places[i]);

      g_assert_true (isfinite (spot.x) && isfinite (spot.y));
    }
}

static char *
draw (const GalleyCoordinates *places, gsize n)
{
  GString *out = g_string_new (NULL);
  GalleyProjection projection;

  galley_projection_fit (&projection, places, n, WIDTH, HEIGHT);
  galley_map_append_land (&projection, out);
  galley_map_append_borders (&projection, out);
  galley_map_append_journey (&projection, places, n, out);
  return g_string_free (out, FALSE);
}

static void
test_drawing (void)
{
  const GalleyCoordinates places[] = { { 8.54, 47.37 }, { 37.62, 55.76 } };
  g_autofree char *first = draw (places, 2);
  g_autofree char *again = NULL;

  g_assert_cmpuint (strlen (first), >, 1000);
  g_assert_cmpuint (strlen (first), <, 60000);
  g_assert_cmpuint (strspn (first, "Mlz0123456789- "), ==, strlen (first));
  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    g_test_message ("there is no German locale here");
  again = draw (places, 2);
  setlocale (LC_ALL, "C");
  g_assert_cmpstr (first, ==, again);
}

/* No step of a path leads over half of the sheet. */
static void
check_steps (const char *path)
{
  g_auto (GStrv) pieces = g_strsplit (path, "M", -1);

  for (gsize i = 1; pieces[i] != NULL; i++)
    {
      char *at = strchr (pieces[i], 'l');
      gboolean is_x = TRUE;

      for (at = at != NULL ? at + 1 : NULL; at != NULL && *at != '\0'; is_x = !is_x)
        {
          long step = strtol (at, &at, 10);

          g_assert_cmpint (labs (step), <, (int) (is_x ? WIDTH : HEIGHT) / 2);
        }
    }
}

/* A journey over the edge of the map is two lines, none across it. */
static void
test_journey_over_the_edge (void)
{
  /* The widest gap, where the map ends, is between the last two. */
  const GalleyCoordinates places[] = { { -120, 34 }, { -60, 0 },   { 0, 51 },   { 60, 28 },
                                       { 120, -34 }, { 179, -20 }, { -120, 34 } };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *west = g_strdup_printf ("M%d ", (int) WIDTH);
  GalleyProjection projection;

  galley_projection_fit (&projection, places, G_N_ELEMENTS (places), WIDTH, HEIGHT);
  galley_map_append_journey (&projection, places, G_N_ELEMENTS (places), out);
  /* The second part of the leg begins where the map does. */
  g_assert_true (strstr (out->str, "M0 ") != NULL || strstr (out->str, west) != NULL);
  check_steps (out->str);
}

/* Who goes to and fro goes one way. */
static void
test_way_gone_twice (void)
{
  const GalleyCoordinates places[] = { { 8.54, 47.37 }, { 37.62, 55.76 }, { 8.54, 47.37 } };
  g_autoptr (GString) once = g_string_new (NULL);
  g_autoptr (GString) twice = g_string_new (NULL);
  GalleyProjection projection;

  galley_projection_fit (&projection, places, 2, WIDTH, HEIGHT);
  galley_map_append_journey (&projection, places, 2, once);
  galley_map_append_journey (&projection, places, 3, twice);
  g_assert_cmpuint (once->len, >, 0);
  g_assert_cmpstr (once->str, ==, twice->str);
}

static void
test_outlines (void)
{
  const GalleyOutlines *outlines = galley_outlines_get ();

  g_assert_cmpuint (outlines->land->len, >, 1000);
  g_assert_cmpuint (outlines->borders->len, >, 200);
  for (guint i = 0; i < outlines->land->len; i++)
    {
      const GalleyOutline *ring = &g_array_index (outlines->land, GalleyOutline, i);

      g_assert_cmpint (ring->least.latitude, >=, -9000);
      g_assert_cmpint (ring->most.latitude, <=, 9000);
      g_assert_cmpint (ring->most.longitude - ring->least.longitude, <=, 36000);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  gazetteer = galley_gazetteer_new ();
  g_test_add_func ("/places/gazetteer/shows_large_towns_first", test_large_first);
  g_test_add_func ("/places/gazetteer/reads_names_without_their_marks", test_without_marks);
  g_test_add_func ("/places/gazetteer/knows_names_in_other_languages", test_other_languages);
  g_test_add_func ("/places/gazetteer/looks_where_a_comma_says", test_where);
  g_test_add_func ("/places/gazetteer/finds_nothing_in_nonsense", test_nothing);
  g_test_add_func ("/places/projection/puts_one_place_in_the_middle", test_one_place);
  g_test_add_func ("/places/projection/puts_the_date_line_in_the_middle", test_date_line);
  g_test_add_func ("/places/projection/shows_the_world", test_world);
  g_test_add_func ("/places/projection/survives_the_poles", test_poles);
  g_test_add_func ("/places/drawing/is_the_same_in_any_locale", test_drawing);
  g_test_add_func ("/places/drawing/splits_a_journey_over_the_edge", test_journey_over_the_edge);
  g_test_add_func ("/places/drawing/draws_a_way_once_that_was_gone_twice", test_way_gone_twice);
  g_test_add_func ("/places/outlines/cover_the_earth", test_outlines);
  status = g_test_run ();
  galley_gazetteer_free (gazetteer);
  return status;
}
