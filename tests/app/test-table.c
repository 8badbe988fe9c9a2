/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-table-edit.h"
#include "galley-table-text.h"
#include "marked-buffer.h"

static void
assert_tidy (const char *before, const char *after)
{
  g_auto (GStrv) lines = g_strsplit (before, "\n", -1);
  g_auto (GStrv) tidy = galley_table_tidy (lines);
  g_autofree char *text = g_strjoinv ("\n", tidy);

  g_assert_cmpstr (text, ==, after);
}

static void
test_columns_stand_one_under_the_other (void)
{
  assert_tidy ("a|long head\n-|:-:\n1|2", "| a   | long head |\n"
                                          "| --- | :-------: |\n"
                                          "| 1   |     2     |");
  assert_tidy ("|n|\n|-:|\n|7|\n|1234|", "|    n |\n| ---: |\n|    7 |\n| 1234 |");
}

static void
test_wide_letters_take_two_columns (void)
{
  assert_tidy ("|字字|b|\n|-|-|\n|abcd|ö|", "| 字字 | b   |\n| ---- | --- |\n| abcd | ö   |");
}

static void
test_escaped_bars_and_more_cells_stay (void)
{
  assert_tidy ("|a\\|b|\n|-|\n|1|2|", "| a\\|b |     |\n| ---- | --- |\n| 1    | 2   |");
}

static void
test_tidying_twice_changes_nothing (void)
{
  assert_tidy ("| a   | long head |\n| --- | :-------: |\n| 1   |     2     |",
               "| a   | long head |\n| --- | :-------: |\n| 1   |     2     |");
}

static void
test_the_table_at_the_cursor_is_tidied (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("text\n\na|b\n-|-\n1|two¦\n\nend");
  g_autoptr (GtkTextBuffer) none = marked_buffer_new ("a|b¦\nc|d");

  g_assert_true (galley_table_tidy_at_cursor (buffer));
  assert_marked (buffer, "text\n\n| a   | b   |\n| --- | --- |\n| 1   | ¦two¦ |\n\nend");
  g_assert_false (galley_table_tidy_at_cursor (none));
}

static void
test_tab_goes_through_the_cells (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("| ¦a | b |\n|---|---|\n| c | d |");

  g_assert_true (galley_table_next_cell (buffer, FALSE));
  assert_marked (buffer, "| a | ¦b¦ |\n|---|---|\n| c | d |");
  g_assert_true (galley_table_next_cell (buffer, FALSE));
  assert_marked (buffer, "| a | b |\n|---|---|\n| ¦c¦ | d |");
  g_assert_true (galley_table_next_cell (buffer, TRUE));
  assert_marked (buffer, "| a | ¦b¦ |\n|---|---|\n| c | d |");
}

static void
test_tab_in_the_last_cell_adds_a_row (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("| a | b |\n|---|---|\n| c | d¦ |");

  g_assert_true (galley_table_next_cell (buffer, FALSE));
  assert_marked (buffer, "| a | b |\n|---|---|\n| c | d |\n| ¦  |   |");
  g_assert_true (galley_table_next_cell (buffer, FALSE));
  assert_marked (buffer, "| a | b |\n|---|---|\n| c | d |\n|   | ¦  |");
}

static void
test_a_table_is_written_after_the_line (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("text¦");

  galley_table_insert (buffer);
  assert_marked (buffer, "text\n\n| ¦First¦ | Second | Third |\n| ----- | ------ | ----- |\n"
                         "|       |        |       |\n|       |        |       |\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/table/columns_stand_one_under_the_other",
                   test_columns_stand_one_under_the_other);
  g_test_add_func ("/app/table/wide_letters_take_two_columns", test_wide_letters_take_two_columns);
  g_test_add_func ("/app/table/escaped_bars_and_more_cells_stay",
                   test_escaped_bars_and_more_cells_stay);
  g_test_add_func ("/app/table/tidying_twice_changes_nothing", test_tidying_twice_changes_nothing);
  g_test_add_func ("/app/table/the_table_at_the_cursor_is_tidied",
                   test_the_table_at_the_cursor_is_tidied);
  g_test_add_func ("/app/table/tab_goes_through_the_cells", test_tab_goes_through_the_cells);
  g_test_add_func ("/app/table/tab_in_the_last_cell_adds_a_row",
                   test_tab_in_the_last_cell_adds_a_row);
  g_test_add_func ("/app/table/a_table_is_written_after_the_line",
                   test_a_table_is_written_after_the_line);
  return g_test_run ();
}
