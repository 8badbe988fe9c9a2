/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-internal-check.h"
#include "site-fixture.h"

#include "galley-date.h"

#include <string.h>

static gint64
add_series (Fixture *fixture, const char *title)
{
  g_autoptr (GError) error = NULL;
  gint64 id = galley_project_ensure_series (fixture->project, title, &error);

  g_assert_no_error (error);
  return id;
}

static gint64
add_part (Fixture *fixture, gint64 series, const char *title, const char *date)
{
  g_autoptr (GalleyPost) post = new_post (title, date, "Some *text*.\n");

  post->series_id = series;
  return publish (fixture, post);
}

static void
test_elements (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post =
      new_post ("Transforming", "2009-10-13T18:30:00+04:00", "> A quotation.\n\nAnd text.\n");
  g_autofree char *page = NULL;
  char *tags[] = { (char *) "Moscow", NULL };

  set_text (&post->byline, "DipNote Bloggers");
  g_strfreev (post->tags);
  post->tags = g_strdupv (tags);
  galley_post_add_link (post, "Interactive Travel Map", "https://example.org/map");
  galley_post_add_link (post, "All of it", "/archive/#top");
  publish (fixture, post);
  page = render (fixture, "2009/10/transforming/index.html");
  assert_contains (page, "Transforming</h1>");
  assert_contains (page, "DipNote Bloggers");
  assert_contains (page, "October 13, 2009");
  assert_contains (page, "2009-10-13T18:30:00+04:00");
  assert_contains (page, "https://example.org/map");
  assert_contains (page, "Interactive Travel Map");
  assert_contains (page, "../../../archive/index.html#top");
  assert_contains (page, "<blockquote>");
  assert_contains (page, "../../../tags/moscow/index.html");
  assert_contains (page, "application/ld+json");
  assert_contains (page, "og:title");
  assert_contains (page, "Latest Stories");
  /* Its date is long gone, but it was not changed since it came into the project. */
  assert_lacks (page, "Updated");
  assert_lacks (page, "dateModified");
}

static void
test_series (Fixture *fixture, gconstpointer data)
{
  gint64 series = add_series (fixture, "Travel Diary");
  g_autofree char *page = NULL;
  g_autofree char *list = NULL;

  add_part (fixture, series, "Zurich", "2009-10-10");
  add_part (fixture, series, "Moscow", "2009-10-13");
  page = render (fixture, "2009/10/moscow/index.html");
  assert_contains (page, "Part 2 of 2");
  assert_contains (page, "previous Travel Diary entry");
  assert_contains (page, "../../../2009/10/zurich/index.html");
  list = render (fixture, "series/travel-diary/index.html");
  assert_contains (list, "../../2009/10/zurich/index.html");
  assert_contains (list, "../../2009/10/moscow/index.html");
}

static void
test_inherited_links (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_series (fixture, "Travel Diary");
  g_autoptr (GalleySeries) series = galley_project_load_series (fixture->project, id, &error);
  g_autofree char *page = NULL;

  g_ptr_array_add (series->links, galley_link_new ("Travel Map", "https://example.org/map"));
  galley_project_save_series (fixture->project, series, &error);
  g_assert_no_error (error);
  add_part (fixture, id, "Moscow", "2009-10-13");
  page = render (fixture, "2009/10/moscow/index.html");
  assert_contains (page, "https://example.org/map");
}

static void
test_comments (Fixture *fixture, gconstpointer data)
{
  gint64 post = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  g_autoptr (GalleyComment) comment = galley_comment_new ();
  g_autofree char *anchor = NULL;
  g_autofree char *page = NULL;
  gint64 id;

  comment->post_id = post;
  set_text (&comment->name, "Patrick");
  set_text (&comment->place, "Maryland, USA");
  set_text (&comment->email, "patrick@secret.example");
  set_text (&comment->body, "Hi, *all*.\n");
  id = save_comment (fixture, comment);
  add_comment (fixture, post, id, "Ron", "The Reset Works!\n");
  page = render (fixture, "2009/10/moscow/index.html");
  assert_contains (page, "Patrick in Maryland writes:");
  assert_contains (page, "Maryland, USA");
  assert_contains (page, "<em>all</em>");
  assert_contains (page, "Ron writes:");
  assert_contains (page, "2 comments");
  anchor = g_strdup_printf ("id=\"comment-%" G_GINT64_FORMAT "\"", id);
  assert_contains (page, anchor);
  assert_lacks (page, "secret.example");
  assert_lacks (page, "reader.example");
}

static void
test_deep_threads (Fixture *fixture, gconstpointer data)
{
  gint64 post = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  gint64 parent = 0;
  g_autofree char *page = NULL;

  for (int i = 0; i < 300; i++)
    {
      g_autofree char *body = g_strdup_printf ("Reply number %d.\n", i);

      parent = add_comment (fixture, post, parent, "Reader", body);
    }
  page = render (fixture, "2009/10/moscow/index.html");
  assert_contains (page, "Reply number 0.");
  assert_contains (page, "Reply number 299.");
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  gint64 post = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  g_autoptr (GalleyComment) question = galley_comment_new ();
  g_autoptr (GalleyComment) answer = galley_comment_new ();
  g_autofree char *page = NULL;

  question->post_id = post;
  question->kind = GALLEY_COMMENT_KIND_QUESTION;
  set_text (&question->name, "Asker");
  set_text (&question->body, "What is it like?\n");
  save_comment (fixture, question);
  answer->post_id = post;
  answer->parent_id = question->id;
  answer->by_author = TRUE;
  set_text (&answer->name, "The Author");
  set_text (&answer->body, "It is cold.\n");
  save_comment (fixture, answer);
  page = render (fixture, "answers/index.html");
  assert_contains (page, "What is it like?");
  assert_contains (page, "It is cold.");
}

static void
test_internal_links (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = g_bytes_new_static ("GIF89a", 6);
  g_autofree char *media = galley_project_add_media (fixture->project, "map.gif", "image/gif",
                                                     picture, "A map", 1, 1, &error);
  gint64 zurich = add_post (fixture, "Zurich", "2009-10-10", "First.\n");
  g_autofree char *body = g_strdup_printf ("[a](post:%" G_GINT64_FORMAT ") [b](post:zurich#top) "
                                           "![c](media:map.gif) [d](post:nowhere)\n",
                                           zurich);
  g_autofree char *page = NULL;

  g_assert_no_error (error);
  add_post (fixture, "Moscow", "2009-10-13", body);
  page = render (fixture, "2009/10/moscow/index.html");
  assert_contains (page, "<a href=\"../../../2009/10/zurich/index.html\">a</a>");
  assert_contains (page, "<a href=\"../../../2009/10/zurich/index.html#top\">b</a>");
  assert_contains (page, "../../../media/map.gif");
  assert_lacks (page, "post:nowhere");
}

static void
test_internal_links_in_html (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = g_bytes_new_static ("GIF89a", 6);
  g_autofree char *media = galley_project_add_media (fixture->project, "map.gif", "image/gif",
                                                     picture, "A map", 1, 1, &error);
  g_autofree char *page = NULL;

  g_assert_no_error (error);
  add_post (fixture, "Zurich", "2009-10-10", "First.\n");
  add_post (fixture, "Moscow", "2009-10-13",
            "In a line <img src=\"media:map.gif\" alt=\"\"> and <a href='post:zurich#top'>a</a>,\n"
            "<a href=post:nowhere class=lost>lost</a>.\n\n"
            "<figure>\n<video poster=media:map.gif><source src='media:map.gif'></video>\n"
            "<img srcset=\"media:map.gif 1x, media:none.gif 2x\" src=\"/else.gif\">\n</figure>\n\n"
            "<!-- media:map.gif -->\n\n[b][ref]\n\n[ref]: media:map.gif\n");
  page = render (fixture, "2009/10/moscow/index.html");
  assert_contains (page, "In a line <img src=\"../../../media/map.gif\" alt=\"\"> and "
                         "<a href=\"../../../2009/10/zurich/index.html#top\">a</a>,\n"
                         "<a class=lost>lost</a>.");
  assert_contains (page, "<video poster=\"../../../media/map.gif\">"
                         "<source src=\"../../../media/map.gif\"></video>");
  assert_contains (page, "<img srcset=\"../../../media/map.gif 1x\" src=\"/else.gif\">");
  assert_contains (page, "<a href=\"../../../media/map.gif\">b</a>");
  assert_contains (page, "<!-- media:map.gif -->");
}

static void
assert_internal (const char *type, const char *text, gboolean internal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  gboolean passed = galley_internal_check ("a/index.html", type, bytes, &error);

  g_assert_cmpint (passed, ==, !internal);
  if (internal)
    g_assert_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_INTERNAL_ADDRESS);
}

static void
test_no_internal_address_goes_out (void)
{
  assert_internal ("text/html", "<p>media:a.jpg post:2 src=\"media:a\"</p>", FALSE);
  assert_internal ("text/html", "<img alt=\"media:a\"><pre>&lt;img src=&quot;media:a&quot;</pre>",
                   FALSE);
  assert_internal ("text/html", "<a href=\"https://e.org/?post:2\">", FALSE);
  assert_internal ("text/html", "<a href=\"post:2\">", TRUE);
  assert_internal ("text/html", "<img srcset=\"/a 1x, media:a.jpg 2x\">", TRUE);
  assert_internal (
      "application/atom+xml",
      "<title>post: a</title><content type=\"html\">&lt;p&gt;media:&lt;/p&gt;</content>", FALSE);
  assert_internal ("application/atom+xml",
                   "<content type=\"html\">&lt;a href=&quot;media:a&quot;&gt;</content>", TRUE);
  assert_internal ("application/atom+xml", "<link href=\"post:1\"/>", TRUE);
  assert_internal ("application/xml", "<url><loc>media:a.jpg</loc></url>", TRUE);
  assert_internal ("text/css", "a { background: url(\"media:a\") }", FALSE);
}

static void
test_working_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_post (fixture, "Moscow", "2009-10-13", "What was published.\n");
  g_autoptr (GalleyPost) post =
      galley_project_load_post (fixture->project, id, GALLEY_VERSION_WORKING, &error);
  g_autoptr (GalleySite) site = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *published = NULL;

  set_text (&post->body, "What is being written.\n");
  galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, &error);
  g_assert_no_error (error);
  published = render (fixture, "2009/10/moscow/index.html");
  assert_contains (published, "What was published.");
  assert_lacks (published, "What is being written.");

  site = new_site (fixture);
  galley_site_set_working (site, post);
  bytes = galley_site_render (site, "2009/10/moscow/index.html", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  "What is being written."));
}

static void
test_overlay_of_unsaved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = new_post ("Never Saved", "2009-10-13", "Text.\n");
  g_autoptr (GalleySite) site = new_site (fixture);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  galley_site_set_working (site, post);
  path = galley_site_get_post_path (site, 0);
  g_assert_cmpstr (path, ==, "2009/10/never-saved/index.html");
  bytes = galley_site_render (site, path, NULL, &error);
  g_assert_no_error (error);
  galley_site_set_working (site, NULL);
  g_assert_null (galley_site_get_post_path (site, 0));
}

/* An answer that belongs to no post any more is not among the answers either. */
static void
test_unplaced_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 post = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  g_autoptr (GalleyComment) question = galley_comment_new ();
  g_autoptr (GalleyComment) answer = galley_comment_new ();
  g_autofree char *page = NULL;

  question->post_id = answer->post_id = post;
  question->kind = GALLEY_COMMENT_KIND_QUESTION;
  set_text (&question->body, "Why?\n");
  answer->parent_id = save_comment (fixture, question);
  answer->by_author = TRUE;
  set_text (&answer->body, "Because.\n");
  save_comment (fixture, answer);
  page = render (fixture, "answers/index.html");
  assert_contains (page, "Because.");
  g_assert_true (
      galley_project_place_comments (fixture->project, &answer->id, 1, 0, "test", NULL, &error));
  g_assert_no_error (error);
  {
    g_autoptr (GalleySite) site = new_site (fixture);
    g_autoptr (GBytes) bytes = galley_site_render (site, "answers/index.html", NULL, &error);

    g_assert_null (bytes);
    g_assert_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_NOT_FOUND);
  }
}

/* What is decided upon is seen as it would be published, and not published by that. */
static void
test_previewed_comment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 post = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  gint64 first = add_comment (fixture, post, 0, "Ann", "Approved before.");
  g_autoptr (GalleyComment) comment = galley_comment_new ();
  g_autoptr (GalleySite) site = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *before = NULL;
  g_autofree char *previewed = NULL;
  g_autofree char *after = NULL;

  comment->post_id = post;
  set_text (&comment->name, "Bob");
  set_text (&comment->email, "bob@example.org");
  set_text (&comment->body, "Waits.");
  comment->parent_id = first;
  galley_project_save_comment (fixture->project, comment, "test", "", &error);
  g_assert_no_error (error);
  before = render (fixture, "2009/10/moscow/index.html");
  assert_lacks (before, "Waits.");
  site = new_site (fixture);
  galley_site_set_preview_comment (site, comment->id);
  bytes = galley_site_render (site, "2009/10/moscow/index.html", NULL, &error);
  g_assert_no_error (error);
  previewed = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  assert_lacks (previewed, "bob@example.org");
  g_assert_true (galley_project_set_comment_status (
      fixture->project, &comment->id, 1, GALLEY_COMMENT_APPROVED, "author", NULL, NULL, &error));
  after = render (fixture, "2009/10/moscow/index.html");
  assert_contains (after, "Waits.");
  g_assert_cmpstr (strstr (previewed, "<body"), ==, strstr (after, "<body"));
}

static void
test_body_is_in_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = new_post ("Moscow", "2009-10-13", "# One\n\nTwo.\n\n- three\n");
  g_autoptr (GalleySite) site = new_site (fixture);
  g_autoptr (GalleySiteBody) body = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *page = NULL;
  g_autofree char *expected = NULL;

  galley_site_set_working (site, post);
  body = galley_site_render_body (site, post);
  bytes = galley_site_render (site, "2009/10/moscow/index.html", NULL, &error);
  g_assert_no_error (error);
  page = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  expected = g_strdup_printf ("<div id=\"content\" class=\"e-content\">%s</div>", body->html);
  assert_contains (page, expected);
  g_assert_cmpuint (body->n_blocks, ==, 3);
}

static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) draft = new_post ("Draft", "2009-10-13", "Text.\n");
  GalleySiteOptions options = { .drafts = TRUE };
  g_autoptr (GalleySite) site = NULL;
  g_autoptr (GalleySite) with_drafts = NULL;
  g_autofree char *path = NULL;

  galley_project_save_post (fixture->project, draft, GALLEY_SAVE_REVISION, &error);
  g_assert_no_error (error);
  site = new_site (fixture);
  g_assert_null (galley_site_get_post_path (site, draft->id));
  with_drafts = galley_site_new (fixture->project, &options, &error);
  g_assert_no_error (error);
  path = galley_site_get_post_path (with_drafts, draft->id);
  g_assert_cmpstr (path, ==, "2009/10/draft/index.html");
}

static void
test_scheduled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) later = galley_date_parse ("2999-01-02", NULL, &error);
  GalleySiteOptions options = { .at = later };
  gint64 id = add_post (fixture, "To Come", "2999-01-01", "Text.\n");
  g_autoptr (GalleySite) now = new_site (fixture);
  g_autoptr (GalleySite) then = galley_site_new (fixture->project, &options, &error);
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  g_assert_null (galley_site_get_post_path (now, id));
  path = galley_site_get_post_path (then, id);
  g_assert_cmpstr (path, ==, "2999/01/to-come/index.html");
}

static void
test_redirects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  g_autoptr (GalleyPost) post =
      galley_project_load_post (fixture->project, id, GALLEY_VERSION_WORKING, &error);
  g_autofree char *page = NULL;
  g_autofree char *list = NULL;

  set_text (&post->slug, "the-reset");
  publish (fixture, post);
  page = render (fixture, "2009/10/moscow/index.html");
  assert_contains (page, "../../../2009/10/the-reset/index.html");
  list = render (fixture, "_redirects");
  g_assert_cmpstr (list, ==, "/2009/10/moscow/ /2009/10/the-reset/ 301\n");
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post =
      new_post ("</script><script>alert(1)</script>\"'&", "2009-10-13", "Text.\n");
  g_autofree char *page = NULL;
  gint64 id;

  set_text (&post->slug, "moscow");
  set_text (&post->excerpt, "</script><img src=x onerror=alert(1)>");
  galley_post_add_link (post, "bad", "javascript:alert(1)");
  id = publish (fixture, post);
  add_comment (fixture, id, 0, "<script>alert(2)</script>",
               "<script>alert(3)</script> [x](javascript:alert(4))\n");
  page = render (fixture, "2009/10/moscow/index.html");
  assert_lacks (page, "<script>alert");
  assert_lacks (page, "<img src=x");
  assert_lacks (page, "\"javascript:");
}

static void
set_pages (GalleySiteSettings *settings)
{
  settings->posts_per_page = 2;
}

static void
test_pagination (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second = NULL;

  set_setting (fixture, set_pages);
  for (int i = 1; i <= 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("Post %d", i);
      g_autofree char *date = g_strdup_printf ("2009-10-%02d", i);

      add_post (fixture, title, date, "Text.\n");
    }
  second = render (fixture, "page/2/index.html");
  assert_contains (second, "../../2009/10/post-3/index.html");
  assert_contains (second, "../../page/3/index.html");
  assert_contains (second, "Page 2 of 3");
}

static void
set_motto (GalleySiteSettings *settings)
{
  set_text (&settings->tagline, "A diary");
}

static void
test_descriptions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *named = NULL;
  g_autofree char *front = NULL;

  add_post (fixture, "From \"Zurich\"", "2009-10-10", "Text.\n");
  add_post (fixture, "On to Moscow", "2009-10-13", "Text.\n");
  front = render (fixture, "index.html");
  assert_contains (
      front, "<meta name=\"description\" content=\"On to Moscow · From &quot;Zurich&quot;\">");
  set_setting (fixture, set_motto);
  named = render (fixture, "index.html");
  assert_contains (named, "<meta name=\"description\" content=\"A diary\">");
}

static void
set_permalink (GalleySiteSettings *settings)
{
  set_text (&settings->permalink, "blog/:year-:month-:day/../:series/:id-:slug");
}

static void
test_permalink (Fixture *fixture, gconstpointer data)
{
  gint64 id;
  g_autoptr (GalleySite) site = NULL;
  g_autofree char *path = NULL;
  g_autofree char *expected = NULL;

  set_setting (fixture, set_permalink);
  id = add_part (fixture, add_series (fixture, "Travel Diary"), "Moscow", "2009-10-13");
  site = new_site (fixture);
  path = galley_site_get_post_path (site, id);
  expected =
      g_strdup_printf ("blog/2009-10-13/travel-diary/%" G_GINT64_FORMAT "-moscow/index.html", id);
  g_assert_cmpstr (path, ==, expected);
}

static void
set_german (GalleySiteSettings *settings)
{
  set_text (&settings->language, "de");
}

static void
test_language (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = NULL;

  set_setting (fixture, set_german);
  add_post (fixture, "Moskau", "2009-10-13", "Text.\n");
  page = render (fixture, "2009/10/moskau/index.html");
  assert_contains (page, "13. Oktober 2009");
  assert_contains (page, "Neueste Beiträge");
  assert_contains (page, "lang=\"de\"");
}

static void
test_empty_site (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = new_site (fixture);
  g_auto (GStrv) paths = galley_site_list_paths (site);

  g_assert_true (g_strv_contains ((const char *const *) paths, "index.html"));
  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = galley_site_render (site, paths[i], NULL, &error);

      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/site/pages/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("a_post_has_all_its_elements", test_elements);
  ADD ("a_part_knows_its_number_and_the_entry_before_it", test_series);
  ADD ("a_post_without_links_shows_those_of_its_series", test_inherited_links);
  ADD ("comments_say_who_writes_from_where_and_never_the_mail", test_comments);
  ADD ("a_long_chain_of_replies_is_shown_whole", test_deep_threads);
  ADD ("answered_questions_have_a_page", test_answers);
  ADD ("internal_links_lead_from_page_to_page", test_internal_links);
  ADD ("internal_links_are_resolved_in_raw_html_too", test_internal_links_in_html);
  g_test_add_func ("/site/pages/no_internal_address_goes_out", test_no_internal_address_goes_out);
  ADD ("a_change_is_seen_in_the_preview_before_it_is_published", test_working_copy);
  ADD ("a_post_that_was_never_saved_has_a_preview", test_overlay_of_unsaved);
  ADD ("an_answer_without_a_post_is_not_among_the_answers", test_unplaced_answer);
  ADD ("a_comment_in_the_preview_is_seen_as_it_would_be_published", test_previewed_comment);
  ADD ("the_blocks_of_a_text_are_what_stands_on_its_page", test_body_is_in_page);
  ADD ("drafts_are_left_out_unless_asked_for", test_drafts);
  ADD ("a_scheduled_post_is_out_when_its_time_has_come", test_scheduled);
  ADD ("an_old_address_leads_to_the_new_one", test_redirects);
  ADD ("markup_in_titles_and_comments_does_nothing", test_hostile);
  ADD ("the_front_page_goes_on_on_further_pages", test_pagination);
  ADD ("a_list_nobody_described_is_described_by_its_titles", test_descriptions);
  ADD ("a_permalink_pattern_stays_in_the_folder", test_permalink);
  ADD ("the_fixed_words_are_in_the_language_of_the_site", test_language);
  ADD ("a_site_without_posts_has_all_its_pages", test_empty_site);
  return g_test_run ();
}
