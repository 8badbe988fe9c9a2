/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review of comments: which one is next, what filters leave, what is counted and marked. */
#include "desk-fixture.h"
#include "galley-comment-command.h"
#include "galley-comment-queue.h"

/* The comments are listed newest first: 3, 2, 1, 0, as their bodies say. */
typedef struct
{
  GalleyCommands *commands;
  GalleyCommentQueue *queue;
  guint n_listed;
} Review;

static void
listed_cb (Review *review)
{
  review->n_listed++;
}

static void
wait_for_list (Review *review)
{
  guint n = review->n_listed;

  while (review->n_listed == n)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin (Fixture *fixture, Review *review)
{
  *review = (Review){ 0 };
  review->commands = galley_commands_new (fixture->session);
  review->queue = galley_comment_queue_new ();
  g_signal_connect_swapped (review->queue, "listed", G_CALLBACK (listed_cb), review);
  galley_comment_queue_set_session (review->queue, fixture->session, review->commands);
  wait_for_list (review);
}

static void
end (Review *review)
{
  g_object_unref (review->queue);
  g_object_unref (review->commands);
}

static void
assert_in_view (Fixture *fixture, Review *review, int comment)
{
  g_assert_cmpint (galley_comment_queue_get_id (review->queue), ==,
                   comment < 0 ? 0 : fixture->comments[comment]);
}

static void
test_a_decision_brings_the_next_one_into_view_at_once (Fixture *fixture, gconstpointer data)
{
  Review review;

  begin (fixture, &review);
  assert_in_view (fixture, &review, 3);
  galley_comment_queue_decide (review.queue, GALLEY_COMMENT_APPROVED);
  assert_in_view (fixture, &review, 2);
  galley_comment_queue_decide (review.queue, GALLEY_COMMENT_SPAM);
  assert_in_view (fixture, &review, 1);
  while (galley_comment_queue_get_ids (review.queue)->len > 2)
    wait_for_list (&review);
  assert_in_view (fixture, &review, 1);
  g_assert_cmpuint (galley_comment_queue_count (review.queue, GALLEY_COMMENTS_PENDING), ==, 2);
  g_assert_cmpuint (galley_comment_queue_count (review.queue, GALLEY_COMMENTS_APPROVED), ==, 1);
  g_assert_cmpuint (galley_comment_queue_count (review.queue, GALLEY_COMMENTS_SPAM), ==, 1);
  g_assert_cmpuint (galley_comment_queue_count (review.queue, GALLEY_COMMENTS_ALL), ==, 3);
  end (&review);
}

static void
test_after_the_last_one_comes_the_one_before (Fixture *fixture, gconstpointer data)
{
  Review review;

  begin (fixture, &review);
  galley_comment_queue_select (review.queue, 99);
  assert_in_view (fixture, &review, 0);
  galley_comment_queue_decide (review.queue, GALLEY_COMMENT_TRASH);
  assert_in_view (fixture, &review, 1);
  wait_for_list (&review);
  assert_in_view (fixture, &review, 1);
  end (&review);
}

static void
test_the_last_of_all_leaves_none_in_view (Fixture *fixture, gconstpointer data)
{
  Review review;

  begin (fixture, &review);
  for (int i = 0; i < 4; i++)
    galley_comment_queue_decide (review.queue, GALLEY_COMMENT_APPROVED);
  while (galley_comment_queue_get_ids (review.queue)->len > 0)
    wait_for_list (&review);
  assert_in_view (fixture, &review, -1);
  galley_comment_queue_decide (review.queue, GALLEY_COMMENT_SPAM);
  g_assert_cmpuint (galley_comment_queue_count (review.queue, GALLEY_COMMENTS_APPROVED), ==, 4);
  end (&review);
}

static void
test_what_is_listed_by_its_status_is_not_decided_to_have_it (Fixture *fixture, gconstpointer data)
{
  Review review;

  begin (fixture, &review);
  galley_comment_queue_decide (review.queue, GALLEY_COMMENT_PENDING);
  assert_in_view (fixture, &review, 3);
  g_assert_false (galley_commands_undo (review.commands, GALLEY_COMMAND_COMMENTS));
  end (&review);
}

static void
test_what_is_undone_comes_back_into_view (Fixture *fixture, gconstpointer data)
{
  Review review;

  begin (fixture, &review);
  galley_comment_queue_decide (review.queue, GALLEY_COMMENT_APPROVED);
  wait_for_list (&review);
  galley_comment_queue_select (review.queue, 2);
  assert_in_view (fixture, &review, 0);
  g_assert_true (galley_commands_undo (review.commands, GALLEY_COMMAND_COMMENTS));
  wait_for_list (&review);
  assert_in_view (fixture, &review, 3);
  end (&review);
}

static void
test_filters_and_words_leave_fewer_and_keep_the_one_in_view (Fixture *fixture, gconstpointer data)
{
  Review review;
  g_autoptr (GalleyCommentChoice) post =
      galley_comment_choice_new (GALLEY_CHOICE_POST, fixture->posts[0], "One", "");
  g_autoptr (GalleyCommentChoice) other =
      galley_comment_choice_new (GALLEY_CHOICE_POST, fixture->posts[1], "Two", "");

  begin (fixture, &review);
  galley_comment_queue_select (review.queue, 2);
  galley_comment_queue_add_filter (review.queue, post);
  assert_in_view (fixture, &review, -1);
  wait_for_list (&review);
  g_assert_cmpuint (galley_comment_queue_get_ids (review.queue)->len, ==, 3);
  assert_in_view (fixture, &review, 1);
  galley_comment_queue_set_search (review.queue, "2");
  wait_for_list (&review);
  g_assert_cmpuint (galley_comment_queue_get_ids (review.queue)->len, ==, 1);
  assert_in_view (fixture, &review, 2);
  galley_comment_queue_add_filter (review.queue, other); /* in place of the first */
  wait_for_list (&review);
  g_assert_cmpuint (galley_comment_queue_get_filters (review.queue)->len, ==, 1);
  assert_in_view (fixture, &review, -1);
  galley_comment_queue_clear_filters (review.queue);
  wait_for_list (&review);
  g_assert_false (galley_comment_queue_is_searching (review.queue));
  g_assert_cmpuint (galley_comment_queue_get_ids (review.queue)->len, ==, 4);
  end (&review);
}

/* An unplaced comment has no post: a filter by one would leave none of them. */
static void
test_a_filter_by_post_does_not_hide_what_is_unplaced (Fixture *fixture, gconstpointer data)
{
  Review review;
  g_autoptr (GalleyCommentChoice) post =
      galley_comment_choice_new (GALLEY_CHOICE_POST, fixture->posts[0], "One", "");

  begin (fixture, &review);
  galley_comment_queue_add_filter (review.queue, post);
  galley_comment_queue_set_view (review.queue, GALLEY_COMMENTS_UNPLACED);
  wait_for_list (&review);
  assert_in_view (fixture, &review, 3);
  galley_comment_queue_run (review.queue,
                            galley_command_place_comment (fixture->comments[3], "Two"));
  wait_for_list (&review);
  assert_in_view (fixture, &review, -1);
  end (&review);
}

static void
test_marked_ones_are_decided_together_and_once (Fixture *fixture, gconstpointer data)
{
  Review review;

  begin (fixture, &review);
  g_assert_false (galley_comment_queue_decide_marked (review.queue, GALLEY_COMMENT_SPAM));
  galley_comment_queue_toggle_mark (review.queue);
  galley_comment_queue_select (review.queue, 1);
  galley_comment_queue_toggle_mark (review.queue);
  galley_comment_queue_select (review.queue, 2);
  galley_comment_queue_toggle_mark (review.queue);
  galley_comment_queue_toggle_mark (review.queue);
  g_assert_true (galley_comment_queue_is_marked (review.queue, fixture->comments[3]));
  g_assert_false (galley_comment_queue_is_marked (review.queue, fixture->comments[1]));
  g_assert_true (galley_comment_queue_decide_marked (review.queue, GALLEY_COMMENT_SPAM));
  g_assert_false (galley_comment_queue_decide_marked (review.queue, GALLEY_COMMENT_SPAM));
  wait_for_list (&review);
  g_assert_cmpuint (galley_comment_queue_count (review.queue, GALLEY_COMMENTS_SPAM), ==, 2);
  assert_in_view (fixture, &review, 1);
  g_assert_cmpuint (galley_comment_queue_toggle_all (review.queue), ==, 2);
  g_assert_cmpuint (galley_comment_queue_toggle_all (review.queue), ==, 0);
  end (&review);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/desk/comment-queue/a_decision_brings_the_next_one_into_view_at_once",
                test_a_decision_brings_the_next_one_into_view_at_once);
  FIXTURE_TEST ("/desk/comment-queue/after_the_last_one_comes_the_one_before",
                test_after_the_last_one_comes_the_one_before);
  FIXTURE_TEST ("/desk/comment-queue/the_last_of_all_leaves_none_in_view",
                test_the_last_of_all_leaves_none_in_view);
  FIXTURE_TEST ("/desk/comment-queue/what_is_listed_by_its_status_is_not_decided_to_have_it",
                test_what_is_listed_by_its_status_is_not_decided_to_have_it);
  FIXTURE_TEST ("/desk/comment-queue/what_is_undone_comes_back_into_view",
                test_what_is_undone_comes_back_into_view);
  FIXTURE_TEST ("/desk/comment-queue/filters_and_words_leave_fewer_and_keep_the_one_in_view",
                test_filters_and_words_leave_fewer_and_keep_the_one_in_view);
  FIXTURE_TEST ("/desk/comment-queue/a_filter_by_post_does_not_hide_what_is_unplaced",
                test_a_filter_by_post_does_not_hide_what_is_unplaced);
  FIXTURE_TEST ("/desk/comment-queue/marked_ones_are_decided_together_and_once",
                test_marked_ones_are_decided_together_and_once);
  return g_test_run ();
}
