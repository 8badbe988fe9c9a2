/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-date.h"

/* Reads @text and writes it again; "none" where it is refused. */
static char *
again (const char *text, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = galley_date_zone (zone_name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) date = galley_date_parse (text, zone, &error);

  if (date == NULL)
    {
      g_assert_error (error, GALLEY_DATE_ERROR, GALLEY_DATE_ERROR_MALFORMED);
      return g_strdup ("none");
    }
  g_assert_no_error (error);
  return galley_date_to_text (date);
}

static void
assert_again (const char *text, const char *zone, const char *expected)
{
  g_autofree char *written = again (text, zone);

  g_assert_cmpstr (written, ==, expected);
}

static void
test_everyday_forms (void)
{
  assert_again ("2009-10-13", NULL, "2009-10-13T00:00:00Z");
  assert_again ("2009-10-13T18:30:00Z", NULL, "2009-10-13T18:30:00Z");
  assert_again (" 2020-06-23 9:00:00 -0500 ", NULL, "2020-06-23T09:00:00-05:00");
  assert_again ("2020-06-23T09:00:00.25+05:45", NULL, "2020-06-23T09:00:00+05:45");
  assert_again ("2020-06-23 09:00", NULL, "2020-06-23T09:00:00Z");
  assert_again ("2020-06-23 09:00 +02", NULL, "2020-06-23T09:00:00+02:00");
}

/* West of Greenwich the minutes go the same way as the hours. */
static void
test_offsets_with_minutes (void)
{
  assert_again ("2020-06-23T09:00:00-03:30", NULL, "2020-06-23T09:00:00-03:30");
  assert_again ("2020-06-23 09:00 -0330", NULL, "2020-06-23T09:00:00-03:30");
  assert_again ("1971-06-23T09:00:00-00:44", NULL, "1971-06-23T09:00:00-00:44");
  assert_again ("2020-06-23 09:00 +5:45", NULL, "2020-06-23T09:00:00+05:45");
  assert_again ("2020-06-23T09:00:00+15:00", NULL, "2020-06-23T09:00:00+15:00");
}

static void
test_zone (void)
{
  assert_again ("2009-10-13", "Europe/Moscow", "2009-10-13T00:00:00+04:00");
  assert_again ("2009-12-13", "Europe/Moscow", "2009-12-13T00:00:00+03:00");
  assert_again ("2009-12-13", "Nowhere/Atlantis", "2009-12-13T00:00:00Z");
}

static void
test_refusals (void)
{
  const char *bad[] = { "2009-13-01T10:00:00Z",
                        "2009-10-13T25:00:00Z",
                        "2009-10-13T10:60:00+04:00",
                        "2009-10-1aT10:00:00Z",
                        "2009-10-13T10:00:00+16:00",
                        "2009-10-13T10:00:00x04:00",
                        "",
                        "yesterday",
                        "2009-13-01",
                        "2009-02-30",
                        "2009-10-13T25:00",
                        "2009-10-13T10:00+99:00",
                        "2009-10-13x",
                        "2009-10-13T10:00:99",
                        "2009-10-13T10:00:nan",
                        "2009-10",
                        "0000-00-00" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_again (bad[i], NULL, "none");
}

static void
test_leap_second (void)
{
  assert_again ("2016-12-31T23:59:60Z", NULL, "2016-12-31T23:59:59Z");
}

static void
a_zone_is_no_name_of_a_file (void)
{
  static const char *const names[] = { "../../../../etc/passwd", "/etc/localtime", "a\nb",
                                       "Europe/../../x", "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GTimeZone) zone = galley_date_zone (names[i]);

      g_assert_cmpstr (g_time_zone_get_identifier (zone), ==, "UTC");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date/everyday_forms_are_read_with_their_offset", test_everyday_forms);
  g_test_add_func ("/base/date/offsets_may_have_minutes", test_offsets_with_minutes);
  g_test_add_func ("/base/date/a_date_without_offset_is_in_the_zone_given", test_zone);
  g_test_add_func ("/base/date/what_is_no_date_is_refused", test_refusals);
  g_test_add_func ("/base/date/a_leap_second_is_the_last_second_before_it", test_leap_second);
  g_test_add_func ("/base/date/a_zone_is_no_name_of_a_file", a_zone_is_no_name_of_a_file);
  return g_test_run ();
}
