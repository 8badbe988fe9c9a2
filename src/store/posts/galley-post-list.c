/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-former-path.h"
#include "galley-post-order-private.h"
#include "galley-post-private.h"

/* The ways to a list of ids. Each has the filters as numbered parameters: ?1 status or '', ?2 kind
 * or '', ?3 a tag's name, ?4 a series, ?5 an author's name, ?6 a year with the instants that it
 * lies between, ?7 and ?8. All give id, title, time of change and part, or only the id where order
 * and filters need no more; what is driven by an index says so. */
#define WANTED "((?1 = '' AND p.status <> 'trash') OR p.status = ?1) AND (?2 = '' OR p.kind = ?2)"
#define NEWEST_FIRST " ORDER BY p.date DESC, p.id DESC"
#define TAGGED                                                                                     \
  "p.working IN (SELECT rt.revision FROM revision_tag rt JOIN tag t ON t.id = rt.tag"              \
  " WHERE t.name = ?3)"
#define WITH_REVISION " JOIN revision r ON r.id = p.working "
#define KEYS "SELECT p.id, r.title, r.modified, r.part FROM post p"
#define BY_REVISION                                                                                \
  " AND (?5 = '' OR r.author = (SELECT id FROM author WHERE name = ?5))"                           \
  " AND (?6 = 0 OR CAST(substr(r.date, 1, 4) AS INTEGER) = ?6)"

static const char *
choose_list (const GalleyPostFilter *filter, gboolean detailed)
{
  gboolean tagged = filter->tag != NULL && *filter->tag != '\0';

  if (!detailed && tagged)
    return "SELECT p.id FROM post p WHERE " WANTED " AND " TAGGED
           " AND (?4 = 0 OR p.series = ?4)" NEWEST_FIRST;
  if (!detailed && filter->series_id != 0)
    return "SELECT p.id FROM post p WHERE p.series = ?4 AND " WANTED NEWEST_FIRST;
  if (!detailed && filter->status >= 0)
    return "SELECT p.id FROM post p INDEXED BY post_by_status WHERE p.status = ?1"
           " AND (?2 = '' OR p.kind = ?2)" NEWEST_FIRST;
  if (!detailed)
    return "SELECT p.id FROM post p INDEXED BY post_by_date WHERE " WANTED NEWEST_FIRST;
  if (tagged)
    return KEYS WITH_REVISION "WHERE " WANTED " AND " TAGGED
                              " AND (?4 = 0 OR p.series = ?4)" BY_REVISION
                              " AND p.date BETWEEN ?7 AND ?8" NEWEST_FIRST;
  if (filter->series_id != 0)
    return KEYS WITH_REVISION "WHERE p.series = ?4 AND " WANTED BY_REVISION
                              " AND p.date BETWEEN ?7 AND ?8" NEWEST_FIRST;
  return KEYS " INDEXED BY post_by_date" WITH_REVISION
              "WHERE p.date BETWEEN ?7 AND ?8 AND " WANTED BY_REVISION NEWEST_FIRST;
}

/* The instants that a year lies between, wherever on earth it is written. */
static void
bound_year (int year, gint64 *first, gint64 *last)
{
  g_autoptr (GDateTime) begin = year > 0 ? g_date_time_new_utc (year, 1, 1, 0, 0, 0) : NULL;
  g_autoptr (GDateTime) end = year > 0 ? g_date_time_new_utc (year, 12, 31, 23, 59, 59) : NULL;
  const gint64 slack = 15 * 60 * 60;

  *first = begin != NULL ? g_date_time_to_unix (begin) - slack : G_MININT64;
  *last = end != NULL ? g_date_time_to_unix (end) + slack : G_MAXINT64;
}

static void
bind_filter (GalleyStatement *row, const GalleyPostFilter *filter, gboolean detailed)
{
  gint64 first, last;

  bound_year (filter->year, &first, &last);
  galley_statement_bind (
      row, detailed ? "tttitiii" : "ttti",
      filter->status < 0 ? "" : galley_post_status_to_name ((GalleyPostStatus) filter->status),
      filter->kind < 0                        ? ""
      : filter->kind == GALLEY_POST_KIND_PAGE ? "page"
                                              : "post",
      filter->tag, filter->series_id, filter->author, (gint64) MAX (filter->year, 0), first, last);
}

static GArray *
list_all (GalleyProject *project, const GalleyPostFilter *filter, GError **error)
{
  gboolean ordered = galley_post_sort_is_by_date (filter->sort);
  gboolean detailed =
      !ordered || filter->year > 0 || (filter->author != NULL && *filter->author != '\0');
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, choose_list (filter, detailed), error);
  g_autoptr (GalleyPostOrder) order = galley_post_order_new (filter->sort);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  bind_filter (row, filter, detailed);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      g_autofree char *title =
          filter->sort == GALLEY_POST_SORT_TITLE ? galley_statement_text (row, 1) : NULL;

      galley_post_order_add (order, galley_statement_int (row, 0), title,
                             ordered ? 0 : galley_statement_int (row, 2),
                             ordered ? 0 : galley_statement_int (row, 3));
    }
  return step == GALLEY_STEP_DONE ? galley_post_order_finish (order) : NULL;
}

/**
 * galley_project_list_posts:
 * @project: a project
 * @filter: which ones
 * @cancellable: (nullable): stops a search that is no longer wanted
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type gint64): ids in the order that @filter asks for
 */
GArray *
galley_project_list_posts (GalleyProject *project,
                           const GalleyPostFilter *filter,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GArray) ids = NULL;

  galley_project_watch (project, cancellable);
  ids = list_all (project, filter, error);
  galley_project_unwatch (project);
  if (ids == NULL || filter->search == NULL || *filter->search == '\0')
    return g_steal_pointer (&ids);
  return galley_project_search_posts (project, filter->search, ids, cancellable, error);
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

/* The month that an address names: "2009-10" of ".../2009/10/slug/"; "" where it names none. */
static char *
month_of (const char *reference)
{
  for (const char *p = strchr (reference, '/'); p != NULL; p = strchr (p + 1, '/'))
    if (strspn (p + 1, "0123456789") == 4 && p[5] == '/' && strspn (p + 6, "0123456789") == 2 &&
        p[8] == '/')
      return g_strdup_printf ("%.4s-%.2s", p + 1, p + 6);
  return g_strdup ("");
}

/* Of several posts with a slug the one of @month, else the newest. */
static gboolean
find_slug (GalleyProject *project, const char *slug, const char *month, gint64 *id, GError **error)
{
  *id = 0;
  if (*slug == '\0')
    return TRUE;
  if (!galley_sql_get_int (project, id, error,
                           "SELECT p.id FROM revision r JOIN post p ON p.id = r.post"
                           " AND r.id IN (p.working, p.published) WHERE r.slug = ?"
                           " ORDER BY substr(r.date, 1, 7) = ? DESC, p.status <> 'trash' DESC,"
                           " p.date DESC LIMIT 1",
                           "tt", slug, month))
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

/* Where an address is one that a page had before, which one. The folder of the site on its host is
 * not known here: an address may begin with any. */
static gboolean
find_former_path (GalleyProject *project, const char *reference, gint64 *id, GError **error)
{
  const char *host = strstr (reference, "://");
  const char *start = strchr (host != NULL ? host + 3 : reference, '/');
  g_autofree char *encoded = start != NULL ? g_strndup (start, strcspn (start, "?#")) : NULL;
  g_autofree char *address = encoded != NULL ? g_uri_unescape_string (encoded, NULL) : NULL;
  guint n_left = 6; /* folders that may be the site's on its host */

  if (address == NULL || !g_utf8_validate (address, -1, NULL))
    return TRUE;
  for (const char *rest = address; rest != NULL && *id == 0 && n_left-- > 0;
       rest = strchr (rest + 1, '/'))
    {
      g_autofree char *path = galley_former_path_from_address (rest, NULL);

      if (path != NULL &&
          !galley_sql_get_int (project, id, error,
                               "SELECT coalesce((SELECT post FROM former_path WHERE path = ?), 0)",
                               "t", path))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_project_find_post:
 * @project: a project
 * @reference: an id in digits, a slug, or an address that ends with a slug; slugs that a post was
 *   published under before are known too. Of posts with one slug it is the one of the month that
 *   the address names, else the newest
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: the post's id; 0 where @reference names nothing, and on error
 */
gint64
galley_project_find_post (GalleyProject *project, const char *reference, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *slug = NULL;
  g_autofree char *month = NULL;
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
  if (!find_former_path (project, trimmed, &id, error) || id != 0)
    return id;
  slug = last_folder (trimmed);
  month = month_of (trimmed);
  return find_slug (project, slug, month, &id, error) ? id : 0;
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
