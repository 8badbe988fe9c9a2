/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The draft beside another program, on a slow disk, and with other commands. */
#include "draft-fixture.h"

#include <string.h>

static const char *program;

/* A command that waits for the disk, as a decision about a comment. */
static void
command (Desk *desk)
{
  desk_run (desk, desk_tag_job, desk->second, "command");
}

static void
test_what_is_typed_before_and_after_another_post_comes_is_kept (Desk *desk, gconstpointer data)
{
  OtherWriter *other;

  desk_open (desk, desk->first);
  other = fixture_lock (&desk->project, program);
  command (desk);
  galley_draft_open (desk->draft, desk->second);
  desk_type (desk, " FIRST");
  desk_wait (600);
  desk_type (desk, " SECOND");
  desk_wait (50);
  fixture_release (other);
  g_assert_true (desk_flush (desk));
  g_assert_true (galley_draft_is_saved (desk->draft));
  g_assert_true (desk_has (desk, 0, "FIRST"));
  g_assert_true (desk_has (desk, 0, "SECOND"));
}

static void
test_one_goes_on_to_another_post_while_the_disk_is_slow (Desk *desk, gconstpointer data)
{
  Hold *hold;

  desk_open (desk, desk->first);
  hold = fixture_hold (&desk->project);
  desk_type (desk, " one");
  desk_open (desk, desk->second);
  desk_type (desk, " two");
  desk_open (desk, desk->first);
  g_assert_cmpstr (desk->text->str, ==, "the first one");
  desk_type (desk, " three");
  g_assert_false (galley_draft_is_saved (desk->draft));
  g_assert_cmpint (galley_draft_get_state (desk->draft), ==, GALLEY_DRAFT_SAVING);
  fixture_let_go (hold);
  g_assert_true (desk_flush (desk));
  g_assert_true (desk_has (desk, desk->first, "the first one three"));
  g_assert_true (desk_has (desk, desk->second, "the second two"));
  g_assert_cmpuint (desk->n_conflicts, ==, 0);
}

static void
test_what_cannot_be_saved_is_told_and_kept_for_the_next_attempt (Desk *desk, gconstpointer data)
{
  desk_open (desk, desk->first);
  desk_sql (desk, "CREATE TRIGGER full BEFORE INSERT ON body BEGIN"
                  " SELECT RAISE (ABORT, 'the disk is full'); END");
  desk_type (desk, " one");
  g_assert_false (desk_flush (desk));
  g_assert_cmpint (galley_draft_get_state (desk->draft), ==, GALLEY_DRAFT_FAILED);
  g_assert_nonnull (strstr (galley_draft_get_error (desk->draft), "the disk is full"));
  desk_open (desk, desk->second);
  g_assert_cmpint (galley_draft_get_state (desk->draft), ==, GALLEY_DRAFT_FAILED);
  desk_open (desk, desk->first);
  g_assert_cmpstr (desk->text->str, ==, "the first one");
  desk_sql (desk, "DROP TRIGGER full");
  while (!galley_draft_is_saved (desk->draft)) /* by itself */
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (desk_has (desk, desk->first, "the first one"));
  g_assert_null (galley_draft_get_error (desk->draft));
}

static void
test_one_post_that_cannot_be_saved_does_not_hold_up_another (Desk *desk, gconstpointer data)
{
  g_autofree char *sql = NULL;

  desk_open (desk, desk->first);
  sql = g_strdup_printf ("CREATE TRIGGER one BEFORE INSERT ON revision WHEN new.post = %d BEGIN"
                         " SELECT RAISE (ABORT, 'not this one'); END",
                         (int) desk->first);
  desk_sql (desk, sql);
  desk_type (desk, " one");
  desk_open (desk, desk->second);
  desk_type (desk, " two");
  g_assert_false (desk_flush (desk));
  g_assert_true (desk_has (desk, desk->second, "the second two"));
  desk_sql (desk, "DROP TRIGGER one");
  g_assert_true (desk_flush (desk));
  g_assert_true (desk_has (desk, desk->first, "the first one"));
}

static void
test_a_key_is_saved_a_quarter_of_a_second_later (Desk *desk, gconstpointer data)
{
  gint64 began;

  desk_open (desk, desk->first);
  began = g_get_monotonic_time ();
  for (int i = 0; i < 20; i++)
    {
      desk_type (desk, "x");
      desk_wait (20);
      if (desk->n_saved > 0)
        break;
    }
  while (desk->n_saved == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - began, >, 240 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2000 * 1000);
  g_assert_true (desk_has (desk, desk->first, "the firstxxx"));
}

static void
test_a_long_text_is_copied_once_a_save_and_not_once_a_key (Desk *desk, gconstpointer data)
{
  Hold *hold;

  desk_open (desk, desk->first);
  hold = fixture_hold (&desk->project);
  for (int i = 0; i < 100; i++)
    {
      desk_type (desk, "word ");
      desk_wait (10);
    }
  g_assert_cmpuint (desk->n_copies, <=, 1); /* the rest waits for the save that is under way */
  fixture_let_go (hold);
  g_assert_true (desk_flush (desk));
  g_assert_cmpuint (desk->n_copies, <=, 3);
}

static void
test_typing_while_a_command_tags_the_post_keeps_both (Desk *desk, gconstpointer data)
{
  g_autoptr (GalleyPost) post = NULL;

  desk_open (desk, desk->first);
  desk_run (desk, desk_tag_job, desk->first, "lakes");
  desk_type (desk, " typed");
  g_assert_true (desk_flush (desk));
  desk_settle (desk);
  post = desk_load (desk, desk->first);
  g_assert_cmpstr (post->body, ==, "the first typed");
  g_assert_cmpstr (post->tags[0], ==, "lakes");
  g_assert_cmpstr (galley_draft_get_post (desk->draft)->tags[0], ==, "lakes");
  g_assert_cmpuint (desk->n_conflicts, ==, 0);
}

static void
test_two_who_write_the_same_text_are_told_and_both_are_in_the_history (Desk *desk,
                                                                       gconstpointer data)
{
  g_autoptr (GalleyPost) post = NULL;

  desk_open (desk, desk->first);
  desk_type (desk, " mine");
  desk_run (desk, desk_write_job, desk->first, "theirs");
  g_assert_true (desk_flush (desk));
  desk_settle (desk);
  post = desk_load (desk, desk->first);
  g_assert_cmpstr (post->body, ==, "the first mine");
  g_assert_true (desk_has (desk, desk->first, "theirs"));
  g_assert_cmpuint (desk->n_conflicts, ==, 1);
}

static void
test_a_text_that_another_command_wrote_is_shown_and_not_typed_over (Desk *desk, gconstpointer data)
{
  desk_open (desk, desk->first);
  desk_run (desk, desk_write_job, desk->first, "theirs");
  desk_settle (desk);
  g_assert_cmpstr (desk->text->str, ==, "theirs");
  g_assert_true (galley_draft_is_saved (desk->draft));
  g_string_assign (desk->text, "");
  desk_type (desk, "mine");
  g_assert_true (desk_flush (desk));
  g_assert_true (desk_has (desk, desk->first, "theirs"));
  g_assert_true (desk_has (desk, desk->first, "mine"));
}

static void
test_what_is_changed_while_a_save_is_under_way_is_not_taken_back (Desk *desk, gconstpointer data)
{
  g_autoptr (GalleyPost) mine = NULL, saved = NULL;
  Hold *hold;

  desk_open (desk, desk->first);
  hold = fixture_hold (&desk->project);
  desk_run (desk, desk_tag_job, desk->first, "theirs");
  desk_type (desk, " typed");
  galley_draft_flush_async (desk->draft, NULL, NULL, NULL);
  mine = galley_post_copy (galley_draft_get_post (desk->draft));
  g_strfreev (mine->tags);
  mine->tags = g_strsplit ("mine", ",", -1);
  galley_draft_set_properties (desk->draft, mine);
  fixture_let_go (hold);
  desk_settle (desk);
  g_assert_true (desk_flush (desk));
  saved = desk_load (desk, desk->first);
  g_assert_cmpstr (saved->tags[0], ==, "mine");
  g_assert_cmpuint (desk->n_conflicts, ==, 1);
}

static void
test_a_second_save_does_not_take_back_what_somebody_else_changed_before_the_first (
    Desk *desk,
    gconstpointer data)
{
  g_autoptr (GalleyPost) saved = NULL;
  Hold *hold;

  desk_open (desk, desk->first);
  hold = fixture_hold (&desk->project);
  desk_run (desk, desk_tag_job, desk->first, "theirs");
  desk_type (desk, " one");
  galley_draft_flush_async (desk->draft, NULL, NULL, NULL);
  desk_type (desk, " two");
  galley_draft_flush_async (desk->draft, NULL, NULL, NULL);
  fixture_let_go (hold);
  desk_settle (desk);
  g_assert_true (desk_flush (desk));
  saved = desk_load (desk, desk->first);
  g_assert_cmpstr (saved->body, ==, "the first one two");
  g_assert_cmpstr (saved->tags[0], ==, "theirs");
  g_assert_cmpstr (galley_draft_get_post (desk->draft)->tags[0], ==, "theirs");
}

static void
test_a_post_that_was_changed_since_it_was_read_is_read_again (Desk *desk, gconstpointer data)
{
  DeskJob job = { desk->second, (char *) "theirs" };

  desk_open (desk, desk->first);
  galley_draft_open (desk->draft, desk->second);
  g_usleep (50 * 1000); /* it is read, and not shown yet */
  galley_session_run_async (desk->session, GALLEY_LANE_EDIT, desk_write_job, &job, NULL, NULL, NULL,
                            NULL, NULL);
  while (!desk_has (desk, desk->second, "theirs"))
    g_usleep (1000);
  galley_session_posts_changed (desk->session);
  desk_settle (desk);
  g_assert_cmpint (galley_draft_get_id (desk->draft), ==, desk->second);
  g_assert_cmpstr (desk->text->str, ==, "theirs");
}

static void
test_a_flush_waits_for_what_was_typed_before_it_and_no_longer (Desk *desk, gconstpointer data)
{
  Hold *hold;

  desk_open (desk, desk->first);
  desk_type (desk, " before");
  g_assert_true (desk_flush (desk));
  hold = fixture_hold (&desk->project);
  g_assert_true (desk_flush (desk)); /* nothing waits */
  fixture_let_go (hold);
}

static void
test_what_is_typed_last_is_saved_when_the_draft_goes (Desk *desk, gconstpointer data)
{
  desk_open (desk, desk->first);
  desk_type (desk, " and last");
  desk_drop_draft (desk);
  desk_settle (desk);
  g_assert_true (desk_has (desk, desk->first, "and last"));
}

static void
test_a_new_post_that_is_empty_is_used_again (Desk *desk, gconstpointer data)
{
  gint64 id;

  galley_draft_begin (desk->draft);
  desk_settle (desk);
  id = galley_draft_get_id (desk->draft);
  g_assert_cmpint (id, >, desk->second);
  galley_draft_begin (desk->draft);
  desk_settle (desk);
  g_assert_cmpint (galley_draft_get_id (desk->draft), ==, id);
  galley_draft_set_title (desk->draft, "A Title");
  galley_draft_begin (desk->draft);
  desk_settle (desk);
  g_assert_cmpint (galley_draft_get_id (desk->draft), !=, id);
}

static void
test_the_address_follows_the_title_until_somebody_chooses_one (Desk *desk, gconstpointer data)
{
  g_autoptr (GalleyPost) chosen = NULL;

  galley_draft_begin (desk->draft);
  desk_settle (desk);
  galley_draft_set_title (desk->draft, "A Morning");
  g_assert_true (desk_flush (desk));
  g_assert_cmpstr (galley_draft_get_post (desk->draft)->slug, ==, "a-morning");
  galley_draft_set_title (desk->draft, "An Evening");
  g_assert_true (desk_flush (desk));
  g_assert_cmpstr (galley_draft_get_post (desk->draft)->slug, ==, "an-evening");
  chosen = galley_post_copy (galley_draft_get_post (desk->draft));
  g_free (chosen->slug);
  chosen->slug = g_strdup ("chosen");
  galley_draft_set_properties (desk->draft, chosen);
  galley_draft_set_title (desk->draft, "A Night");
  g_assert_true (desk_flush (desk));
  g_assert_cmpstr (galley_draft_get_post (desk->draft)->slug, ==, "chosen");
}

#define DRAFT_TEST(name)                                                                           \
  g_test_add ("/desk/draft/" #name, Desk, NULL, desk_set_up, test_##name, desk_tear_down)

int
main (int argc, char **argv)
{
  if (fixture_is_other_writer (argc, argv))
    return 0;
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  DRAFT_TEST (what_is_typed_before_and_after_another_post_comes_is_kept);
  DRAFT_TEST (one_goes_on_to_another_post_while_the_disk_is_slow);
  DRAFT_TEST (what_cannot_be_saved_is_told_and_kept_for_the_next_attempt);
  DRAFT_TEST (one_post_that_cannot_be_saved_does_not_hold_up_another);
  DRAFT_TEST (a_key_is_saved_a_quarter_of_a_second_later);
  DRAFT_TEST (a_long_text_is_copied_once_a_save_and_not_once_a_key);
  DRAFT_TEST (typing_while_a_command_tags_the_post_keeps_both);
  DRAFT_TEST (two_who_write_the_same_text_are_told_and_both_are_in_the_history);
  DRAFT_TEST (a_text_that_another_command_wrote_is_shown_and_not_typed_over);
  DRAFT_TEST (what_is_changed_while_a_save_is_under_way_is_not_taken_back);
  DRAFT_TEST (a_second_save_does_not_take_back_what_somebody_else_changed_before_the_first);
  DRAFT_TEST (a_post_that_was_changed_since_it_was_read_is_read_again);
  DRAFT_TEST (a_flush_waits_for_what_was_typed_before_it_and_no_longer);
  DRAFT_TEST (what_is_typed_last_is_saved_when_the_draft_goes);
  DRAFT_TEST (a_new_post_that_is_empty_is_used_again);
  DRAFT_TEST (the_address_follows_the_title_until_somebody_chooses_one);
  return g_test_run ();
}
