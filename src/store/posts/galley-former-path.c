/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-former-path.h"

#include <string.h>

#include "galley-file.h"
#include "galley-permalink.h"
#include "galley-post-private.h"

/* No page has a longer address; what is longer was made to fill the file. */
#define PATH_MAX_BYTES 1000

static void
free_former_path (gpointer data)
{
  GalleyFormerPath *former = data;

  g_free (former->path);
  g_free (former);
}

/**
 * galley_project_list_former_paths:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyFormerPath): where pages stood before, by
 *   path; what stands at one of them now is not looked at
 */
GPtrArray *
galley_project_list_former_paths (GalleyProject *project, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_former_path);
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT path, post FROM former_path ORDER BY path", error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyFormerPath *former = g_new0 (GalleyFormerPath, 1);

      former->path = galley_statement_text (row, 0);
      former->post_id = galley_statement_int (row, 1);
      g_ptr_array_add (list, former);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/* Files that hosts show as pages; anything else is the name of a folder. */
static gboolean
is_page_name (const char *name)
{
  static const char *const endings[] = { ".html", ".htm",  ".xhtml", ".shtml", ".php",
                                         ".asp",  ".aspx", ".jsp",   ".cgi" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]) && strlen (name) > strlen (endings[i]))
      return TRUE;
  return FALSE;
}

/**
 * galley_former_path_from_address:
 * @address: the path that a page has on its host, percent-decoded: "/blog/2015/01/x/", "/x.html"
 * @base_path: (nullable): what the address of the site has behind its host: "/blog/"
 *
 * Returns: (transfer full) (nullable): the path in the site of the file that answers there:
 *   "2015/01/x/index.html"; %NULL where it can be none, as with the top of the site
 */
char *
galley_former_path_from_address (const char *address, const char *base_path)
{
  const char *rest = address;
  g_autofree char *path = NULL;
  const char *name;

  if (base_path != NULL && g_str_has_prefix (address, base_path))
    rest += strlen (base_path);
  rest += strspn (rest, "/");
  path = g_strdup (rest);
  for (gsize n = strlen (path); n > 0 && path[n - 1] == '/'; n--)
    path[n - 1] = '\0';
  if (*path == '\0' || g_str_equal (path, "index.html"))
    return NULL;
  name = strrchr (path, '/') != NULL ? strrchr (path, '/') + 1 : path;
  if (!is_page_name (name))
    {
      g_autofree char *folder = g_steal_pointer (&path);

      path = g_strconcat (folder, "/index.html", NULL);
    }
  return galley_path_is_safe (path) ? g_steal_pointer (&path) : NULL;
}

static gboolean
insert (GalleyProject *project, const char *sql, const char *path, gint64 post_id, GError **error)
{
  if (strlen (path) > PATH_MAX_BYTES || !galley_path_is_safe (path) ||
      !g_utf8_validate (path, -1, NULL))
    return TRUE; /* nothing can have stood there */
  return galley_sql_run (project, error, sql, "ti", path, post_id);
}

/**
 * galley_project_add_former_path:
 * @project: an open project
 * @post_id: a post
 * @path: where its page stood, also in another system: "2015/01/09/x/index.html"
 * @error: GALLEY_STORE_ERROR
 *
 * Makes a path an old address of a post; one that is another's already is left as it is, and one
 * that leads out of the site is left out.
 */
gboolean
galley_project_add_former_path (GalleyProject *project,
                                gint64 post_id,
                                const char *path,
                                GError **error)
{
  return insert (project, "INSERT OR IGNORE INTO former_path (path, post) VALUES (?, ?)", path,
                 post_id, error);
}

static gboolean
load_pattern (GalleyProject *project, char **pattern, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT value FROM setting WHERE key = 'permalink'", error);
  GalleyStep step = row != NULL ? galley_statement_step (row, error) : GALLEY_STEP_ERROR;

  if (step != GALLEY_STEP_ERROR)
    *pattern = step == GALLEY_STEP_ROW ? galley_statement_text (row, 0)
                                       : g_strdup (GALLEY_PERMALINK_DEFAULT);
  return step != GALLEY_STEP_ERROR;
}

/* The path of one version of a post, and when it is out. */
#define PAGE_OF                                                                                    \
  "SELECT " GALLEY_POST_COLUMNS ", coalesce(s.slug, ''), r.instant FROM post p"                    \
  " JOIN revision r ON r.id = "

static char *
read_path (GalleyStatement *row, const char *pattern, gint64 series_id, const char *series_slug)
{
  g_autoptr (GalleyPost) post = galley_post_read (row);
  g_autofree char *slug = galley_permalink_slug (post);
  g_autofree char *series = galley_statement_text (row, GALLEY_POST_N_COLUMNS);

  return galley_permalink_expand (post->kind == GALLEY_POST_KIND_PAGE ? ":slug" : pattern, post,
                                  slug,
                                  post->series_id == 0           ? NULL
                                  : post->series_id == series_id ? series_slug
                                                                 : series);
}

/* @path: (out): %NULL where there is no such version, or nobody saw it yet. */
static gboolean
load_path (GalleyProject *project,
           const char *sql,
           gint64 post_id,
           const char *pattern,
           gint64 seen_by,
           char **path,
           GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (project, sql, error);
  GalleyStep step;

  if (row == NULL)
    return FALSE;
  galley_statement_bind (row, "i", post_id);
  step = galley_statement_step (row, error);
  if (step == GALLEY_STEP_ROW && galley_statement_int (row, GALLEY_POST_N_COLUMNS + 1) <= seen_by)
    *path = read_path (row, pattern, 0, NULL);
  return step != GALLEY_STEP_ERROR;
}

/**
 * galley_former_path_keep:
 * @project: a project within a transaction
 * @post_id: a post whose working copy is about to be published
 * @now: the time, in seconds since 1970 UTC: what was scheduled for later was never seen
 * @error: GALLEY_STORE_ERROR
 *
 * Where that moves its page, the old address goes on leading to it; the new one is nobody's old one
 * any more.
 */
gboolean
galley_former_path_keep (GalleyProject *project, gint64 post_id, gint64 now, GError **error)
{
  g_autofree char *pattern = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!load_pattern (project, &pattern, error) ||
      !load_path (project, PAGE_OF "p.published" GALLEY_POST_JOINS "WHERE p.id = ?", post_id,
                  pattern, now, &before, error) ||
      !load_path (project, PAGE_OF "p.working" GALLEY_POST_JOINS "WHERE p.id = ?", post_id, pattern,
                  G_MAXINT64, &after, error))
    return FALSE;
  if (before != NULL && g_strcmp0 (before, after) != 0 &&
      !insert (project, "INSERT OR REPLACE INTO former_path (path, post) VALUES (?, ?)", before,
               post_id, error))
    return FALSE;
  return after == NULL ||
         galley_sql_run (project, error, "DELETE FROM former_path WHERE path = ?", "t", after);
}

/* What was kept by a slug and a date followed the pattern; from now on it stays where it was, and
 * texts go on naming posts by the slug. */
static gboolean
keep_slugs (GalleyProject *project, const char *pattern, GPtrArray *moved, GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT " GALLEY_POST_COLUMNS ", coalesce(s.slug, ''), d.slug, d.date FROM redirect d"
      " JOIN post p ON p.id = d.post JOIN revision r ON r.id = p.published" GALLEY_POST_JOINS
      "WHERE d.date <> ''",
      error);
  GalleyStep step;

  if (row == NULL)
    return FALSE;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      g_autoptr (GalleyPost) post = galley_post_read (row);
      g_autofree char *series = galley_statement_text (row, GALLEY_POST_N_COLUMNS);
      g_autofree char *slug = NULL;
      GalleyFormerPath *former = g_new0 (GalleyFormerPath, 1);

      g_free (post->slug);
      post->slug = galley_statement_text (row, GALLEY_POST_N_COLUMNS + 1);
      g_clear_pointer (&post->date, g_date_time_unref);
      post->date = galley_date_from_row (row, GALLEY_POST_N_COLUMNS + 2);
      slug = galley_permalink_slug (post);
      former->path =
          galley_permalink_expand (post->kind == GALLEY_POST_KIND_PAGE ? ":slug" : pattern, post,
                                   slug, post->series_id != 0 ? series : NULL);
      former->post_id = post->id;
      g_ptr_array_add (moved, former);
    }
  return step == GALLEY_STEP_DONE &&
         galley_sql_run (project, error,
                         "UPDATE OR REPLACE redirect SET date = '' WHERE date <> ''", "");
}

/* Reads all first: what is written meanwhile must not be met again. */
static GPtrArray *
find_moved (GalleyProject *project,
            const char *before,
            const char *after,
            gint64 series_id,
            const char *series_slug,
            GError **error)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func (free_former_path);
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project, PAGE_OF "p.published" GALLEY_POST_JOINS "WHERE p.kind = 'post' AND r.instant <= ?",
      error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", galley_project_now ());
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyFormerPath *former = g_new0 (GalleyFormerPath, 1);
      g_autofree char *next = read_path (row, after, series_id, series_slug);

      former->path = read_path (row, before, 0, NULL);
      former->post_id = galley_statement_int (row, 0);
      if (g_str_equal (former->path, next))
        free_former_path (former);
      else
        g_ptr_array_add (moved, former);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&moved) : NULL;
}

/**
 * galley_former_path_keep_all:
 * @project: a project within a transaction
 * @pattern: (nullable): of addresses from now on; %NULL: it stays
 * @series_id: a series whose slug is about to change; 0: none
 * @series_slug: (nullable): what it will be
 * @error: GALLEY_STORE_ERROR
 *
 * The addresses of all pages that this moves go on leading to them.
 */
gboolean
galley_former_path_keep_all (GalleyProject *project,
                             const char *pattern,
                             gint64 series_id,
                             const char *series_slug,
                             GError **error)
{
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) moved = NULL;

  if (!load_pattern (project, &before, error))
    return FALSE;
  if (pattern == NULL)
    pattern = before;
  if (g_str_equal (pattern, before) && (series_id == 0 || strstr (pattern, ":series") == NULL))
    return TRUE;
  moved = find_moved (project, before, pattern, series_id, series_slug, error);
  if (moved == NULL || !keep_slugs (project, before, moved, error))
    return FALSE;
  for (guint i = 0; i < moved->len; i++)
    {
      const GalleyFormerPath *former = g_ptr_array_index (moved, i);

      if (!insert (project, "INSERT OR REPLACE INTO former_path (path, post) VALUES (?, ?)",
                   former->path, former->post_id, error))
        return FALSE;
    }
  return TRUE;
}
