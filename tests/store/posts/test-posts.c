/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "galley-date.h"
#include "galley-published.h"
#include "store-fixture.h"

static void
set (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static GDateTime *
date (const char *text)
{
  g_autoptr (GError) error = NULL;
  GDateTime *parsed = galley_date_parse (text, NULL, &error);

  g_assert_no_error (error);
  return parsed;
}

static GalleyPost *
load (Fixture *fixture, gint64 id, GalleyVersion version)
{
  g_autoptr (GError) error = NULL;
  GalleyPost *post = galley_project_load_post (fixture->project, id, version, &error);

  g_assert_no_error (error);
  return post;
}

static void
save (Fixture *fixture, GalleyPost *post, GalleySaveMode mode)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = galley_project_save_post (fixture->project, post, mode, &error);

  g_assert_no_error (error);
  g_assert_true (saved);
}

static void
publish (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  gboolean published = galley_project_publish_post (fixture->project, id, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (published);
}

static guint
count_revisions (Fixture *fixture, gint64 id)
{
  g_autoptr (GPtrArray) revisions = galley_project_list_revisions (fixture->project, id, NULL);

  return revisions->len;
}

static guint
count_list (Fixture *fixture, const GalleyPostFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = galley_project_list_posts (fixture->project, filter, NULL, &error);

  g_assert_no_error (error);
  return ids->len;
}

static void
keeps_everything_of_a_post (Fixture *fixture, gconstpointer data)
{
  static char *tags[] = { (char *) "snow", (char *) "diplomacy", NULL };
  g_autoptr (GalleyPost) post = galley_post_new ();
  g_autoptr (GalleyPost) back = NULL;
  g_autofree char *when = NULL;

  set (&post->title, "Moscow, at last");
  set (&post->byline, "A. Writer");
  set (&post->place, "Moscow, Russia");
  post->latitude = 55.75;
  post->longitude = 37.62;
  post->date = date ("2009-10-13T18:30:00+04:00");
  set (&post->excerpt, "An *excerpt*");
  set (&post->cover, "red-square.jpeg");
  set (&post->language, "en");
  set (&post->body, "Text with ünïcode.\n");
  post->comments_open = FALSE;
  g_strfreev (post->tags);
  post->tags = g_strdupv (tags);
  galley_post_add_link (post, "Remarks", "https://example.org/remarks");
  save (fixture, post, GALLEY_SAVE_REVISION);

  back = load (fixture, post->id, GALLEY_VERSION_WORKING);
  g_assert_cmpstr (back->title, ==, "Moscow, at last");
  g_assert_cmpstr (back->slug, ==, "moscow-at-last");
  g_assert_cmpstr (back->byline, ==, "A. Writer");
  g_assert_cmpstr (back->place, ==, "Moscow, Russia");
  g_assert_cmpfloat (back->latitude, ==, 55.75);
  when = galley_date_to_text (back->date);
  g_assert_cmpstr (when, ==, "2009-10-13T18:30:00+04:00");
  g_assert_cmpstr (back->excerpt, ==, "An *excerpt*");
  g_assert_cmpstr (back->cover, ==, "red-square.jpeg");
  g_assert_cmpstr (back->body, ==, "Text with ünïcode.\n");
  g_assert_false (back->comments_open);
  g_assert_cmpuint (g_strv_length (back->tags), ==, 2);
  g_assert_cmpstr (back->tags[0], ==, "snow");
  g_assert_cmpuint (back->links->len, ==, 1);
  g_assert_cmpint (back->status, ==, GALLEY_POST_DRAFT);
}

static void
gives_equal_titles_different_slugs (Fixture *fixture, gconstpointer data)
{
  gint64 first = fixture_add_post (fixture, "Notes", "a");
  gint64 second = fixture_add_post (fixture, "Notes", "b");
  g_autoptr (GalleyPost) post = load (fixture, second, GALLEY_VERSION_WORKING);

  g_assert_cmpint (first, !=, second);
  g_assert_cmpstr (post->slug, ==, "notes-2");
}

static void
saving_the_same_again_makes_nothing_new (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "Notes", "a");
  g_autoptr (GalleyPost) post = load (fixture, id, GALLEY_VERSION_WORKING);

  save (fixture, post, GALLEY_SAVE_REVISION);
  g_assert_cmpuint (count_revisions (fixture, id), ==, 1);
  set (&post->body, "b");
  save (fixture, post, GALLEY_SAVE_TYPING);
  g_assert_cmpuint (count_revisions (fixture, id), ==, 1);
  set (&post->body, "c");
  save (fixture, post, GALLEY_SAVE_REVISION);
  g_assert_cmpuint (count_revisions (fixture, id), ==, 2);
}

static void
typing_never_changes_what_is_published (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "Notes", "as published");
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GalleyPost) published = NULL;
  g_autoptr (GalleyPost) working = NULL;
  g_autoptr (GPtrArray) publication = NULL;
  const GalleyPost *out;

  publish (fixture, id);
  post = load (fixture, id, GALLEY_VERSION_WORKING);
  g_assert_false (post->has_changes);
  set (&post->body, "as typed");
  save (fixture, post, GALLEY_SAVE_TYPING);
  published = load (fixture, id, GALLEY_VERSION_PUBLISHED);
  g_assert_cmpstr (published->body, ==, "as published");
  g_assert_true (published->has_changes);
  publication = galley_project_list_publication (fixture->project, NULL, FALSE, NULL);
  g_assert_cmpuint (publication->len, ==, 1);
  out = g_ptr_array_index (publication, 0);
  g_assert_cmpint (out->revision_id, ==, published->revision_id);

  set (&post->body, "as published");
  save (fixture, post, GALLEY_SAVE_TYPING);
  working = load (fixture, id, GALLEY_VERSION_WORKING);
  g_assert_false (working->has_changes);
}

static void
a_slug_changed_on_publishing_leaves_a_redirect (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "Old name", "text");
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GPtrArray) redirects = NULL;
  const GalleyRedirect *redirect;

  publish (fixture, id);
  post = load (fixture, id, GALLEY_VERSION_WORKING);
  set (&post->slug, "new-name");
  save (fixture, post, GALLEY_SAVE_TYPING);
  publish (fixture, id);
  redirects = galley_project_list_redirects (fixture->project, NULL);
  g_assert_cmpuint (redirects->len, ==, 1);
  redirect = g_ptr_array_index (redirects, 0);
  g_assert_cmpstr (redirect->slug, ==, "old-name");
  g_assert_cmpint (redirect->post_id, ==, id);
  g_assert_cmpint (galley_project_find_post (fixture->project, "old-name", NULL), ==, id);
  g_assert_cmpint (
      galley_project_find_post (fixture->project, "https://example.org/2009/10/new-name/", NULL),
      ==, id);
  g_assert_cmpint (galley_project_find_post (fixture->project, "no-name", NULL), ==, 0);
}

static void
a_scheduled_post_is_out_when_its_date_has_come (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post = galley_post_new ();
  g_autoptr (GDateTime) before = date ("2030-01-01T00:00:00Z");
  g_autoptr (GDateTime) after = date ("2030-01-03T00:00:00Z");
  g_autoptr (GPtrArray) early = NULL;
  g_autoptr (GPtrArray) late = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  GalleyPostCounts counts;

  set (&post->title, "Soon");
  post->date = date ("2030-01-02T00:00:00Z");
  save (fixture, post, GALLEY_SAVE_REVISION);
  g_assert_true (galley_project_publish_post (fixture->project, post->id, before, NULL));
  g_assert_true (galley_project_count_posts (fixture->project, &counts, NULL));
  g_assert_cmpuint (counts.scheduled, ==, 1);
  early = galley_project_list_publication (fixture->project, before, FALSE, NULL);
  late = galley_project_list_publication (fixture->project, after, FALSE, NULL);
  drafts = galley_project_list_publication (fixture->project, before, TRUE, NULL);
  g_assert_cmpuint (early->len, ==, 0);
  g_assert_cmpuint (late->len, ==, 1);
  g_assert_cmpuint (drafts->len, ==, 1);
}

/* Due at 12:00:00: not out a second before, out in that very second, whoever asks. */
static void
a_post_is_out_in_the_second_of_its_date (Fixture *fixture, gconstpointer data)
{
  static const char *const times[] = { "2030-01-02T11:59:59Z", "2030-01-02T12:00:00Z",
                                       "2030-01-02T12:00:01Z" };
  g_autoptr (GalleyPost) post = galley_post_new ();
  g_autoptr (GDateTime) due = date (times[1]);
  g_autoptr (GDateTime) early = date ("2030-01-01T00:00:00Z");
  gint64 instant = g_date_time_to_unix (due);

  set (&post->title, "Noon");
  post->date = g_date_time_ref (due);
  save (fixture, post, GALLEY_SAVE_REVISION);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GDateTime) now = date (times[i]);
      g_autoptr (GalleyPost) now_published = NULL;

      g_assert_true (galley_project_publish_post (fixture->project, post->id, now, NULL));
      now_published = load (fixture, post->id, GALLEY_VERSION_WORKING);
      g_assert_cmpint (now_published->status, ==,
                       i == 0 ? GALLEY_POST_SCHEDULED : GALLEY_POST_PUBLISHED);
    }
  g_assert_true (galley_project_unpublish_post (fixture->project, post->id, NULL));
  g_assert_true (galley_project_publish_post (fixture->project, post->id, early, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GDateTime) at = date (times[i]);
      g_autoptr (GPtrArray) out =
          galley_project_list_publication (fixture->project, at, FALSE, NULL);

      g_assert_cmpuint (out->len, ==, i == 0 ? 0 : 1);
    }
  g_assert_cmpint (galley_project_next_scheduled (fixture->project, instant - 1, NULL), ==,
                   instant);
  g_assert_cmpint (galley_project_next_scheduled (fixture->project, instant, NULL), ==, G_MAXINT64);
}

static void
the_trash_gives_back_what_it_took (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "Notes", "a");
  GalleyPostFilter all = GALLEY_POST_FILTER_INIT;
  GalleyPostFilter trash = GALLEY_POST_FILTER_INIT;
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GError) error = NULL;

  trash.status = GALLEY_POST_TRASH;
  publish (fixture, id);
  g_assert_true (galley_project_trash_post (fixture->project, id, NULL));
  g_assert_true (galley_project_trash_post (fixture->project, id, NULL));
  g_assert_cmpuint (count_list (fixture, &all), ==, 0);
  g_assert_cmpuint (count_list (fixture, &trash), ==, 1);
  g_assert_true (galley_project_restore_post (fixture->project, id, NULL));
  post = load (fixture, id, GALLEY_VERSION_WORKING);
  g_assert_cmpint (post->status, ==, GALLEY_POST_PUBLISHED);
  g_assert_false (galley_project_trash_post (fixture->project, 999, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND);
}

static void
finds_a_word_that_is_only_begun (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "Zürich", "The remarks on disarmament");
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GalleyPost) post = NULL;

  fixture_add_post (fixture, "Other", "Nothing of it");
  filter.search = "zurich disar";
  g_assert_cmpuint (count_list (fixture, &filter), ==, 1);
  filter.search = "disar zurich";
  g_assert_cmpuint (count_list (fixture, &filter), ==, 0);
  post = load (fixture, id, GALLEY_VERSION_WORKING);
  set (&post->body, "Another text");
  save (fixture, post, GALLEY_SAVE_TYPING);
  filter.search = "disarmament";
  g_assert_cmpuint (count_list (fixture, &filter), ==, 0);
  filter.search = "another";
  g_assert_cmpuint (count_list (fixture, &filter), ==, 1);
}

static void
a_search_is_never_read_as_an_expression (Fixture *fixture, gconstpointer data)
{
  static const char *const hostile[] = { "\"",      "a\" OR \"b",
                                         "title:x", "NEAR(a b)",
                                         "^a",      "*",
                                         "a*b",     "-",
                                         "(((",     "AND",
                                         "a NOT b", "';DROP TABLE post",
                                         "{title}", "\xe2\x80\x9cx",
                                         "a + b",   "\xff\xfe" };
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;

  fixture_add_post (fixture, "Title", "text");
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      filter.search = hostile[i];
      count_list (fixture, &filter); /* asserts that there is no error */
    }
}

static void
filters_combine (Fixture *fixture, gconstpointer data)
{
  static char *tags[] = { (char *) "snow", NULL };
  g_autoptr (GalleyPost) post = galley_post_new ();
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;

  fixture_add_post (fixture, "One", "words");
  set (&post->title, "Two");
  set (&post->body, "words");
  post->kind = GALLEY_POST_KIND_PAGE;
  g_strfreev (post->tags);
  post->tags = g_strdupv (tags);
  save (fixture, post, GALLEY_SAVE_REVISION);
  filter.search = "words";
  g_assert_cmpuint (count_list (fixture, &filter), ==, 2);
  filter.tag = "snow";
  g_assert_cmpuint (count_list (fixture, &filter), ==, 1);
  filter.search = NULL;
  g_assert_cmpuint (count_list (fixture, &filter), ==, 1);
  filter.kind = GALLEY_POST_KIND_POST;
  g_assert_cmpuint (count_list (fixture, &filter), ==, 0);
  filter.kind = GALLEY_POST_KIND_PAGE;
  filter.status = GALLEY_POST_PUBLISHED;
  g_assert_cmpuint (count_list (fixture, &filter), ==, 0);
}

static void
refuses_a_record_that_breaks_a_rule (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post = galley_post_new ();
  g_autoptr (GError) error = NULL;

  set (&post->body, "\xff\xfe");
  g_assert_false (galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (post->id, ==, 0);
  set (&post->body, "");
  set (&post->slug, "../../etc");
  g_assert_false (galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID);
}

static void
an_inner_transaction_can_be_undone_alone (Fixture *fixture, gconstpointer data)
{
  GalleyPostFilter all = GALLEY_POST_FILTER_INIT;

  g_assert_true (galley_project_begin (fixture->project, NULL));
  fixture_add_post (fixture, "Kept", "a");
  g_assert_true (galley_project_begin (fixture->project, NULL));
  fixture_add_post (fixture, "Undone", "b");
  galley_project_roll_back (fixture->project);
  g_assert_true (galley_project_commit (fixture->project, NULL));
  g_assert_cmpuint (count_list (fixture, &all), ==, 1);
}

static void
an_older_revision_can_be_restored (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "Notes", "first");
  g_autoptr (GalleyPost) post = load (fixture, id, GALLEY_VERSION_WORKING);
  gint64 first = post->revision_id;
  g_autoptr (GalleyPost) old = NULL;
  g_autoptr (GalleyPost) now = NULL;

  set (&post->body, "second");
  save (fixture, post, GALLEY_SAVE_REVISION);
  old = galley_project_load_revision (fixture->project, first, NULL);
  g_assert_cmpstr (old->body, ==, "first");
  save (fixture, old, GALLEY_SAVE_REVISION);
  now = load (fixture, id, GALLEY_VERSION_WORKING);
  g_assert_cmpstr (now->body, ==, "first");
  g_assert_cmpuint (count_revisions (fixture, id), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/store/posts/keeps_everything_of_a_post", keeps_everything_of_a_post);
  FIXTURE_TEST ("/store/posts/gives_equal_titles_different_slugs",
                gives_equal_titles_different_slugs);
  FIXTURE_TEST ("/store/posts/saving_the_same_again_makes_nothing_new",
                saving_the_same_again_makes_nothing_new);
  FIXTURE_TEST ("/store/posts/typing_never_changes_what_is_published",
                typing_never_changes_what_is_published);
  FIXTURE_TEST ("/store/posts/a_slug_changed_on_publishing_leaves_a_redirect",
                a_slug_changed_on_publishing_leaves_a_redirect);
  FIXTURE_TEST ("/store/posts/a_scheduled_post_is_out_when_its_date_has_come",
                a_scheduled_post_is_out_when_its_date_has_come);
  FIXTURE_TEST ("/store/posts/a_post_is_out_in_the_second_of_its_date",
                a_post_is_out_in_the_second_of_its_date);
  FIXTURE_TEST ("/store/posts/the_trash_gives_back_what_it_took",
                the_trash_gives_back_what_it_took);
  FIXTURE_TEST ("/store/posts/refuses_a_record_that_breaks_a_rule",
                refuses_a_record_that_breaks_a_rule);
  FIXTURE_TEST ("/store/posts/an_older_revision_can_be_restored",
                an_older_revision_can_be_restored);
  FIXTURE_TEST ("/store/search/finds_a_word_that_is_only_begun", finds_a_word_that_is_only_begun);
  FIXTURE_TEST ("/store/search/a_search_is_never_read_as_an_expression",
                a_search_is_never_read_as_an_expression);
  FIXTURE_TEST ("/store/search/filters_combine", filters_combine);
  FIXTURE_TEST ("/store/transactions/an_inner_transaction_can_be_undone_alone",
                an_inner_transaction_can_be_undone_alone);
  return g_test_run ();
}
