/* SPDX-License-Identifier: GPL-3.0-or-later */
/* usage: bench-library MAKE-PROJECT [FILE.galley]
 *
 * The list of posts with 100,000 of them, in processor time: the machines that run this have other
 * things to do. Prints a table; fails where a target is missed. What a person waits for after a key
 * is the look at the first posts, or the index where that has the answer sooner. */
#include <glib/gstdio.h>
#include <time.h>

#include "galley-bulk.h"
#include "galley-facet.h"
#include "galley-snippet.h"

#define N_POSTS "100000"
#define N_BULK 10000
#define ROWS 64 /* fetched at once */
#define PEEK_ROWS 48
#define PEEK_TIME 6000

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
  g_print ("| %-46s | %8.1f | %6.0f |%s\n", what, milliseconds, target,
           milliseconds > target ? " missed" : "");
}

static void
check (gboolean done, const GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "it failed");
}

static GArray *
list (GalleyProject *project, GalleyPostFilter filter, const char *what, double target)
{
  g_autoptr (GError) error = NULL;
  double begun = now ();
  GArray *ids = galley_project_list_posts (project, &filter, NULL, &error);

  check (ids != NULL, error);
  print (what, now () - begun, target);
  return ids;
}

/* A key, until there are rows to show: those of the look, or of the index where that has none. */
static void
press_key (GalleyProject *project, GArray *all, const char *words, const char *kind)
{
  g_autofree char *what = g_strdup_printf ("a key: “%s” (%s)", words, kind);
  g_autofree char *rest = g_strdup_printf ("  all that is found of it");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) found = NULL;
  double begun = now (), looked, searched;

  first = galley_project_peek_posts (project, words, all, PEEK_ROWS, PEEK_TIME, &error);
  check (first != NULL, error);
  looked = now () - begun;
  begun = now ();
  found = galley_project_search_posts (project, words, all, NULL, &error);
  check (found != NULL, error);
  searched = now () - begun;
  print (what, first->len > 0 ? MIN (looked, searched) : searched, 20);
  print (rest, searched, 400);
}

static void
fetch_rows (GalleyProject *project, GArray *all, const char *words, const char *what)
{
  const gint64 *ids = (const gint64 *) (void *) all->data;
  g_autoptr (GError) error = NULL;
  double begun = now ();

  for (guint page = 0; page < 20; page++)
    {
      const gint64 *first = ids + (gsize) page * (all->len / 20);
      g_autoptr (GPtrArray) rows =
          galley_project_load_posts (project, first, ROWS, GALLEY_VERSION_WORKING, &error);
      g_autoptr (GPtrArray) snippets = NULL;

      check (rows != NULL, error);
      if (words != NULL)
        snippets = galley_project_make_snippets (project, words, first, ROWS, &error);
      check (words == NULL || snippets != NULL, error);
    }
  print (what, (now () - begun) / 20, 16);
}

static void
change (GalleyProject *project, GArray *all, GalleyBulkChange what, const char *name, double target)
{
  g_autofree char *undone = g_strdup_printf ("  that undone");
  g_autoptr (GError) error = NULL;
  double begun = now ();
  g_autoptr (GalleyBulkDone) done = galley_project_change_posts (
      project, &what, (gint64 *) (void *) all->data, N_BULK, NULL, &error);
  guint n_kept;

  check (done != NULL && done->posts->len == N_BULK, error);
  print (name, now () - begun, target);
  begun = now ();
  check (galley_project_undo_posts (project, done, &n_kept, &error) && n_kept == 0, error);
  print (undone, now () - begun, target);
}

static void
measure_lists (GalleyProject *project)
{
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facets = NULL;
  double begun;

  filter.tag = "Tag 7";
  g_array_unref (list (project, filter, "filtered by a tag", 100));
  filter.year = 2010;
  filter.author = "The Author";
  g_array_unref (list (project, filter, "by a tag, a year and an author", 100));
  filter.tag = filter.author = NULL;
  g_array_unref (list (project, filter, "by a year", 100));
  filter.year = 0;
  filter.sort = GALLEY_POST_SORT_TITLE;
  g_array_unref (list (project, filter, "all sorted by title", 500));
  filter.sort = GALLEY_POST_SORT_CHANGED;
  g_array_unref (list (project, filter, "all sorted by last change", 500));
  begun = now ();
  facets = galley_project_list_facets (project, NULL, &error);
  check (facets != NULL, error);
  print ("all series, tags, authors and years", now () - begun, 1000);
}

static void
measure (GalleyProject *project)
{
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) all = list (project, filter, "all, newest first", 50);
  char *tags[] = { "Bench", NULL };

  press_key (project, all, "99999", "in one post");
  press_key (project, all, "t", "one letter");
  press_key (project, all, "tr", "two letters");
  press_key (project, all, "tre", "three letters");
  press_key (project, all, "treaty ", "in all posts");
  press_key (project, all, "treaty morning", "two that are in all");
  press_key (project, all, "nowhere", "in none");
  fetch_rows (project, all, NULL, "64 rows while scrolling");
  fetch_rows (project, all, "treaty morn", "64 rows with what was found in them");
  measure_lists (project);
  change (project, all, (GalleyBulkChange){ .kind = GALLEY_BULK_SERIES, .series = "Bench" },
          "10,000 moved to a series", 1000);
  change (project, all, (GalleyBulkChange){ .kind = GALLEY_BULK_TRASH }, "10,000 to the trash",
          1000);
  change (project, all, (GalleyBulkChange){ .kind = GALLEY_BULK_ADD_TAGS, .tags = tags },
          "10,000 tagged", 4000);
}

static char *
make_project (const char *program, const char *folder)
{
  char *path = g_build_filename (folder, "bench.galley", NULL);
  const char *const call[] = { program, path, N_POSTS, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  check (g_spawn_sync (NULL, (char **) call, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                       &error) &&
             g_spawn_check_wait_status (status, &error),
         error);
  return path;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("galley-bench-XXXXXX", NULL);
  g_autofree char *path = NULL;
  GalleyProject *project;

  if (argc < 2)
    g_error ("usage: bench-library MAKE-PROJECT [FILE.galley]");
  path = argc > 2 ? g_strdup (argv[2]) : make_project (argv[1], folder);
  project = galley_project_open (path, GALLEY_OPEN_EDIT, &error);
  check (project != NULL, error);
  g_print ("| 100,000 posts%33s | CPU, ms | target |\n|---|---:|---:|\n", "");
  measure (project);
  galley_project_close (project);
  if (argc <= 2)
    g_remove (path);
  g_rmdir (folder);
  return n_missed > 0 ? 1 : 0;
}
