/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of posts: narrowed, in order, searched, with the found words. */
#include "galley-date.h"
#include "galley-facet.h"
#include "galley-series.h"
#include "galley-snippet.h"
#include "store-fixture.h"

typedef struct
{
  const char *title, *body, *date, *tags, *author, *series;
  gboolean publish;
} Told;

static const Told told[] = {
  { "Zürich", "The minister arrived by train.", "2009-12-31T23:30:00-05:00", "Travel", "Philip",
    "Diary", TRUE },
  { "apple", "An essay on the weather.", "2010-06-01T10:00:00Z", "Notes", "Anna", NULL, TRUE },
  { "Ärger 10", "The train was late, the minister was not.", "2010-07-01T10:00:00Z", "Travel,Notes",
    "Philip", "Diary", FALSE },
  { "Ärger 9", "", "2009-03-01T10:00:00Z", "", "Anna", "Diary", FALSE },
};

static gint64 ids[G_N_ELEMENTS (told)];

static void
add (Fixture *fixture, guint i)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = galley_post_new ();

  g_free (post->title);
  post->title = g_strdup (told[i].title);
  g_free (post->body);
  post->body = g_strdup (told[i].body);
  g_free (post->byline);
  post->byline = g_strdup (told[i].author);
  post->date = galley_date_parse (told[i].date, NULL, &error);
  g_assert_no_error (error);
  g_strfreev (post->tags);
  post->tags = g_strsplit (told[i].tags, ",", -1);
  if (told[i].series != NULL)
    post->series_id = galley_project_ensure_series (fixture->project, told[i].series, &error);
  g_assert_no_error (error);
  g_assert_true (galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, &error));
  if (told[i].publish)
    g_assert_true (galley_project_publish_post (fixture->project, post->id, NULL, &error));
  g_assert_no_error (error);
  ids[i] = post->id;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    add (fixture, i);
}

static char *
spell (GArray *found)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (ids); k++)
      if (g_array_index (found, gint64, i) == ids[k])
        g_string_append_printf (text, "%u", k);
  return g_strdup (text->str);
}

static void
assert_list (Fixture *fixture, GalleyPostFilter filter, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = galley_project_list_posts (fixture->project, &filter, NULL, &error);
  g_autofree char *spelled = NULL;

  g_assert_no_error (error);
  spelled = spell (found);
  g_assert_cmpstr (spelled, ==, wanted);
}

static GalleyPostFilter
filter (void)
{
  GalleyPostFilter all = GALLEY_POST_FILTER_INIT;

  return all;
}

static void
test_filters_join (Fixture *fixture, gconstpointer data)
{
  GalleyPostFilter f = filter ();

  assert_list (fixture, f, "2103");
  f.author = "Philip";
  assert_list (fixture, f, "20");
  f.year = 2009;
  assert_list (fixture, f, "0");
  f.author = NULL;
  assert_list (fixture, f, "03");
  f.tag = "Travel";
  assert_list (fixture, f, "0");
  f.year = 2010;
  assert_list (fixture, f, "2");
  f.status = GALLEY_POST_PUBLISHED;
  assert_list (fixture, f, "");
  f = filter ();
  f.tag = "Notes";
  f.search = "minist";
  assert_list (fixture, f, "2");
  f.search = "...";
  assert_list (fixture, f, "21");
  f = filter ();
  f.author = "Nobody";
  assert_list (fixture, f, "");
}

static void
test_a_year_is_that_of_the_place_where_it_was_written (Fixture *fixture, gconstpointer data)
{
  GalleyPostFilter f = filter ();

  f.year = 2009;
  assert_list (fixture, f, "03");
}

static void
test_each_order_is_kept_by_a_search (Fixture *fixture, gconstpointer data)
{
  GalleyPostFilter f = filter ();

  f.sort = GALLEY_POST_SORT_OLDEST;
  assert_list (fixture, f, "3012");
  f.sort = GALLEY_POST_SORT_TITLE;
  assert_list (fixture, f, "1320");
  f.search = "train";
  assert_list (fixture, f, "20");
  f = filter ();
  f.series_id = galley_project_ensure_series (fixture->project, "Diary", NULL);
  f.sort = GALLEY_POST_SORT_PART;
  assert_list (fixture, f, "023");
  f.author = "Philip";
  assert_list (fixture, f, "02");
}

static void
test_the_last_changed_comes_first (Fixture *fixture, gconstpointer data)
{
  GalleyPostFilter f = filter ();

  f.sort = GALLEY_POST_SORT_CHANGED;
  assert_list (fixture, f, "2103"); /* all in one second: newest first */
}

static void
test_a_look_at_the_first_posts_finds_what_the_index_finds (Fixture *fixture, gconstpointer data)
{
  static const char *const searches[] = { "t",       "the",   "minister tr", "zurich", "ZÜRICH",
                                          "arger 1", "phil",  "travel",      "none",   "late, no",
                                          "train ",  "trai ", "\"",          "an es",  "ärger-9" };
  GalleyPostFilter f = filter ();
  g_autoptr (GArray) all = galley_project_list_posts (fixture->project, &f, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) looked = galley_project_peek_posts (fixture->project, searches[i], all,
                                                             100, G_USEC_PER_SEC, &error);
      g_autofree char *spelled = NULL;

      g_assert_no_error (error);
      spelled = spell (looked);
      if (!g_str_equal (searches[i], "\""))
        {
          f.search = searches[i];
          assert_list (fixture, f, spelled);
        }
    }
}

static void
test_a_look_gives_no_more_than_is_asked_for (Fixture *fixture, gconstpointer data)
{
  GalleyPostFilter f = filter ();
  g_autoptr (GArray) all = galley_project_list_posts (fixture->project, &f, NULL, NULL);
  g_autoptr (GArray) looked =
      galley_project_peek_posts (fixture->project, "the", all, 1, G_USEC_PER_SEC, NULL);

  g_assert_cmpuint (looked->len, ==, 1);
}

static GalleySnippet *
snippet_of (Fixture *fixture, const char *body, const char *words)
{
  g_autoptr (GError) error = NULL;
  gint64 id = fixture_add_post (fixture, "Title", body);
  g_autoptr (GPtrArray) snippets =
      galley_project_make_snippets (fixture->project, words, &id, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (snippets->len, ==, 1);
  return g_steal_pointer (&g_ptr_array_index (snippets, 0));
}

static void
assert_snippet (Fixture *fixture, const char *body, const char *words, const char *wanted)
{
  g_autoptr (GalleySnippet) snippet = snippet_of (fixture, body, words);
  g_autoptr (GString) marked = g_string_new (snippet->text);

  for (guint i = snippet->marks->len; i > 0; i--)
    {
      GalleyMark mark = g_array_index (snippet->marks, GalleyMark, i - 1);

      g_string_insert (marked, mark.end, "}");
      g_string_insert (marked, mark.start, "{");
    }
  g_assert_cmpstr (marked->str, ==, wanted);
}

static void
test_a_snippet_shows_the_found_words (Fixture *fixture, gconstpointer data)
{
  assert_snippet (fixture, "We met the *minister* in\nMoscow.", "moscow min",
                  "We met the {minister} in {Moscow}.");
  assert_snippet (fixture, "Nothing here.", "title", "Nothing here.");
  assert_snippet (fixture, "", "x", "");
  assert_snippet (fixture, "## A heading\n\n> Café, café", "cafe", "…{Café}, {café}");
  assert_snippet (fixture, "A long way before the word comes, and then it comes: treaty.", "treaty",
                  "…then it comes: {treaty}.");
  assert_snippet (fixture,
                  "a train. Then, far from there, for there are many words between them,"
                  " and more words still to come: the train of a minister.",
                  "minister train", "…to come: the {train} of a {minister}.");
  assert_snippet (fixture, "<b>&amp;</b> word", "word", "<b>&amp;</b> {word}");
}

static void
test_a_snippet_of_a_post_that_is_gone_is_none (Fixture *fixture, gconstpointer data)
{
  gint64 gone = 4711;
  g_autoptr (GPtrArray) snippets =
      galley_project_make_snippets (fixture->project, "x", &gone, 1, NULL);

  g_assert_cmpuint (snippets->len, ==, 1);
  g_assert_null (g_ptr_array_index (snippets, 0));
}

static void
test_facets_count_what_is_not_in_the_trash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facets = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  galley_project_trash_post (fixture->project, ids[3], NULL);
  facets = galley_project_list_facets (fixture->project, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < facets->len; i++)
    {
      const GalleyFacet *facet = g_ptr_array_index (facets, i);

      g_string_append_printf (text, "%d %s %u, ", facet->kind, facet->name, facet->n_posts);
    }
  g_assert_cmpstr (text->str, ==,
                   "0 Diary 2, 1 Notes 2, 1 Travel 2, 2 Anna 1, 2 Philip 2, 3 2010 2, 3 2009 1, ");
}

#define LIBRARY_TEST(path, function)                                                               \
  g_test_add (path, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  LIBRARY_TEST ("/store/library/filters_join", test_filters_join);
  LIBRARY_TEST ("/store/library/a_year_is_that_of_the_place_where_it_was_written",
                test_a_year_is_that_of_the_place_where_it_was_written);
  LIBRARY_TEST ("/store/library/each_order_is_kept_by_a_search",
                test_each_order_is_kept_by_a_search);
  LIBRARY_TEST ("/store/library/the_last_changed_comes_first", test_the_last_changed_comes_first);
  LIBRARY_TEST ("/store/library/a_look_at_the_first_posts_finds_what_the_index_finds",
                test_a_look_at_the_first_posts_finds_what_the_index_finds);
  LIBRARY_TEST ("/store/library/a_look_gives_no_more_than_is_asked_for",
                test_a_look_gives_no_more_than_is_asked_for);
  LIBRARY_TEST ("/store/library/a_snippet_shows_the_found_words",
                test_a_snippet_shows_the_found_words);
  LIBRARY_TEST ("/store/library/a_snippet_of_a_post_that_is_gone_is_none",
                test_a_snippet_of_a_post_that_is_gone_is_none);
  LIBRARY_TEST ("/store/library/facets_count_what_is_not_in_the_trash",
                test_facets_count_what_is_not_in_the_trash);
  return g_test_run ();
}
