/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-link-text.h"
#include "marked-buffer.h"

static void
assert_link (const char *marked, int from, int to, const char *text, const char *address)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (marked);
  g_autoptr (GalleyLinkText) link = galley_link_text_at_cursor (buffer);

  g_assert_cmpstr (link->text, ==, text);
  g_assert_cmpstr (link->address, ==, address);
  g_assert_cmpint (link->from, ==, from);
  g_assert_cmpint (link->to, ==, to);
}

static void
test_the_link_at_the_cursor_is_found (void)
{
  assert_link ("ö [one](a) [tw¦o](post:2) x", 11, 24, "two", "post:2");
  assert_link ("[a¦](<b (c>)", 0, 11, "a", "b (c");
  assert_link ("[a](b_(c)¦)", 0, 10, "a", "b_(c)");
}

static void
test_a_selection_is_what_a_new_link_says (void)
{
  assert_link ("some ¦words here¦.", 5, 15, "words here", "");
  assert_link ("some wo¦rds", 5, 10, "words", "");
  assert_link ("![pi¦c ture](x)", 2, 5, "pic", "");
  assert_link ("¦", 0, 0, "", "");
}

static void
assert_address (const char *typed, const char *wanted)
{
  g_autofree char *address = galley_link_text_complete_address (typed);

  g_assert_cmpstr (address, ==, wanted);
}

static void
test_addresses_are_told_from_words (void)
{
  assert_address ("https://example.org/a", "https://example.org/a");
  assert_address (" example.org/a ", "https://example.org/a");
  assert_address ("ada@example.org", "mailto:ada@example.org");
  assert_address ("/about/", "/about/");
  assert_address ("#part-2", "#part-2");
  assert_address ("post:12", "post:12");
  assert_address ("geneva", NULL);
  assert_address ("a lake. at noon", NULL);
  assert_address ("3.5", NULL);
  assert_address ("", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/link/the_link_at_the_cursor_is_found",
                   test_the_link_at_the_cursor_is_found);
  g_test_add_func ("/app/link/a_selection_is_what_a_new_link_says",
                   test_a_selection_is_what_a_new_link_says);
  g_test_add_func ("/app/link/addresses_are_told_from_words", test_addresses_are_told_from_words);
  return g_test_run ();
}
