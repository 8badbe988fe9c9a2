/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-slug.h"

#include <string.h>

static void
assert_slug (const char *text, const char *expected)
{
  g_autofree char *slug = galley_slug_from_text (text);

  g_assert_cmpstr (slug, ==, expected);
}

static void
test_words (void)
{
  assert_slug ("Travel Diary: Transforming the U.S.-Russian Relationship",
               "travel-diary-transforming-the-u-s-russian-relationship");
  assert_slug ("  It’s -- a 'test'!  ", "its-a-test");
  assert_slug ("100 % sure", "100-sure");
}

static void
test_latin (void)
{
  assert_slug ("Zürich, Łódź & Smørrebrød", "zurich-lodz-smorrebrod");
  assert_slug ("Straße Œuvre", "strasse-oeuvre");
}

static void
test_scripts (void)
{
  assert_slug ("Путешествие в Москву", "путешествие-в-москву");
  assert_slug ("東京 日記", "東京-日記");
  assert_slug ("한국", "한국");
  assert_slug ("हिन्दी", "हिन्दी");
}

static void
test_nothing (void)
{
  assert_slug ("", "");
  assert_slug ("!?…", "");
  assert_slug ("../../etc", "etc");
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (5000, 'a');
  g_autofree char *slug = galley_slug_from_text (text);

  g_assert_cmpuint (strlen (slug), <=, 120);
  g_assert_true (galley_slug_is_valid (slug));
}

static void
test_valid (void)
{
  const char *invalid[] = { "",    ".",    "..",  ".git", "a/b", "a\\b",
                            "a:b", "a\nb", "a?b", "a#b",  "\xff" };

  g_assert_true (galley_slug_is_valid ("my-post"));
  g_assert_true (galley_slug_is_valid ("東京"));
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (galley_slug_is_valid (invalid[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/slug/words_are_joined_by_one_hyphen", test_words);
  g_test_add_func ("/base/slug/latin_letters_lose_their_marks", test_latin);
  g_test_add_func ("/base/slug/other_scripts_stay_as_they_are", test_scripts);
  g_test_add_func ("/base/slug/a_text_without_letters_gives_nothing", test_nothing);
  g_test_add_func ("/base/slug/a_long_title_is_cut", test_long);
  g_test_add_func ("/base/slug/what_no_folder_may_be_called_is_not_valid", test_valid);
  return g_test_run ();
}
