/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-diff.h"

#include <string.h>

/* "  same", "- removed", "+ added", "~ with [removed]{added}", "..3" for three that are skipped. */
static char *
write_diff (GalleyTextDiff *diff)
{
  static const char *const marks[] = { "  ", "- ", "+ ", "~ ", ".." };
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < diff->lines->len; i++)
    {
      const GalleyDiffLine *line = g_ptr_array_index (diff->lines, i);

      g_string_append (out, marks[line->kind]);
      if (line->kind == GALLEY_LINE_SKIPPED)
        g_string_append_printf (out, "%u", line->n_skipped);
      for (guint r = 0; r < line->runs->len; r++)
        {
          const GalleyDiffRun *run = g_ptr_array_index (line->runs, r);

          if (line->kind != GALLEY_LINE_CHANGED || run->kind == GALLEY_DIFF_SAME)
            g_string_append (out, run->text);
          else
            g_string_append_printf (out, run->kind == GALLEY_DIFF_ADDED ? "{%s}" : "[%s]",
                                    run->text);
        }
      g_string_append_c (out, '\n');
    }
  return g_strdup (out->str);
}

static void
assert_diff (const char *old, const char *new, guint context, const char *wanted)
{
  g_autoptr (GalleyTextDiff) diff = galley_text_diff_new (old, new, context);
  g_autofree char *text = write_diff (diff);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_the_same_text_has_no_difference (void)
{
  assert_diff ("a\nb\n", "a\nb\n", 2, "");
  assert_diff ("", "", 2, "");
}

static void
test_lines_come_and_go (void)
{
  assert_diff ("a\nb\nc", "a\nc\nd", 9, "  a\n- b\n  c\n+ d\n");
  assert_diff ("", "a\nb", 9, "+ a\n+ b\n");
  assert_diff ("a\n\nb", "", 9, "- a\n- \n- b\n");
}

static void
test_words_are_compared_within_a_paragraph (void)
{
  assert_diff ("We left Moscow at dawn.", "We left Kazan at dawn.", 9,
               "~ We left [Moscow]{Kazan} at dawn.\n");
  assert_diff ("the big red house stood", "the small blue house stood", 9,
               "~ the [big red]{small blue} house stood\n");
}

static void
test_a_paragraph_that_was_split_is_read_in_one (void)
{
  assert_diff ("One two three. Four five six.", "One two three.\n\nFour five six.", 9,
               "~ One two three.[ ]\n+ \n  Four five six.\n");
}

static void
test_another_paragraph_is_no_change_of_words (void)
{
  assert_diff ("All is quiet on the river tonight", "Completely different sentence here", 9,
               "- All is quiet on the river tonight\n+ Completely different sentence here\n");
}

static void
test_what_is_the_same_is_left_out_but_for_a_context (void)
{
  assert_diff ("1\n2\n3\n4\n5\n6\n7\n8\nx", "1\n2\n3\n4\n5\n6\n7\n8\ny", 2,
               "..6\n  7\n  8\n- x\n+ y\n");
}

static void
test_words_that_came_and_went_are_counted (void)
{
  g_autoptr (GalleyTextDiff) diff =
      galley_text_diff_new ("one two three four\nfive", "one 2 three four\nfive\nsix seven", 2);

  g_assert_cmpuint (diff->words_removed, ==, 1);
  g_assert_cmpuint (diff->words_added, ==, 3);
}

/* The way from one random sequence to another leads there, and is as short as the table of all
 * ways says. */
static void
test_ways_are_right_and_shortest (void)
{
  for (guint round = 0; round < 400; round++)
    {
      guint a[24], b[24], table[25][25];
      guint n = (guint) g_test_rand_int_range (0, 25), m = (guint) g_test_rand_int_range (0, 25);
      guint x = 0, y = 0, edits = 0;
      g_autoptr (GArray) spans = NULL;

      for (guint i = 0; i < n; i++)
        a[i] = (guint) g_test_rand_int_range (1, 5);
      for (guint i = 0; i < m; i++)
        b[i] = (guint) g_test_rand_int_range (1, 5);
      for (guint i = 0; i <= n; i++)
        for (guint j = 0; j <= m; j++)
          table[i][j] = i == 0                 ? j
                        : j == 0               ? i
                        : a[i - 1] == b[j - 1] ? table[i - 1][j - 1]
                                               : 1 + MIN (table[i - 1][j], table[i][j - 1]);
      spans = galley_diff_sequences (a, n, b, m);
      for (guint s = 0; s < spans->len; s++)
        {
          const GalleyDiffSpan *span = &g_array_index (spans, GalleyDiffSpan, s);

          g_assert_cmpuint (span->start, ==, span->kind == GALLEY_DIFF_ADDED ? y : x);
          for (guint k = 0; k < span->length && span->kind == GALLEY_DIFF_SAME; k++)
            g_assert_cmpuint (a[x + k], ==, b[y + k]);
          edits += span->kind == GALLEY_DIFF_SAME ? 0 : span->length;
          x += span->kind != GALLEY_DIFF_ADDED ? span->length : 0;
          y += span->kind != GALLEY_DIFF_REMOVED ? span->length : 0;
        }
      g_assert_cmpuint (x, ==, n);
      g_assert_cmpuint (y, ==, m);
      g_assert_cmpuint (edits, ==, table[n][m]);
    }
}

static void
test_texts_with_nothing_in_common_take_bounded_time (void)
{
  g_autoptr (GString) old = g_string_new (NULL);
  g_autoptr (GString) new = g_string_new (NULL);
  g_autoptr (GalleyTextDiff) diff = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 40000; i++)
    {
      g_string_append_printf (old, "old o%u\n", i);
      g_string_append_printf (new, "new n%u\n", i);
    }
  diff = galley_text_diff_new (old->str, new->str, 2);
  g_assert_cmpuint (diff->lines->len, ==, 80000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/diff/the_same_text_has_no_difference",
                   test_the_same_text_has_no_difference);
  g_test_add_func ("/app/diff/lines_come_and_go", test_lines_come_and_go);
  g_test_add_func ("/app/diff/words_are_compared_within_a_paragraph",
                   test_words_are_compared_within_a_paragraph);
  g_test_add_func ("/app/diff/a_paragraph_that_was_split_is_read_in_one",
                   test_a_paragraph_that_was_split_is_read_in_one);
  g_test_add_func ("/app/diff/another_paragraph_is_no_change_of_words",
                   test_another_paragraph_is_no_change_of_words);
  g_test_add_func ("/app/diff/what_is_the_same_is_left_out_but_for_a_context",
                   test_what_is_the_same_is_left_out_but_for_a_context);
  g_test_add_func ("/app/diff/words_that_came_and_went_are_counted",
                   test_words_that_came_and_went_are_counted);
  g_test_add_func ("/app/diff/ways_are_right_and_shortest", test_ways_are_right_and_shortest);
  g_test_add_func ("/app/diff/texts_with_nothing_in_common_take_bounded_time",
                   test_texts_with_nothing_in_common_take_bounded_time);
  return g_test_run ();
}
