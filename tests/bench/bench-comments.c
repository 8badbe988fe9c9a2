/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review of comments with 100,000 of them, in processor time: the machines that run this have
 * other things to do. Prints a table; fails where a target is missed. */
#include <glib/gstdio.h>
#include <time.h>

#include "galley-import.h"
#include "galley-post.h"
#include "galley-review.h"
#include "galley-rules.h"

#define N_COMMENTS 100000
#define N_BULK 10000
#define HOLD_ALL 8 /* the number of the rule that is switched on in a new project */

static int n_missed;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static void
print (const char *what, double milliseconds, double target)
{
  n_missed += milliseconds > target;
  g_print ("| %-44s | %8.1f | %6.0f |%s\n", what, milliseconds, target,
           milliseconds > target ? " missed" : "");
}

static void
check (gboolean done, const GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "it failed");
}

static char *
write_source (const char *folder)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, "comments.jsonl", NULL);

  for (guint i = 0; i < N_COMMENTS; i++)
    {
      g_string_append_printf (
          text,
          "{\"id\": \"c%u\", \"post\": \"moscow\", \"name\": \"Reader %u\", \"email\":"
          " \"reader%u@example.org\", \"place\": \"Maryland, USA\", \"date\":"
          " \"2009-10-%02uT%02u:10:00+04:00\", \"body\": \"",
          i, i % 20000, i % 20000, 1 + i % 28, i % 24);
      for (guint k = 0; k < 40; k++)
        g_string_append_printf (text, "word%d ", g_rand_int_range (rand, 0, 4000));
      g_string_append_printf (text, "%u\"}\n", i);
    }
  check (g_file_set_contents (path, text->str, (gssize) text->len, &error), error);
  return path;
}

static void
import (GalleyProject *project, const char *path)
{
  const char *const sources[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReviewer) reviewer = galley_reviewer_new (project, &error);
  GalleyImportOptions options = { .format = "comments",
                                  .take_in = galley_reviewer_take_in,
                                  .take_in_data = reviewer };
  GalleyImportReport report;
  double begun = now ();

  galley_import_report_init (&report);
  check (galley_import (project, sources, &options, &report, NULL, &error), error);
  g_assert_cmpuint (report.comments.added, ==, N_COMMENTS);
  galley_import_report_clear (&report);
  print ("import of 100,000", now () - begun, 5000);
}

/* What the tab asks for when it opens, or another filter is set: the ids, the counts, the first
 * rows. */
static GArray *
list (GalleyProject *project, const GalleyCommentFilter *filter)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  GalleyCommentCounts counts;
  guint n_unplaced;
  GArray *ids = galley_project_list_and_count (project, filter, &counts, &n_unplaced, NULL, &error);

  check (ids != NULL, error);
  rows = galley_project_load_comments (project, (gint64 *) (void *) ids->data, MIN (ids->len, 64),
                                       &error);
  check (rows != NULL, error);
  return ids;
}

static void
measure_list (GalleyProject *project, const char *what, GalleyCommentFilter filter, guint n)
{
  double begun = now ();
  g_autoptr (GArray) ids = list (project, &filter);

  print (what, now () - begun, 20);
  g_assert_cmpuint (ids->len, ==, n);
}

/* The least and the most that a condition may find. */
static void
measure_filters (GalleyProject *project)
{
  const int pending = GALLEY_COMMENT_PENDING;

  measure_list (project, "all of one reader",
                (GalleyCommentFilter){ pending, .email = "reader7@example.org" }, 5);
  measure_list (project, "all of one post, which has all",
                (GalleyCommentFilter){ pending, .post_id = 1 }, N_COMMENTS);
  measure_list (project, "all from one place, from where all are",
                (GalleyCommentFilter){ pending, .place = "Maryland, USA" }, N_COMMENTS);
  measure_list (project, "all that one rule held, which held all",
                (GalleyCommentFilter){ pending, .rule_id = HOLD_ALL }, N_COMMENTS);
  measure_list (project, "a word, and that reader, post, place, rule",
                (GalleyCommentFilter){ pending, 1, "7", "reader7@example.org", NULL,
                                       "Maryland, USA", HOLD_ALL },
                5);
}

static void
decide (GalleyProject *project, GArray *ids, gsize n, GalleyCommentStatus status)
{
  g_autoptr (GError) error = NULL;

  check (galley_project_set_comment_status (project, (gint64 *) (void *) ids->data, n, status,
                                            "author", "", NULL, &error),
         error);
}

static void
measure (GalleyProject *project)
{
  double begun = now ();
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  g_autoptr (GArray) ids = NULL;

  filter.status = GALLEY_COMMENT_PENDING;
  ids = list (project, &filter);
  print ("the tab's list, counts and first rows", now () - begun, 50);
  measure_filters (project);
  begun = now ();
  decide (project, ids, 1, GALLEY_COMMENT_APPROVED);
  print ("a decision kept", now () - begun, 16);
  begun = now ();
  decide (project, ids, N_BULK, GALLEY_COMMENT_APPROVED);
  print ("10,000 approved at once", now () - begun, 500);
  begun = now ();
  decide (project, ids, N_BULK, GALLEY_COMMENT_PENDING);
  print ("that undone", now () - begun, 500);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("galley-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.galley", NULL);
  g_autofree char *source = write_source (folder);
  g_autoptr (GalleyPost) post = galley_post_new ();
  GalleyProject *project = galley_project_create (path, &error);

  check (project != NULL, error);
  g_free (post->title);
  post->title = g_strdup ("Moscow");
  check (galley_project_save_post (project, post, GALLEY_SAVE_REVISION, &error), error);
  check (galley_rules_ensure (project, &error), error);
  g_print ("| 100,000 comments%28s | CPU, ms | target |\n|---|---:|---:|\n", "");
  import (project, source);
  measure (project);
  galley_project_close (project);
  g_remove (source);
  g_remove (path);
  g_rmdir (folder);
  return n_missed == 0 ? 0 : 1;
}
