/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-escape.h"

typedef void (*Escape) (GString *, const char *, gssize);

static void
assert_escaped (Escape escape, const char *text, const char *expected)
{
  g_autoptr (GString) out = g_string_new ("<");

  escape (out, text, -1);
  g_assert_cmpstr (out->str + 1, ==, expected);
}

static void
test_html (void)
{
  assert_escaped (galley_escape_html, "a < b & \"c\" 'd' >",
                  "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt;");
  assert_escaped (galley_escape_html, "", "");
  assert_escaped (galley_escape_html, "Zürich", "Zürich");
}

static void
test_length (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  galley_escape_html (out, "a<b<c", 3);
  g_assert_cmpstr (out->str, ==, "a&lt;b");
}

static void
test_xml (void)
{
  assert_escaped (galley_escape_xml,
                  "a\x01\x0b"
                  "b\tc\n&",
                  "ab\tc\n&amp;");
  assert_escaped (galley_escape_xml,
                  "a\xef\xbf\xbe"
                  "b\xef\xbf\xbd",
                  "ab\xef\xbf\xbd");
}

static void
test_url (void)
{
  assert_escaped (galley_escape_url, "https://a.example/ö?x=1&y=%20#z",
                  "https://a.example/%C3%B6?x=1&y=%20#z");
  assert_escaped (galley_escape_url, "a b\"<\n", "a%20b%22%3C%0A");
}

static void
test_segment (void)
{
  assert_escaped (galley_escape_path_segment, "a/b?c#d%.png", "a%2Fb%3Fc%23d%25.png");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/escape/html_stands_for_itself_in_text_and_attributes", test_html);
  g_test_add_func ("/base/escape/a_length_is_kept_to", test_length);
  g_test_add_func ("/base/escape/xml_holds_no_character_that_xml_forbids", test_xml);
  g_test_add_func ("/base/escape/an_address_keeps_its_delimiters", test_url);
  g_test_add_func ("/base/escape/a_path_segment_stays_one_segment", test_segment);
  return g_test_run ();
}
