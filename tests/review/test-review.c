/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "galley-date.h"
#include "galley-post.h"
#include "galley-review.h"
#include "galley-rules.h"

typedef struct
{
  char *folder;
  char *path;
  GalleyProject *project;
  gint64 post;
} Fixture;

static void
set (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post = galley_post_new ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("galley-review-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "site.galley", NULL);
  fixture->project = galley_project_create (fixture->path, &error);
  g_assert_no_error (error);
  set (&post->title, "Moscow");
  post->date = galley_date_parse ("2009-10-13T12:00:00Z", NULL, NULL);
  g_assert_true (galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, NULL));
  fixture->post = post->id;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  galley_project_close (fixture->project);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GalleyComment *
arrive (Fixture *fixture, const char *name, const char *email, const char *date, const char *body)
{
  GalleyComment *comment = galley_comment_new ();
  g_autoptr (GError) error = NULL;

  comment->post_id = fixture->post;
  set (&comment->name, name);
  set (&comment->email, email);
  set (&comment->body, body);
  comment->date = galley_date_parse (date, NULL, NULL);
  galley_review_take_in (fixture->project, comment, &error);
  g_assert_no_error (error);
  g_assert_cmpint (comment->id, >, 0);
  return comment;
}

static void
add_rule (Fixture *fixture, GalleyRuleKind kind, const char *value, gint64 number)
{
  g_autoptr (GalleyRule) rule = galley_rule_new (kind, "A rule");

  rule->enabled = TRUE;
  rule->number = number;
  set (&rule->value, value);
  g_assert_true (galley_project_save_rule (fixture->project, rule, NULL));
}

static void
assert_becomes (Fixture *fixture,
                GalleyCommentStatus status,
                const char *name,
                const char *email,
                const char *date,
                const char *body)
{
  g_autoptr (GalleyComment) comment = arrive (fixture, name, email, date, body);

  g_assert_cmpint (comment->status, ==, status);
}

static void
nothing_is_approved_without_a_rule (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GalleyComment) comment =
      arrive (fixture, "Ann", "ann@example.org", "2009-10-14", "Hello");

  g_assert_cmpint (comment->status, ==, GALLEY_COMMENT_PENDING);
  events = galley_project_list_comment_events (fixture->project, comment->id, NULL);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (((GalleyCommentEvent *) events->pdata[0])->who, ==, "rule");
}

static void
a_reader_approved_before_is_approved_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyComment) first = NULL;

  add_rule (fixture, GALLEY_RULE_APPROVE_KNOWN, "", 0);
  first = arrive (fixture, "Ann", "ann@example.org", "2009-10-14", "Hello");
  g_assert_cmpint (first->status, ==, GALLEY_COMMENT_PENDING);
  g_assert_true (galley_project_set_comment_status (
      fixture->project, &first->id, 1, GALLEY_COMMENT_APPROVED, "author", NULL, NULL, NULL));
  assert_becomes (fixture, GALLEY_COMMENT_APPROVED, "Ann", "ann@example.org", "2009-10-15",
                  "Again");
  assert_becomes (fixture, GALLEY_COMMENT_PENDING, "Ann", "", "2009-10-15", "A borrowed name");
  assert_becomes (fixture, GALLEY_COMMENT_PENDING, "Eve", "ann@example.org", "2009-10-15", "Hi");
}

static void
words_hold_and_words_go_to_spam (Fixture *fixture, gconstpointer data)
{
  add_rule (fixture, GALLEY_RULE_SPAM_WORDS, "casino\ncheap pills\n\n", 0);
  add_rule (fixture, GALLEY_RULE_HOLD_WORDS, "embargo*", 0);
  add_rule (fixture, GALLEY_RULE_APPROVE_KNOWN, "", 0);
  assert_becomes (fixture, GALLEY_COMMENT_SPAM, "Ann", "", "2009-10-14", "The CASINO!");
  assert_becomes (fixture, GALLEY_COMMENT_SPAM, "Cheap Pills", "", "2009-10-14", "Hello");
  assert_becomes (fixture, GALLEY_COMMENT_PENDING, "Ann", "", "2009-10-14", "Embargoes, casinos");
}

static void
links_hold (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rules = NULL;

  add_rule (fixture, GALLEY_RULE_HOLD_LINKS, "", 2);
  assert_becomes (fixture, GALLEY_COMMENT_PENDING, "Ann", "", "2009-10-14", "http://a.org");
  rules = galley_project_list_rules (fixture->project, NULL);
  g_assert_cmpuint (((GalleyRule *) rules->pdata[0])->fired, ==, 0);
  g_ptr_array_unref (g_steal_pointer (&rules));
  assert_becomes (fixture, GALLEY_COMMENT_PENDING, "Ann", "", "2009-10-14",
                  "http://a.org and www.b.org");
  rules = galley_project_list_rules (fixture->project, NULL);
  g_assert_cmpuint (((GalleyRule *) rules->pdata[0])->fired, ==, 1);
}

/* Which of the rules caught what arrived last. */
static gboolean
says (Fixture *fixture, const GalleyComment *comment, const char *part)
{
  g_autoptr (GPtrArray) events =
      galley_project_list_comment_events (fixture->project, comment->id, NULL);
  const GalleyCommentEvent *event = g_ptr_array_index (events, 0);

  return strstr (event->detail, part) != NULL;
}

static void
the_same_text_the_hasty_and_the_late_are_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyComment) first = NULL;
  g_autoptr (GalleyComment) same = NULL;
  g_autoptr (GalleyComment) fast = NULL;
  g_autoptr (GalleyComment) late = NULL;

  add_rule (fixture, GALLEY_RULE_HOLD_SAME, "", 0);
  add_rule (fixture, GALLEY_RULE_HOLD_FAST, "", 15);
  add_rule (fixture, GALLEY_RULE_HOLD_OLD, "", 100);
  first = arrive (fixture, "Ann", "a@b.org", "2009-10-14T10:00:00Z", "Well  said");
  same = arrive (fixture, "Bob", "", "2009-10-15T10:00:00Z", "well said\n");
  fast = arrive (fixture, "Ann", "a@b.org", "2009-10-14T10:00:07Z", "One more");
  late = arrive (fixture, "Cid", "", "2011-10-14T10:00:00Z", "Late");
  g_assert_true (says (fixture, first, "waits for the author"));
  g_assert_true (says (fixture, same, "says the same"));
  g_assert_true (says (fixture, fast, "7 seconds"));
  g_assert_true (says (fixture, late, "days old"));
}

static void
a_rule_can_be_tried_before_it_is_switched_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyRule) rule = galley_rule_new (GALLEY_RULE_SPAM_WORDS, "Trial");
  g_autoptr (GalleyComment) first = arrive (fixture, "Ann", "", "2009-10-14", "casino");
  g_autoptr (GalleyComment) second = arrive (fixture, "Ann", "", "2009-10-14", "theatre");
  g_autoptr (GalleyComment) after = NULL;
  g_autoptr (GArray) found = NULL;

  set (&rule->value, "casino");
  found = galley_rule_try (fixture->project, rule, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, gint64, 0), ==, first->id);
  after = galley_project_load_comment (fixture->project, first->id, NULL);
  g_assert_cmpint (after->status, ==, GALLEY_COMMENT_PENDING);
}

static void
the_usual_rules_let_everything_wait (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GPtrArray) moved = NULL;
  gint64 last;

  g_assert_true (galley_rules_ensure (fixture->project, NULL));
  g_assert_true (galley_rules_ensure (fixture->project, NULL));
  rules = galley_project_list_rules (fixture->project, NULL);
  g_assert_cmpuint (rules->len, ==, 8);
  assert_becomes (fixture, GALLEY_COMMENT_PENDING, "Ann", "", "2009-10-14", "Hello");
  last = ((GalleyRule *) rules->pdata[7])->id;
  g_assert_true (galley_project_move_rule (fixture->project, last, 0, NULL));
  moved = galley_project_list_rules (fixture->project, NULL);
  g_assert_cmpint (((GalleyRule *) moved->pdata[0])->id, ==, last);
  g_assert_cmpint (((GalleyRule *) moved->pdata[1])->id, ==, ((GalleyRule *) rules->pdata[0])->id);
  g_assert_true (galley_project_delete_rule (fixture->project, last, NULL));
}

static void
a_reply_approves_what_it_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyComment) question = arrive (fixture, "Ann", "", "2009-10-14", "How cold?");
  g_autoptr (GalleyComment) parent = NULL;
  g_autoptr (GalleyComment) reply = NULL;
  g_autoptr (GDateTime) date = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  gint64 id =
      galley_review_reply (fixture->project, question->id, "The author", "Very.", date, &error);

  g_assert_no_error (error);
  parent = galley_project_load_comment (fixture->project, question->id, NULL);
  reply = galley_project_load_comment (fixture->project, id, NULL);
  g_assert_cmpint (parent->status, ==, GALLEY_COMMENT_APPROVED);
  g_assert_cmpint (reply->status, ==, GALLEY_COMMENT_APPROVED);
  g_assert_cmpint (reply->parent_id, ==, question->id);
  g_assert_cmpint (reply->post_id, ==, fixture->post);
  g_assert_true (reply->by_author);
  g_assert_cmpint (galley_review_reply (fixture->project, 999, "A", "B", date, &error), ==, 0);
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND);
}

static void
the_same_comment_comes_in_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyComment) first = galley_comment_new ();
  g_autoptr (GalleyComment) second = galley_comment_new ();
  g_autoptr (GError) error = NULL;

  set (&first->source, "mbox");
  set (&first->source_id, "1");
  set (&second->source, "mbox");
  set (&second->source_id, "1");
  g_assert_true (galley_review_take_in (fixture->project, first, NULL));
  g_assert_false (galley_review_take_in (fixture->project, second, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_EXISTS);
  g_assert_cmpint (second->id, ==, 0);
}

static void
words_are_found_whole_in_any_case (void)
{
  g_assert_true (galley_rule_has_word ("A Café, open", "CAFE\xcc\x81"));
  g_assert_false (galley_rule_has_word ("cafeteria", "cafe"));
  g_assert_true (galley_rule_has_word ("cafeteria", "cafe*"));
  g_assert_false (galley_rule_has_word ("internet cafe", "net*"));
  g_assert_false (galley_rule_has_word ("anything", ""));
  g_assert_false (galley_rule_has_word ("anything", "*"));
  g_assert_false (galley_rule_has_word (NULL, "a"));
}

static void
links_are_counted_however_they_are_written (void)
{
  g_assert_cmpuint (galley_rule_count_links ("none at all, not even www"), ==, 0);
  g_assert_cmpuint (galley_rule_count_links ("HTTP://a.org https://www.b.org www.c.org"), ==, 3);
  g_assert_cmpuint (galley_rule_count_links ("[a](javascript:x) [b](http://b.org)"), ==, 2);
  g_assert_cmpuint (galley_rule_count_links (NULL), ==, 0);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/review/nothing_is_approved_without_a_rule", nothing_is_approved_without_a_rule);
  TEST ("/review/the_same_comment_comes_in_once", the_same_comment_comes_in_once);
  TEST ("/review/a_reply_approves_what_it_answers", a_reply_approves_what_it_answers);
  TEST ("/review/rules/a_reader_approved_before_is_approved_again",
        a_reader_approved_before_is_approved_again);
  TEST ("/review/rules/words_hold_and_words_go_to_spam", words_hold_and_words_go_to_spam);
  TEST ("/review/rules/links_hold", links_hold);
  TEST ("/review/rules/the_same_text_the_hasty_and_the_late_are_held",
        the_same_text_the_hasty_and_the_late_are_held);
  TEST ("/review/rules/can_be_tried_before_they_are_switched_on",
        a_rule_can_be_tried_before_it_is_switched_on);
  TEST ("/review/rules/the_usual_ones_let_everything_wait", the_usual_rules_let_everything_wait);
  g_test_add_func ("/review/rules/words_are_found_whole_in_any_case",
                   words_are_found_whole_in_any_case);
  g_test_add_func ("/review/rules/links_are_counted_however_they_are_written",
                   links_are_counted_however_they_are_written);
  return g_test_run ();
}
