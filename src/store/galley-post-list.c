/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-post-private.h"

/* The ways to a list of ids. Each has the filters as numbered parameters: ?1 status or '', ?2 kind
 * or '', ?3 the FTS5 expression, ?4 a tag's name, ?5 a series; a way that does not filter by one
 * has no such parameter, so that its index alone answers. */
#define WANTED "((?1 = '' AND p.status <> 'trash') OR p.status = ?1) AND (?2 = '' OR p.kind = ?2)"
#define NEWEST_FIRST " ORDER BY p.date DESC, p.id DESC"
#define TAGGED                                                                                     \
  "p.working IN (SELECT rt.revision FROM revision_tag rt JOIN tag t ON t.id = rt.tag"              \
  " WHERE t.name = ?4)"

static const char *
choose_list (const GalleyPostFilter *filter, gboolean searching)
{
  if (searching)
    return "SELECT p.id FROM post_index f JOIN post p ON p.id = f.rowid"
           " WHERE f.post_index MATCH ?3 AND " WANTED " AND (?4 = '' OR " TAGGED
           ") AND (?5 = 0 OR p.series = ?5)" NEWEST_FIRST;
  if (filter->tag != NULL && *filter->tag != '\0')
    return "SELECT p.id FROM post p WHERE " WANTED " AND " TAGGED
           " AND (?5 = 0 OR p.series = ?5) AND ?3 = ''" NEWEST_FIRST;
  if (filter->series_id != 0)
    return "SELECT p.id FROM post p WHERE p.series = ?5 AND " WANTED
           " AND ?3 = '' AND ?4 = ''" NEWEST_FIRST;
  if (filter->status >= 0)
    return "SELECT p.id FROM post p INDEXED BY post_by_status WHERE p.status = ?1"
           " AND (?2 = '' OR p.kind = ?2) AND ?3 = '' AND ?4 = '' AND ?5 = 0" NEWEST_FIRST;
  return "SELECT p.id FROM post p INDEXED BY post_by_date WHERE " WANTED
         " AND ?3 = '' AND ?4 = '' AND ?5 = 0" NEWEST_FIRST;
}

static GArray *
collect_ids (GalleyStatement *row, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GalleyStep step;

  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      gint64 id = galley_statement_int (row, 0);

      g_array_append_val (ids, id);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/**
 * galley_project_list_posts:
 * @project: a project
 * @filter: which ones
 * @cancellable: (nullable): stops a search that is no longer wanted
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type gint64): ids, newest date first
 */
GArray *
galley_project_list_posts (GalleyProject *project,
                           const GalleyPostFilter *filter,
                           GCancellable *cancellable,
                           GError **error)
{
  gboolean searching = filter->search != NULL && *filter->search != '\0';
  g_autofree char *expression = galley_search_expression (filter->search);
  g_autoptr (GalleyStatement) row = NULL;
  GArray *ids;

  /* A search without a word in it ("...") finds all while it is typed. */
  searching = searching && expression != NULL;
  row = galley_statement_new (project, choose_list (filter, searching), error);
  if (row == NULL)
    return NULL;
  galley_statement_bind (
      row, "tttti",
      filter->status < 0 ? "" : galley_post_status_to_name ((GalleyPostStatus) filter->status),
      filter->kind < 0                        ? ""
      : filter->kind == GALLEY_POST_KIND_PAGE ? "page"
                                              : "post",
      searching ? expression : "", filter->tag, filter->series_id);
  galley_project_watch (project, cancellable);
  ids = collect_ids (row, error);
  galley_project_unwatch (project);
  return ids;
}

/**
 * galley_project_count_posts:
 * @project: a project
 * @counts: (out): how many there are of each status
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_project_count_posts (GalleyProject *project, GalleyPostCounts *counts, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT status, count(*) FROM post GROUP BY status", error);
  guint by_status[4] = { 0 };
  GalleyStep step;

  memset (counts, 0, sizeof *counts);
  if (row == NULL)
    return FALSE;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      g_autofree char *name = galley_statement_text (row, 0);
      int status = galley_post_status_from_name (name);

      if (status >= 0)
        by_status[status] = (guint) galley_statement_int (row, 1);
    }
  counts->drafts = by_status[GALLEY_POST_DRAFT];
  counts->scheduled = by_status[GALLEY_POST_SCHEDULED];
  counts->published = by_status[GALLEY_POST_PUBLISHED];
  counts->trash = by_status[GALLEY_POST_TRASH];
  counts->all = counts->drafts + counts->scheduled + counts->published;
  return step == GALLEY_STEP_DONE;
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text) && strlen (text) < 19;
}

static gboolean
find_slug (GalleyProject *project, const char *slug, gint64 *id, GError **error)
{
  *id = 0;
  if (*slug == '\0')
    return TRUE;
  if (!galley_sql_get_int (project, id, error,
                           "SELECT p.id FROM revision r JOIN post p ON p.id = r.post"
                           " AND r.id IN (p.working, p.published) WHERE r.slug = ? LIMIT 1",
                           "t", slug))
    return FALSE;
  return *id != 0 || galley_sql_get_int (project, id, error,
                                         "SELECT post FROM redirect WHERE slug = ?"
                                         " ORDER BY id DESC LIMIT 1",
                                         "t", slug);
}

/* The last folder of an address: "slug" of "https://example.org/2009/10/slug/index.html#more". */
static char *
last_folder (const char *reference)
{
  g_autofree char *path = g_strndup (reference, strcspn (reference, "?#"));
  g_autofree char *plain = NULL;
  gsize length;

  if (g_str_has_suffix (path, "/index.html"))
    path[strlen (path) - strlen ("index.html")] = '\0';
  for (length = strlen (path); length > 0 && path[length - 1] == '/'; length--)
    path[length - 1] = '\0';
  plain =
      g_uri_unescape_string (strrchr (path, '/') != NULL ? strrchr (path, '/') + 1 : path, NULL);
  return plain != NULL && g_utf8_validate (plain, -1, NULL) ? g_steal_pointer (&plain)
                                                            : g_strdup ("");
}

/**
 * galley_project_find_post:
 * @project: a project
 * @reference: an id in digits, a slug, or an address that ends with a slug; slugs that a post was
 *   published under before are known too
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: the post's id; 0 where @reference names nothing, and on error
 */
gint64
galley_project_find_post (GalleyProject *project, const char *reference, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *slug = NULL;
  gint64 id = 0;

  if (reference == NULL || !g_utf8_validate (reference, -1, NULL))
    return 0;
  trimmed = g_strstrip (g_strdup (reference));
  if (g_str_has_prefix (trimmed, "post:"))
    memmove (trimmed, trimmed + 5, strlen (trimmed + 5) + 1);
  if (is_digits (trimmed) &&
      (!galley_sql_get_int (project, &id, error, "SELECT id FROM post WHERE id = ?", "i",
                            g_ascii_strtoll (trimmed, NULL, 10)) ||
       id != 0))
    return id;
  slug = last_folder (trimmed);
  return find_slug (project, slug, &id, error) ? id : 0;
}

/**
 * galley_project_list_titles:
 * @project: a project
 * @fold: makes a key of a title, NULL where it is none
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type utf8 gint64): from folded titles to the posts
 *   that have them, as their authors see them; of several with one title the newest
 */
GHashTable *
galley_project_list_titles (GalleyProject *project, char *(*fold) (const char *), GError **error)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project,
                            "SELECT p.id, r.title FROM post p JOIN revision r ON r.id = p.working"
                            " WHERE p.status <> 'trash' ORDER BY p.date, p.id",
                            error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      gint64 id = galley_statement_int (row, 0);
      g_autofree char *title = galley_statement_text (row, 1);
      char *key = fold (title);

      if (key != NULL)
        g_hash_table_replace (titles, key, g_memdup2 (&id, sizeof id));
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&titles) : NULL;
}
