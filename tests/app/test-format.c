/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-footnote.h"
#include "galley-format.h"
#include "marked-buffer.h"

typedef void (*Format) (GtkTextBuffer *buffer);

static void
assert_wrap (const char *before, const char *mark, const char *after)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (before);

  galley_format_wrap (buffer, mark);
  assert_marked (buffer, after);
}

static void
assert_format (const char *before, Format format, const char *after)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (before);

  format (buffer);
  assert_marked (buffer, after);
}

static void
test_marks_go_on_and_off (void)
{
  assert_wrap ("all ¦is well¦ tönt", "**", "all **¦is well¦** tönt");
  assert_wrap ("all **¦is well¦** tönt", "**", "all ¦is well¦ tönt");
  assert_wrap ("all ¦**is well**¦ tönt", "**", "all ¦is well¦ tönt");
  assert_wrap ("¦*a* and *b*¦", "**", "**¦*a* and *b*¦**");
  assert_wrap ("¦¦", "*", "*¦*");
}

static void
test_the_key_that_began_marks_ends_them (void)
{
  assert_wrap ("a **x¦**", "**", "a **x**¦");
  assert_wrap ("a *x¦* b", "*", "a *x*¦ b");
  assert_wrap ("a **¦**", "**", "a ¦");
  assert_wrap ("a ¦*b*", "*", "a *¦**b*");
}

static void
test_each_paragraph_and_item_gets_its_own_marks (void)
{
  assert_wrap ("¦aa\nbb\n\ncc¦", "**", "**¦aa\nbb**\n\n**cc¦**");
  assert_wrap ("**¦aa\nbb**\n\n**cc¦**", "**", "¦aa\nbb\n\ncc¦");
  assert_wrap ("¦- aa\n- bb¦\n", "*", "- *¦aa*\n- *bb¦*\n");
  assert_wrap ("- *¦aa*\n- *bb¦*\n", "*", "- ¦aa\n- bb¦\n");
  assert_wrap ("- **¦aa**\n- bb¦\n", "**", "- **¦aa**\n- **bb¦**\n");
  assert_wrap ("¦## aa\nbb\n> 1. cc\n¦", "*", "## *¦aa*\n*bb*\n> 1. *cc¦*\n");
}

static void
test_emphasis_and_strength_do_not_take_each_other_for_themselves (void)
{
  assert_wrap ("**¦both¦**", "*", "***¦both¦***");
  assert_wrap ("***¦both¦***", "*", "**¦both¦**");
  assert_wrap ("***¦both¦***", "**", "*¦both¦*");
  assert_wrap ("*¦both¦*", "**", "***¦both¦***");
}

static void
test_the_word_at_the_cursor_is_marked (void)
{
  assert_wrap ("die tö¦nt laut", "*", "die *¦tönt¦* laut");
}

static void
test_space_at_the_ends_stays_outside (void)
{
  assert_wrap ("a¦ word ¦here", "**", "a **¦word¦** here");
}

static void
test_a_link_is_made_of_the_selection (void)
{
  g_autoptr (GtkTextBuffer) words = marked_buffer_new ("read ¦the remarks¦ here");
  g_autoptr (GtkTextBuffer) title = marked_buffer_new ("¦");
  g_autoptr (GtkTextBuffer) nothing = marked_buffer_new ("¦");

  galley_format_link_to (words, "https://example.org/a_(b)", NULL);
  assert_marked (words, "read [the remarks](<https://example.org/a_(b)>)¦ here");
  galley_format_link_to (title, "post:12", "Day [1]");
  assert_marked (title, "[Day \\[1\\]](post:12)¦");
  galley_format_link_to (nothing, "https://example.org", NULL);
  assert_marked (nothing, "[¦](https://example.org)");
}

static void
test_lines_are_quoted_and_numbered (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("¦one\ntwo\n¦three");

  galley_format_prefix_lines (buffer, "> ");
  assert_marked (buffer, "> ¦one\n> two\n¦three");
  galley_format_prefix_lines (buffer, "> ");
  assert_marked (buffer, "¦one\ntwo\n¦three");
  galley_format_prefix_lines (buffer, "1. ");
  assert_marked (buffer, "1. ¦one\n2. two\n¦three");
  galley_format_prefix_lines (buffer, "- ");
  assert_marked (buffer, "- ¦one\n- two\n¦three");
  galley_format_prefix_lines (buffer, "- ");
  assert_marked (buffer, "¦one\ntwo\n¦three");
}

static void
test_headings_go_round (void)
{
  assert_format ("He¦ad", galley_format_heading, "## He¦ad");
  assert_format ("## He¦ad", galley_format_heading, "### He¦ad");
  assert_format ("### He¦ad", galley_format_heading, "He¦ad");
  assert_format ("#nohead¦", galley_format_heading, "#nohead¦");
}

static void
test_a_heading_gets_its_level (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("#### Head¦");

  galley_format_heading_level (buffer, 1);
  assert_marked (buffer, "# Head¦");
  galley_format_heading_level (buffer, 0);
  assert_marked (buffer, "Head¦");
}

static void
test_lines_become_a_block_of_code (void)
{
  assert_format ("¦one¦", galley_format_code, "`¦one¦`");
  assert_format ("a\n¦one\ntwo¦\nb", galley_format_code, "a\n```¦\none\ntwo\n```\nb");
  assert_format ("¦one\n```\ntwo¦", galley_format_code, "````¦\none\n```\ntwo\n````");
}

static void
test_a_block_of_code_becomes_lines_again (void)
{
  assert_format ("a\n```¦\none\ntwo\n```\nb", galley_format_code, "a\n¦one\ntwo\nb");
  assert_format ("```\n¦one\ntwo¦\n```", galley_format_code, "¦one\ntwo¦");
  assert_format ("¦```c\none\n```¦\nb", galley_format_code, "¦one\n¦b");
  assert_format ("```\na\n```\n¦one\ntwo¦\n```\nb\n```", galley_format_code,
                 "```\na\n```\n```¦\none\ntwo\n```\n```\nb\n```");
}

static void
test_code_with_backticks_stands_between_more (void)
{
  assert_format ("¦a `b¦", galley_format_code, "`` ¦a `b¦ ``");
  assert_format ("`` ¦a `b¦ ``", galley_format_code, "¦a `b¦");
  assert_format ("¦`b`¦", galley_format_code, "¦b¦");
}

static void
test_a_key_surrounds_the_selection (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("a ¦word¦ b");

  galley_format_surround (buffer, "*", "*");
  galley_format_surround (buffer, "*", "*");
  assert_marked (buffer, "a **¦word¦** b");
}

static void
test_a_footnote_is_written_and_gone_to (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("One.¦ Two.");

  galley_footnote_go (buffer);
  assert_marked (buffer, "One.[^1] Two.\n\n[^1]: ¦");
  galley_footnote_go (buffer);
  assert_marked (buffer, "One.[^1]¦ Two.\n\n[^1]: ");
  galley_footnote_go (buffer);
  assert_marked (buffer, "One.[^1] Two.\n\n[^1]:¦ ");
}

static void
test_a_second_footnote_stands_under_the_first (void)
{
  assert_format ("One.[^1] Two.¦\n\n[^1]: note", galley_footnote_go,
                 "One.[^1] Two.[^2]\n\n[^1]: note\n[^2]: ¦");
  assert_format ("One.[^1] Two.¦\n\n[^1]: note\n", galley_footnote_go,
                 "One.[^1] Two.[^2]\n\n[^1]: note\n[^2]: ¦");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/format/marks_go_on_and_off", test_marks_go_on_and_off);
  g_test_add_func ("/app/format/emphasis_and_strength_do_not_take_each_other_for_themselves",
                   test_emphasis_and_strength_do_not_take_each_other_for_themselves);
  g_test_add_func ("/app/format/the_word_at_the_cursor_is_marked",
                   test_the_word_at_the_cursor_is_marked);
  g_test_add_func ("/app/format/space_at_the_ends_stays_outside",
                   test_space_at_the_ends_stays_outside);
  g_test_add_func ("/app/format/a_link_is_made_of_the_selection",
                   test_a_link_is_made_of_the_selection);
  g_test_add_func ("/app/format/lines_are_quoted_and_numbered", test_lines_are_quoted_and_numbered);
  g_test_add_func ("/app/format/the_key_that_began_marks_ends_them",
                   test_the_key_that_began_marks_ends_them);
  g_test_add_func ("/app/format/each_paragraph_and_item_gets_its_own_marks",
                   test_each_paragraph_and_item_gets_its_own_marks);
  g_test_add_func ("/app/format/a_block_of_code_becomes_lines_again",
                   test_a_block_of_code_becomes_lines_again);
  g_test_add_func ("/app/format/code_with_backticks_stands_between_more",
                   test_code_with_backticks_stands_between_more);
  g_test_add_func ("/app/format/headings_go_round", test_headings_go_round);
  g_test_add_func ("/app/format/a_heading_gets_its_level", test_a_heading_gets_its_level);
  g_test_add_func ("/app/format/lines_become_a_block_of_code", test_lines_become_a_block_of_code);
  g_test_add_func ("/app/format/a_key_surrounds_the_selection", test_a_key_surrounds_the_selection);
  g_test_add_func ("/app/format/a_footnote_is_written_and_gone_to",
                   test_a_footnote_is_written_and_gone_to);
  g_test_add_func ("/app/format/a_second_footnote_stands_under_the_first",
                   test_a_second_footnote_stands_under_the_first);
  return g_test_run ();
}
