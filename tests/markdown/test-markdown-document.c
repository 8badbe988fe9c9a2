/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-markdown.h"

static char *
render (GalleyProfile profile, const char *text)
{
  GalleyMarkdownOptions options = { .profile = profile };

  return galley_markdown_to_html (text, -1, &options);
}

static void
assert_renders (GalleyProfile profile, const char *text, const char *expected)
{
  g_autofree char *html = render (profile, text);

  g_assert_cmpstr (html, ==, expected);
}

static void
test_anchors (void)
{
  assert_renders (GALLEY_PROFILE_POST, "# Київ\n\n## Київ\n\n# Київ 1\n",
                  "<h1 id=\"київ\">Київ</h1>\n<h2 id=\"київ-1\">Київ</h2>\n"
                  "<h1 id=\"київ-1-1\">Київ 1</h1>\n");
}

static void
test_anchors_prefixed (void)
{
  GalleyMarkdownOptions options = { .anchor_prefix = "p7-", .heading_shift = 1 };
  g_autofree char *html = galley_markdown_to_html ("# A\n\nb[^1]\n\n[^1]: c\n", -1, &options);

  g_assert_nonnull (strstr (html, "<h2 id=\"p7-a\">A</h2>"));
  g_assert_nonnull (strstr (html, "<a href=\"#p7-fn-1\" id=\"p7-fnref-1\""));
  g_assert_nonnull (strstr (html, "<li id=\"p7-fn-1\">"));
}

static void
test_figures (void)
{
  assert_renders (GALLEY_PROFILE_POST, "![a *b*](c.jpg \"The d\")\n",
                  "<figure><img src=\"c.jpg\" alt=\"a b\" /><figcaption>The d</figcaption>"
                  "</figure>\n");
  assert_renders (GALLEY_PROFILE_POST, "![a *b*](c.jpg)\n",
                  "<figure><img src=\"c.jpg\" alt=\"a b\" /><figcaption>a b</figcaption>"
                  "</figure>\n");
  assert_renders (GALLEY_PROFILE_POST, "![](c.jpg)\n",
                  "<figure><img src=\"c.jpg\" alt=\"\" /></figure>\n");
  assert_renders (GALLEY_PROFILE_POST, "x ![a](c.jpg)\n",
                  "<p>x <img src=\"c.jpg\" alt=\"a\" /></p>\n");
  assert_renders (GALLEY_PROFILE_POST, "- ![a](c.jpg)\n",
                  "<ul>\n<li><img src=\"c.jpg\" alt=\"a\" /></li>\n</ul>\n");
}

static void
test_excerpt (void)
{
  g_autoptr (GalleyDocument) marked =
      galley_document_new ("# T\n\nOne[^1].\n\n<!--more-->\n\nTwo.\n\n[^1]: n\n", -1, NULL);
  g_autoptr (GalleyDocument) unmarked = galley_document_new ("# T\n\nOne.\n\nTwo.\n", -1, NULL);
  g_autofree char *first = galley_document_get_excerpt_html (marked);
  g_autofree char *second = galley_document_get_excerpt_html (unmarked);

  g_assert_true (galley_document_excerpt_is_marked (marked));
  g_assert_cmpstr (first, ==, "<h1>T</h1>\n<p>One.</p>\n");
  g_assert_null (strstr (galley_document_get_html (marked, NULL), "more"));
  g_assert_false (galley_document_excerpt_is_marked (unmarked));
  g_assert_cmpstr (second, ==, "<p>One.</p>\n");
}

static char *
resolve (const char *address, gpointer user_data)
{
  guint *calls = user_data;

  (*calls)++;
  if (g_str_equal (address, "post:kyiv"))
    return g_strdup ("/2011/05/kyiv/");
  if (g_str_equal (address, "media:a.jpg"))
    return g_strdup ("/media/a.jpg");
  return NULL;
}

static void
test_internal_links (void)
{
  guint calls = 0;
  GalleyMarkdownOptions options = { .resolve = resolve, .resolve_data = &calls };
  const char *text = "[*K*](post:kyiv) [x](post:gone) ![p](media:a.jpg) ![q](media:no) [o](http:o)";
  g_autoptr (GalleyDocument) document = galley_document_new (text, -1, &options);
  g_auto (GStrv) links = galley_document_get_links (document);
  g_autofree char *joined = g_strjoinv (" ", links);

  g_assert_cmpstr (galley_document_get_html (document, NULL), ==,
                   "<p><a href=\"/2011/05/kyiv/\"><em>K</em></a> x "
                   "<img src=\"/media/a.jpg\" alt=\"p\" /> q <a href=\"http:o\">o</a></p>\n");
  g_assert_cmpstr (joined, ==, "post:kyiv post:gone media:a.jpg media:no http:o");
  g_assert_cmpuint (calls, ==, 4);
}

static void
test_outline (void)
{
  g_autoptr (GalleyDocument) document =
      galley_document_new ("# A *b*\n\ntext\n\nC[^1]\n---\n\n[^1]: d\n", -1, NULL);
  GPtrArray *outline = galley_document_get_outline (document);
  const GalleyHeading *first, *second;

  g_assert_cmpuint (outline->len, ==, 2);
  first = g_ptr_array_index (outline, 0);
  second = g_ptr_array_index (outline, 1);
  g_assert_cmpstr (first->text, ==, "A b");
  g_assert_cmpuint (first->level, ==, 1);
  g_assert_cmpuint (first->line, ==, 1);
  g_assert_cmpstr (second->text, ==, "C");
  g_assert_cmpstr (second->anchor, ==, "c");
  g_assert_cmpuint (second->level, ==, 2);
  g_assert_cmpuint (second->line, ==, 5);
}

static void
test_plain_text (void)
{
  g_autoptr (GalleyDocument) document = galley_document_new (
      "# A\n\nB *c* ~~d~~ www.e.org and `f`  \ng.\n\n| h | i |\n|---|---|\n| j | k |\n", -1, NULL);
  g_autofree char *text = galley_document_get_plain_text (document);

  g_assert_cmpstr (text, ==, "A\nB c d www.e.org and f\ng.\nh i\nj k\n");
  g_assert_cmpuint (galley_document_get_word_count (document), ==, 14);
}

static void
test_word_count (void)
{
  g_autoptr (GalleyDocument) document =
      galley_document_new ("It's a well-known café — 東京 is 2.\n", -1, NULL);

  g_assert_cmpuint (galley_document_get_word_count (document), ==, 8);
}

static void
test_links (void)
{
  g_autoptr (GalleyDocument) document =
      galley_document_new ("[a](b) www.c.org d@e.org\n\n[^1]\n\n[^1]: <http://f>\n", -1, NULL);
  g_auto (GStrv) links = galley_document_get_links (document);
  g_autofree char *joined = g_strjoinv (" ", links);

  g_assert_cmpstr (joined, ==, "b www.c.org d@e.org http://f");
}

/* The blocks are the HTML, whole and in order, and know their lines. */
static void
test_blocks (void)
{
  static const guint lines[][2] = { { 1, 1 }, { 3, 4 }, { 6, 8 }, { 10, 11 }, { 13, 13 } };
  g_autoptr (GalleyDocument) document = galley_document_new (
      "# A\n\nb\nc\n\n| d |\n|---|\n| e |\n\nF\n---\n\ng[^1]\n\n[^1]: h\n", -1, NULL);
  gsize n, length, offset = 0;
  const GalleyBlock *blocks = galley_document_get_blocks (document, &n);

  galley_document_get_html (document, &length);
  g_assert_cmpuint (n, ==, 6);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpuint (blocks[i].offset, ==, offset);
      offset += blocks[i].length;
      if (i < G_N_ELEMENTS (lines))
        {
          g_assert_cmpuint (blocks[i].first_line, ==, lines[i][0]);
          g_assert_cmpuint (blocks[i].last_line, ==, lines[i][1]);
        }
    }
  g_assert_cmpuint (offset, ==, length);
  g_assert_cmpuint (blocks[5].first_line, ==, 15);
}

static void
test_block_hashes (void)
{
  g_autoptr (GalleyDocument) before = galley_document_new ("a\n\nb\n\nc\n", -1, NULL);
  g_autoptr (GalleyDocument) after = galley_document_new ("a\n\nB\n\n\nc\n", -1, NULL);
  gsize n;
  const GalleyBlock *old = galley_document_get_blocks (before, &n);
  const GalleyBlock *new = galley_document_get_blocks (after, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (old[0].hash, ==, new[0].hash);
  g_assert_cmpuint (old[1].hash, !=, new[1].hash);
  g_assert_cmpuint (old[2].hash, ==, new[2].hash);
}

static void
test_notes (void)
{
  assert_renders (
      GALLEY_PROFILE_GFM,
      "b[^two] a[^1] b[^two] none[^3] `[^1]` \\[^1]\n\n[^1]: One\n[^two]:\n    > Two\n\n"
      "        code\n\n[^unused]: x\n",
      "<p>b<sup class=\"footnote-ref\"><a href=\"#fn-two\" id=\"fnref-two\" data-footnote-ref>1</a>"
      "</sup> a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" data-footnote-ref>2</a>"
      "</sup> b<sup class=\"footnote-ref\"><a href=\"#fn-two\" id=\"fnref-two-2\" "
      "data-footnote-ref>1</a></sup> none[^3] <code>[^1]</code> [^1]</p>\n"
      "<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-two\">\n"
      "<blockquote>\n<p>Two</p>\n</blockquote>\n<pre><code>code\n</code></pre>\n"
      "<a href=\"#fnref-two\" class=\"footnote-backref\" data-footnote-backref "
      "data-footnote-backref-idx=\"1\" aria-label=\"Back to reference 1\">↩</a> "
      "<a href=\"#fnref-two-2\" class=\"footnote-backref\" data-footnote-backref "
      "data-footnote-backref-idx=\"1-2\" aria-label=\"Back to reference 1-2\">↩"
      "<sup class=\"footnote-ref\">2</sup></a>\n</li>\n<li id=\"fn-1\">\n<p>One "
      "<a href=\"#fnref-1\" class=\"footnote-backref\" data-footnote-backref "
      "data-footnote-backref-idx=\"2\" aria-label=\"Back to reference 2\">↩</a></p>\n</li>\n"
      "</ol>\n</section>\n");
}

static void
test_notes_in_code (void)
{
  assert_renders (GALLEY_PROFILE_GFM, "```\n[^1]: x\n[^1] http://a_b \\~\n```\n\n[^1]\n\n[^1]: y\n",
                  "<pre><code>[^1]: x\n[^1] http://a_b \\~\n</code></pre>\n"
                  "<p><sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" "
                  "data-footnote-ref>1</a></sup></p>\n<section class=\"footnotes\" "
                  "data-footnotes>\n<ol>\n<li id=\"fn-1\">\n<p>y <a href=\"#fnref-1\" "
                  "class=\"footnote-backref\" data-footnote-backref "
                  "data-footnote-backref-idx=\"1\" aria-label=\"Back to reference 1\">↩</a></p>\n"
                  "</li>\n</ol>\n</section>\n");
}

static void
test_notes_among_lists (void)
{
  g_autofree char *html = render (GALLEY_PROFILE_GFM, "+ a\n+ b[^1]\n\n[^1]: c\n\n[^2]: d[^1]\n");

  g_assert_nonnull (strstr (html, "<ul>\n<li>a</li>\n<li>b<sup"));
  g_assert_nonnull (strstr (html, "</li>\n</ul>\n<section"));
}

static void
test_addresses (void)
{
  assert_renders (GALLEY_PROFILE_POST, "See https://a.org/b_c--d_(e)'s\\.\n",
                  "<p>See <a href=\"https://a.org/b_c--d_(e)&#x27;s\">"
                  "https://a.org/b_c--d_(e)'s</a>.</p>\n");
  assert_renders (GALLEY_PROFILE_GFM, "[a](https://b_c_d) <https://e_f_> `https://g_h_`\n",
                  "<p><a href=\"https://b_c_d\">a</a> <a href=\"https://e_f_\">https://e_f_</a> "
                  "<code>https://g_h_</code></p>\n");
  assert_renders (GALLEY_PROFILE_GFM, "<a href=\"https://a_b\" title='see http://c_d'>e</a>\n",
                  "<p><a href=\"https://a_b\" title='see http://c_d'>e</a></p>\n");
  assert_renders (GALLEY_PROFILE_GFM, "[see www.a.org](b)\n",
                  "<p><a href=\"b\">see www.a.org</a></p>\n");
}

static void
test_struck (void)
{
  assert_renders (GALLEY_PROFILE_GFM, "~~a *b* c~~ \\~~d~~ *~e~*~f~\n",
                  "<p><del>a <em>b</em> c</del> ~~d~~ <em><del>e</del></em><del>f</del></p>\n");
}

static void
test_tables_nested (void)
{
  assert_renders (GALLEY_PROFILE_GFM,
                  "> - text\n>   | [a] | `b\\|c` |\n>   |:-:|---|\n>   | ~~d~~ | - e |\n\n[a]: f\n",
                  "<blockquote>\n<ul>\n<li>text\n<table>\n<thead>\n<tr>\n"
                  "<th align=\"center\"><a href=\"f\">a</a></th>\n<th><code>b|c</code></th>\n"
                  "</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"center\"><del>d</del></td>\n"
                  "<td>- e</td>\n</tr>\n</tbody>\n</table>\n</li>\n</ul>\n</blockquote>\n");
}

static void
test_tables_end_with_quotation (void)
{
  static const char head[] = "<blockquote>\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n";
  static const char row[] = "<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n";
  g_autofree char *one = g_strconcat (head, row, "</table>\n</blockquote>\n<p>lazy\n2</p>\n", NULL);
  g_autofree char *two = g_strconcat (
      "<blockquote>\n", head, "</table>\n</blockquote>\n<p>lazy</p>\n</blockquote>\n", NULL);

  assert_renders (GALLEY_PROFILE_GFM, "> | a |\n> |---|\n> | 1 |\nlazy\n2\n", one);
  assert_renders (GALLEY_PROFILE_GFM, "> > | a |\n> > |---|\n> lazy\n", two);
  assert_renders (GALLEY_PROFILE_GFM, "> | a |\n|---|\n",
                  "<blockquote>\n<p>| a |\n|---|</p>\n</blockquote>\n");
}

static void
test_tasks (void)
{
  assert_renders (
      GALLEY_PROFILE_POST, "- [ ] a\n- [x] b\n",
      "<ul>\n<li><input disabled=\"\" type=\"checkbox\" aria-label=\"Incomplete task\"> "
      "a</li>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\" "
      "aria-label=\"Completed task\"> b</li>\n</ul>\n");
  assert_renders (GALLEY_PROFILE_GFM, "- [ ] a\n",
                  "<ul>\n<li><input disabled=\"\" type=\"checkbox\"> a</li>\n</ul>\n");
}

static void
test_noncharacters (void)
{
  assert_renders (GALLEY_PROFILE_GFM,
                  "a\xEF\xB7\x90"
                  "b <script>\n",
                  "<p>a\xEF\xBF\xBD"
                  "b &lt;script></p>\n");
  assert_renders (GALLEY_PROFILE_COMMENT,
                  "\xEF\xB7\x92"
                  "b\n",
                  "<p>\xEF\xB7\x92"
                  "b</p>\n");
}

static void
test_tables_in_html (void)
{
  assert_renders (GALLEY_PROFILE_POST, "<TABLE class=\"a>b\"><tr><td>1</td></tr></TABLE>\n",
                  "<TABLE tabindex=\"0\" class=\"a>b\"><tr><td>1</td></tr></TABLE>\n");
  assert_renders (GALLEY_PROFILE_POST, "<div><table\n><table></div>\n",
                  "<div><table tabindex=\"0\"\n><table tabindex=\"0\"></div>\n");
  /* What the author said stays, and so does what only looks like a table. */
  assert_renders (
      GALLEY_PROFILE_POST,
      "<table tabindex=\"-1\"><table role=\"none\"><tables><b title='<table>'>x < <table\n",
      "<table tabindex=\"-1\"><table role=\"none\"><tables><b title='<table>'>x < <table\n");
  assert_renders (GALLEY_PROFILE_POST, "<!-- <table> -->\n", "<!-- <table> -->\n");
  assert_renders (GALLEY_PROFILE_POST, "<script>\"<table>\"</script>\n",
                  "<script>\"<table>\"</script>\n");
  assert_renders (GALLEY_PROFILE_GFM, "<table><tr>\n", "<table><tr>\n");
}

static void
test_comments (void)
{
  assert_renders (GALLEY_PROFILE_COMMENT,
                  "# Hi <b>\nline\nbreak\n\n[a](http://b \"t\") [c](javascript:d) ![e](f) "
                  "<http://g>\n\n<script>alert(1)</script>\n",
                  "<p><strong>Hi &lt;b&gt;</strong></p>\n<p>line<br />\nbreak</p>\n"
                  "<p><a href=\"http://b\" title=\"t\" rel=\"nofollow ugc noopener\">a</a> c e "
                  "<a href=\"http://g\" rel=\"nofollow ugc noopener\">http://g</a></p>\n"
                  "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n");
}

static void
test_long_comments (void)
{
  g_autoptr (GString) text = g_string_new ("*a*\nb\n\n");
  GalleyMarkdownOptions options = { .profile = GALLEY_PROFILE_COMMENT };
  g_autoptr (GalleyDocument) plain = NULL;
  g_autoptr (GalleyDocument) cut = NULL;
  gsize length;

  while (text->len <= 16 * 1024)
    g_string_append (text, "é<");
  plain = galley_document_new (text->str, text->len, &options);
  g_assert_nonnull (galley_document_get_warning (plain));
  g_assert_true (g_str_has_prefix (galley_document_get_html (plain, NULL),
                                   "<p>*a*<br />\nb</p>\n<p>é&lt;é&lt;"));
  while (text->len <= 64 * 1024)
    g_string_append (text, "é");
  cut = galley_document_new (text->str, text->len, &options);
  g_assert_true (g_utf8_validate (galley_document_get_html (cut, &length), -1, NULL));
  g_assert_nonnull (galley_document_get_warning (cut));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/anchors/are_unique_and_keep_letters", test_anchors);
  g_test_add_func ("/markdown/anchors/carry_the_prefix_of_the_page", test_anchors_prefixed);
  g_test_add_func ("/markdown/figures/are_images_alone_in_their_paragraph", test_figures);
  g_test_add_func ("/markdown/excerpt/ends_where_the_author_says", test_excerpt);
  g_test_add_func ("/markdown/links/inside_the_site_are_resolved", test_internal_links);
  g_test_add_func ("/markdown/links/are_listed_as_written", test_links);
  g_test_add_func ("/markdown/outline/has_text_and_line_of_headings", test_outline);
  g_test_add_func ("/markdown/text/has_no_markup", test_plain_text);
  g_test_add_func ("/markdown/text/counts_words_of_several_scripts", test_word_count);
  g_test_add_func ("/markdown/blocks/are_the_whole_and_know_their_lines", test_blocks);
  g_test_add_func ("/markdown/blocks/change_hash_only_with_their_text", test_block_hashes);
  g_test_add_func ("/markdown/notes/come_last_with_ways_back", test_notes);
  g_test_add_func ("/markdown/notes/are_not_read_in_code", test_notes_in_code);
  g_test_add_func ("/markdown/notes/leave_lists_as_they_are", test_notes_among_lists);
  g_test_add_func ("/markdown/addresses/hold_no_other_markup", test_addresses);
  g_test_add_func ("/markdown/strikethrough/crosses_other_markup", test_struck);
  g_test_add_func ("/markdown/tables/stand_in_lists_and_quotations", test_tables_nested);
  g_test_add_func ("/markdown/tables/end_with_the_quotation_they_are_in",
                   test_tables_end_with_quotation);
  g_test_add_func ("/markdown/tables/in_html_of_a_post_are_reached_by_keys", test_tables_in_html);
  g_test_add_func ("/markdown/tasks/of_a_post_have_names", test_tasks);
  g_test_add_func ("/markdown/text/of_noncharacters_forges_no_markup", test_noncharacters);
  g_test_add_func ("/markdown/comments/have_no_html_images_or_odd_links", test_comments);
  g_test_add_func ("/markdown/comments/that_are_long_are_plain", test_long_comments);
  return g_test_run ();
}
