/* SPDX-License-Identifier: GPL-3.0-or-later */
/* usage: make-project FILE.galley POSTS
 *        make-project --edit FILE.galley POST TEXT
 *
 * Makes a project to measure with: posts of about 600 words with headings, lists, quotations and
 * links, 40 tags, 20 series, 0 to 8 comments each. The same call makes the same texts. With --edit,
 * appends TEXT to the text of the post with the number POST, and publishes that. */
#include <stdlib.h>

#include "galley-comment.h"
#include "galley-date.h"
#include "galley-post.h"
#include "galley-series.h"
#include "galley-site-settings.h"

static const char *const words[] = {
  "travel",  "minister", "the",      "of",     "and",     "to",    "talks",      "week",
  "in",      "a",        "that",     "city",   "border",  "press", "morning",    "with",
  "for",     "agreed",   "treaty",   "was",    "signing", "on",    "delegation", "people",
  "river",   "by",       "old",      "street", "market",  "our",   "world",      "history",
  "meeting", "from",     "question", "both",   "trust",   "is",    "set",        "important",
};

static void
append_words (GString *text, GRand *rand, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *word = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];

      if (g_rand_int_range (rand, 0, 40) == 0)
        g_string_append_printf (text, "**%s** ", word);
      else if (g_rand_int_range (rand, 0, 60) == 0)
        g_string_append_printf (text, "[%s](https://example.org/%s) ", word, word);
      else
        g_string_append_printf (text, "%s ", word);
    }
  g_string_truncate (text, text->len - 1);
  g_string_append (text, ".\n");
}

static char *
make_body (GRand *rand)
{
  GString *text = g_string_new (NULL);

  append_words (text, rand, 60);
  for (guint i = 0; i < 4; i++)
    {
      g_string_append (text, "\n## ");
      append_words (text, rand, 4);
      g_string_append_c (text, '\n');
      append_words (text, rand, 60);
      g_string_append (text, "\n> ");
      append_words (text, rand, 30);
      g_string_append_c (text, '\n');
      for (guint k = 0; k < 3; k++)
        {
          g_string_append (text, "- ");
          append_words (text, rand, 12);
        }
    }
  return g_string_free (text, FALSE);
}

static void
add_comments (GalleyProject *project, GalleyPost *post, GRand *rand)
{
  guint n = g_rand_int_range (rand, 0, 9);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyComment) comment = galley_comment_new ();
      GString *body = g_string_new (NULL);

      append_words (body, rand, 40);
      comment->post_id = post->id;
      comment->status = GALLEY_COMMENT_APPROVED;
      g_free (comment->name);
      comment->name = g_strdup_printf ("Reader %u", i);
      g_free (comment->place);
      comment->place = g_strdup ("Maryland, USA");
      g_free (comment->body);
      comment->body = g_string_free (body, FALSE);
      g_clear_pointer (&comment->date, g_date_time_unref);
      comment->date = g_date_time_add_hours (post->date, (int) i + 1);
      if (!galley_project_save_comment (project, comment, "bench", "", &error))
        g_error ("%s", error->message);
    }
}

static void
add_post (GalleyProject *project, guint number, GDateTime *first, const gint64 *series, GRand *rand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = galley_post_new ();

  g_free (post->title);
  post->title = g_strdup_printf ("Post number %u", number);
  g_free (post->body);
  post->body = make_body (rand);
  g_clear_pointer (&post->date, g_date_time_unref);
  post->date = g_date_time_add_hours (first, (int) number * 7);
  g_strfreev (post->tags);
  post->tags = g_new0 (char *, 4);
  for (guint i = 0; i < 3; i++)
    post->tags[i] = g_strdup_printf ("Tag %u", (number * (i + 1) * 7 + i) % 40);
  if (number % 2 == 0)
    post->series_id = series[number / 2 % 20];
  if (!galley_project_save_post (project, post, GALLEY_SAVE_REVISION, &error) ||
      !galley_project_publish_post (project, post->id, NULL, &error))
    g_error ("%s", error->message);
  add_comments (project, post, rand);
}

/* With an address, so that the site has all its files: the sitemap wants one. */
static void
name_site (GalleyProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (project, &error);

  if (settings == NULL)
    g_error ("%s", error->message);
  g_free (settings->title);
  settings->title = g_strdup ("A made site");
  g_free (settings->url);
  settings->url = g_strdup ("https://example.org/");
  g_free (settings->author);
  settings->author = g_strdup ("The Author");
  if (!galley_project_save_settings (project, settings, &error))
    g_error ("%s", error->message);
}

static void
make_project (const char *path, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GDateTime) first = g_date_time_new_utc (2001, 1, 1, 0, 0, 0);
  g_autoptr (GalleyProject) project = galley_project_create (path, &error);
  gint64 series[20];

  if (project == NULL)
    g_error ("%s", error->message);
  name_site (project);
  for (guint i = 0; i < n; i++)
    {
      if (i % 1000 == 0 && !galley_project_begin (project, &error))
        g_error ("%s", error->message);
      for (guint k = 0; i == 0 && k < G_N_ELEMENTS (series); k++)
        {
          g_autofree char *title = g_strdup_printf ("Series %u", k);

          series[k] = galley_project_ensure_series (project, title, &error);
        }
      add_post (project, i, first, series, rand);
      if ((i % 1000 == 999 || i + 1 == n) && !galley_project_commit (project, &error))
        g_error ("%s", error->message);
    }
}

static void
edit_post (const char *path, gint64 id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project = galley_project_open (path, GALLEY_OPEN_EDIT, &error);
  g_autoptr (GalleyPost) post =
      project != NULL ? galley_project_load_post (project, id, GALLEY_VERSION_WORKING, &error)
                      : NULL;
  g_autofree char *body = NULL;

  if (post == NULL)
    g_error ("%s", error->message);
  body = g_steal_pointer (&post->body);
  post->body = g_strconcat (body, "\n", text, "\n", NULL);
  if (!galley_project_save_post (project, post, GALLEY_SAVE_REVISION, &error) ||
      !galley_project_publish_post (project, post->id, NULL, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--edit"))
    edit_post (argv[2], g_ascii_strtoll (argv[3], NULL, 10), argv[4]);
  else if (argc == 3 && atoi (argv[2]) > 0)
    make_project (argv[1], (guint) atoi (argv[2]));
  else
    g_error ("usage: make-project FILE.galley POSTS, or --edit FILE.galley POST TEXT");
  return 0;
}
