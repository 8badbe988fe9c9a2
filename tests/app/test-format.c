/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-format.h"

/* Text with "|" at the cursor, or around the selection. */
static GtkTextBuffer *
buffer_new (const char *marked)
{
  GtkTextBuffer *buffer = gtk_text_buffer_new (NULL);
  g_auto (GStrv) parts = g_strsplit (marked, "|", 3);
  g_autofree char *text = g_strjoinv ("", parts);
  GtkTextIter from, to;
  glong start = g_utf8_strlen (parts[0], -1);

  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) start);
  to = from;
  if (g_strv_length (parts) == 3)
    gtk_text_iter_forward_chars (&to, (int) g_utf8_strlen (parts[1], -1));
  gtk_text_buffer_select_range (buffer, &to, &from);
  return buffer;
}

static char *
buffer_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
assert_text (GtkTextBuffer *buffer, const char *wanted)
{
  g_autofree char *text = buffer_text (buffer);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_marks_go_on_and_off (void)
{
  g_autoptr (GtkTextBuffer) buffer = buffer_new ("all |is well| tönt");

  galley_format_wrap (buffer, "**");
  assert_text (buffer, "all **is well** tönt");
  galley_format_wrap (buffer, "**");
  assert_text (buffer, "all is well tönt");
}

static void
test_the_word_at_the_cursor_is_marked (void)
{
  g_autoptr (GtkTextBuffer) buffer = buffer_new ("die tö|nt laut");

  galley_format_wrap (buffer, "*");
  assert_text (buffer, "die *tönt* laut");
}

static void
test_a_link_is_made_of_the_selection (void)
{
  g_autoptr (GtkTextBuffer) words = buffer_new ("read |the remarks| here");
  g_autoptr (GtkTextBuffer) address = buffer_new ("|https://example.org|");

  galley_format_link (words);
  assert_text (words, "read [the remarks](https://) here");
  galley_format_link (address);
  assert_text (address, "[](https://example.org)");
}

static void
assert_next (const char *marked, const char *wanted)
{
  g_autoptr (GtkTextBuffer) buffer = buffer_new (marked);

  g_assert_true (galley_format_continue_list (buffer));
  assert_text (buffer, wanted);
}

static void
test_a_list_goes_on_with_enter (void)
{
  assert_next ("- one|", "- one\n- ");
  assert_next ("  * one|", "  * one\n  * ");
  assert_next ("9. nine|", "9. nine\n10. ");
  assert_next ("- [x] done|", "- [x] done\n- [ ] ");
  assert_next ("> said|", "> said\n> ");
  assert_next ("- one| two", "- one\n-  two");
}

static void
test_an_empty_item_ends_the_list (void)
{
  assert_next ("- one\n- |", "- one\n");
  assert_next ("1. one\n2. |", "1. one\n");
}

static void
test_enter_elsewhere_is_left_alone (void)
{
  static const char *const texts[] = { "plain|", "|- one",   "-one|", "12345678901234567890. no|",
                                       "|",      "a |- b| c" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GtkTextBuffer) buffer = buffer_new (texts[i]);
      g_autofree char *before = buffer_text (buffer);

      g_assert_false (galley_format_continue_list (buffer));
      assert_text (buffer, before);
    }
}

static void
test_lines_are_quoted_and_numbered (void)
{
  g_autoptr (GtkTextBuffer) buffer = buffer_new ("|one\ntwo\n|three");

  galley_format_prefix_lines (buffer, "> ");
  assert_text (buffer, "> one\n> two\nthree");
  galley_format_prefix_lines (buffer, "> ");
  assert_text (buffer, "one\ntwo\nthree");
  galley_format_prefix_lines (buffer, "1. ");
  assert_text (buffer, "1. one\n2. two\nthree");
}

static void
test_headings_go_round (void)
{
  g_autoptr (GtkTextBuffer) buffer = buffer_new ("He|ad");

  galley_format_heading (buffer);
  assert_text (buffer, "## Head");
  galley_format_heading (buffer);
  assert_text (buffer, "### Head");
  galley_format_heading (buffer);
  assert_text (buffer, "Head");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/format/marks_go_on_and_off", test_marks_go_on_and_off);
  g_test_add_func ("/app/format/the_word_at_the_cursor_is_marked",
                   test_the_word_at_the_cursor_is_marked);
  g_test_add_func ("/app/format/a_link_is_made_of_the_selection",
                   test_a_link_is_made_of_the_selection);
  g_test_add_func ("/app/format/a_list_goes_on_with_enter", test_a_list_goes_on_with_enter);
  g_test_add_func ("/app/format/an_empty_item_ends_the_list", test_an_empty_item_ends_the_list);
  g_test_add_func ("/app/format/enter_elsewhere_is_left_alone", test_enter_elsewhere_is_left_alone);
  g_test_add_func ("/app/format/lines_are_quoted_and_numbered", test_lines_are_quoted_and_numbered);
  g_test_add_func ("/app/format/headings_go_round", test_headings_go_round);
  return g_test_run ();
}
