/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-replace.h"
#include "store-fixture.h"

static GPtrArray *
find (Fixture *fixture, GalleyTextQuery query)
{
  g_autoptr (GError) error = NULL;
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids = galley_project_list_posts (fixture->project, &filter, NULL, &error);
  GPtrArray *found;

  g_assert_no_error (error);
  found = galley_project_find_text (fixture->project, &query, (gint64 *) (void *) ids->data,
                                    ids->len, NULL, &error);
  g_assert_no_error (error);
  return found;
}

static guint
count_hits (GPtrArray *found)
{
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    n += ((GalleyTextHits *) g_ptr_array_index (found, i))->hits->len;
  return n;
}

static void
assert_count (Fixture *fixture, GalleyTextQuery query, guint wanted)
{
  g_autoptr (GPtrArray) found = find (fixture, query);

  g_assert_cmpuint (count_hits (found), ==, wanted);
}

static void
assert_post (Fixture *fixture, gint64 id, const char *title, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post =
      galley_project_load_post (fixture->project, id, GALLEY_VERSION_WORKING, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (post->title, ==, title);
  g_assert_cmpstr (post->body, ==, body);
}

static void
test_letters_are_found_in_titles_and_texts (Fixture *fixture, gconstpointer data)
{
  fixture_add_post (fixture, "Übermut", "Nothing. (a.b) über\nÜBER alles, a.b");
  fixture_add_post (fixture, "Other", "none");
  assert_count (fixture, (GalleyTextQuery){ "über", FALSE, FALSE }, 3);
  assert_count (fixture, (GalleyTextQuery){ "über", TRUE, FALSE }, 1);
  assert_count (fixture, (GalleyTextQuery){ "Über", FALSE, TRUE }, 2);
  assert_count (fixture, (GalleyTextQuery){ "a.b", FALSE, FALSE }, 2);
  assert_count (fixture, (GalleyTextQuery){ "a?b", FALSE, FALSE }, 0);
}

static void
test_a_hit_tells_what_stands_around_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  const GalleyTextHit *hit;

  fixture_add_post (fixture, "T", "one\ntwo three four\nfive");
  found = find (fixture, (GalleyTextQuery){ "THREE", FALSE, FALSE });
  g_assert_cmpuint (found->len, ==, 1);
  hit = g_ptr_array_index (((GalleyTextHits *) g_ptr_array_index (found, 0))->hits, 0);
  g_assert_cmpstr (hit->before, ==, "two ");
  g_assert_cmpstr (hit->match, ==, "three");
  g_assert_cmpstr (hit->after, ==, " four");
  g_assert_cmpuint (hit->offset, ==, 8);
}

static void
test_all_hits_are_replaced_and_that_is_undone (Fixture *fixture, gconstpointer data)
{
  gint64 a = fixture_add_post (fixture, "Kiev", "Kiev and Kiev.");
  gint64 b = fixture_add_post (fixture, "Else", "To Kiev");
  g_autoptr (GPtrArray) found = find (fixture, (GalleyTextQuery){ "Kiev", TRUE, TRUE });
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) replaced =
      galley_project_replace_text (fixture->project, found, "Kyiv", NULL, &error);
  guint n_kept;

  g_assert_no_error (error);
  g_assert_cmpuint (replaced->len, ==, 2);
  assert_post (fixture, a, "Kyiv", "Kyiv and Kyiv.");
  assert_post (fixture, b, "Else", "To Kyiv");
  assert_count (fixture, (GalleyTextQuery){ "Kyiv", TRUE, TRUE }, 4);
  g_assert_true (galley_project_undo_replace (fixture->project, replaced, &n_kept, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_kept, ==, 0);
  assert_post (fixture, a, "Kiev", "Kiev and Kiev.");
  assert_post (fixture, b, "Else", "To Kiev");
}

static void
test_only_what_is_chosen_is_replaced (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "x", "x x x");
  g_autoptr (GPtrArray) found = find (fixture, (GalleyTextQuery){ "x", FALSE, FALSE });
  GalleyTextHits *hits = g_ptr_array_index (found, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) replaced = NULL;

  g_assert_cmpuint (hits->hits->len, ==, 4);
  g_ptr_array_remove_index (hits->hits, 2);
  g_ptr_array_remove_index (hits->hits, 0);
  replaced = galley_project_replace_text (fixture->project, found, "long", NULL, &error);
  g_assert_no_error (error);
  assert_post (fixture, id, "x", "long x long");
}

static void
test_one_post_that_changed_leaves_all_as_they_are (Fixture *fixture, gconstpointer data)
{
  gint64 a = fixture_add_post (fixture, "A", "word");
  gint64 b = fixture_add_post (fixture, "B", "word");
  g_autoptr (GPtrArray) found = find (fixture, (GalleyTextQuery){ "word", FALSE, FALSE });
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post =
      galley_project_load_post (fixture->project, a, GALLEY_VERSION_WORKING, NULL);
  g_autoptr (GArray) replaced = NULL;

  g_free (post->body);
  post->body = g_strdup ("a word");
  g_assert_true (galley_project_save_post (fixture->project, post, GALLEY_SAVE_TYPING, NULL));
  replaced = galley_project_replace_text (fixture->project, found, "x", NULL, &error);
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_FAILED);
  g_assert_null (replaced);
  assert_post (fixture, a, "A", "a word");
  assert_post (fixture, b, "B", "word");
}

static void
test_what_was_written_since_is_not_undone (Fixture *fixture, gconstpointer data)
{
  gint64 a = fixture_add_post (fixture, "A", "word");
  gint64 b = fixture_add_post (fixture, "B", "word");
  g_autoptr (GPtrArray) found = find (fixture, (GalleyTextQuery){ "word", FALSE, FALSE });
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) replaced =
      galley_project_replace_text (fixture->project, found, "x", NULL, &error);
  g_autoptr (GalleyPost) post =
      galley_project_load_post (fixture->project, a, GALLEY_VERSION_WORKING, NULL);
  guint n_kept;

  g_assert_no_error (error);
  g_free (post->body);
  post->body = g_strdup ("x and more");
  g_assert_true (galley_project_save_post (fixture->project, post, GALLEY_SAVE_TYPING, NULL));
  g_assert_true (galley_project_undo_replace (fixture->project, replaced, &n_kept, &error));
  g_assert_cmpuint (n_kept, ==, 1);
  assert_post (fixture, a, "A", "x and more");
  assert_post (fixture, b, "B", "word");
}

static void
test_titles_with_the_letters_come_first (Fixture *fixture, gconstpointer data)
{
  gint64 in_title = fixture_add_post (fixture, "A Roadshow About Jobs", "text");
  gint64 in_text = fixture_add_post (fixture, "Newer", "on the road");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) both = galley_project_find_titles (fixture->project, "roa", 8, &error);
  g_autoptr (GArray) one = galley_project_find_titles (fixture->project, "roa", 1, &error);
  g_autoptr (GArray) all = galley_project_find_titles (fixture->project, "", 8, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpint (g_array_index (both, gint64, 0), ==, in_title);
  g_assert_cmpint (g_array_index (both, gint64, 1), ==, in_text);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (g_array_index (one, gint64, 0), ==, in_title);
  g_assert_cmpuint (all->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/store/replace/letters_are_found_in_titles_and_texts",
                test_letters_are_found_in_titles_and_texts);
  FIXTURE_TEST ("/store/replace/a_hit_tells_what_stands_around_it",
                test_a_hit_tells_what_stands_around_it);
  FIXTURE_TEST ("/store/replace/all_hits_are_replaced_and_that_is_undone",
                test_all_hits_are_replaced_and_that_is_undone);
  FIXTURE_TEST ("/store/replace/only_what_is_chosen_is_replaced",
                test_only_what_is_chosen_is_replaced);
  FIXTURE_TEST ("/store/replace/one_post_that_changed_leaves_all_as_they_are",
                test_one_post_that_changed_leaves_all_as_they_are);
  FIXTURE_TEST ("/store/replace/what_was_written_since_is_not_undone",
                test_what_was_written_since_is_not_undone);
  FIXTURE_TEST ("/store/titles/titles_with_the_letters_come_first",
                test_titles_with_the_letters_come_first);
  return g_test_run ();
}
