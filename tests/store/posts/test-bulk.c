/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several posts at once. */
#include "galley-bulk.h"
#include "galley-series.h"
#include "store-fixture.h"

static gint64 ids[3];

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  ids[0] = fixture_add_post (fixture, "One", "The first text.");
  ids[1] = fixture_add_post (fixture, "Two", "The second text.");
  ids[2] = fixture_add_post (fixture, "Three", "The third text.");
  g_assert_true (galley_project_publish_post (fixture->project, ids[0], NULL, NULL));
}

/* The index and all else still agree. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = galley_project_verify (fixture->project, NULL, NULL);

  g_assert_nonnull (problems);
  g_assert_cmpuint (problems->len, ==, 0);
  fixture_tear_down (fixture, data);
}

static GalleyBulkDone *
change (Fixture *fixture, GalleyBulkChange what)
{
  g_autoptr (GError) error = NULL;
  GalleyBulkDone *done =
      galley_project_change_posts (fixture->project, &what, ids, G_N_ELEMENTS (ids), NULL, &error);

  g_assert_no_error (error);
  return done;
}

static guint
undo (Fixture *fixture, const GalleyBulkDone *done)
{
  g_autoptr (GError) error = NULL;
  guint n_kept;

  g_assert_true (galley_project_undo_posts (fixture->project, done, &n_kept, &error));
  g_assert_no_error (error);
  return n_kept;
}

static GalleyPost *
load (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  GalleyPost *post =
      galley_project_load_post (fixture->project, id, GALLEY_VERSION_WORKING, &error);

  g_assert_no_error (error);
  return post;
}

static void
assert_tags (Fixture *fixture, gint64 id, const char *wanted, gboolean changed)
{
  g_autoptr (GalleyPost) post = load (fixture, id);
  g_autofree char *tags = g_strjoinv (",", post->tags);

  g_assert_cmpstr (tags, ==, wanted);
  g_assert_cmpint (post->has_changes, ==, changed);
}

static guint
count (Fixture *fixture, const char *search, const char *tag, int status)
{
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) found = NULL;

  filter.search = search;
  filter.tag = tag;
  filter.status = status;
  found = galley_project_list_posts (fixture->project, &filter, NULL, NULL);
  return found->len;
}

static guint
count_revisions (Fixture *fixture, gint64 id)
{
  g_autoptr (GPtrArray) revisions = galley_project_list_revisions (fixture->project, id, NULL);

  return revisions->len;
}

static void
test_tags_are_added_and_that_is_undone (Fixture *fixture, gconstpointer data)
{
  char *tags[] = { "Notes", "Winter", NULL };
  g_autoptr (GalleyBulkDone) done =
      change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_ADD_TAGS, .tags = tags });
  g_autoptr (GalleyBulkDone) again =
      change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_ADD_TAGS, .tags = tags });

  g_assert_cmpuint (done->posts->len, ==, 3);
  g_assert_cmpuint (again->posts->len, ==, 0);
  assert_tags (fixture, ids[0], "Notes,Winter", TRUE);
  assert_tags (fixture, ids[1], "Notes,Winter", FALSE);
  g_assert_cmpuint (count (fixture, "winter text", NULL, -1), ==, 3);
  g_assert_cmpuint (count (fixture, NULL, "Winter", -1), ==, 3);
  g_assert_cmpuint (undo (fixture, done), ==, 0);
  assert_tags (fixture, ids[0], "", FALSE);
  assert_tags (fixture, ids[1], "", FALSE);
  g_assert_cmpuint (count (fixture, "winter", NULL, -1), ==, 0);
  g_assert_cmpuint (count (fixture, "text", NULL, -1), ==, 3);
  g_assert_cmpuint (count_revisions (fixture, ids[1]), ==, 1);
}

static void
test_a_published_post_stays_as_it_is_published (Fixture *fixture, gconstpointer data)
{
  char *tags[] = { "Notes", NULL };
  g_autoptr (GalleyBulkDone) done =
      change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_ADD_TAGS, .tags = tags });
  g_autoptr (GalleyPost) published =
      galley_project_load_post (fixture->project, ids[0], GALLEY_VERSION_PUBLISHED, NULL);
  g_autoptr (GalleyBulkDone) removed = NULL;

  g_assert_cmpuint (g_strv_length (published->tags), ==, 0);
  removed = change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_REMOVE_TAGS, .tags = tags });
  g_assert_cmpuint (removed->posts->len, ==, 3);
  assert_tags (fixture, ids[0], "", FALSE); /* as it is published: nothing to publish */
  undo (fixture, removed);
  assert_tags (fixture, ids[0], "Notes", TRUE);
  undo (fixture, done);
  assert_tags (fixture, ids[0], "", FALSE);
}

static void
test_what_was_written_since_is_kept (Fixture *fixture, gconstpointer data)
{
  char *tags[] = { "Notes", NULL };
  g_autoptr (GalleyBulkDone) done =
      change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_ADD_TAGS, .tags = tags });
  g_autoptr (GalleyPost) post = load (fixture, ids[1]);

  g_free (post->body);
  post->body = g_strdup ("Typed.");
  g_assert_true (galley_project_save_post (fixture->project, post, GALLEY_SAVE_TYPING, NULL));
  g_assert_cmpuint (undo (fixture, done), ==, 1);
  assert_tags (fixture, ids[1], "Notes", FALSE);
  assert_tags (fixture, ids[2], "", FALSE);
}

static void
assert_position (Fixture *fixture, gint64 id, guint wanted)
{
  g_autoptr (GError) error = NULL;
  guint position = G_MAXUINT;

  g_assert_true (galley_project_find_part (fixture->project, id, &position, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (position, ==, wanted);
}

static void
test_posts_move_to_a_series_in_the_order_of_their_dates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyBulkDone) done =
      change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_SERIES, .series = "Diary" });
  g_autoptr (GalleyPost) last = load (fixture, ids[2]);
  g_autoptr (GalleyPost) first = load (fixture, ids[0]);
  g_autoptr (GalleyPost) out = NULL;
  g_autoptr (GalleyBulkDone) gone = NULL;

  g_assert_cmpuint (done->posts->len, ==, 3);
  assert_position (fixture, ids[2], 3);
  g_assert_cmpstr (first->series_title, ==, "Diary");
  g_assert_cmpuint (first->series_part, ==, 1);
  g_assert_cmpuint (last->series_part, ==, 3);
  last->series_part = 70;
  g_assert_true (galley_project_save_post (fixture->project, last, GALLEY_SAVE_TYPING, NULL));
  assert_position (fixture, ids[2], 3);
  g_assert_true (galley_project_trash_post (fixture->project, ids[1], NULL));
  assert_position (fixture, ids[2], 2);
  g_assert_true (galley_project_restore_post (fixture->project, ids[1], NULL));
  gone = change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_SERIES, .series = "" });
  assert_position (fixture, ids[2], 0);
  g_assert_cmpuint (gone->posts->len, ==, 3);
  out = load (fixture, ids[0]);
  g_assert_cmpint (out->series_id, ==, 0);
  g_assert_false (out->has_changes);
  undo (fixture, gone);
  undo (fixture, done);
}

static void
test_posts_go_to_the_trash_and_come_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyBulkDone) done = NULL;
  g_autoptr (GalleyBulkDone) back = NULL;

  galley_project_trash_post (fixture->project, ids[2], NULL);
  done = change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_TRASH });
  g_assert_cmpuint (done->posts->len, ==, 2);
  g_assert_cmpuint (count (fixture, NULL, NULL, GALLEY_POST_TRASH), ==, 3);
  undo (fixture, done);
  g_assert_cmpuint (count (fixture, NULL, NULL, GALLEY_POST_TRASH), ==, 1);
  g_assert_cmpuint (count (fixture, NULL, NULL, GALLEY_POST_PUBLISHED), ==, 1);
  back = change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_RESTORE });
  g_assert_cmpuint (back->posts->len, ==, 1);
  g_assert_cmpuint (count (fixture, NULL, NULL, -1), ==, 3);
  undo (fixture, back);
  g_assert_cmpuint (count (fixture, NULL, NULL, -1), ==, 2);
}

static void
test_a_copy_is_a_draft_of_its_own (Fixture *fixture, gconstpointer data)
{
  GalleyBulkChange what = { .kind = GALLEY_BULK_DUPLICATE, .suffix = " (copy)" };
  g_autoptr (GalleyBulkDone) done =
      galley_project_change_posts (fixture->project, &what, ids, 1, NULL, NULL);
  gint64 id = g_array_index (done->posts, GalleyBulkPost, 0).id;
  g_autoptr (GalleyPost) copy = load (fixture, id);

  g_assert_cmpint (id, !=, ids[0]);
  g_assert_cmpstr (copy->title, ==, "One (copy)");
  g_assert_cmpstr (copy->slug, ==, "one-copy");
  g_assert_cmpstr (copy->body, ==, "The first text.");
  g_assert_cmpint (copy->status, ==, GALLEY_POST_DRAFT);
  undo (fixture, done);
  g_assert_cmpuint (count (fixture, NULL, NULL, -1), ==, 3);
}

static void
test_the_tags_of_some_posts_are_known (Fixture *fixture, gconstpointer data)
{
  char *tags[] = { "b", "a", NULL };
  g_autoptr (GalleyBulkDone) done =
      change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_ADD_TAGS, .tags = tags });
  g_auto (GStrv) known = galley_project_list_tags_of (fixture->project, ids, 2, NULL);

  g_assert_cmpuint (g_strv_length (known), ==, 2);
  g_assert_cmpstr (known[0], ==, "a");
}

static void
test_a_hundred_tags_are_added_each_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;
  g_autoptr (GalleyBulkDone) done = NULL;
  g_autoptr (GalleyPost) post = NULL;

  for (guint i = 0; i < 101; i++)
    {
      g_autofree char *tag = g_strdup_printf ("tag %03u", i % 100);

      g_strv_builder_add (builder, tag);
    }
  tags = g_strv_builder_end (builder);
  done = change (fixture, (GalleyBulkChange){ .kind = GALLEY_BULK_ADD_TAGS, .tags = tags });
  post = load (fixture, ids[1]);
  g_assert_cmpuint (g_strv_length (post->tags), ==, 100);
  g_assert_cmpstr (post->tags[99], ==, "tag 099");
}

static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  char *tags[] = { "\xff", NULL };
  GalleyBulkChange what = { .kind = GALLEY_BULK_ADD_TAGS, .tags = tags };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyBulkDone) done =
      galley_project_change_posts (fixture->project, &what, ids, 3, NULL, &error);

  g_assert_null (done);
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID);
  assert_tags (fixture, ids[0], "", FALSE);
}

#define BULK_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  BULK_TEST ("/store/bulk/tags_are_added_and_that_is_undone",
             test_tags_are_added_and_that_is_undone);
  BULK_TEST ("/store/bulk/a_published_post_stays_as_it_is_published",
             test_a_published_post_stays_as_it_is_published);
  BULK_TEST ("/store/bulk/what_was_written_since_is_kept", test_what_was_written_since_is_kept);
  BULK_TEST ("/store/bulk/posts_move_to_a_series_in_the_order_of_their_dates",
             test_posts_move_to_a_series_in_the_order_of_their_dates);
  BULK_TEST ("/store/bulk/posts_go_to_the_trash_and_come_back",
             test_posts_go_to_the_trash_and_come_back);
  BULK_TEST ("/store/bulk/a_copy_is_a_draft_of_its_own", test_a_copy_is_a_draft_of_its_own);
  BULK_TEST ("/store/bulk/the_tags_of_some_posts_are_known", test_the_tags_of_some_posts_are_known);
  BULK_TEST ("/store/bulk/a_hundred_tags_are_added_each_once",
             test_a_hundred_tags_are_added_each_once);
  BULK_TEST ("/store/bulk/all_or_nothing", test_all_or_nothing);
  return g_test_run ();
}
