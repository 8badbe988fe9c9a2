/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-markdown.h"

/* What people write, where a reading by the letter of the specification bends it. */

static void
assert_shows (GalleyProfile profile, const char *text, const char *expected)
{
  GalleyMarkdownOptions options = { .profile = profile };
  g_autofree char *html = galley_markdown_to_html (text, -1, &options);

  if (strstr (html, expected) == NULL)
    g_error ("“%s” gives “%s”, which does not show “%s”", text, html, expected);
}

#define NOTE "\n\n[^1]: A note.\n"

static void
test_note_after_punctuation (void)
{
  static const GalleyProfile profiles[] = { GALLEY_PROFILE_POST, GALLEY_PROFILE_GFM };

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      assert_shows (profiles[i], "*Why?*[^1]" NOTE, "<em>Why?</em><sup");
      assert_shows (profiles[i], "**Stop!**[^1]" NOTE, "<strong>Stop!</strong><sup");
      assert_shows (profiles[i], "__Stop!__[^1][^1]" NOTE, "<strong>Stop!</strong><sup");
      assert_shows (profiles[i], "~~gone.~~[^1]" NOTE, "<del>gone.</del><sup");
      assert_shows (profiles[i], "[^1]*\"So\"*" NOTE, "</sup><em>");
      assert_shows (profiles[i], "*a[^1]*b" NOTE, "<p>*a<sup");
      assert_shows (profiles[i], "`*Why?*[^1]`" NOTE, "<code>*Why?*[^1]</code>");
      assert_shows (profiles[i], "[a](b \"*c.*[^1]\") [^1]" NOTE, "title=\"*c.*[^1]\"");
    }
  assert_shows (GALLEY_PROFILE_POST, "\"It was cold.\"[^1]" NOTE, "“It was cold.”<sup");
  assert_shows (GALLEY_PROFILE_POST, "&quot; \"It was cold.\"[^1]" NOTE, "“It was cold.”<sup");
}

static void
test_escaped_marks (void)
{
  assert_shows (GALLEY_PROFILE_POST, "L\\'**[x](y) z**",
                "L'<strong><a href=\"y\">x</a> z</strong>");
  assert_shows (GALLEY_PROFILE_POST, "a\\~*.b*", "a~<em>.b</em>");
  assert_shows (GALLEY_PROFILE_POST, "\\'*\"b\"*", "'<em>“b”</em>");
}

static void
test_cjk_emphasis (void)
{
  static const char *const pairs[][2] = {
    { "含**「重点」**内容", "含<strong>「重点」</strong>内容" },
    { "**重要：**请注意", "<strong>重要：</strong>请注意" },
    { "日本語**(強調)**日本語", "日本語<strong>(強調)</strong>日本語" },
    { "~~删除（带括号）。~~这个", "<del>删除（带括号）。</del>这个" },
    { "**“重点”**内容", "<strong>“重点”</strong>内容" },
    { "한국어**(강조)**는", "한국어<strong>(강조)</strong>는" },
    { "これは*`code`*です", "これは<em><code>code</code></em>です" },
    { "中***「x」***中", "中<em><strong>「x」</strong></em>中" },
    { "葛\U000E0100*「x」*", "葛\U000E0100<em>「x」</em>" },
    { "`中**「x」**中`", "<code>中**「x」**中</code>" },
    { "中 ** 「x」 ** 中", "中 ** 「x」 ** 中" },
    { "[a](中*「x」*)", "href=\"%E4%B8%AD*%E3%80%8Cx%E3%80%8D*\"" },
    { "word**(x)**word", "word**(x)**word" },
    { "😀**(x)**y", "😀**(x)**y" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_shows (GALLEY_PROFILE_POST, pairs[i][0], pairs[i][1]);
  assert_shows (GALLEY_PROFILE_COMMONMARK, "含**「重点」**内容", "含**「重点」**内容");
  assert_shows (GALLEY_PROFILE_GFM, "含**「重点」**内容", "含**「重点」**内容");
}

static void
test_symbols_beside_quotes (void)
{
  assert_shows (GALLEY_PROFILE_POST, "€\"x\" ☃'s", "€”x” ☃’s");
  assert_shows (GALLEY_PROFILE_POST, "(\"x\" and «\"y\"»)", "(“x” and «“y”»)");
}

static void
test_attributes_of_headings (void)
{
  static const char *const pairs[][2] = {
    { "## Arrival {#arrive}", "<h2 id=\"arrive\">Arrival</h2>" },
    { "### Closed {#done .big .red} ###", "<h3 id=\"done\" class=\"big red\">Closed</h3>" },
    { "# A *b* {#c_d-e}", "<h1 id=\"c_d-e\">A <em>b</em></h1>" },
    { "# A{: #b}", "<h1 id=\"b\">A</h1>" },
    { "A {#b data-x=\"y z\"}\n===", "<h1 id=\"b\">A</h1>" },
    { "# Preface {-}", "<h1 id=\"preface\">Preface</h1>" },
    { "# A {#b}\n\n# B {#b}", "<h1 id=\"b-1\">B</h1>" },
    { "# A\n{: #b .c}", "<h1 id=\"b\" class=\"c\">A</h1>" },
    { "# Київ {#київ-1}", "<h1 id=\"київ-1\">Київ</h1>" },
    { "# A \\{#b}", "<h1 id=\"a-b\">A {#b}</h1>" },
    { "# A {draft}", "<h1 id=\"a-draft\">A {draft}</h1>" },
    { "# A {}", "<h1 id=\"a\">A {}</h1>" },
    { "# {#b}", "{#b}</h1>" },
    { "# A `{#b}`", "<h1 id=\"a-b\">A <code>{#b}</code></h1>" },
    { "# A {#b<c}", "A {#b&lt;c}</h1>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_shows (GALLEY_PROFILE_POST, pairs[i][0], pairs[i][1]);
  assert_shows (GALLEY_PROFILE_GFM, "## A {#b}", "<h2>A {#b}</h2>");
}

static void
test_attributes_of_blocks (void)
{
  static const char *const pairs[][2] = {
    { "A\n{: .b}", "<p class=\"b\">A</p>" },
    { "{:.b}\nA", "<p class=\"b\">A</p>" },
    { "{: .b}\n\nA", "<p class=\"b\">A</p>" },
    { "> A\n{: #b}", "<p id=\"b\">A</p>" },
    { "[a](b){:target=\"_blank\"}.", "<a href=\"b\">a</a>." },
    { "![a](b){:.c width=\"5\"}", "<figure><img src=\"b\" alt=\"a\" /><figcaption>" },
    { "![a](b){width=50%} c", "alt=\"a\" /> c" },
    { "*a*{:.b} c", "<em>a</em> c" },
    { "*a*{.b} c", "<em>a</em>{.b} c" },
    { "Set {: .b} there", "Set {: .b} there" },
    { "a {b} {{< c >}} {% d %}", "a {b} {{&lt; c &gt;}} {% d %}" },
    { "\\{: .b}", "{: .b}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_shows (GALLEY_PROFILE_POST, pairs[i][0], pairs[i][1]);
}

static void
test_bare_addresses (void)
{
  static const char *const pairs[][2] = {
    { "http://a.org/b\\_c/ d", "<a href=\"http://a.org/b_c/\">http://a.org/b_c/</a> d" },
    { "[http://a.org/b\\_c](d)", "<a href=\"d\">http://a.org/b_c</a>" },
    { "`http://a.org/b\\_c`", "<code>http://a.org/b\\_c</code>" },
    { "http://a.org/b\\_", "<a href=\"http://a.org/b\">http://a.org/b</a>_" },
    { "http://a.org/b\\\nc", "<a href=\"http://a.org/b\">http://a.org/b</a><br />\nc" },
    { "http://a.org/\\<b", "<a href=\"http://a.org/\">http://a.org/</a>&lt;b" },
    { "http://☃.net/ x", "<a href=\"http://%E2%98%83.net/\">http://☃.net/</a> x" },
    { "http://a.org/b/http://c.org/", ">http://a.org/b/http://c.org/</a></p>" },
  };
  static const GalleyProfile profiles[] = { GALLEY_PROFILE_POST, GALLEY_PROFILE_GFM };

  for (guint p = 0; p < G_N_ELEMENTS (profiles); p++)
    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
      assert_shows (profiles[p], pairs[i][0], pairs[i][1]);
}

static void
test_versions (void)
{
  assert_shows (GALLEY_PROFILE_GFM, "acorn@7.1.1, a@1.2.3-4 b", "<p>acorn@7.1.1, a@1.2.3-4 b</p>");
  assert_shows (GALLEY_PROFILE_GFM, "a@b.org.", "<a href=\"mailto:a@b.org\">a@b.org</a>.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/texts/a_note_after_punctuation_ends_emphasis",
                   test_note_after_punctuation);
  g_test_add_func ("/markdown/texts/an_escaped_mark_is_punctuation", test_escaped_marks);
  g_test_add_func ("/markdown/texts/emphasis_closes_between_chinese_words", test_cjk_emphasis);
  g_test_add_func ("/markdown/texts/a_symbol_is_no_punctuation", test_symbols_beside_quotes);
  g_test_add_func ("/markdown/texts/braces_give_a_heading_its_id", test_attributes_of_headings);
  g_test_add_func ("/markdown/texts/braces_about_a_block_are_no_text", test_attributes_of_blocks);
  g_test_add_func ("/markdown/texts/bare_addresses_lose_backslashes", test_bare_addresses);
  g_test_add_func ("/markdown/texts/a_version_is_no_mail_host", test_versions);
  return g_test_run ();
}
