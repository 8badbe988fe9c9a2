/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment.h"
#include "store-fixture.h"

static void
set (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static gint64
add (Fixture *fixture, gint64 post, const char *name, const char *body)
{
  g_autoptr (GalleyComment) comment = galley_comment_new ();
  g_autoptr (GError) error = NULL;

  comment->post_id = post;
  set (&comment->name, name);
  set (&comment->body, body);
  galley_project_save_comment (fixture->project, comment, "import", "from a test", &error);
  g_assert_no_error (error);
  return comment->id;
}

static GArray *
list (Fixture *fixture, int status, gint64 post, const char *search)
{
  GalleyCommentFilter filter = { .status = status, .post_id = post, .search = search };
  g_autoptr (GError) error = NULL;
  GArray *ids = galley_project_list_comments (fixture->project, &filter, NULL, &error);

  g_assert_no_error (error);
  return ids;
}

static guint
count (Fixture *fixture, int status, gint64 post, const char *search)
{
  g_autoptr (GArray) ids = list (fixture, status, post, search);

  return ids->len;
}

static void
keeps_everything_of_a_comment (Fixture *fixture, gconstpointer data)
{
  gint64 post = fixture_add_post (fixture, "Moscow", "text");
  g_autoptr (GalleyComment) comment = galley_comment_new ();
  g_autoptr (GalleyComment) back = NULL;

  comment->post_id = post;
  comment->kind = GALLEY_COMMENT_KIND_QUESTION;
  set (&comment->name, "Patrick");
  set (&comment->place, "Maryland, USA");
  set (&comment->email, "p@example.org");
  set (&comment->url, "https://example.org/");
  set (&comment->body, "How cold was it?");
  set (&comment->source, "comments");
  set (&comment->source_id, "17");
  g_assert_true (galley_project_save_comment (fixture->project, comment, "import", "line 1", NULL));
  back = galley_project_load_comment (fixture->project, comment->id, NULL);
  g_assert_cmpint (back->post_id, ==, post);
  g_assert_cmpint (back->kind, ==, GALLEY_COMMENT_KIND_QUESTION);
  g_assert_cmpint (back->status, ==, GALLEY_COMMENT_PENDING);
  g_assert_cmpstr (back->name, ==, "Patrick");
  g_assert_cmpstr (back->place, ==, "Maryland, USA");
  g_assert_cmpstr (back->email, ==, "p@example.org");
  g_assert_cmpstr (back->url, ==, "https://example.org/");
  g_assert_cmpstr (back->body, ==, "How cold was it?");
  g_assert_cmpstr (back->original, ==, "");
  g_assert_cmpstr (back->source_id, ==, "17");
  g_assert_cmpstr (back->post_title, ==, "Moscow");
  g_assert_cmpint (galley_project_find_comment (fixture->project, "comments", "17", NULL), ==,
                   comment->id);
}

static void
the_same_source_twice_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyComment) first = galley_comment_new ();
  g_autoptr (GalleyComment) second = galley_comment_new ();
  g_autoptr (GError) error = NULL;

  set (&first->source, "mbox");
  set (&first->source_id, "<a@b>");
  set (&second->source, "mbox");
  set (&second->source_id, "<a@b>");
  g_assert_true (galley_project_save_comment (fixture->project, first, NULL, NULL, NULL));
  g_assert_false (galley_project_save_comment (fixture->project, second, NULL, NULL, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_EXISTS);
  g_assert_cmpint (second->id, ==, 0);
}

static void
an_edit_keeps_what_the_reader_wrote (Fixture *fixture, gconstpointer data)
{
  gint64 id = add (fixture, 0, "Ann", "wirtten");
  g_autoptr (GalleyComment) comment = galley_project_load_comment (fixture->project, id, NULL);
  g_autoptr (GalleyComment) back = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const GalleyCommentEvent *event;

  set (&comment->body, "written");
  g_assert_true (galley_project_save_comment (fixture->project, comment, "author", "", NULL));
  set (&comment->body, "well written");
  g_assert_true (galley_project_save_comment (fixture->project, comment, "author", "", NULL));
  back = galley_project_load_comment (fixture->project, id, NULL);
  g_assert_cmpstr (back->body, ==, "well written");
  g_assert_cmpstr (back->original, ==, "wirtten");
  events = galley_project_list_comment_events (fixture->project, id, NULL);
  g_assert_cmpuint (events->len, ==, 3);
  event = g_ptr_array_index (events, 0);
  g_assert_cmpstr (event->action, ==, "arrive");
  event = g_ptr_array_index (events, 2);
  g_assert_cmpstr (event->action, ==, "edit");
}

static void
lists_by_status_post_and_words (Fixture *fixture, gconstpointer data)
{
  gint64 post = fixture_add_post (fixture, "Moscow", "text");
  gint64 first = add (fixture, post, "Ann", "The snow was deep");
  gint64 second = add (fixture, 0, "Bob", "No words of it");
  GalleyCommentCounts counts;

  g_assert_true (galley_project_set_comment_status (
      fixture->project, &second, 1, GALLEY_COMMENT_SPAM, "author", NULL, NULL, NULL));
  g_assert_cmpuint (count (fixture, -1, 0, NULL), ==, 1);
  g_assert_cmpuint (count (fixture, GALLEY_COMMENT_SPAM, 0, NULL), ==, 1);
  g_assert_cmpuint (count (fixture, GALLEY_COMMENT_SPAM, -1, NULL), ==, 1);
  g_assert_cmpuint (count (fixture, -1, post, NULL), ==, 1);
  g_assert_cmpuint (count (fixture, -1, post, "sno"), ==, 1);
  g_assert_cmpuint (count (fixture, -1, post, "rain"), ==, 0);
  g_assert_cmpuint (count (fixture, -1, 0, "\" OR *"), ==, 0);
  g_assert_true (galley_project_count_comments (fixture->project, &counts, NULL));
  g_assert_cmpuint (counts.pending, ==, 1);
  g_assert_cmpuint (counts.spam, ==, 1);
  g_assert_cmpint (first, !=, second);
}

static void
only_approved_ones_are_ready_for_the_page (Fixture *fixture, gconstpointer data)
{
  gint64 post = fixture_add_post (fixture, "Moscow", "text");
  gint64 id = add (fixture, post, "Ann", "Good");
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  add (fixture, post, "Bob", "Bad");
  before = galley_project_load_approved (fixture->project, post, NULL);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_true (galley_project_set_comment_status (
      fixture->project, &id, 1, GALLEY_COMMENT_APPROVED, "author", NULL, NULL, NULL));
  after = galley_project_load_approved (fixture->project, post, NULL);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
a_bulk_change_is_whole_and_can_be_undone (Fixture *fixture, gconstpointer data)
{
  const guint many = 10000;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) previous = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GError) error = NULL;
  gint64 missing = 999999;

  g_assert_true (galley_project_begin (fixture->project, NULL));
  for (guint i = 0; i < many; i++)
    {
      gint64 id = add (fixture, 0, "Ann", "Good");

      g_array_append_val (ids, id);
    }
  g_assert_true (galley_project_commit (fixture->project, NULL));
  g_test_timer_start ();
  g_assert_true (galley_project_set_comment_status (fixture->project, (gint64 *) ids->data,
                                                    ids->len, GALLEY_COMMENT_APPROVED, "author",
                                                    "in bulk", &previous, &error));
  g_test_minimized_result (g_test_timer_elapsed (), "%u comments approved at once", many);
  g_assert_cmpuint (previous->len, ==, many);
  g_assert_cmpint (g_array_index (previous, GalleyCommentStatus, 0), ==, GALLEY_COMMENT_PENDING);
  g_assert_cmpuint (count (fixture, GALLEY_COMMENT_APPROVED, 0, NULL), ==, many);

  g_array_append_val (ids, missing);
  g_assert_false (galley_project_set_comment_status (fixture->project, (gint64 *) ids->data,
                                                     ids->len, GALLEY_COMMENT_SPAM, "author", NULL,
                                                     &none, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND);
  g_assert_null (none);
  g_assert_cmpuint (count (fixture, GALLEY_COMMENT_SPAM, 0, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/store/comments/keeps_everything_of_a_comment", keeps_everything_of_a_comment);
  FIXTURE_TEST ("/store/comments/the_same_source_twice_is_refused",
                the_same_source_twice_is_refused);
  FIXTURE_TEST ("/store/comments/an_edit_keeps_what_the_reader_wrote",
                an_edit_keeps_what_the_reader_wrote);
  FIXTURE_TEST ("/store/comments/lists_by_status_post_and_words", lists_by_status_post_and_words);
  FIXTURE_TEST ("/store/comments/only_approved_ones_are_ready_for_the_page",
                only_approved_ones_are_ready_for_the_page);
  FIXTURE_TEST ("/store/comments/a_bulk_change_is_whole_and_can_be_undone",
                a_bulk_change_is_whole_and_can_be_undone);
  return g_test_run ();
}
