/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-csv.h"
#include "galley-date.h"
#include "galley-lenient-date.h"
#include "galley-markdown-links.h"
#include "galley-shortcodes.h"
#include "galley-source-tree.h"

#include "../test-clock.h"

static void
assert_date (const char *text, const char *expected)
{
  g_autoptr (GTimeZone) zone = galley_date_zone ("Europe/Moscow");
  g_autoptr (GDateTime) date = galley_lenient_date_parse (text, zone);
  g_autofree char *written = date != NULL ? galley_date_to_text (date) : NULL;

  g_assert_cmpstr (written, ==, expected);
}

static void
test_dates (void)
{
  assert_date ("2009-10-13", "2009-10-13T00:00:00+04:00");
  assert_date ("2009/10/13 9:30", "2009-10-13T09:30:00+04:00");
  assert_date ("20091013", "2009-10-13T00:00:00+04:00");
  assert_date ("20091013T183000Z", "2009-10-13T18:30:00Z");
  assert_date ("October 13, 2009", "2009-10-13T00:00:00+04:00");
  assert_date ("13 Oct 2009 9:30 pm", "2009-10-13T21:30:00+04:00");
  assert_date ("Oct. 13, 2009 12:05 am", "2009-10-13T00:05:00+04:00");
  assert_date ("Tue, 13 Oct 2009 09:30:00 -0500", "2009-10-13T09:30:00-05:00");
  assert_date ("Tue, 13 Oct 2009 09:30:00 -0330", "2009-10-13T09:30:00-03:30");
  assert_date ("13 Oct 2009 9:30 pm -03:30", "2009-10-13T21:30:00-03:30");
  assert_date ("2009-10-13 18:30:00 -0330", "2009-10-13T18:30:00-03:30");
  assert_date ("2009-10-13T18:30:00-03:30", "2009-10-13T18:30:00-03:30");
  assert_date ("20091013T183000-0330", "2009-10-13T18:30:00-03:30");
  assert_date ("2009-10-13 18:30:00 EST", "2009-10-13T18:30:00-05:00");
  assert_date ("1255458600", "2009-10-13T22:30:00+04:00");
  assert_date ("1255458600000", "2009-10-13T22:30:00+04:00");
}

/* As spreadsheets and people write them. */
static void
test_written_dates (void)
{
  assert_date ("02.05.2024 10:00", "2024-05-02T10:00:00+03:00");
  assert_date ("2. 5. 2024", "2024-05-02T00:00:00+03:00");
  assert_date ("2.5.24", "2024-05-02T00:00:00+03:00");
  assert_date ("25/12/2024", "2024-12-25T00:00:00+03:00");
  assert_date ("12/25/2024 3 PM", "2024-12-25T15:00:00+03:00");
  assert_date ("25-12-2024 10.30", "2024-12-25T10:30:00+03:00");
  assert_date ("2024-01-05 3:04 PM", "2024-01-05T15:04:00+03:00");
  assert_date ("2024-01-05 12:04:30 a.m.", "2024-01-05T00:04:30+03:00");
  assert_date ("2024-01-05T10:00:00+15:00", "2024-01-05T10:00:00+15:00");
  assert_date ("2024-01-05 10:00 -03:30", "2024-01-05T10:00:00-03:30");
  assert_date ("2024-01-05T10:00:00+01:00[Europe/Paris]", "2024-01-05T10:00:00+01:00");
  assert_date ("2024-01-05 10:00 Europe/Paris", "2024-01-05T10:00:00+01:00");
  assert_date ("2024-01-05, 10h30", "2024-01-05T10:30:00+03:00");
  assert_date ("05.01.2024 um 10:30 Uhr", "2024-01-05T10:30:00+03:00");
  assert_date ("2024年5月2日", "2024-05-02T00:00:00+03:00");
  assert_date ("2024년 5월 2일 10:00", "2024-05-02T10:00:00+03:00");
  assert_date ("2. Mai 2024", "2024-05-02T00:00:00+03:00");
  assert_date ("13. März 2024, 10:00", "2024-03-13T10:00:00+03:00");
  assert_date ("1er décembre 2024", "2024-12-01T00:00:00+03:00");
  assert_date ("mar. 13 oct. 2009", "2009-10-13T00:00:00+04:00");
  assert_date ("2 de outubro de 2024", "2024-10-02T00:00:00+03:00");
  assert_date ("2 giugno 2024", "2024-06-02T00:00:00+03:00");
  assert_date ("2 июня 2024", "2024-06-02T00:00:00+03:00");
  assert_date ("2 sierpnia 2024", "2024-08-02T00:00:00+03:00");
  assert_date ("2. kesäkuuta 2024", "2024-06-02T00:00:00+03:00");
  assert_date ("May 5th, 2024", "2024-05-05T00:00:00+03:00");
  assert_date ("13 Oct 09", "2009-10-13T00:00:00+04:00");
}

static void
test_no_dates (void)
{
  static const char *const texts[] = { "",
                                       "soon",
                                       "2009-13-01",
                                       "31 February 2009",
                                       "3/4/2011",
                                       "99999999999999999999",
                                       "October",
                                       "13 Oct 2009 25:00",
                                       "0000-00-00 00:00:00",
                                       "2024-02-30",
                                       "31.02.2024",
                                       "2024-01-05 15:04 PM",
                                       "2024-01-05 and more",
                                       "01/05/2024",
                                       "5-1-2024",
                                       "2024-01",
                                       "2024",
                                       "2024-01-05 10:00 nowhere",
                                       "Last Modified",
                                       "{{ date }}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_date (texts[i], NULL);
}

static void
assert_converted (const char *text, const char *expected, guint n_left)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GalleyShortcodesLeft left = { 0, 0, names };
  g_autofree char *converted = galley_shortcodes_convert (text, &left);

  g_assert_cmpstr (converted, ==, expected);
  g_assert_cmpuint (left.n_left, ==, n_left);
}

static void
test_shortcodes (void)
{
  assert_converted ("{{< figure src=\"a.png\" alt=\"A [b]\" caption=\"So \\\"it\\\"\" >}}",
                    "![A \\[b\\]](a.png \"So \\\"it\\\"\")", 0);
  assert_converted ("[x]({{< relref \"a.md\" >}})", "[x](a.md)", 0);
  assert_converted ("{{< youtube M2_x >}}", "[YouTube](https://www.youtube.com/watch?v=M2_x)", 0);
  assert_converted ("{{< highlight go >}}\nx\n{{< /highlight >}}\n", "```go\nx\n```\n", 0);
  assert_converted ("{% highlight c %}x{% endhighlight %}", "```c\nx\n```", 0);
  assert_converted ("[x]({{ site.baseurl }}/a)", "[x](/a)", 0);
  assert_converted ("{{</* figure src=\"a\" */>}}", "{{< figure src=\"a\" >}}", 0);
}

static void
test_shortcodes_left (void)
{
  assert_converted ("a\n{{< note >}}\ntext\n{{< /note >}}", "a\n{{< note >}}\ntext\n{{< /note >}}",
                    1);
  assert_converted ("```\n{{< figure src=\"a\" >}}\n```\n", "```\n{{< figure src=\"a\" >}}\n```\n",
                    0);
  assert_converted ("{{< never closed", "{{< never closed", 0);
  assert_converted ("{{<>}}{%%}{{%%}}", "{{<>}}{%%}{{%%}}", 3);
}

static void
test_shortcode_line (void)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GalleyShortcodesLeft left = { 0, 0, names };
  g_autofree char *converted =
      galley_shortcodes_convert ("a\n{{< figure\nsrc=x >}}\n{{< img >}}", &left);

  g_assert_nonnull (converted);
  g_assert_cmpuint (left.first_line, ==, 4);
  g_assert_cmpstr (left.names->str, ==, "img");
}

static char *
mark (const char *address, const char *alternative, guint line, gpointer user_data)
{
  if (g_str_equal (address, "keep"))
    return NULL;
  return g_strdup_printf ("<%s|%s|%u>", address, alternative, line);
}

static void
assert_rewritten (const char *text, const char *expected)
{
  g_autofree char *rewritten = galley_markdown_links_rewrite (text, mark, NULL);

  g_assert_cmpstr (rewritten, ==, expected);
}

static void
test_links (void)
{
  assert_rewritten ("[a](b)", "[a](<b|a|1>)");
  assert_rewritten ("\n![a [x] c](b.png \"t\")", "\n![a [x] c](<b.png|a [x] c|2> \"t\")");
  assert_rewritten ("[a](<b c>)", "[a](<<b c|a|1>>)");
  assert_rewritten ("[a](b(c)d)", "[a](<b(c)d|a|1>)");
  assert_rewritten ("[a](keep) [b](c)", "[a](keep) [b](<c|b|1>)");
  assert_rewritten ("[a]: b\n", "[a]: <b||1>\n");
  assert_rewritten ("<img alt=\"x\" src=\"b\">", "<img alt=\"x\" src=\"&lt;b||1&gt;\">");
  assert_rewritten ("<a href='b'><img src=c></a>",
                    "<a href=\"&lt;b||1&gt;\"><img src=\"&lt;c||1&gt;\"></a>");
  assert_rewritten ("<img\nsrcset=\"b 1x, keep 2x\">\n[a](b)",
                    "<img\nsrcset=\"&lt;b||1&gt; 1x, keep 2x\">\n[a](<b|a|3>)");
  assert_rewritten ("if <b and [a](b)\n\n<a href=b>",
                    "if <b and [a](<b|a|1>)\n\n<a href=\"&lt;b||3&gt;\">");
  assert_rewritten ("[![i](a)](b)", "[![i](<a|i|1>)](<b|![i](a)|1>)");
}

static void
test_code (void)
{
  static const char *const texts[] = {
    "`[a](b)`",    "``x ` [a](b)``", "```\n[a](b)\n```\n",       "~~~ x\n[a](b)\n```\n~~~\n",
    "\\[a](keep)", "[^1]: note",     "> ```\n> [a](b)\n> ```\n", "```\n[a](b)"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_rewritten (texts[i], texts[i]);
  assert_rewritten ("` [a](b)", "` [a](<b|a|1>)");
}

static void
test_hostile_texts (void)
{
  static const char *const parts[] = { "[",   "](",    "[a](",  "`",    "` ``",  "<a href=\"",
                                       "{{<", "{{< a", "```\n", "<a '", "[a]: ", "](<",
                                       "{%",  "\\",    "> ",    "{{</*" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) names = g_string_new (NULL);
      GalleyShortcodesLeft left = { 0, 0, names };
      g_autofree char *rewritten = NULL;
      g_autofree char *converted = NULL;
      double begun = test_clock_seconds ();

      while (text->len < 500000)
        g_string_append (text, parts[i]);
      rewritten = galley_markdown_links_rewrite (text->str, mark, NULL);
      converted = galley_shortcodes_convert (text->str, &left);
      g_assert_nonnull (converted);
      if (test_clock_seconds () - begun > 2 * TEST_SLOWNESS)
        g_error ("“%s” many times takes too long", parts[i]);
    }
}

static void
test_csv (void)
{
  const char *text = "name;message\n\"Ann;e\";\"two\nlines \"\"q\"\"\"\n\nBob;plain;more\nlast;";
  GalleyCsvReader reader;
  g_autoptr (GPtrArray) head = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;

  galley_csv_reader_init (&reader, text, strlen (text));
  head = galley_csv_read_record (&reader);
  g_assert_cmpuint (head->len, ==, 2);
  first = galley_csv_read_record (&reader);
  g_assert_cmpstr (g_ptr_array_index (first, 0), ==, "Ann;e");
  g_assert_cmpstr (g_ptr_array_index (first, 1), ==, "two\nlines \"q\"");
  g_assert_cmpuint (reader.line, ==, 2);
  second = galley_csv_read_record (&reader);
  g_assert_cmpuint (second->len, ==, 3);
  g_assert_cmpuint (reader.line, ==, 5);
  third = galley_csv_read_record (&reader);
  g_assert_cmpstr (g_ptr_array_index (third, 0), ==, "last");
  g_assert_null (galley_csv_read_record (&reader));
}

static void
assert_resolved (const char *from, const char *link, const char *expected)
{
  g_autofree char *path = galley_source_path_resolve (from, link);

  g_assert_cmpstr (path, ==, expected);
}

static void
test_paths (void)
{
  assert_resolved ("posts/a.md", "b.png", "posts/b.png");
  assert_resolved ("posts/a.md", "../img/b%20c.png?x#y", "img/b c.png");
  assert_resolved ("posts/a.md", "/img/b.png", "img/b.png");
  assert_resolved ("posts/a.md", "../../etc/passwd", NULL);
  assert_resolved ("a.md", "..", NULL);
  assert_resolved ("a.md", "%2e%2e/x", NULL);
  assert_resolved ("a.md", "b%2Fc", NULL);
  assert_resolved ("a.md", "#x", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/dates/are_read_as_people_write_them", test_dates);
  g_test_add_func ("/formats/dates/of_spreadsheets_and_in_many_languages_are_read",
                   test_written_dates);
  g_test_add_func ("/formats/dates/what_is_none_is_refused", test_no_dates);
  g_test_add_func ("/formats/shortcodes/well_known_ones_become_markdown", test_shortcodes);
  g_test_add_func ("/formats/shortcodes/others_stay_as_they_stand", test_shortcodes_left);
  g_test_add_func ("/formats/shortcodes/are_told_with_their_line", test_shortcode_line);
  g_test_add_func ("/formats/links/are_found_wherever_they_stand", test_links);
  g_test_add_func ("/formats/links/code_is_left_alone", test_code);
  g_test_add_func ("/formats/links/hostile_texts_take_no_long_time", test_hostile_texts);
  g_test_add_func ("/formats/csv/quotes_lines_and_separators", test_csv);
  g_test_add_func ("/formats/paths/never_lead_out_of_the_folder", test_paths);
  return g_test_run ();
}
