/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the journal says of changes that show on the site. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "galley-change.h"
#include "galley-comment.h"
#include "galley-export-state.h"
#include "galley-media.h"
#include "galley-published.h"
#include "galley-series.h"
#include "galley-site-settings.h"
#include "store-fixture.h"

static gint64
now (Fixture *fixture)
{
  gint64 number = galley_project_last_change (fixture->project, NULL);

  g_assert_cmpint (number, >, 0);
  return number;
}

/* What changed since @mark in short: "site", "text 1 comments 2". Moves @mark on. */
static void
assert_changes (Fixture *fixture, gint64 *mark, const char *expected)
{
  static const char *const names[] = { "site", "text", "comments" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) changes = galley_project_list_changes (fixture->project, *mark, 100, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint kind = 0; kind < G_N_ELEMENTS (names); kind++)
    for (guint i = 0; i < changes->len; i++)
      {
        const GalleyChange *change = &g_array_index (changes, GalleyChange, i);

        g_assert_cmpint (change->number, >, *mark);
        if (change->kind != kind)
          continue;
        g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", names[kind]);
        if (change->post_id != 0)
          g_string_append_printf (found, " %d", (int) change->post_id);
      }
  if (changes->len > 0)
    *mark = g_array_index (changes, GalleyChange, changes->len - 1).number;
  g_assert_cmpstr (found->str, ==, expected);
}

static GalleyPost *
load (Fixture *fixture, gint64 id)
{
  GalleyPost *post = galley_project_load_post (fixture->project, id, GALLEY_VERSION_WORKING, NULL);

  g_assert_nonnull (post);
  return post;
}

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
save (Fixture *fixture, GalleyPost *post)
{
  g_autoptr (GError) error = NULL;

  galley_project_save_post (fixture->project, post, GALLEY_SAVE_TYPING, &error);
  g_assert_no_error (error);
}

static void
publish (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;

  galley_project_publish_post (fixture->project, id, NULL, &error);
  g_assert_no_error (error);
}

static void
what_nobody_sees_is_no_change (Fixture *fixture, gconstpointer data)
{
  gint64 mark = now (fixture);
  gint64 id = fixture_add_post (fixture, "Zurich", "Text.");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a", 1);
  g_autoptr (GalleyPost) post = NULL;
  g_autofree char *name = NULL;

  assert_changes (fixture, &mark, "");
  publish (fixture, id);
  mark = now (fixture);
  post = load (fixture, id);
  set_text (&post->body, "Another.");
  save (fixture, post);
  set_text (&post->title, "Zürich");
  save (fixture, post);
  assert_changes (fixture, &mark, "");
  name = galley_project_add_media (fixture->project, "a.txt", "text/plain", bytes, "", 0, 0, NULL);
  assert_changes (fixture, &mark, "site");
}

static void
a_new_text_is_a_change_of_its_post_alone (Fixture *fixture, gconstpointer data)
{
  gint64 one = fixture_add_post (fixture, "One", "Text.");
  gint64 two = fixture_add_post (fixture, "Two", "Text.");
  g_autoptr (GalleyPost) post = NULL;
  gint64 mark = now (fixture);
  char *tags[] = { (char *) "Tag", NULL };

  publish (fixture, one);
  assert_changes (fixture, &mark, "site text 1");
  publish (fixture, two);
  mark = now (fixture);
  post = load (fixture, two);
  set_text (&post->body, "Another.");
  save (fixture, post);
  publish (fixture, two);
  assert_changes (fixture, &mark, "text 2");
  set_text (&post->body, "And another.");
  set_text (&post->excerpt, "In short.");
  galley_post_add_link (post, "A link", "https://example.org/");
  save (fixture, post);
  publish (fixture, two);
  assert_changes (fixture, &mark, "text 2");
  g_strfreev (post->tags);
  post->tags = g_strdupv (tags);
  save (fixture, post);
  publish (fixture, two);
  assert_changes (fixture, &mark, "site text 2");
}

static void
change_title (GalleyPost *post)
{
  set_text (&post->title, "Another title");
}

static void
change_slug (GalleyPost *post)
{
  set_text (&post->slug, "another-slug");
}

static void
change_byline (GalleyPost *post)
{
  set_text (&post->byline, "Another author");
}

static void
change_place (GalleyPost *post)
{
  set_text (&post->place, "Moscow");
}

static void
change_cover (GalleyPost *post)
{
  set_text (&post->cover, "a.jpg");
}

static void
change_date (GalleyPost *post)
{
  GDateTime *date = g_date_time_add_days (post->date, -1);

  g_date_time_unref (post->date);
  post->date = date;
}

static void
what_others_show_of_a_post_is_a_change_of_the_site (Fixture *fixture, gconstpointer data)
{
  void (*const changes[]) (GalleyPost *) = { change_title, change_slug,  change_byline,
                                             change_place, change_cover, change_date };
  gint64 id = fixture_add_post (fixture, "One", "Text.");

  publish (fixture, id);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GalleyPost) post = load (fixture, id);
      gint64 mark = now (fixture);

      changes[i](post);
      save (fixture, post);
      publish (fixture, id);
      assert_changes (fixture, &mark, "site text 1");
    }
}

static void
what_comes_and_goes_is_a_change_of_the_site (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "One", "Text.");
  g_autoptr (GalleySiteSettings) settings = NULL;
  GalleySeries series = { 0, (char *) "Series", NULL, (char *) "", NULL, 0 };
  gint64 mark;

  publish (fixture, id);
  mark = now (fixture);
  galley_project_unpublish_post (fixture->project, id, NULL);
  assert_changes (fixture, &mark, "site");
  galley_project_trash_post (fixture->project, id, NULL);
  galley_project_restore_post (fixture->project, id, NULL);
  assert_changes (fixture, &mark, "");
  publish (fixture, id);
  assert_changes (fixture, &mark, "site");
  galley_project_trash_post (fixture->project, id, NULL);
  assert_changes (fixture, &mark, "site");
  settings = galley_project_load_settings (fixture->project, NULL);
  galley_project_save_settings (fixture->project, settings, NULL);
  assert_changes (fixture, &mark, "site");
  g_assert_true (galley_project_save_series (fixture->project, &series, NULL));
  assert_changes (fixture, &mark, "site");
  g_free (series.slug);
}

static void
comments_that_readers_see_are_a_change (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "One", "Text.");
  g_autoptr (GalleyComment) comment = galley_comment_new ();
  gint64 mark;

  publish (fixture, id);
  mark = now (fixture);
  comment->post_id = id;
  set_text (&comment->name, "Ron");
  set_text (&comment->body, "Well.");
  g_assert_true (galley_project_save_comment (fixture->project, comment, "test", "", NULL));
  assert_changes (fixture, &mark, "");
  comment->status = GALLEY_COMMENT_APPROVED;
  g_assert_true (galley_project_save_comment (fixture->project, comment, "test", "", NULL));
  assert_changes (fixture, &mark, "comments 1");
  comment->status = GALLEY_COMMENT_SPAM;
  g_assert_true (galley_project_save_comment (fixture->project, comment, "test", "", NULL));
  assert_changes (fixture, &mark, "comments 1");
}

static void
many_comments_at_once_are_one_change_of_each_post (Fixture *fixture, gconstpointer data)
{
  gint64 posts[] = { fixture_add_post (fixture, "One", "Text."),
                     fixture_add_post (fixture, "Two", "Text.") };
  gint64 ids[6], mark, before;

  publish (fixture, posts[0]);
  publish (fixture, posts[1]);
  mark = now (fixture);
  for (int i = 0; i < 6; i++)
    {
      g_autoptr (GalleyComment) comment = galley_comment_new ();

      comment->post_id = i < 3 ? posts[0] : i < 5 ? posts[1] : 0;
      comment->status = i == 4 ? GALLEY_COMMENT_APPROVED : GALLEY_COMMENT_PENDING;
      g_assert_true (galley_project_save_comment (fixture->project, comment, "test", "", NULL));
      ids[i] = comment->id;
    }
  assert_changes (fixture, &mark, "comments 2"); /* the one that arrived approved */
  before = mark;
  g_assert_true (galley_project_set_comment_status (
      fixture->project, ids, 6, GALLEY_COMMENT_APPROVED, "author", "", NULL, NULL));
  g_assert_cmpint (now (fixture), ==, before + 2);
  g_assert_true (galley_project_set_comment_status (fixture->project, ids, 3, GALLEY_COMMENT_SPAM,
                                                    "author", "", NULL, NULL));
  mark = before + 2;
  assert_changes (fixture, &mark, "comments 1");
  g_assert_true (galley_project_set_comment_status (fixture->project, ids, 3, GALLEY_COMMENT_TRASH,
                                                    "author", "", NULL, NULL));
  assert_changes (fixture, &mark, "");
}

/* Whoever adds a table decides whether it shows: where it does, triggers note each change. */
static void
every_table_that_shows_notes_its_changes (Fixture *fixture, gconstpointer data)
{
  static const char *const hidden[] = {
    "change",        "comment_history", "event",      "export_list",  "export_state",
    "export_target", "manifest",        "media_data", "origin",       "rule",
    "comment_index", "post_index",      "sqlite_seq", "sqlite_stat1", NULL,
  };
  sqlite3 *handle = NULL;
  sqlite3_stmt *row = NULL;
  guint n = 0;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT t.name FROM sqlite_schema t WHERE t.type = 'table'"
                                       " AND t.name NOT LIKE 'sqlite_%'"
                                       " AND t.name NOT LIKE '%_index_%' AND NOT EXISTS (SELECT 1"
                                       " FROM sqlite_schema g WHERE g.type = 'trigger'"
                                       " AND g.tbl_name = t.name AND g.name LIKE 'change_%')",
                                       -1, &row, NULL),
                   ==, SQLITE_OK);
  for (; sqlite3_step (row) == SQLITE_ROW; n++)
    {
      const char *name = (const char *) sqlite3_column_text (row, 0);

      if (!g_strv_contains (hidden, name))
        g_error ("the table %s has no triggers that note changes", name);
    }
  g_assert_cmpuint (n, >, 5);
  sqlite3_finalize (row);
  sqlite3_close (handle);
}

static void
an_unfinished_export_is_not_known (Fixture *fixture, gconstpointer data)
{
  GalleyExportState state = { 7, 10, 20, (char *) "f", (char *) "s", (char *) "p", 3 };
  g_autoptr (GHashTable) lists =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = G_GINT64_CONSTANT (0x123456789a);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyExportState) back = NULL;
  g_autoptr (GArray) list = NULL;

  g_array_append_val (ids, id);
  g_hash_table_insert (lists, (gpointer) "posts", ids);
  g_assert_null (galley_project_load_export_state (fixture->project, "/srv/a", &error));
  g_assert_no_error (error);
  galley_project_save_manifest (fixture->project, "/srv/a", NULL, NULL, &error);
  g_assert_no_error (error);
  galley_project_save_export_state (fixture->project, "/srv/a", &state, lists, &error);
  g_assert_no_error (error);
  back = galley_project_load_export_state (fixture->project, "/srv/a", &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->change, ==, 7);
  g_assert_cmpstr (back->latest_stamp, ==, "p");
  g_assert_cmpuint (back->n_files, ==, 3);
  list = galley_project_load_export_list (fixture->project, "/srv/a", "posts", &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (g_array_index (list, gint64, 0), ==, id);
  g_assert_null (galley_project_load_export_list (fixture->project, "/srv/a", "none", &error));
  g_assert_null (galley_project_load_export_state (fixture->project, "/srv/b", &error));
  g_assert_no_error (error);
  g_assert_true (galley_project_forget_export_state (fixture->project, "/srv/a", NULL));
  g_assert_null (galley_project_load_export_state (fixture->project, "/srv/a", &error));
  g_assert_no_error (error);
}

static void
a_slug_leads_to_its_owner_or_its_last_one (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add_post (fixture, "One", "Text.");
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;

  publish (fixture, id);
  before = galley_project_list_slug_owners (fixture->project, "one", NULL);
  g_assert_cmpuint (before->len, ==, 1);
  post = load (fixture, id);
  change_slug (post);
  save (fixture, post);
  publish (fixture, id);
  after = galley_project_list_slug_owners (fixture->project, "one", NULL);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (g_array_index (after, gint64, 0), ==, id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/store/changes/what_nobody_sees_is_none", what_nobody_sees_is_no_change);
  FIXTURE_TEST ("/store/changes/a_new_text_is_one_of_its_post_alone",
                a_new_text_is_a_change_of_its_post_alone);
  FIXTURE_TEST ("/store/changes/what_others_show_of_a_post_is_one_of_the_site",
                what_others_show_of_a_post_is_a_change_of_the_site);
  FIXTURE_TEST ("/store/changes/what_comes_and_goes_is_one_of_the_site",
                what_comes_and_goes_is_a_change_of_the_site);
  FIXTURE_TEST ("/store/changes/comments_are_noted_where_readers_see_them",
                comments_that_readers_see_are_a_change);
  FIXTURE_TEST ("/store/changes/many_comments_at_once_are_one_change_of_each_post",
                many_comments_at_once_are_one_change_of_each_post);
  FIXTURE_TEST ("/store/changes/every_table_that_shows_notes_its_changes",
                every_table_that_shows_notes_its_changes);
  FIXTURE_TEST ("/store/changes/an_unfinished_export_is_not_known",
                an_unfinished_export_is_not_known);
  FIXTURE_TEST ("/store/changes/a_slug_leads_to_its_owner_or_its_last_one",
                a_slug_leads_to_its_owner_or_its_last_one);
  return g_test_run ();
}
