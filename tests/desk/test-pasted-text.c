/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-pasted-text.h"

#include <string.h>

static void
test_one_address_and_nothing_else_makes_a_link (void)
{
  g_assert_true (galley_pasted_text_is_address ("https://example.org/a?b=c#d"));
  g_assert_true (galley_pasted_text_is_address ("mailto:ada@example.org"));
  g_assert_false (galley_pasted_text_is_address ("https://"));
  g_assert_false (galley_pasted_text_is_address ("https://example.org and more"));
  g_assert_false (galley_pasted_text_is_address ("javascript:alert(1)"));
  g_assert_false (galley_pasted_text_is_address ("example.org"));
  g_assert_false (galley_pasted_text_is_address (""));
}

static void
test_html_that_says_only_colours_is_no_rich_text (void)
{
  g_assert_false (galley_pasted_text_html_says_more (
      "<meta charset='utf-8'><div style='color:#fff'><span>**x**</span></div>"));
  g_assert_false (
      galley_pasted_text_html_says_more ("<body><span>a</span><article>b</article></body>"));
  g_assert_true (
      galley_pasted_text_html_says_more ("see <a class=x href='https://e.org'>there</a>"));
  g_assert_true (galley_pasted_text_html_says_more ("<UL><LI>one</UL>"));
  g_assert_true (galley_pasted_text_html_says_more ("a <strong>b</strong>"));
  g_assert_true (
      galley_pasted_text_html_says_more ("a <span style=\"font-style: italic\">b</span>"));
  g_assert_false (
      galley_pasted_text_html_says_more ("<div style=\"color: red;white-space: pre;\">"
                                         "<span style=\"font-weight:bold\">if</span></div>"));
}

static void
test_html_in_utf_16_is_read (void)
{
  static const guint8 little[] = { 0xff, 0xfe, '<', 0, 'b', 0, '>', 0, 0xe9, 0 };
  static const guint8 bare[] = { '<', 0, 'b', 0, '>', 0 };
  g_autofree char *with_mark = galley_pasted_text_decode_html (little, sizeof little);
  g_autofree char *without = galley_pasted_text_decode_html (bare, sizeof bare);
  g_autofree char *broken = galley_pasted_text_decode_html ((const guint8 *) "<b>\xff", 4);

  g_assert_cmpstr (with_mark, ==, "<b>é");
  g_assert_cmpstr (without, ==, "<b>");
  g_assert_cmpstr (broken, ==, "<b>\xef\xbf\xbd");
}

static void
test_lines_of_other_systems_end_as_ours_do (void)
{
  g_autofree char *text = galley_pasted_text_unify_lines ("a\r\nb\rc\n\r\n");

  g_assert_cmpstr (text, ==, "a\nb\nc\n\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/pasted-text/one_address_and_nothing_else_makes_a_link",
                   test_one_address_and_nothing_else_makes_a_link);
  g_test_add_func ("/desk/pasted-text/html_that_says_only_colours_is_no_rich_text",
                   test_html_that_says_only_colours_is_no_rich_text);
  g_test_add_func ("/desk/pasted-text/html_in_utf_16_is_read", test_html_in_utf_16_is_read);
  g_test_add_func ("/desk/pasted-text/lines_of_other_systems_end_as_ours_do",
                   test_lines_of_other_systems_end_as_ours_do);
  return g_test_run ();
}
