/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-comment-choice.h"
#include "galley-comment.h"
#include "galley-rule.h"
#include "store-fixture.h"

#define N_MANY 9000 /* more than are looked at one by one */
#define N_POSTS 3
#define N_RULES 2

/* What was put into the project, to be filtered by hand. */
typedef struct
{
  gint64 id, post, instant, rule;
  int status;
  const char *name, *email, *place, *word;
} Made;

static const char *const names[] = { "Ann", "Ben", "ann" };
static const char *const emails[] = { "", "ann@example.org", "Ann@Example.org" };
static const char *const places[] = { "", "Maryland, USA", "Köln", "Köln, Germany" };
static const char *const words[] = { "snow", "rain" };

static void
set (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* The dates go to and fro, and several comments have the same one. */
static Made
add (Fixture *fixture, GRand *rand, const gint64 *posts, const gint64 *rules)
{
  g_autoptr (GalleyComment) comment = galley_comment_new ();
  g_autoptr (GError) error = NULL;
  Made made = { .post = posts[g_rand_int_range (rand, 0, N_POSTS)],
                .instant = 1255000000 + g_rand_int_range (rand, 0, 5000),
                .rule = rules[g_rand_int_range (rand, 0, N_RULES)],
                .status = g_rand_int_range (rand, 0, 4),
                .name = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))],
                .email = emails[g_rand_int_range (rand, 0, G_N_ELEMENTS (emails))],
                .place = places[g_rand_int_range (rand, 0, G_N_ELEMENTS (places))],
                .word = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))] };

  comment->post_id = made.post;
  comment->status = (GalleyCommentStatus) made.status;
  set (&comment->name, made.name);
  set (&comment->email, made.email);
  set (&comment->place, made.place);
  set (&comment->body, made.word);
  comment->date = g_date_time_new_from_unix_utc (made.instant);
  galley_project_add_ruled (fixture->project, comment, made.rule, "why", &error);
  g_assert_no_error (error);
  made.id = comment->id;
  return made;
}

static GArray *
fill (Fixture *fixture, guint n)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Made));
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  gint64 posts[N_POSTS] = { 0, fixture_add_post (fixture, "One", "."),
                            fixture_add_post (fixture, "Two", ".") };
  gint64 rules[N_RULES] = { 0, 0 };
  g_autoptr (GalleyRule) rule = galley_rule_new (GALLEY_RULE_HOLD_ALL, "All");

  g_assert_true (galley_project_save_rule (fixture->project, rule, NULL));
  rules[1] = rule->id;
  g_assert_true (galley_project_begin (fixture->project, NULL));
  for (guint i = 0; i < n; i++)
    {
      Made made = add (fixture, rand, posts, rules);

      g_array_append_val (all, made);
    }
  g_assert_true (galley_project_commit (fixture->project, NULL));
  return all;
}

static gboolean
belongs (const Made *made, const GalleyCommentFilter *filter)
{
  gboolean by_email = filter->email != NULL && *filter->email != '\0';

  return (filter->post_id == 0 || made->post == MAX (filter->post_id, 0)) &&
         (filter->rule_id == 0 || made->rule == filter->rule_id) &&
         (filter->place == NULL || g_str_equal (made->place, filter->place)) &&
         (!by_email || g_ascii_strcasecmp (made->email, filter->email) == 0) &&
         (by_email || filter->name == NULL ||
          (g_str_equal (made->name, filter->name) && *made->email == '\0')) &&
         (filter->search == NULL || g_str_equal (made->word, filter->search));
}

static gboolean
has_status (const Made *made, int status)
{
  return status == made->status || status == GALLEY_COMMENT_ANY_STATUS ||
         (status == -1 && made->status <= GALLEY_COMMENT_APPROVED);
}

static int
compare_made (gconstpointer a, gconstpointer b)
{
  const Made *first = a;
  const Made *second = b;

  if (first->instant != second->instant)
    return first->instant > second->instant ? -1 : 1;
  return first->id > second->id ? -1 : 1;
}

/* @all is in the order that lists have. */
static void
assert_list (Fixture *fixture, const GArray *all, const GalleyCommentFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GalleyCommentCounts counts;
  guint n_unplaced, by_status[4] = { 0 }, expected_unplaced = 0, n = 0;
  g_autoptr (GArray) ids =
      galley_project_list_and_count (fixture->project, filter, &counts, &n_unplaced, NULL, &error);
  g_autoptr (GArray) again = galley_project_list_comments (fixture->project, filter, NULL, NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const Made *made = &g_array_index (all, Made, i);

      if (!belongs (made, filter))
        continue;
      by_status[made->status]++;
      expected_unplaced += made->post == 0 && made->status <= GALLEY_COMMENT_APPROVED;
      if (!has_status (made, filter->status))
        continue;
      g_assert_cmpuint (n, <, ids->len);
      g_assert_cmpint (g_array_index (ids, gint64, n), ==, made->id);
      n++;
    }
  g_assert_cmpuint (ids->len, ==, n);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), again->data,
                   again->len * sizeof (gint64));
  g_assert_cmpuint (counts.pending, ==, by_status[GALLEY_COMMENT_PENDING]);
  g_assert_cmpuint (counts.approved, ==, by_status[GALLEY_COMMENT_APPROVED]);
  g_assert_cmpuint (counts.spam, ==, by_status[GALLEY_COMMENT_SPAM]);
  g_assert_cmpuint (counts.trash, ==, by_status[GALLEY_COMMENT_TRASH]);
  g_assert_cmpuint (n_unplaced, ==, expected_unplaced);
}

/* Every combination of conditions, with every status. */
static void
assert_all_filters (Fixture *fixture, guint n)
{
  static const int statuses[] = { -1, GALLEY_COMMENT_ANY_STATUS, 0, 1, 2, 3 };
  g_autoptr (GArray) all = fill (fixture, n);

  g_array_sort (all, compare_made);
  for (guint bits = 0; bits < 128; bits++)
    {
      GalleyCommentFilter filter = { statuses[bits % G_N_ELEMENTS (statuses)],
                                     bits & 1   ? 1
                                     : bits & 2 ? -1
                                                : 0,
                                     bits & 4 ? "snow" : NULL,
                                     bits & 8 ? "ANN@example.org" : NULL,
                                     bits & 16 ? "Ann" : NULL,
                                     bits & 32 ? "Maryland, USA" : NULL,
                                     bits & 64 ? 1 : 0 };

      assert_list (fixture, all, &filter);
    }
}

static void
few_are_filtered_by_all_conditions (Fixture *fixture, gconstpointer data)
{
  assert_all_filters (fixture, 300);
}

static void
many_are_filtered_by_all_conditions (Fixture *fixture, gconstpointer data)
{
  assert_all_filters (fixture, N_MANY);
}

static void
what_nobody_has_finds_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) all = fill (fixture, 20);
  GalleyCommentFilter filters[] = { { -1, 99, NULL, NULL, NULL, NULL, 0 },
                                    { -1, 0, NULL, "none@example.org", NULL, NULL, 0 },
                                    { -1, 0, NULL, NULL, "Nobody", NULL, 0 },
                                    { -1, 0, NULL, NULL, NULL, "Nowhere' OR 1", 0 },
                                    { -1, 0, NULL, NULL, NULL, NULL, 99 } };

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    assert_list (fixture, all, &filters[i]);
}

static void
answers_are_listed_from_the_oldest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyComment) first = galley_comment_new ();
  g_autoptr (GArray) answers = NULL;
  gint64 ids[3];

  g_assert_true (galley_project_save_comment (fixture->project, first, NULL, NULL, NULL));
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GalleyComment) answer = galley_comment_new ();

      answer->parent_id = first->id;
      answer->date = g_date_time_new_from_unix_utc (2000 - i);
      answer->status = i == 1 ? GALLEY_COMMENT_TRASH : GALLEY_COMMENT_APPROVED;
      g_assert_true (galley_project_save_comment (fixture->project, answer, NULL, NULL, NULL));
      ids[i] = answer->id;
    }
  answers = galley_project_list_answers (fixture->project, first->id, NULL);
  g_assert_cmpuint (answers->len, ==, 2);
  g_assert_cmpint (g_array_index (answers, gint64, 0), ==, ids[2]);
  g_assert_cmpint (g_array_index (answers, gint64, 1), ==, ids[0]);
}

/* "reader Ann 3, place Maryland, USA 2": what is offered for what was typed. */
static char *
offer (Fixture *fixture, const char *typed)
{
  static const char *const kinds[] = { "reader", "post", "place", "rule" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices =
      galley_project_find_choices (fixture->project, typed, 5, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < choices->len; i++)
    {
      const GalleyCommentChoice *choice = g_ptr_array_index (choices, i);
      GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
      g_autoptr (GArray) ids = NULL;

      filter.status = GALLEY_COMMENT_ANY_STATUS;
      galley_comment_choice_apply (choice, &filter);
      ids = galley_project_list_comments (fixture->project, &filter, NULL, NULL);
      g_assert_cmpuint (ids->len, ==, choice->count);
      g_string_append_printf (text, "%s%s %s %u", i > 0 ? "; " : "", kinds[choice->kind],
                              choice->text, choice->count);
    }
  return g_string_free (text, FALSE);
}

static void
assert_offer (Fixture *fixture, const char *typed, const char *expected)
{
  g_autofree char *offered = offer (fixture, typed);

  g_assert_cmpstr (offered, ==, expected);
}

static void
readers_posts_places_and_rules_are_offered (Fixture *fixture, gconstpointer data)
{
  gint64 post = fixture_add_post (fixture, "Snow in Ann Arbor", ".");
  g_autoptr (GalleyRule) rule = galley_rule_new (GALLEY_RULE_HOLD_LINKS, "Links");
  static const char *const rows[][3] = { { "Ann", "ann@example.org", "Köln" },
                                         { "Ann Smith", "Ann@Example.org", "Köln" },
                                         { "Ben", "", "Annapolis, USA" } };

  fixture_add_post (fixture, "Ann, without comments", ".");
  g_assert_true (galley_project_save_rule (fixture->project, rule, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GalleyComment) comment = galley_comment_new ();

      comment->post_id = i < 2 ? post : 0;
      set (&comment->name, rows[i][0]);
      set (&comment->email, rows[i][1]);
      set (&comment->place, rows[i][2]);
      galley_project_add_ruled (fixture->project, comment, i == 2 ? rule->id : 0, "why", NULL);
    }
  assert_offer (fixture, "",
                "post Snow in Ann Arbor 2; reader Ann Smith 2; place Köln 2;"
                " place Annapolis, USA 1; rule Links 1");
  assert_offer (fixture, "ann",
                "post Snow in Ann Arbor 2; reader Ann Smith 2; place Annapolis, USA 1");
  assert_offer (fixture, "be", "reader Ben 1");
  assert_offer (fixture, "KOLN", "place Köln 2");
  assert_offer (fixture, "link", "rule Links 1");
  assert_offer (fixture, " ANN@example.org ", "reader ANN@example.org 2");
  assert_offer (fixture, "\" OR name : x*", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/store/comments/few_are_filtered_by_all_conditions",
                few_are_filtered_by_all_conditions);
  FIXTURE_TEST ("/store/comments/many_are_filtered_by_all_conditions",
                many_are_filtered_by_all_conditions);
  FIXTURE_TEST ("/store/comments/what_nobody_has_finds_nothing", what_nobody_has_finds_nothing);
  FIXTURE_TEST ("/store/comments/answers_are_listed_from_the_oldest",
                answers_are_listed_from_the_oldest);
  FIXTURE_TEST ("/store/comments/readers_posts_places_and_rules_are_offered",
                readers_posts_places_and_rules_are_offered);
  return g_test_run ();
}
