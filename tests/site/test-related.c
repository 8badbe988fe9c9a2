/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site-fixture.h"

#include <string.h>

static gint64
add_tagged (Fixture *fixture, const char *title, const char *date, const char *tags)
{
  g_autoptr (GalleyPost) post = new_post (title, date, "Text.");

  g_strfreev (post->tags);
  post->tags = g_strsplit (tags, " ", -1);
  return publish (fixture, post);
}

static void
add_part (Fixture *fixture, gint64 series, guint part)
{
  g_autofree char *title = g_strdup_printf ("Chapter %c", 'A' + part - 1);
  g_autofree char *date = g_strdup_printf ("2020-02-%02uT10:00:00Z", part);
  g_autoptr (GalleyPost) post = new_post (title, date, "Text.");

  post->series_id = series;
  post->series_part = part;
  publish (fixture, post);
}

/* The panel of related posts alone; "" where there is none. */
static char *
related_of (Fixture *fixture, const char *path)
{
  g_autofree char *page = render (fixture, path);
  const char *start = strstr (page, "<section class=\"related\"");
  const char *end = start != NULL ? strstr (start, "</section>") : NULL;

  return end != NULL ? g_strndup (start, end - start) : g_strdup ("");
}

static void
assert_order (const char *text, const char *one, const char *other)
{
  const char *first = strstr (text, one);
  const char *second = strstr (text, other);

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_true (first < second);
}

static void
a_rare_tag_says_more_than_a_common_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *related = NULL;

  add_tagged (fixture, "Subject", "2020-01-05T10:00:00Z", "common rare");
  add_tagged (fixture, "Rare", "2019-01-01T10:00:00Z", "rare");
  add_tagged (fixture, "Newer", "2020-01-04T10:00:00Z", "common");
  add_tagged (fixture, "Older", "2020-01-03T10:00:00Z", "common");
  add_tagged (fixture, "Other", "2020-01-02T10:00:00Z", "other");
  related = related_of (fixture, "2020/01/subject/index.html");
  assert_order (related, "Rare", "Newer");
  assert_order (related, "Newer", "Older");
  assert_lacks (related, "Other");
}

static void
a_word_of_the_title_relates_what_has_no_tag_in_common (Fixture *fixture, gconstpointer data)
{
  g_autofree char *related = NULL;

  add_post (fixture, "Diary: the Cathedral of Kazan", "2020-01-05T10:00:00Z", "Text.");
  add_post (fixture, "Diary: a \xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0 evening",
            "2020-01-04T10:00:00Z", "Text.");
  add_post (fixture, "Diary: another CATHEDRAL", "2020-01-03T10:00:00Z", "Text.");
  add_post (fixture, "Without anything of this", "2020-01-02T10:00:00Z", "Text.");
  related = related_of (fixture, "2020/01/diary-the-cathedral-of-kazan/index.html");
  /* What several titles have says less than what one other has. */
  assert_order (related, "another CATHEDRAL", "evening");
  assert_lacks (related, "Without anything");
}

static void
a_series_fills_up_with_parts_that_are_not_linked_to_already (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 series = galley_project_ensure_series (fixture->project, "The Series", &error);
  g_autofree char *related = NULL;

  g_assert_no_error (error);
  for (guint i = 1; i <= 5; i++)
    add_part (fixture, series, i);
  related = related_of (fixture, "2020/02/chapter-b/index.html");
  assert_contains (related, "Chapter D");
  assert_order (related, "Chapter E", "Chapter D");
  assert_lacks (related, "Chapter A");
  assert_lacks (related, "Chapter C");
}

static void
there_are_four_at_most (Fixture *fixture, gconstpointer data)
{
  g_autofree char *related = NULL;
  guint n = 0;

  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *date = g_strdup_printf ("2020-01-%02uT10:00:00Z", i);
      g_autofree char *title = g_strdup_printf ("No %u", i);

      add_tagged (fixture, title, date, "same");
    }
  related = related_of (fixture, "2020/01/no-1/index.html");
  for (const char *p = strstr (related, "<a "); p != NULL; p = strstr (p + 1, "<a "))
    n++;
  g_assert_cmpuint (n, ==, 4);
  assert_order (related, "No 9", "No 6");
}

static void
tags_stand_in_the_order_of_a_reader (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = NULL;
  const char *list;

  add_tagged (fixture, "One", "2020-01-05T10:00:00Z", "zoo Ape \xc3\x96l apple Zebra oak pear");
  page = render (fixture, "tags/index.html");
  list = strstr (page, "<main");
  assert_order (list, ">Ape<", ">apple<");
  assert_order (list, ">apple<", ">oak<");
  assert_order (list, ">oak<", ">\xc3\x96l<");
  assert_order (list, ">\xc3\x96l<", ">pear<");
  assert_order (list, ">pear<", ">Zebra<");
  assert_order (list, ">Zebra<", ">zoo<");
}

#define RELATED_TEST(name)                                                                         \
  g_test_add ("/site/related/" #name, Fixture, NULL, fixture_set_up, name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  RELATED_TEST (a_rare_tag_says_more_than_a_common_one);
  RELATED_TEST (a_word_of_the_title_relates_what_has_no_tag_in_common);
  RELATED_TEST (a_series_fills_up_with_parts_that_are_not_linked_to_already);
  RELATED_TEST (there_are_four_at_most);
  RELATED_TEST (tags_stand_in_the_order_of_a_reader);
  return g_test_run ();
}
