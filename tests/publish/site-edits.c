/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site-edits.h"

#include "galley-reader.h"

#include <math.h>
#include <string.h>
#include <time.h>

static gint64 clock_us; /* what is added to the time */

/* Stands for GLib's in the project: each change is days after the one before, so that what was
 * changed after it was out says so. */
gint64
g_get_real_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000 + clock_us;
}

guint
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
  /* The first series gets longer than a feed. */
  post->series_id = pick (trial, 8) ? trial->series[pick (trial, 8) ? 0 : 1 + pick (trial, 2)] : 0;
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
change_openness (Trial *trial, GalleyPost *post)
{
  post->comments_open = !post->comments_open;
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

/* A tag that no other post has comes, or goes. */
static void
change_lone_tag (Trial *trial, GalleyPost *post)
{
  char *tags[] = { "Alone", NULL };

  g_strfreev (post->tags);
  post->tags = pick (trial, 2) ? g_strdupv (tags) : NULL;
}

static void
change_series (Trial *trial, GalleyPost *post)
{
  post->series_id = pick (trial, 4) ? trial->series[pick (trial, 3)] : 0;
  post->series_part = 0;
}

/* To the front, the end, or between two others. */
static void
change_part (Trial *trial, GalleyPost *post)
{
  if (post->series_id != 0)
    post->series_part = 1 + pick (trial, 30);
}

/* Over the turn of a day, a month or a year, or to another place among all. */
static void
change_date (Trial *trial, GalleyPost *post)
{
  static const int days[] = { -400, -31, -1, 1, 31, 400 };
  GDateTime *date = g_date_time_add_days (post->date, days[pick (trial, G_N_ELEMENTS (days))]);

  g_date_time_unref (post->date);
  post->date = date;
}

static void
change_place (Trial *trial, GalleyPost *post)
{
  gboolean has_place = pick (trial, 3) > 0;

  set_text (&post->place, !has_place ? "" : pick (trial, 2) ? "Moscow, Russia" : "Narva, Estonia");
  post->latitude = has_place ? 55 + pick (trial, 5) : NAN;
  post->longitude = has_place ? 28 + pick (trial, 10) : NAN;
}

static void
change_language (Trial *trial, GalleyPost *post)
{
  static const char *const languages[] = { "", "ru", "ar" };

  set_text (&post->language, languages[pick (trial, G_N_ELEMENTS (languages))]);
}

static void
change_byline (Trial *trial, GalleyPost *post)
{
  set_text (&post->byline, pick (trial, 2) ? "Someone" : "");
}

static void
change_kind (Trial *trial, GalleyPost *post)
{
  post->kind = post->kind == GALLEY_POST_KIND_POST && pick (trial, 3) == 0 ? GALLEY_POST_KIND_PAGE
                                                                           : GALLEY_POST_KIND_POST;
}

/* What an author changes of a post; from SMALL on, what shows on other pages too. */
static const struct
{
  const char *name;
  void (*change) (Trial *trial, GalleyPost *post);
} changes[] = {
  { "a change of a text", change_text },
  { "a word more in a text", change_end },
  { "a change of an excerpt", change_excerpt },
  { "a change of a link", change_links },
  { "a change of whether comments are open", change_openness },
#define N_SMALL 5
  { "a change of a title", change_title },
  { "a change of a slug", change_slug },
  { "a change of tags", change_tags },
  { "a change of the only use of a tag", change_lone_tag },
  { "a change of a series", change_series },
  { "a change of a part", change_part },
  { "a change of a date", change_date },
  { "a change of a place", change_place },
  { "a change of a language", change_language },
  { "a change of a byline", change_byline },
  { "a change of a kind", change_kind },
};

static void
change_tagline (GalleySiteSettings *settings)
{
  set_text (&settings->tagline, *settings->tagline == '\0' ? "A tagline" : "");
}

static void
change_lengths (GalleySiteSettings *settings)
{
  settings->posts_per_page = settings->posts_per_page == 5 ? 7 : 5;
  settings->latest_stories = settings->latest_stories == 3 ? 0 : 3;
}

void
set_lengths (GalleySiteSettings *settings)
{
  settings->posts_per_page = 5;
  settings->latest_stories = 3;
}

static void
clear_address (GalleySiteSettings *settings)
{
  set_text (&settings->url, "");
}

void
set_address (GalleySiteSettings *settings)
{
  set_text (&settings->url, "https://example.org/blog");
}

void
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

void
change_comments (Trial *trial, gint64 id)
{
  if (pick (trial, 3) == 0)
    ask (trial, id);
  else
    decide_comment (trial, id);
}

void
change_post (Trial *trial, gint64 id, guint which)
{
  g_autoptr (GalleyPost) post =
      galley_project_load_post (trial->fixture->project, id, GALLEY_VERSION_WORKING, NULL);

  trial->last = changes[which].name;
  clock_us += 2 * G_TIME_SPAN_DAY;
  changes[which].change (trial, post);
  if (post->status == GALLEY_POST_PUBLISHED)
    publish (trial->fixture, post);
}

/* A post that is out: mostly one at the end of something that has a length, or behind it: the
 * latest stories, a page of the front, a feed. */
static gint64
pick_post (Trial *trial)
{
  static const guint ends[] = { 0, 2, 3, 4, 5, 9, 10, 18, 19, 20, 21 };
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids = NULL;
  guint at;

  filter.status = GALLEY_POST_PUBLISHED;
  filter.kind = pick (trial, 10) == 0 ? -1 : GALLEY_POST_KIND_POST;
  ids = galley_project_list_posts (trial->fixture->project, &filter, NULL, NULL);
  if (ids->len == 0)
    return 1 + pick (trial, trial->n_posts);
  at = pick (trial, 4) == 0 ? pick (trial, ids->len) : ends[pick (trial, G_N_ELEMENTS (ends))];
  return g_array_index (ids, gint64, at < ids->len ? at : ids->len - 1);
}

/* All pages move, and their old addresses go on leading to them. */
static void
change_pattern (GalleySiteSettings *settings)
{
  static const char *const patterns[] = { ":year/:month/:slug", "p/:series/:year/:month/:slug",
                                          ":year/:slug-:id" };
  guint i = 0;

  while (i < G_N_ELEMENTS (patterns) - 1 && !g_str_equal (settings->permalink, patterns[i]))
    i++;
  set_text (&settings->permalink, patterns[(i + 1) % G_N_ELEMENTS (patterns)]);
}

static void
change_series_slug (Trial *trial)
{
  g_autoptr (GalleySeries) series = galley_project_load_series (
      trial->fixture->project, trial->series[pick (trial, G_N_ELEMENTS (trial->series))], NULL);
  g_autofree char *slug = g_strdup_printf ("series-%u", pick (trial, 1000));

  set_text (&series->slug, slug);
  g_assert_true (galley_project_save_series (trial->fixture->project, series, NULL));
}

/* A small site with an address has one sitemap of all, and is exported whole each time: mostly it
 * has none. */
static void
change_site (Trial *trial)
{
  trial->last = "a change of the settings";
  switch (pick (trial, trial->keeps_address ? 4 : 5))
    {
    case 0:
      set_setting (trial->fixture, change_tagline);
      break;
    case 1:
      set_setting (trial->fixture, change_lengths);
      break;
    case 2:
      trial->last = "a change of the pattern of addresses";
      set_setting (trial->fixture, change_pattern);
      break;
    case 3:
      trial->last = "a change of the slug of a series";
      change_series_slug (trial);
      break;
    default:
      set_setting (trial->fixture, pick (trial, 4) == 0 ? set_address : clear_address);
      break;
    }
}

/* Most changes are small: an export of the whole site is right more easily. */
void
edit (Trial *trial)
{
  switch (pick (trial, 16))
    {
    case 0:
      trial->last = "a change of a status";
      change_state (trial, 1 + pick (trial, trial->n_posts));
      break;
    case 1:
    case 2:
    case 3:
      trial->last = "a change of comments";
      change_comments (trial, pick_post (trial));
      break;
    case 4:
      if (pick (trial, 4) == 0)
        change_site (trial);
      else if (trial->n_posts < trial->most_posts)
        add_one (trial);
      else
        change_state (trial, 1 + pick (trial, trial->n_posts));
      break;
    case 5:
    case 6:
    case 7:
      change_post (trial, pick_post (trial),
                   N_SMALL + pick (trial, G_N_ELEMENTS (changes) - N_SMALL));
      break;
    default:
      change_post (trial, pick_post (trial), pick (trial, N_SMALL));
      break;
    }
}

void
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
