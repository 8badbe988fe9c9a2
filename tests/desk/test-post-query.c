/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which posts are listed: what is asked for, what is answered, and which answers are too late. */
#include "desk-fixture.h"
#include "galley-post-query.h"
#include "galley-series.h"

typedef struct
{
  GalleyPostQuery *query;
  GArray *ids; /* of the last answer */
  gboolean has_first;
  gboolean another; /* while it was given */
  guint n_answers, n_found;
  guint n_posts; /* that were counted last; all but the trash */
  char *failure;
  gboolean search_failed;
} Listed;

/* The records are the words that were looked for; "fail" cannot be fetched. */
static GPtrArray *
fetch_first (GalleyProject *project,
             const GArray *ids,
             const char *words,
             GCancellable *cancellable,
             GError **error)
{
  GPtrArray *first = NULL;

  if (g_str_equal (words, "harbour fail"))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the disk did not answer");
      return NULL;
    }
  first = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (first, g_strdup (words));
  return first;
}

static void
counted_cb (Listed *listed, const GalleyPostCounts *counts)
{
  listed->n_posts = counts->all;
}

static void
answered_cb (Listed *listed, GArray *ids, GPtrArray *first)
{
  g_clear_pointer (&listed->ids, g_array_unref);
  listed->ids = g_array_ref (ids);
  listed->has_first = first != NULL;
  listed->another = galley_post_query_is_another (listed->query);
  listed->n_answers++;
}

static void
failed_cb (Listed *listed, gboolean searching, const char *why)
{
  g_free (listed->failure);
  listed->failure = g_strdup (why);
  listed->search_failed = searching;
}

static void
found_cb (Listed *listed)
{
  listed->n_found++;
}

static void
wait_for_answer (Listed *listed)
{
  guint n = listed->n_answers;

  while (listed->n_answers == n || !galley_post_query_is_complete (listed->query))
    g_main_context_iteration (NULL, TRUE);
}

static void
go_on_for_a_while (void)
{
  for (int i = 0; i < 20; i++)
    {
      g_usleep (1000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static void
begin (Fixture *fixture, Listed *listed)
{
  *listed = (Listed){ .query = galley_post_query_new (fetch_first) };
  g_signal_connect_swapped (listed->query, "counted", G_CALLBACK (counted_cb), listed);
  g_signal_connect_swapped (listed->query, "answered", G_CALLBACK (answered_cb), listed);
  g_signal_connect_swapped (listed->query, "failed", G_CALLBACK (failed_cb), listed);
  g_signal_connect_swapped (listed->query, "found", G_CALLBACK (found_cb), listed);
  galley_post_query_set_session (listed->query, fixture->session);
  wait_for_answer (listed);
}

static void
end (Listed *listed)
{
  g_object_unref (listed->query);
  g_array_unref (listed->ids);
  g_free (listed->failure);
}

typedef struct
{
  gint64 id;
  void (*change) (GalleyProject *project, GalleyPost *post);
  gboolean done;
} Edit;

static gpointer
edit_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  const Edit *edit = data;
  g_autoptr (GalleyPost) post =
      galley_project_load_post (project, edit->id, GALLEY_VERSION_WORKING, error);

  g_assert_nonnull (post);
  edit->change (project, post);
  if (!galley_project_save_post (project, post, GALLEY_SAVE_TYPING, error))
    return NULL;
  return GINT_TO_POINTER (1);
}

static void
edited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  g_assert_no_error (error);
  ((Edit *) user_data)->done = TRUE;
}

static void
change_post (Fixture *fixture, int post, void (*change) (GalleyProject *project, GalleyPost *post))
{
  Edit edit = { fixture->posts[post], change, FALSE };

  galley_session_run_async (fixture->session, GALLEY_LANE_EDIT, edit_job, &edit, NULL, NULL, NULL,
                            edited_cb, &edit);
  fixture_wait (&edit.done);
}

static void
write_harbour (GalleyProject *project, GalleyPost *post)
{
  g_free (post->body);
  post->body = g_strdup ("At the harbour.");
}

static void
write_byline (GalleyProject *project, GalleyPost *post)
{
  g_free (post->byline);
  post->byline = g_strdup ("Ada");
}

static void
move_to_2030 (GalleyProject *project, GalleyPost *post)
{
  g_date_time_unref (post->date);
  post->date = g_date_time_new_utc (2030, 1, 1, 0, 0, 0);
}

static void
join_series (GalleyProject *project, GalleyPost *post)
{
  post->series_id = galley_project_ensure_series (project, "Travel Diary", NULL);
}

static void
assert_listed (const Listed *listed, const Fixture *fixture, guint n, int first)
{
  g_assert_cmpuint (listed->ids->len, ==, n);
  if (n > 0)
    g_assert_cmpint (g_array_index (listed->ids, gint64, 0), ==, fixture->posts[first]);
}

static void
test_the_first_list_has_all_posts_and_their_counts (Fixture *fixture, gconstpointer data)
{
  Listed listed;

  begin (fixture, &listed);
  g_assert_cmpuint (listed.ids->len, ==, 3);
  g_assert_cmpuint (listed.n_posts, ==, 3);
  g_assert_false (listed.has_first);
  g_assert_false (listed.another); /* nobody asked for another one */
  end (&listed);
}

static void
test_words_are_looked_for_in_the_list (Fixture *fixture, gconstpointer data)
{
  Listed listed;

  change_post (fixture, 1, write_harbour);
  begin (fixture, &listed);
  galley_post_query_set_words (listed.query, "harb");
  g_assert_true (galley_post_query_is_searching (listed.query));
  wait_for_answer (&listed);
  assert_listed (&listed, fixture, 1, 1);
  g_assert_true (listed.has_first);
  g_assert_true (listed.another);
  g_assert_false (galley_post_query_is_another (listed.query));
  g_assert_false (galley_post_query_is_searching (listed.query));
  g_assert_cmpuint (listed.n_found, ==, 1);

  galley_post_query_set_words (listed.query, "");
  g_assert_null (galley_post_query_get_words (listed.query));
  g_assert_cmpuint (listed.ids->len, ==, 3); /* at once: the list is still there */
  end (&listed);
}

static void
test_an_answer_to_older_words_is_dropped (Fixture *fixture, gconstpointer data)
{
  Listed listed;

  change_post (fixture, 1, write_harbour);
  begin (fixture, &listed);
  galley_post_query_set_words (listed.query, "harbour");
  galley_post_query_set_words (listed.query, "nowhere");
  wait_for_answer (&listed);
  assert_listed (&listed, fixture, 0, 0);
  go_on_for_a_while ();
  assert_listed (&listed, fixture, 0, 0);
  g_assert_null (listed.failure);
  end (&listed);
}

static void
test_facets_and_words_are_joined_and_cleared_together (Fixture *fixture, gconstpointer data)
{
  GalleyFacet ada = { .kind = GALLEY_FACET_AUTHOR, .name = (char *) "Ada" };
  Listed listed;

  change_post (fixture, 1, write_harbour);
  change_post (fixture, 2, write_byline);
  begin (fixture, &listed);
  galley_post_query_set_facet (listed.query, GALLEY_FACET_AUTHOR, &ada);
  g_assert_true (galley_post_query_has_facets (listed.query));
  wait_for_answer (&listed);
  assert_listed (&listed, fixture, 1, 2);
  galley_post_query_set_words (listed.query, "harbour");
  wait_for_answer (&listed);
  assert_listed (&listed, fixture, 0, 0);
  galley_post_query_clear_facets (listed.query);
  wait_for_answer (&listed);
  assert_listed (&listed, fixture, 1, 1);
  g_assert_false (galley_post_query_has_facets (listed.query));
  end (&listed);
}

static void
test_another_project_is_asked_without_facets (Fixture *fixture, gconstpointer data)
{
  GalleyFacet ada = { .kind = GALLEY_FACET_AUTHOR, .name = (char *) "Ada" };
  Listed listed;

  begin (fixture, &listed);
  galley_post_query_set_facet (listed.query, GALLEY_FACET_AUTHOR, &ada);
  galley_post_query_set_session (listed.query, NULL);
  g_assert_false (galley_post_query_has_facets (listed.query));
  galley_post_query_set_session (listed.query, fixture->session);
  wait_for_answer (&listed);
  g_assert_cmpuint (listed.ids->len, ==, 3);
  end (&listed);
}

static void
test_a_change_of_the_posts_lists_the_same_anew (Fixture *fixture, gconstpointer data)
{
  Listed listed;

  begin (fixture, &listed);
  galley_post_query_set_status (listed.query, GALLEY_POST_DRAFT);
  g_assert_true (galley_post_query_is_another (listed.query));
  wait_for_answer (&listed);
  g_assert_true (listed.another);
  galley_session_posts_changed (fixture->session);
  wait_for_answer (&listed);
  g_assert_false (listed.another); /* so the list keeps its place */
  g_assert_cmpint (galley_post_query_get_status (listed.query), ==, GALLEY_POST_DRAFT);
  end (&listed);
}

static void
test_the_order_by_part_is_one_of_a_series (Fixture *fixture, gconstpointer data)
{
  Listed listed;

  change_post (fixture, 1, move_to_2030);
  change_post (fixture, 1, join_series);
  begin (fixture, &listed);
  assert_listed (&listed, fixture, 3, 1);
  galley_post_query_set_sort (listed.query, GALLEY_POST_SORT_PART);
  wait_for_answer (&listed);
  assert_listed (&listed, fixture, 3, 1);
  end (&listed);
}

static void
test_a_search_that_fails_says_why_and_is_over (Fixture *fixture, gconstpointer data)
{
  Listed listed;

  change_post (fixture, 1, write_harbour);
  begin (fixture, &listed);
  galley_post_query_set_words (listed.query, "harbour fail");
  while (listed.failure == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (listed.failure, ==, "the disk did not answer");
  g_assert_true (listed.search_failed);
  g_assert_false (galley_post_query_is_searching (listed.query));
  g_assert_true (galley_post_query_is_complete (listed.query));
  end (&listed);
}

static void
test_what_is_under_way_may_outlive_its_asker (Fixture *fixture, gconstpointer data)
{
  Hold *hold;
  Listed listed;

  begin (fixture, &listed);
  hold = fixture_hold (fixture);
  galley_post_query_set_words (listed.query, "harbour");
  galley_post_query_set_status (listed.query, GALLEY_POST_PUBLISHED);
  g_signal_handlers_disconnect_by_data (listed.query, &listed);
  galley_post_query_set_session (listed.query, NULL);
  end (&listed);
  fixture_let_go (hold);
  go_on_for_a_while ();
}

int
main (int argc, char **argv)
{
  if (fixture_is_other_writer (argc, argv))
    return 0;
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/desk/post-query/the_first_list_has_all_posts_and_their_counts",
                test_the_first_list_has_all_posts_and_their_counts);
  FIXTURE_TEST ("/desk/post-query/words_are_looked_for_in_the_list",
                test_words_are_looked_for_in_the_list);
  FIXTURE_TEST ("/desk/post-query/an_answer_to_older_words_is_dropped",
                test_an_answer_to_older_words_is_dropped);
  FIXTURE_TEST ("/desk/post-query/facets_and_words_are_joined_and_cleared_together",
                test_facets_and_words_are_joined_and_cleared_together);
  FIXTURE_TEST ("/desk/post-query/another_project_is_asked_without_facets",
                test_another_project_is_asked_without_facets);
  FIXTURE_TEST ("/desk/post-query/a_change_of_the_posts_lists_the_same_anew",
                test_a_change_of_the_posts_lists_the_same_anew);
  FIXTURE_TEST ("/desk/post-query/the_order_by_part_is_one_of_a_series",
                test_the_order_by_part_is_one_of_a_series);
  FIXTURE_TEST ("/desk/post-query/a_search_that_fails_says_why_and_is_over",
                test_a_search_that_fails_says_why_and_is_over);
  FIXTURE_TEST ("/desk/post-query/what_is_under_way_may_outlive_its_asker",
                test_what_is_under_way_may_outlive_its_asker);
  return g_test_run ();
}
