/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site-fixture.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/uri.h>
#include <string.h>

static void
set_url (GalleySiteSettings *settings)
{
  set_text (&settings->url, "https://example.org/blog");
}

static void
silence_cb (void *context, const char *format, ...)
{
}

/* Whether @text is an Atom feed by the grammar of RFC 4287. */
static void
assert_is_atom (const char *text)
{
  g_autofree char *grammar =
      g_test_build_filename (G_TEST_DIST, "fixtures", "site", "atom-rfc4287.rng", NULL);
  xmlDocPtr document = xmlReadMemory (text, (int) strlen (text), "feed.xml", NULL, XML_PARSE_NONET);
  xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt (grammar);
  xmlRelaxNGPtr schema;
  xmlRelaxNGValidCtxtPtr context;

  g_assert_nonnull (document);
  xmlRelaxNGSetParserErrors (parser, silence_cb, silence_cb, NULL);
  schema = xmlRelaxNGParse (parser);
  g_assert_nonnull (schema);
  context = xmlRelaxNGNewValidCtxt (schema);
  g_assert_cmpint (xmlRelaxNGValidateDoc (context, document), ==, 0);
  xmlRelaxNGFreeValidCtxt (context);
  xmlRelaxNGFree (schema);
  xmlRelaxNGFreeParserCtxt (parser);
  xmlFreeDoc (document);
}

static void
fill (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post =
      new_post ("A <b>title</b> & more \x01", "2009-10-13", "See [it](post:zurich) & ]]> \x02.\n");

  add_post (fixture, "Zurich", "2009-10-10", "Text.\n");
  post->series_id = galley_project_ensure_series (fixture->project, "Travel Diary", &error);
  g_assert_no_error (error);
  set_text (&post->slug, "moscow");
  add_comment (fixture, publish (fixture, post), 0, "Ron <x>", "Well & *good*.\n");
}

static void
test_grammar (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "feed.xml", "series/travel-diary/feed.xml",
                                       "comments/feed.xml" };

  fill (fixture);
  for (int with_url = 0; with_url < 2; with_url++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
        {
          g_autofree char *feed = render (fixture, paths[i]);

          assert_is_atom (feed);
          assert_contains (feed, "<entry>");
          assert_lacks (feed, "secret.example");
        }
      set_setting (fixture, set_url);
    }
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autofree char *feed = render (fixture, "feed.xml");
  g_autofree char *comments = render (fixture, "comments/feed.xml");

  assert_is_atom (feed);
  assert_is_atom (comments);
}

static void
test_absolute (Fixture *fixture, gconstpointer data)
{
  g_autofree char *feed = NULL;

  fill (fixture);
  set_setting (fixture, set_url);
  feed = render (fixture, "feed.xml");
  assert_contains (feed, "href=\"https://example.org/blog/2009/10/moscow/\"");
  assert_contains (feed, "https://example.org/blog/2009/10/zurich/");
  assert_contains (feed, "https://example.org/blog/feed.xml");
  assert_lacks (feed, "../");
}

static char *
first_id (const char *feed)
{
  const char *entry = strstr (feed, "<entry>");
  const char *start = strstr (entry, "<id>");

  return g_strndup (start, strstr (start, "</id>") - start);
}

static void
test_stable_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_post (fixture, "Moscow", "2009-10-13", "Text.\n");
  g_autoptr (GalleyPost) post =
      galley_project_load_post (fixture->project, id, GALLEY_VERSION_WORKING, &error);
  g_autofree char *before = render (fixture, "feed.xml");
  g_autofree char *after = NULL;
  g_autofree char *id_before = first_id (before);
  g_autofree char *id_after = NULL;

  set_text (&post->title, "The Reset");
  set_text (&post->slug, "reset");
  publish (fixture, post);
  set_setting (fixture, set_url);
  after = render (fixture, "feed.xml");
  id_after = first_id (after);
  g_assert_cmpstr (id_before, ==, id_after);
}

static void
test_sitemap (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sitemap = NULL;
  g_autofree char *robots = NULL;
  xmlDocPtr document;

  fill (fixture);
  set_setting (fixture, set_url);
  sitemap = render (fixture, "sitemap.xml");
  document = xmlReadMemory (sitemap, (int) strlen (sitemap), "sitemap.xml", NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  xmlFreeDoc (document);
  assert_contains (sitemap, "<loc>https://example.org/blog/2009/10/moscow/</loc>");
  robots = render (fixture, "robots.txt");
  assert_contains (robots, "Sitemap: https://example.org/blog/sitemap.xml");
}

/* Of a large site each post is in one part, and a new one changes the last part alone. */
static void
test_sitemaps (Fixture *fixture, gconstpointer data)
{
  g_autofree char *index = NULL;
  g_autofree char *oldest = NULL;
  g_autofree char *second = NULL;
  g_autofree char *after = NULL;
  g_autofree char *lists = NULL;

  set_setting (fixture, set_url);
  for (guint i = 0; i < 251; i++)
    {
      g_autofree char *title = g_strdup_printf ("Post %u", i);
      g_autofree char *date = g_strdup_printf ("2009-%02u-%02uT12:00:00Z", i / 25 + 1, i % 25 + 1);

      add_post (fixture, title, date, "Text.\n");
    }
  index = render (fixture, "sitemap.xml");
  assert_contains (index, "<sitemap><loc>https://example.org/blog/sitemap-2.xml</loc></sitemap>");
  assert_contains (index, "sitemap-lists.xml");
  g_assert_null (strstr (index, "sitemap-3.xml"));
  lists = render (fixture, "sitemap-lists.xml");
  assert_contains (lists, "<loc>https://example.org/blog/</loc>");
  oldest = render (fixture, "sitemap-1.xml");
  assert_contains (oldest, "/post-0/</loc>");
  assert_contains (oldest, "/post-249/</loc>");
  g_assert_null (strstr (oldest, "/post-250/</loc>"));
  second = render (fixture, "sitemap-2.xml");
  assert_contains (second, "/post-250/</loc>");
  add_post (fixture, "Newest", "2010-01-01", "Text.\n");
  after = render (fixture, "sitemap-1.xml");
  g_assert_cmpstr (after, ==, oldest);
}

static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = NULL;

  set_setting (fixture, set_url);
  page = render (fixture, "404.html");
  assert_contains (page, "href=\"/blog/index.html\"");
  assert_contains (page, "/blog/assets/");
}

static void
test_relative (Fixture *fixture, gconstpointer data)
{
  g_autofree char *feed = NULL;

  set_setting (fixture, set_url);
  add_post (fixture, "Zurich", "2009-10-10",
            "[a](/about/) [b](../other/?x=1&y=2) [c](#part) [d](https://e.org/) <img src=pic.png "
            "srcset='/p.png 1x, q.png 2x'>[^1] [m](mailto:a@e.org)\n\n[^1]: Note\n");
  feed = render (fixture, "feed.xml");
  assert_contains (feed, "href=&quot;https://example.org/about/&quot;");
  assert_contains (feed,
                   "href=&quot;https://example.org/blog/2009/10/other/?x=1&amp;amp;y=2&quot;");
  assert_contains (feed, "href=&quot;https://example.org/blog/2009/10/zurich/#part&quot;");
  assert_contains (feed, "href=&quot;https://e.org/&quot;");
  assert_contains (feed, "src=&quot;https://example.org/blog/2009/10/zurich/pic.png&quot;");
  assert_contains (feed, "srcset=&quot;https://example.org/p.png 1x, "
                         "https://example.org/blog/2009/10/zurich/q.png 2x&quot;");
  assert_contains (feed, "href=&quot;https://example.org/blog/2009/10/zurich/#fn-1&quot;");
  assert_contains (feed, "href=&quot;mailto:a@e.org&quot;");
  assert_lacks (feed, "href=&quot;#");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/site/feeds/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("feeds_follow_the_grammar_of_atom", test_grammar);
  ADD ("feeds_of_an_empty_site_do_as_well", test_empty);
  ADD ("links_in_feeds_are_absolute_where_the_address_is_known", test_absolute);
  ADD ("addresses_in_texts_are_absolute_too", test_relative);
  ADD ("entries_keep_their_ids_when_all_else_changes", test_stable_ids);
  ADD ("the_sitemap_names_the_pages", test_sitemap);
  ADD ("the_sitemap_of_a_large_site_names_those_of_its_parts", test_sitemaps);
  ADD ("the_page_for_missing_ones_works_at_any_depth", test_not_found);
  return g_test_run ();
}
