/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "galley-html-to-markdown.h"
#include "galley-markdown.h"
#include "galley-sanitizer.h"

#include "../test-clock.h"

static void
assert_cleans (GalleySanitizePolicy policy, const char *html, const char *expected)
{
  g_autofree char *once = galley_sanitize_html (html, -1, policy);
  g_autofree char *twice = galley_sanitize_html (once, -1, policy);

  g_assert_cmpstr (once, ==, expected);
  g_assert_cmpstr (twice, ==, once);
}

static void
test_text_kept (void)
{
  assert_cleans (GALLEY_SANITIZE_COMMENT, "<p class=x>a <B>b</B> <font>c</font></p>",
                 "<p>a <b>b</b> c</p>");
  assert_cleans (GALLEY_SANITIZE_COMMENT, "<h2>t</h2>", "<strong>t</strong>");
  assert_cleans (GALLEY_SANITIZE_POST, "<h2 id=t>t</h2><table><tr><td align=left>x</table>",
                 "<h2 id=\"t\">t</h2><table><tr><td align=\"left\">x</td></tr></table>");
}

static void
test_scripts_dropped (void)
{
  assert_cleans (GALLEY_SANITIZE_POST, "<p onclick=x>a<script>b</script><style>c</style></p>",
                 "<p>a</p>");
  assert_cleans (GALLEY_SANITIZE_POST, "<p>a<svg><a href=javascript:b>c</a></svg></p>", "<p>a</p>");
}

static void
test_addresses (void)
{
  assert_cleans (GALLEY_SANITIZE_COMMENT, "<p><a href=' java&#x09;script:alert(1)'>a</a></p>",
                 "<p><a>a</a></p>");
  assert_cleans (GALLEY_SANITIZE_COMMENT, "<p><a href='HTTPS://b/?c&amp;d'>a</a></p>",
                 "<p><a href=\"HTTPS://b/?c&amp;d\" rel=\"nofollow ugc noopener\">a</a></p>");
  assert_cleans (GALLEY_SANITIZE_POST, "<p><img src=data:x,y><img src=/a.png></p>",
                 "<p><img src=\"/a.png\" /></p>");
}

static void
test_deep_html (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autofree char *clean = NULL;
  double start = test_clock_seconds ();

  for (guint i = 0; i < 200000; i++)
    g_string_append (html, "<b>");
  for (guint i = 0; i < 200000; i++)
    g_string_append (html, "</i>");
  clean = galley_sanitize_html (html->str, -1, GALLEY_SANITIZE_COMMENT);
  g_assert_true (g_str_has_prefix (clean, "<p>&lt;b&gt;"));
  g_assert_cmpfloat (test_clock_seconds () - start, <, 2 * TEST_SLOWNESS);
}

/* Whatever the payload, no tag that is not on the list is in what comes out. */
static void
check_payload (const char *payload)
{
  static const GalleySanitizePolicy policies[] = { GALLEY_SANITIZE_COMMENT, GALLEY_SANITIZE_POST };
  g_autoptr (GRegex) executable =
      g_regex_new ("<(?:script|svg|iframe|object|embed|style|link|meta|base|form|math|video|audio)|"
                   "<[^>]*\\son[a-z]+\\s*=|(?:href|src)=\"\\s*(?:javascript|vbscript|data)",
                   G_REGEX_CASELESS, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      g_autofree char *once = galley_sanitize_html (payload, -1, policies[i]);
      g_autofree char *twice = galley_sanitize_html (once, -1, policies[i]);

      g_assert_false (g_regex_match (executable, once, 0, NULL));
      g_assert_cmpstr (once, ==, twice);
    }
}

static void
test_payloads (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "markdown",
                                                 "owasp-filter-evasion.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *payloads;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  payloads = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (payloads), >, 50);
  for (guint i = 0; i < json_array_get_length (payloads); i++)
    check_payload (
        json_object_get_string_member (json_array_get_object_element (payloads, i), "payload"));
}

static void
test_posts_without_html (void)
{
  GalleyMarkdownOptions options = { .no_raw_html = TRUE };
  g_autofree char *html = galley_markdown_to_html (
      "# A\n\n*b* <u onclick=c>d</u> <script>e</script>\n\n<iframe src=f></iframe>\n\n"
      "<div style=g>\n\nh[^1]\n\n[^1]: <b>i</b>\n",
      -1, &options);

  g_assert_cmpstr (
      html, ==,
      "<h1 id=\"a\">A</h1>\n<p><em>b</em> <u>d</u> </p>\n<div>\n</div>\n"
      "<p>h<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" data-footnote-ref>1</a>"
      "</sup></p>\n<section class=\"footnotes\" data-footnotes=\"\">\n<ol>\n<li id=\"fn-1\">\n"
      "<p><b>i</b> <a href=\"#fnref-1\" class=\"footnote-backref\" data-footnote-backref=\"\" "
      "data-footnote-backref-idx=\"1\" aria-label=\"Back to reference 1\">↩</a></p>\n</li>\n"
      "</ol>\n</section>\n");
}

static void
assert_becomes (const char *html, const char *expected)
{
  g_autofree char *markdown = galley_html_to_markdown (html, -1, NULL);

  g_assert_cmpstr (markdown, ==, expected);
}

static void
test_to_markdown (void)
{
  assert_becomes ("<h2>A <em>b</em></h2><p>c <b>d </b>e<br>f <del>g</del> ~h~ 2<sup>i</sup></p>",
                  "## A *b*\n\nc **d** e  \nf ~~g~~ \\~h\\~ 2<sup>i</sup>\n");
  assert_becomes ("<ul><li>a<li>b<ol start=3><li>c</ol></ul>", "- a\n- b\n\n  3. c\n");
  assert_becomes ("<blockquote><p>a</p></blockquote><pre><code class=\"language-c\">b;\n</code>",
                  "> a\n\n```c\nb;\n```\n");
  assert_becomes ("<p><a href=\"http://a/?b&amp;c\" title=d>e</a> <img src=f.png alt=g></p>",
                  "[e](http://a/?b&c \"d\") ![g](f.png)\n");
  assert_becomes ("a<br><br>b", "a\n\nb\n");
  assert_becomes ("<b>a<p>b</p></b>", "**a**\n\nb\n");
}

static void
assert_pasted (const char *html, const char *expected)
{
  g_autofree char *markdown = galley_pasted_html_to_markdown (html, -1);

  g_assert_cmpstr (markdown, ==, expected);
}

static void
test_word_processors (void)
{
  assert_pasted ("<ul><li><p>a</p></li><li><p>b</p><ol><li><p>c</p></li></ol></li></ul>",
                 "- a\n- b\n  1. c\n");
  assert_pasted ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n  b\n");
  assert_pasted ("<b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"ltr\">"
                 "<span style=\"color:#000;font-weight:400;font-style:normal\">a </span>"
                 "<span style=\"color:#000;font-weight:700\">b</span> "
                 "<span style=\"font-style: italic\">c</span></p></b>",
                 "a **b** *c*\n");
}

#define MSO(level, marker, text)                                                                   \
  "<p class=MsoListParagraph style='mso-list:l0 level" level " lfo1'><![if !supportLists]>"        \
  "<span style='mso-list:Ignore'>" marker "<span>&nbsp; </span></span><![endif]>" text             \
  "<o:p></o:p></p>\n"
#define WORD_ONLINE(level, text)                                                                   \
  "<div class=ListContainerWrapper><ul><li data-aria-level=" level "><p>" text                     \
  "</p></li></ul></div>"

static void
test_lists_of_word (void)
{
  assert_pasted (MSO ("1", "·", "a") MSO ("2", "o", "b") MSO ("1", "·", "c"), "- a\n  - b\n- c\n");
  assert_pasted (MSO ("1", "3.", "a") MSO ("1", "4.", "b") "<p>c</p>", "3. a\n4. b\n\nc\n");
  assert_pasted (MSO ("1", "(a)", "a") MSO ("3", "·", "b"), "1. a\n   - b\n");
  assert_pasted (WORD_ONLINE ("1", "a") WORD_ONLINE ("2", "b") WORD_ONLINE ("1", "c"),
                 "- a\n  - b\n- c\n");
  assert_pasted ("<li>a</li> <li>b</li>", "- a\n- b\n");
  assert_pasted ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b\n");
  assert_pasted ("<ol><li value=3>a<li>b<li value=9>c</ol>", "3. a\n4. b\n\n9) c\n");
}

static void
test_edges_of_emphasis (void)
{
  static const char *const pairs[][2] = {
    { "<p>word<em> lead</em> x</p>", "word *lead* x\n" },
    { "<p>a <strong>\u00a0b\u00a0</strong>c</p>", "a \u00a0**b**\u00a0c\n" },
    { "<p>he said <b>stop.</b>then</p>", "he said <strong>stop.</strong>then\n" },
    { "<p>one <b>two</b><b>three</b></p>", "one **twothree**\n" },
    { "<p>a</p><b><br>b<br></b><p>c</p>", "a\n\n**b**\n\nc\n" },
    { "<p><b>a<br><br>b</b></p>", "**a**\n\n**b**\n" },
    { "<p><b><i>a</i></b><i>b</i></p>", "***a***<em>b</em>\n" },
    { "<p><span style='font-weight:700;font-style:italic'>a</span></p>", "***a***\n" },
    { "<p><span style='text-decoration: line-through'>a</span></p>", "~~a~~\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_pasted (pairs[i][0], pairs[i][1]);
}

static void
test_what_says_nothing (void)
{
  static const char *const pairs[][2] = {
    { "<h2>a</h2><a href='#a' class=anchor><svg aria-hidden=true><path/></svg></a><p>b</p>",
      "## a\n\nb\n" },
    { "<p>a<span style='display:none'>b</span><span hidden>c</span> <button>Copy</button></p>",
      "a\n" },
    { "<p>a <a href='java script:b'>c</a> <a href='file:///d'>e</a></p>", "a c e\n" },
    { "<p>a<img src='file:///C:/b.png'><img alt=c><img src=d width=1 height=1></p>", "a\n" },
    { "<p>so <math><mi>x</mi></math> holds</p>", "so <math><mi>x</mi></math> holds\n" },
    { "<pre>a<br>  b</pre><p><code>c<br>d</code></p>", "```\na\n  b\n```\n\n`c d`\n" },
    { "<div style='font-family:Menlo;white-space:pre'><div>a</div><div>  b</div></div>",
      "```\na\n  b\n```\n" },
    { "<p>a\u2028b\u2029c</p>", "a  \nb\n\nc\n" },
    { "<p>See http://a.org/b_c.</p>", "See <http://a.org/b_c>.\n" },
    { "<p>a <! b> c</p>", "a c\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_pasted (pairs[i][0], pairs[i][1]);
}

static void
test_mails (void)
{
  static const char *const pairs[][2] = {
    { "<p>a <u>b</u> H<sub>2</sub> <b>c.</b>d</p>", "a b H2 c.d\n" },
    { "<table><tr><td><p>a</p><p>b</p></td></tr></table>c", "a\n\nb\n\nc\n" },
    { "<ul><li>a<o:p></o:p><ul><li>b</ul></ul><p><o:p>&nbsp;</o:p></p>c", "- a\n  - b\n\nc\n" },
    { "<p>a</p><pre class=moz-signature>-- \nb</pre>", "a\n" },
    { "<p>a</p><div id=yahoo_quoted>On Wed, b wrote:<br>c</div>",
      "a\n\n> On Wed, b wrote:  \n> c\n" },
    { "<p>a <img src='http://b/c.png'> <img src=d alt=e></p>", "a ![e](d)\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *markdown = galley_mail_html_to_markdown (pairs[i][0], -1);

      g_assert_cmpstr (markdown, ==, pairs[i][1]);
    }
}

static void
test_tables_to_markdown (void)
{
  assert_becomes ("<table><tr><th>a<th align=right>b</tr><tr><td>1|2<td><i>c</i></table>",
                  "| a | b |\n| --- | --: |\n| 1\\|2 | *c* |\n");
  assert_becomes ("<table><tr><td colspan=\"2\">z</td></tr></table>",
                  "<table><tr><td colspan=\"2\">z</td></tr></table>\n");
}

static void
test_losses (void)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *markdown = galley_html_to_markdown (
      "<p style=a>b <span>c</span></p><p style=d>e</p><script>f</script>", -1, losses);

  g_assert_cmpstr (markdown, ==, "b c\n\ne\n");
  g_assert_cmpuint (losses->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (losses, 0), ==, "“style” of <p> is left out");
  g_assert_cmpstr (g_ptr_array_index (losses, 1), ==,
                   "<span> is left out, and what it holds is kept");
  g_assert_cmpstr (g_ptr_array_index (losses, 2), ==, "<script> is left out");
}

/* What was Markdown is the same page again after it was HTML. */
static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "# A\n\n*b* **c** `d` [e](f \"g\") ![h](i)\n",  "> a\n> \n>   - b\n>   - c\n>     \n>     d\n",
    "1.  a\n2.  b\n\n<!-- end list -->\n\n  - c\n", "| a | b |\n| :-- | :-: |\n| *c* | d |\n",
    "``` x\n<b>\n```\n\n***\n\na  \nb\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GalleyMarkdownOptions options = { .profile = GALLEY_PROFILE_GFM };
      g_autofree char *before = galley_markdown_to_html (texts[i], -1, &options);
      g_autofree char *markdown = galley_html_to_markdown (before, -1, NULL);
      g_autofree char *after = galley_markdown_to_html (markdown, -1, &options);
      g_autoptr (GString) first = g_string_new (before);
      g_autoptr (GString) second = g_string_new (after);

      g_string_replace (first, "<!-- end list -->\n", "", 0);
      g_string_replace (second, "<!-- end list -->\n", "", 0);
      g_assert_cmpstr (first->str, ==, second->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/sanitizer/keeps_text_and_what_is_listed", test_text_kept);
  g_test_add_func ("/markdown/sanitizer/drops_what_runs", test_scripts_dropped);
  g_test_add_func ("/markdown/sanitizer/knows_addresses_in_disguise", test_addresses);
  g_test_add_func ("/markdown/sanitizer/shows_deep_html_as_text", test_deep_html);
  g_test_add_func ("/markdown/sanitizer/withstands_known_payloads", test_payloads);
  g_test_add_func ("/markdown/sanitizer/cleans_posts_that_may_have_no_html",
                   test_posts_without_html);
  g_test_add_func ("/markdown/from_html/reads_what_markdown_has", test_to_markdown);
  g_test_add_func ("/markdown/from_html/reads_what_word_processors_mean", test_word_processors);
  g_test_add_func ("/markdown/from_html/reads_lists_that_are_paragraphs", test_lists_of_word);
  g_test_add_func ("/markdown/from_html/emphasis_ends_where_markdown_can", test_edges_of_emphasis);
  g_test_add_func ("/markdown/from_html/leaves_out_what_says_nothing", test_what_says_nothing);
  g_test_add_func ("/markdown/from_html/makes_no_html_of_mails", test_mails);
  g_test_add_func ("/markdown/from_html/reads_tables_or_keeps_them", test_tables_to_markdown);
  g_test_add_func ("/markdown/from_html/tells_what_is_lost", test_losses);
  g_test_add_func ("/markdown/from_html/gives_the_same_page_again", test_round_trip);
  return g_test_run ();
}
