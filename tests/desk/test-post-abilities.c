/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-abilities.h"

static const GalleyPostAbilities can_write = GALLEY_POST_CAN_WRITE;
static const GalleyPostAbilities can_unpublish = GALLEY_POST_CAN_WRITE | GALLEY_POST_CAN_UNPUBLISH;

static void
test_what_can_be_done_follows_from_status_and_changes (void)
{
  g_autoptr (GalleyPost) post = galley_post_new ();

  g_assert_cmpint (galley_post_get_abilities (NULL), ==, 0);
  g_assert_cmpint (galley_post_get_abilities (post), ==, can_write | GALLEY_POST_CAN_PUBLISH);
  post->status = GALLEY_POST_PUBLISHED;
  g_assert_cmpint (galley_post_get_abilities (post), ==, can_unpublish);
  post->has_changes = TRUE;
  g_assert_cmpint (galley_post_get_abilities (post), ==,
                   can_unpublish | GALLEY_POST_CAN_PUBLISH | GALLEY_POST_CAN_DISCARD);
  post->status = GALLEY_POST_SCHEDULED;
  g_assert_cmpint (galley_post_get_abilities (post), ==,
                   can_unpublish | GALLEY_POST_CAN_PUBLISH | GALLEY_POST_CAN_DISCARD);
  post->status = GALLEY_POST_TRASH;
  g_assert_cmpint (galley_post_get_abilities (post), ==, GALLEY_POST_CAN_RESTORE);
}

static void
test_the_next_step_follows_from_status_and_date (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 1, 1, 12, 0, 0);
  g_autoptr (GalleyPost) post = galley_post_new ();

  g_assert_cmpint (galley_post_get_step (post, now), ==, GALLEY_POST_STEP_PUBLISH);
  post->date = g_date_time_add_seconds (now, 1);
  g_assert_cmpint (galley_post_get_step (post, now), ==, GALLEY_POST_STEP_SCHEDULE);
  post->status = GALLEY_POST_SCHEDULED;
  g_assert_cmpint (galley_post_get_step (post, now), ==, GALLEY_POST_STEP_IS_SCHEDULED);
  post->status = GALLEY_POST_PUBLISHED;
  g_assert_cmpint (galley_post_get_step (post, now), ==, GALLEY_POST_STEP_IS_PUBLISHED);
  post->has_changes = TRUE;
  g_assert_cmpint (galley_post_get_step (post, now), ==, GALLEY_POST_STEP_PUBLISH_CHANGES);
  post->status = GALLEY_POST_TRASH;
  g_assert_cmpint (galley_post_get_step (post, now), ==, GALLEY_POST_STEP_RESTORE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/post-abilities/what_can_be_done_follows_from_status_and_changes",
                   test_what_can_be_done_follows_from_status_and_changes);
  g_test_add_func ("/desk/post-abilities/the_next_step_follows_from_status_and_date",
                   test_the_next_step_follows_from_status_and_date);
  return g_test_run ();
}
