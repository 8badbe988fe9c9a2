/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-lists.h"
#include "marked-buffer.h"

static void
assert_next (const char *before, const char *after)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (before);

  g_assert_true (galley_lists_continue (buffer));
  assert_marked (buffer, after);
}

static void
assert_indent (const char *before, gboolean back, const char *after)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (before);

  g_assert_true (galley_lists_indent (buffer, back));
  assert_marked (buffer, after);
}

static void
test_a_list_goes_on_with_enter (void)
{
  assert_next ("- one¦", "- one\n- ¦");
  assert_next ("  * one¦", "  * one\n  * ¦");
  assert_next ("9. nine¦", "9. nine\n10. ¦");
  assert_next ("- [x] done¦", "- [x] done\n- [ ] ¦");
  assert_next ("> said¦", "> said\n> ¦");
  assert_next ("> - said¦", "> - said\n> - ¦");
  assert_next ("- one¦ two", "- one\n- ¦ two");
}

static void
test_the_numbers_after_a_new_item_count_on (void)
{
  assert_next ("1. a¦\n2. b\n   more\n3. c\n\ntext", "1. a\n2. ¦\n3. b\n   more\n4. c\n\ntext");
  assert_next ("1. a\n   1. x¦\n   2. y\n2. b", "1. a\n   1. x\n   2. ¦\n   3. y\n2. b");
}

static void
test_numbers_that_do_not_count_are_left_alone (void)
{
  assert_next ("1. a\n1. b¦\n1. c", "1. a\n1. b\n1. ¦\n1. c");
  assert_next ("1. a¦\n1. b", "1. a\n1. ¦\n1. b");
  assert_next ("1. a¦\n5. b", "1. a\n2. ¦\n5. b");
}

static void
test_an_empty_item_ends_the_list (void)
{
  assert_next ("- one\n- ¦", "- one\n\n¦");
  assert_next ("- one\n\n- ¦", "- one\n\n¦");
  assert_next ("- ¦", "¦");
  assert_next ("1. one\n2. ¦", "1. one\n\n¦");
  assert_next ("1. one\n2. ¦\n3. three", "1. one\n\n¦\n\n2. three");
  assert_next ("> said\n> ¦", "> said\n\n¦");
  assert_next ("> - said\n> - ¦", "> - said\n> \n> ¦");
}

static void
test_an_empty_nested_item_goes_out_first (void)
{
  assert_next ("- one\n  - ¦", "- one\n- ¦");
}

static void
test_enter_elsewhere_is_left_alone (void)
{
  static const char *const texts[] = { "plain¦", "¦- one", "-one¦",     "12345678901234567890. no¦",
                                       "¦",      "- - -¦", "a ¦- b¦ c", "***¦" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (texts[i]);

      g_assert_false (galley_lists_continue (buffer));
      assert_marked (buffer, texts[i]);
    }
}

static void
test_tab_nests_and_shift_tab_takes_out (void)
{
  assert_indent ("- one\n- two¦", FALSE, "- one\n  - two¦");
  assert_indent ("- one\n  - two¦", TRUE, "- one\n- two¦");
  assert_indent ("1. one\n2. two¦\n3. three", FALSE, "1. one\n   1. two¦\n2. three");
  assert_indent ("1. one\n   1. two¦\n2. three", TRUE, "1. one\n2. two¦\n3. three");
}

static void
test_what_is_nested_moves_along (void)
{
  assert_indent ("- one\n- two¦\n  - deep\n    text\n- three", FALSE,
                 "- one\n  - two¦\n    - deep\n      text\n- three");
}

static void
test_the_first_item_has_nothing_to_be_nested_in (void)
{
  assert_indent ("- one¦", FALSE, "- one¦");
  assert_indent ("- one¦", TRUE, "- one¦");
}

static void
test_tab_elsewhere_is_left_alone (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("plain¦");

  g_assert_false (galley_lists_indent (buffer, FALSE));
  assert_marked (buffer, "plain¦");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/lists/a_list_goes_on_with_enter", test_a_list_goes_on_with_enter);
  g_test_add_func ("/app/lists/the_numbers_after_a_new_item_count_on",
                   test_the_numbers_after_a_new_item_count_on);
  g_test_add_func ("/app/lists/numbers_that_do_not_count_are_left_alone",
                   test_numbers_that_do_not_count_are_left_alone);
  g_test_add_func ("/app/lists/an_empty_item_ends_the_list", test_an_empty_item_ends_the_list);
  g_test_add_func ("/app/lists/an_empty_nested_item_goes_out_first",
                   test_an_empty_nested_item_goes_out_first);
  g_test_add_func ("/app/lists/enter_elsewhere_is_left_alone", test_enter_elsewhere_is_left_alone);
  g_test_add_func ("/app/lists/tab_nests_and_shift_tab_takes_out",
                   test_tab_nests_and_shift_tab_takes_out);
  g_test_add_func ("/app/lists/what_is_nested_moves_along", test_what_is_nested_moves_along);
  g_test_add_func ("/app/lists/the_first_item_has_nothing_to_be_nested_in",
                   test_the_first_item_has_nothing_to_be_nested_in);
  g_test_add_func ("/app/lists/tab_elsewhere_is_left_alone", test_tab_elsewhere_is_left_alone);
  return g_test_run ();
}
