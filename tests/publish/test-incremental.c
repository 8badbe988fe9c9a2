/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever was edited, exporting again leaves what exporting anew would. */
#include "site-fixture.h"

#include "galley-media.h"
#include "galley-reader.h"
#include "galley-series.h"

#include <glib/gstdio.h>
#include <string.h>

/* More posts than one sitemap takes, so that a site with an address is exported in parts too. */
#define LARGE 300

typedef struct
{
  Fixture *fixture;
  GRand *rand;
  gint64 series[3];
  guint n_posts; /* ids are 1 to this */
  guint n_parts; /* exports that made only some files */
} Trial;

static guint
pick (Trial *trial, guint n)
{
  return (guint) g_rand_int_range (trial->rand, 0, (gint) n);
}

static char *
make_text (Trial *trial)
{
  GString *text = g_string_new (NULL);
  guint n = pick (trial, 4) + 1;

  for (guint i = 0; i < n; i++)
    {
      if (pick (trial, 3) == 0)
        g_string_append_printf (text, "## Heading %u\n\n", pick (trial, 100));
      g_string_append_printf (text, "Words %u [by number](post:%u), [by name](post:post-%u), ",
                              pick (trial, 1000), pick (trial, trial->n_posts + 2),
                              pick (trial, trial->n_posts + 2));
      g_string_append (text, "![A picture](media:one.txt) and [an archive](archive/).\n\n");
    }
  return g_string_free (text, FALSE);
}

static void
set_some_tags (Trial *trial, GalleyPost *post)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();

  for (guint i = 0; i < 5; i++)
    if (pick (trial, 3) == 0)
      g_ptr_array_add (tags, g_strdup_printf ("Tag %u", i));
  g_ptr_array_add (tags, NULL);
  g_strfreev (post->tags);
  post->tags = (GStrv) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
}

static void
add_one (Trial *trial)
{
  g_autofree char *title = g_strdup_printf ("Post %u", trial->n_posts);
  g_autofree char *date =
      g_strdup_printf ("20%02u-%02u-%02uT%02u:00:00%s", pick (trial, 3) + 10, pick (trial, 12) + 1,
                       pick (trial, 28) + 1, pick (trial, 24), pick (trial, 2) ? "Z" : "+05:00");
  g_autofree char *body = make_text (trial);
  g_autoptr (GalleyPost) post = new_post (title, date, body);

  set_some_tags (trial, post);
  post->series_id = pick (trial, 2) == 0 ? trial->series[pick (trial, 3)] : 0;
  if (pick (trial, 20) == 0)
    post->kind = GALLEY_POST_KIND_PAGE;
  publish (trial->fixture, post);
  trial->n_posts++;
}

static void
change_text (Trial *trial, GalleyPost *post)
{
  g_autofree char *text = make_text (trial);

  set_text (&post->body, text);
}

static void
change_end (Trial *trial, GalleyPost *post)
{
  g_autofree char *text = g_strconcat (post->body, "\n\nA last word.\n", NULL);

  set_text (&post->body, text);
}

static void
change_excerpt (Trial *trial, GalleyPost *post)
{
  set_text (&post->excerpt, pick (trial, 2) ? "In *short*." : "");
}

static void
change_links (Trial *trial, GalleyPost *post)
{
  g_autofree char *address = g_strdup_printf ("post:%u", pick (trial, trial->n_posts) + 1);

  galley_post_add_link (post, "See also", address);
}

static void
change_title (Trial *trial, GalleyPost *post)
{
  g_autofree char *title = g_strdup_printf ("Title %u", pick (trial, 1000));

  set_text (&post->title, title);
}

static void
change_slug (Trial *trial, GalleyPost *post)
{
  g_autofree char *slug = g_strdup_printf ("slug-%u", pick (trial, 1000));

  set_text (&post->slug, slug);
}

static void
change_tags (Trial *trial, GalleyPost *post)
{
  set_some_tags (trial, post);
}

static void
change_series (Trial *trial, GalleyPost *post)
{
  post->series_id = trial->series[pick (trial, 3)];
  post->series_part = 0;
}

static void
change_byline (Trial *trial, GalleyPost *post)
{
  set_text (&post->byline, pick (trial, 2) ? "Someone" : "");
}

static void
change_openness (Trial *trial, GalleyPost *post)
{
  post->comments_open = !post->comments_open;
}

static void
change_tagline (GalleySiteSettings *settings)
{
  set_text (&settings->tagline, *settings->tagline == '\0' ? "A tagline" : "");
}

static void
set_address (GalleySiteSettings *settings)
{
  set_text (&settings->url, "https://example.org/blog");
}

static void
change_state (Trial *trial, gint64 id)
{
  GalleyProject *project = trial->fixture->project;

  switch (pick (trial, 4))
    {
    case 0:
      galley_project_unpublish_post (project, id, NULL);
      break;
    case 1:
      galley_project_trash_post (project, id, NULL);
      break;
    case 2:
      galley_project_restore_post (project, id, NULL);
      break;
    default:
      galley_project_publish_post (project, id, NULL, NULL);
      break;
    }
}

/* Some are questions, and some of these are answered. */
static void
ask (Trial *trial, gint64 id)
{
  g_autoptr (GalleyComment) comment = NULL;
  g_autoptr (GalleyComment) answer = NULL;
  gint64 made = add_comment (trial->fixture, id, 0, "Ron", "See [this](post:1).\n");

  if (pick (trial, 2) == 0)
    return;
  comment = galley_project_load_comment (trial->fixture->project, made, NULL);
  comment->kind = GALLEY_COMMENT_KIND_QUESTION;
  save_comment (trial->fixture, comment);
  if (pick (trial, 2) == 0)
    return;
  answer = galley_comment_new ();
  answer->post_id = id;
  answer->parent_id = made;
  answer->by_author = TRUE;
  set_text (&answer->name, "The Author");
  set_text (&answer->body, "Because of [that](post:2).\n");
  save_comment (trial->fixture, answer);
}

/* What an author does with a comment: mostly one of the post @id, where it has any. */
static void
decide_comment (Trial *trial, gint64 id)
{
  static const GalleyCommentStatus statuses[] = { GALLEY_COMMENT_APPROVED, GALLEY_COMMENT_PENDING,
                                                  GALLEY_COMMENT_SPAM, GALLEY_COMMENT_TRASH };
  GalleyProject *project = trial->fixture->project;
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  g_autoptr (GArray) ids = galley_project_list_comments (project, &filter, NULL, NULL);
  g_autoptr (GalleyComment) comment = NULL;
  gint64 one;

  if (ids->len == 0)
    return;
  one = g_array_index (ids, gint64, pick (trial, ids->len));
  switch (pick (trial, 6))
    {
    case 0:
      comment = galley_project_load_comment (project, one, NULL);
      set_text (&comment->body, pick (trial, 2) ? "Said *otherwise*.\n" : "");
      galley_project_save_comment (project, comment, "test", "", NULL);
      break;
    case 1:
      galley_project_place_comments (project, &one, 1, pick (trial, 4) ? id : 0, "test", NULL,
                                     NULL);
      break;
    case 2:
      galley_project_erase_comments (project, &one, 1, NULL);
      break;
    default:
      galley_project_set_comment_status (project, &one, 1, statuses[pick (trial, 4)], "test", "",
                                         NULL, NULL);
      break;
    }
}

static void
change_comments (Trial *trial, gint64 id)
{
  if (pick (trial, 3) == 0)
    ask (trial, id);
  else
    decide_comment (trial, id);
}

static void
change_post (Trial *trial, gint64 id)
{
  static void (*const changes[]) (Trial *, GalleyPost *) = {
    change_text,    change_text,    change_text,   change_end,      change_end,
    change_end,     change_text,    change_end,    change_text,     change_end,
    change_excerpt, change_excerpt, change_links,  change_title,    change_slug,
    change_tags,    change_series,  change_byline, change_openness,
  };
  g_autoptr (GalleyPost) post =
      galley_project_load_post (trial->fixture->project, id, GALLEY_VERSION_WORKING, NULL);

  changes[pick (trial, G_N_ELEMENTS (changes))](trial, post);
  if (post->status == GALLEY_POST_PUBLISHED)
    publish (trial->fixture, post);
}

static void
edit (Trial *trial)
{
  /* The newest show in more places. */
  gint64 id =
      pick (trial, 3) == 0 ? trial->n_posts - pick (trial, 6) : 1 + pick (trial, trial->n_posts);

  switch (pick (trial, 16))
    {
    case 0:
      change_state (trial, id);
      break;
    case 1:
      change_comments (trial, id);
      break;
    case 2:
      if (pick (trial, 2) == 0)
        set_setting (trial->fixture, change_tagline);
      else
        add_one (trial);
      break;
    default:
      change_post (trial, id);
      break;
    }
}

/* Lists what is in a folder, with a digest of each file. */
static void
read_tree (const char *folder, const char *prefix, GHashTable *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *key = g_strconcat (prefix, "/", name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          read_tree (path, key, files);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_hash_table_insert (files, g_steal_pointer (&key),
                           g_compute_checksum_for_data (G_CHECKSUM_MD5, (guchar *) text, length));
    }
}

static guint
assert_same_trees (const char *one, const char *other)
{
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) right = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer path;
  gpointer digest;

  read_tree (one, "", left);
  read_tree (other, "", right);
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &path, &digest))
    if (g_strcmp0 (g_hash_table_lookup (right, path), digest) != 0)
      g_error ("%s is not what a new export makes", (char *) path);
  g_assert_cmpuint (g_hash_table_size (left), ==, g_hash_table_size (right));
  return g_hash_table_size (left);
}

static void
count_cb (guint64 done, guint64 total, gpointer user_data)
{
  *(guint64 *) user_data = total;
}

static void
export_to (Trial *trial, const char *folder, gboolean dry_run, GalleyExportReport *report)
{
  g_autoptr (GError) error = NULL;
  guint64 n = 0;
  GalleyExportOptions options = { .dry_run = dry_run, .progress = count_cb, .progress_data = &n };

  galley_export_project (trial->fixture->project, NULL, folder, &options, report, NULL, &error);
  g_assert_no_error (error);
  if (!dry_run && n < report->written + report->unchanged)
    trial->n_parts++;
}

/* Exports to the folder that is there and to a new one, and compares. */
static void
compare (Trial *trial)
{
  g_autofree char *anew = g_build_filename (trial->fixture->folder, "anew", NULL);
  GalleyExportReport dry;
  GalleyExportReport report;
  GalleyExportReport full;
  guint n;

  export_to (trial, trial->fixture->out, TRUE, &dry);
  export_to (trial, trial->fixture->out, FALSE, &report);
  export_to (trial, anew, FALSE, &full);
  n = assert_same_trees (trial->fixture->out, anew);
  g_assert_cmpuint (report.written + report.unchanged, ==, n);
  g_assert_cmpuint (dry.written, ==, report.written);
  g_assert_cmpuint (dry.unchanged, ==, report.unchanged);
  g_assert_cmpuint (dry.deleted, ==, report.deleted);
  g_assert_cmpuint (g_strv_length (dry.changes), ==, report.written + report.deleted);
  galley_export_report_clear (&dry);
  galley_export_report_clear (&report);
  galley_export_report_clear (&full);
  remove_tree (anew);
}

static void
begin_trial (Trial *trial, Fixture *fixture, guint n_posts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("one", 3);
  g_autofree char *name =
      galley_project_add_media (fixture->project, "one.txt", "text/plain", bytes, "", 0, 0, &error);

  g_assert_no_error (error);
  trial->fixture = fixture;
  trial->rand = g_rand_new_with_seed (g_test_rand_int ());
  galley_project_begin (fixture->project, &error);
  for (guint i = 0; i < G_N_ELEMENTS (trial->series); i++)
    {
      g_autofree char *title = g_strdup_printf ("Series %u", i);

      trial->series[i] = galley_project_ensure_series (fixture->project, title, &error);
    }
  while (trial->n_posts < n_posts)
    add_one (trial);
  for (guint i = 0; i < n_posts / 4; i++)
    ask (trial, 1 + pick (trial, n_posts));
  galley_project_commit (fixture->project, &error);
  g_assert_no_error (error);
}

/* One that is out. */
static gint64
pick_published (Trial *trial)
{
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids = NULL;

  filter.status = GALLEY_POST_PUBLISHED;
  ids = galley_project_list_posts (trial->fixture->project, &filter, NULL, NULL);
  return g_array_index (ids, gint64, ids->len / 2);
}

static void
lengthen_one (Trial *trial)
{
  g_autoptr (GalleyPost) post = NULL;
  gint64 id = pick_published (trial);

  /* What is waiting in the working copy goes out first. */
  g_assert_true (galley_project_publish_post (trial->fixture->project, id, NULL, NULL));
  compare (trial);
  trial->n_parts = 0;
  post = galley_project_load_post (trial->fixture->project, id, GALLEY_VERSION_WORKING, NULL);
  change_end (trial, post);
  publish (trial->fixture, post);
}

/* Only the page of the post, the feed and the answers are made again. */
static void
decide_one (Trial *trial)
{
  gint64 comment = add_comment (trial->fixture, pick_published (trial), 0, "Last", "A word.\n");
  GalleyExportReport report;

  compare (trial);
  trial->n_parts = 0;
  g_assert_true (galley_project_set_comment_status (trial->fixture->project, &comment, 1,
                                                    GALLEY_COMMENT_TRASH, "test", "", NULL, NULL));
  export_to (trial, trial->fixture->out, FALSE, &report);
  g_assert_cmpuint (report.written, ==, 2);
  galley_export_report_clear (&report);
  compare (trial);
}

static void
try_edits (Trial *trial, guint n)
{
  compare (trial);
  for (guint i = 0; i < n; i++)
    {
      for (guint k = pick (trial, 3); k > 0; k--)
        edit (trial);
      edit (trial);
      compare (trial);
    }
  g_test_message ("%u of %u exports made only some files", trial->n_parts, n);
  trial->n_parts = 0;
  lengthen_one (trial);
  compare (trial);
  g_assert_cmpuint (trial->n_parts, ==, 1);
}

static void
test_small (Fixture *fixture, gconstpointer data)
{
  Trial trial = { 0 };

  begin_trial (&trial, fixture, 45);
  try_edits (&trial, 20);
  decide_one (&trial);
  g_assert_cmpuint (trial.n_parts, ==, 2);
  g_rand_free (trial.rand);
}

static void
test_comments (Fixture *fixture, gconstpointer data)
{
  Trial trial = { 0 };
  guint n_parts;

  begin_trial (&trial, fixture, 30);
  compare (&trial);
  trial.n_parts = 0;
  for (guint i = 0; i < 12; i++)
    {
      for (guint k = pick (&trial, 3) + 1; k > 0; k--)
        change_comments (&trial, 1 + pick (&trial, trial.n_posts));
      if (pick (&trial, 6) == 0)
        change_state (&trial, 1 + pick (&trial, trial.n_posts));
      compare (&trial);
    }
  n_parts = trial.n_parts;
  g_test_message ("%u of 12 exports made only some files", n_parts);
  g_assert_cmpuint (n_parts, >, 2);
  g_rand_free (trial.rand);
}

/* A theme whose lists say how many comments each post has. */
static void
write_theme (Fixture *fixture)
{
  static const char list[] =
      "{{#posts}}<a href=\"{{address}}\">{{title}}</a> "
      "{{comment_count_text}}\n{{/posts}}{{#latest}}{{comment_count}} {{/latest}}";
  static const char *const pages[] = { "index", "tag", "series", "404" };
  g_autofree char *folder = g_build_filename (fixture->folder, "theme", "templates", NULL);
  g_autofree char *manifest = g_build_filename (fixture->folder, "theme", "theme.json", NULL);
  g_autofree char *post = g_build_filename (folder, "post.mustache", NULL);

  g_mkdir_with_parents (folder, 0777);
  g_file_set_contents (manifest, "{ \"name\": \"counts\" }", -1, NULL);
  g_file_set_contents (post, "{{{post.content}}}{{#latest}}{{comment_count}} {{/latest}}", -1,
                       NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *name = g_strconcat (pages[i], ".mustache", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_file_set_contents (path, list, -1, NULL);
    }
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  Trial trial = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (fixture->project, &error);
  g_autofree char *theme = g_build_filename (fixture->folder, "theme", NULL);

  write_theme (fixture);
  set_text (&settings->theme, theme);
  galley_project_save_settings (fixture->project, settings, &error);
  g_assert_no_error (error);
  begin_trial (&trial, fixture, 30);
  compare (&trial);
  for (guint i = 0; i < 5; i++)
    {
      change_comments (&trial, 1 + pick (&trial, trial.n_posts));
      compare (&trial);
    }
  g_rand_free (trial.rand);
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  Trial trial = { 0 };

  set_setting (fixture, set_address);
  begin_trial (&trial, fixture, LARGE);
  try_edits (&trial, 4);
  g_rand_free (trial.rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/publish/incremental/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("after_any_edits_is_the_same_as_anew", test_small);
  ADD ("after_any_change_of_comments_is_the_same_as_anew", test_comments);
  ADD ("under_a_theme_that_counts_comments_is_the_same_as_anew", test_counts);
  ADD ("of_a_site_with_parts_of_its_sitemap_is_the_same_as_anew", test_large);
  return g_test_run ();
}
