/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text.h"

static void
assert_repaired (const char *bytes, gsize length, const char *expected, gboolean changed)
{
  gboolean repaired;
  g_autofree char *text = galley_text_repair (bytes, length, &repaired);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (repaired, ==, changed);
}

static void
test_repair (void)
{
  assert_repaired ("a\r\nb\rc\n", 7, "a\nb\nc\n", FALSE);
  assert_repaired ("\xef\xbb\xbf"
                   "a",
                   4, "a", FALSE);
  assert_repaired ("a\xff"
                   "b",
                   3,
                   "a\xef\xbf\xbd"
                   "b",
                   TRUE);
  assert_repaired ("a\0b", 3,
                   "a\xef\xbf\xbd"
                   "b",
                   TRUE);
  assert_repaired ("", 0, "", FALSE);
}

static void
assert_decoded (const char *bytes,
                gsize length,
                const char *expected,
                GalleyTextReading expected_reading)
{
  GalleyTextReading reading;
  g_autofree char *text = galley_text_decode (bytes, length, &reading);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (reading, ==, expected_reading);
}

#define ASSERT_DECODED(bytes, expected, reading)                                                   \
  assert_decoded (bytes, sizeof bytes - 1, expected, reading)

static void
test_decode (void)
{
  ASSERT_DECODED ("caf\xc3\xa9\r\n", "café\n", GALLEY_TEXT_WHOLE);
  ASSERT_DECODED ("\xef\xbb\xbfx", "x", GALLEY_TEXT_WHOLE);
  ASSERT_DECODED ("\xff\xfe"
                  "G\0\xfc\0\r\0\n\0=\xd8\x0d\xde",
                  "Gü\n😍", GALLEY_TEXT_WHOLE);
  ASSERT_DECODED ("\xfe\xff\0G\x20\x13", "G–", GALLEY_TEXT_WHOLE);
  ASSERT_DECODED ("\xff\xfe=\xd8x\0", "\xef\xbf\xbdx", GALLEY_TEXT_REPAIRED);
  ASSERT_DECODED ("\xff\xfex\0y", "x", GALLEY_TEXT_REPAIRED);
  ASSERT_DECODED ("\xff\xfe\0\0x\0", "\xef\xbf\xbdx", GALLEY_TEXT_REPAIRED);
  ASSERT_DECODED ("a\0b",
                  "a\xef\xbf\xbd"
                  "b",
                  GALLEY_TEXT_REPAIRED);
  ASSERT_DECODED ("\xff\xfe", "", GALLEY_TEXT_WHOLE);
  ASSERT_DECODED ("", "", GALLEY_TEXT_WHOLE);
}

static void
test_guess (void)
{
  ASSERT_DECODED ("caf\xe9 \x96 \x93\x80\x94", "café – “€”", GALLEY_TEXT_GUESSED);
  /* "là »" with a no-break space: by chance the last three bytes are a character of UTF-8 */
  ASSERT_DECODED ("\xe9t\xe9 l\xe0\xa0\xbb", "été là\u00a0»", GALLEY_TEXT_GUESSED);
  /* one byte of another program's in a text of UTF-8 */
  ASSERT_DECODED ("\xc3\xa9\xc3\xa8 \xe9", "éè é", GALLEY_TEXT_GUESSED);
  ASSERT_DECODED ("\xe9\0", "é\xef\xbf\xbd", GALLEY_TEXT_GUESSED);
}

static void
test_shorten (void)
{
  g_autofree char *whole = galley_text_shorten ("  one \n two  ", 20);
  g_autofree char *cut = galley_text_shorten ("one two three", 8);
  g_autofree char *word = galley_text_shorten ("incomprehensible", 4);
  g_autofree char *exact = galley_text_shorten ("one two", 7);

  g_assert_cmpstr (whole, ==, "one two");
  g_assert_cmpstr (cut, ==, "one two…");
  g_assert_cmpstr (word, ==, "inco…");
  g_assert_cmpstr (exact, ==, "one two");
}

static void
test_compare (void)
{
  static const char *const ordered[] = { "2020",      "Ape",  "apple", "Apples",   "oak",
                                         "\xc3\x96l", "pear", "Zebra", "\xd0\xb0", "\xd0\x91" };

  for (gsize i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (ordered); k++)
      g_assert_cmpint (CLAMP (galley_text_compare (ordered[i], ordered[k]), -1, 1), ==,
                       i < k   ? -1
                       : i > k ? 1
                               : 0);
  g_assert_cmpint (galley_text_compare ("a", "A"), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/what_is_not_utf8_is_replaced_and_told", test_repair);
  g_test_add_func ("/base/text/utf_16_is_known_by_its_mark", test_decode);
  g_test_add_func ("/base/text/what_is_not_utf_8_is_read_as_windows_1252", test_guess);
  g_test_add_func ("/base/text/a_shortened_text_ends_with_a_whole_word", test_shorten);
  g_test_add_func ("/base/text/names_stand_in_the_order_of_a_reader", test_compare);
  return g_test_run ();
}
