/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "galley-comment-private.h"
#include "galley-post-private.h"

/* How a list is found. Each condition but the status gives the ids of the comments that meet it,
 * from an index of its own, in ascending order; several conditions are what all of these have in
 * common. What is left is put in order of its dates: where it is little, by looking at each; where
 * it is much, by going through the index of dates, which knows the status too. So no list costs
 * more than one pass over the index of each condition and one over that of dates, and none reads a
 * comment's text. */

/* From so many ids on, the index of dates is gone through. */
#define MANY 4096

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static gboolean
is_sorted (const GArray *ids)
{
  for (guint i = 1; i < ids->len; i++)
    if (g_array_index (ids, gint64, i - 1) > g_array_index (ids, gint64, i))
      return FALSE;
  return TRUE;
}

/* Numbers above this are not those of a file that Galley made: they get no bit of their own. */
#define MAX_BIT (1 << 27)

/* One bit for each number up to that of @last. */
static guint8 *
make_bits (const GArray *ids, gint64 last)
{
  guint8 *bits = g_malloc0 ((gsize) last / 8 + 1);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      bits[id / 8] |= (guint8) (1 << (id % 8));
    }
  return bits;
}

/* Ids are dense, so that many are put in order by marking each of them and reading the marks. */
static void
sort_ids (GArray *ids)
{
  g_autofree guint8 *bits = NULL;
  gint64 first = G_MAXINT64;
  gint64 last = 0;
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      first = MIN (first, g_array_index (ids, gint64, i));
      last = MAX (last, g_array_index (ids, gint64, i));
    }
  if (ids->len < MANY || first < 0 || last > MAX_BIT)
    {
      g_array_sort (ids, compare_ids);
      return;
    }
  bits = make_bits (ids, last);
  for (gint64 id = first; id <= last && n < ids->len; id++)
    if ((bits[id / 8] >> (id % 8) & 1) != 0)
      g_array_index (ids, gint64, n++) = id;
  g_array_set_size (ids, n);
}

/* Reads ids from the first column. */
static GArray *
read_ids (GalleyStatement *row, GError **error)
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

/* Leaves in @ids, which is in ascending order, what is in @others too. */
static void
keep_common (GArray *ids, const GArray *others)
{
  guint kept = 0;
  guint k = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      while (k < others->len && g_array_index (others, gint64, k) < id)
        k++;
      if (k < others->len && g_array_index (others, gint64, k) == id)
        g_array_index (ids, gint64, kept++) = id;
    }
  g_array_set_size (ids, kept);
}

/* Takes the ids that @row gives into @ids, or those of @ids that it gives too. Frees @row. */
static gboolean
narrow (GalleyStatement *row, GArray **ids, GError **error)
{
  g_autoptr (GalleyStatement) owned = row;
  g_autoptr (GArray) found = read_ids (owned, error);

  if (found == NULL)
    return FALSE;
  if (!is_sorted (found))
    sort_ids (found);
  if (*ids == NULL)
    *ids = g_steal_pointer (&found);
  else
    keep_common (*ids, found);
  return TRUE;
}

static gboolean
narrow_by_text (GalleyProject *project,
                const char *sql,
                const char *text,
                GArray **ids,
                GError **error)
{
  GalleyStatement *row = galley_statement_new (project, sql, error);

  if (row == NULL)
    return FALSE;
  galley_statement_bind (row, "t", text);
  return narrow (row, ids, error);
}

static gboolean
narrow_by_key (GalleyProject *project, const char *sql, gint64 key, GArray **ids, GError **error)
{
  GalleyStatement *row = galley_statement_new (project, sql, error);

  if (row == NULL)
    return FALSE;
  galley_statement_bind (row, "i", key);
  return narrow (row, ids, error);
}

#define BY_POST "SELECT id FROM comment INDEXED BY comment_by_post WHERE post = ?"
#define UNPLACED "SELECT id FROM comment INDEXED BY comment_by_post WHERE post IS NULL AND ? = -1"
#define BY_EMAIL                                                                                   \
  "SELECT id FROM comment INDEXED BY comment_by_email"                                             \
  " WHERE email = ?1 COLLATE NOCASE AND email <> ''"
#define BY_NAME "SELECT id FROM comment INDEXED BY comment_by_name WHERE name = ?1 AND email = ''"
#define BY_PLACE                                                                                   \
  "SELECT id FROM comment INDEXED BY comment_by_place WHERE place = ?1 AND place <> ''"
#define BY_RULE                                                                                    \
  "SELECT DISTINCT comment FROM comment_history INDEXED BY comment_history_by_rule WHERE rule = ?"
#define BY_WORDS "SELECT rowid FROM comment_index WHERE comment_index MATCH ?"

/* Whether so few are left that the other conditions are asked of each. */
static gboolean
is_little (const GArray *ids)
{
  return ids != NULL && ids->len < MANY;
}

/* Those that meet the conditions but the status, in ascending order; NULL in @ids where there are
 * no other conditions. Where they get few, not all conditions were asked. What finds few comes
 * first. */
static gboolean
find_ids (GalleyProject *project, const GalleyCommentFilter *filter, GArray **ids, GError **error)
{
  g_autofree char *words = galley_search_expression (filter->search);
  gboolean by_email = filter->email != NULL && *filter->email != '\0';

  return (!by_email || narrow_by_text (project, BY_EMAIL, filter->email, ids, error)) &&
         (by_email || filter->name == NULL ||
          narrow_by_text (project, BY_NAME, filter->name, ids, error)) &&
         (words == NULL || narrow_by_text (project, BY_WORDS, words, ids, error)) &&
         (filter->rule_id == 0 || is_little (*ids) ||
          narrow_by_key (project, BY_RULE, filter->rule_id, ids, error)) &&
         (filter->place == NULL || is_little (*ids) ||
          narrow_by_text (project, BY_PLACE, filter->place, ids, error)) &&
         (filter->post_id == 0 || is_little (*ids) ||
          narrow_by_key (project, filter->post_id > 0 ? BY_POST : UNPLACED, filter->post_id, ids,
                         error));
}

/* One comment of a list. */
typedef struct
{
  gint64 id, instant;
} Dated;

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const Dated *first = a;
  const Dated *second = b;

  if (first->instant != second->instant)
    return first->instant > second->instant ? -1 : 1;
  return -compare_ids (&first->id, &second->id);
}

/* What is made of the rows. */
typedef struct
{
  const GalleyCommentFilter *filter;
  guint counts[4];
  guint n_unplaced; /* pending and approved */
  gboolean whole;   /* nothing was counted, since there is no condition but the status */
} Tally;

/* Counts the row, whose column 1 is the status. Returns: whether it is wanted */
static gboolean
count_row (Tally *tally, GalleyStatement *row)
{
  int wanted = tally->filter->status;
  int status = galley_comment_status_from_name (galley_statement_peek (row, 1));

  if (status < 0)
    return FALSE;
  tally->counts[status]++;
  return wanted == status || wanted == GALLEY_COMMENT_ANY_STATUS ||
         (wanted == -1 && status <= GALLEY_COMMENT_APPROVED);
}

#define LOOK                                                                                       \
  "SELECT instant, status, post FROM comment WHERE id = ?1"                                        \
  " AND (?2 = 0 OR (?2 = -1 AND post IS NULL) OR post = ?2) AND (?3 OR place = ?4)"                \
  " AND (?5 = 0 OR EXISTS (SELECT 1 FROM comment_history WHERE comment = ?1 AND rule = ?5))"

static GArray *
look_at_each (GalleyProject *project, const GArray *ids, Tally *tally, GError **error)
{
  const GalleyCommentFilter *filter = tally->filter;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Dated));
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GalleyStatement) row = galley_statement_new (project, LOOK, error);

  for (guint i = 0; row != NULL && i < ids->len; i++)
    {
      Dated one = { g_array_index (ids, gint64, i), 0 };
      GalleyStep step;

      galley_statement_bind (row, "iiiti", one.id, filter->post_id,
                             (gint64) (filter->place == NULL), filter->place, filter->rule_id);
      step = galley_statement_step (row, error);
      if (step == GALLEY_STEP_ERROR)
        return NULL;
      one.instant = galley_statement_int (row, 0);
      if (step == GALLEY_STEP_ROW)
        {
          if (count_row (tally, row))
            g_array_append_val (found, one);
          tally->n_unplaced += galley_statement_is_null (row, 2) &&
                               galley_comment_status_from_name (galley_statement_peek (row, 1)) <=
                                   GALLEY_COMMENT_APPROVED;
        }
      galley_statement_reset (row);
    }
  g_array_sort (found, compare_dates);
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (list, g_array_index (found, Dated, i).id);
  return row != NULL ? g_steal_pointer (&list) : NULL;
}

/* Whether a comment is one of many, answered at once. */
typedef struct
{
  const GArray *ids;
  guint8 *bits; /* (nullable): one for each number up to that of the last of @ids */
  gint64 last;
} Members;

static void
members_init (Members *members, const GArray *ids)
{
  members->ids = ids;
  members->last = ids->len > 0 ? g_array_index (ids, gint64, ids->len - 1) : 0;
  members->bits = NULL;
  if (members->last > MAX_BIT || ids->len == 0 || g_array_index (ids, gint64, 0) < 0)
    return;
  members->bits = make_bits (ids, members->last);
}

static gboolean
members_have (const Members *members, gint64 id)
{
  if (members->bits == NULL)
    return bsearch (&id, members->ids->data, members->ids->len, sizeof id, compare_ids) != NULL;
  return id >= 0 && id <= members->last && (members->bits[id / 8] >> (id % 8) & 1) != 0;
}

static GArray *
go_through_dates (GalleyProject *project, const GArray *ids, Tally *tally, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project,
                            "SELECT id, status FROM comment INDEXED BY comment_by_date"
                            " ORDER BY instant DESC, id DESC",
                            error);
  Members members;
  GalleyStep step;

  if (row == NULL)
    return NULL;
  members_init (&members, ids);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      gint64 id = galley_statement_int (row, 0);

      if (members_have (&members, id) && count_row (tally, row))
        g_array_append_val (list, id);
    }
  g_free (members.bits);
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

#define NEWEST_FIRST " ORDER BY instant DESC, id DESC"

/* Where the status is the only condition, an index has the list as it shall be. */
static GArray *
list_status (GalleyProject *project, int status, GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      status >= 0 ? "SELECT id FROM comment INDEXED BY comment_by_status"
                    " WHERE status = ?" NEWEST_FIRST
      : status == GALLEY_COMMENT_ANY_STATUS
          ? "SELECT id FROM comment INDEXED BY comment_by_date WHERE ? = ''" NEWEST_FIRST
          : "SELECT id FROM comment INDEXED BY comment_by_date"
            " WHERE status IN ('pending', 'approved') AND ? = ''" NEWEST_FIRST,
      error);

  if (row == NULL)
    return NULL;
  galley_statement_bind (
      row, "t", status >= 0 ? galley_comment_status_to_name ((GalleyCommentStatus) status) : "");
  return read_ids (row, error);
}

static GArray *
list_many (GalleyProject *project, GArray *ids, Tally *tally, GError **error)
{
  g_autoptr (GArray) list = go_through_dates (project, ids, tally, error);
  g_autoptr (GArray) unplaced = g_array_ref (ids);

  if (list == NULL || !narrow_by_key (project, UNPLACED " AND status IN ('pending', 'approved')",
                                      -1, &unplaced, error))
    return NULL;
  tally->n_unplaced = unplaced->len;
  return g_steal_pointer (&list);
}

static GArray *
list (GalleyProject *project, Tally *tally, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (!find_ids (project, tally->filter, &ids, error))
    return NULL;
  tally->whole = ids == NULL;
  if (ids == NULL)
    return list_status (project, tally->filter->status, error);
  return is_little (ids) ? look_at_each (project, ids, tally, error)
                         : list_many (project, ids, tally, error);
}

/**
 * galley_project_list_and_count:
 * @project: a project
 * @filter: which ones
 * @counts: (out): of each status, how many meet the other conditions
 * @n_unplaced: (out): how many of those that are pending or approved belong to no post
 * @cancellable: (nullable): stops a search that is no longer wanted
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type gint64): ids, newest date first
 */
GArray *
galley_project_list_and_count (GalleyProject *project,
                               const GalleyCommentFilter *filter,
                               GalleyCommentCounts *counts,
                               guint *n_unplaced,
                               GCancellable *cancellable,
                               GError **error)
{
  Tally tally = { .filter = filter };
  g_autoptr (GArray) ids = NULL;

  galley_project_watch (project, cancellable);
  ids = list (project, &tally, error);
  galley_project_unwatch (project);
  if (ids == NULL)
    return NULL;
  *counts = (GalleyCommentCounts){ tally.counts[GALLEY_COMMENT_PENDING],
                                   tally.counts[GALLEY_COMMENT_APPROVED],
                                   tally.counts[GALLEY_COMMENT_SPAM],
                                   tally.counts[GALLEY_COMMENT_TRASH] };
  *n_unplaced = tally.n_unplaced;
  if (tally.whole && (!galley_project_count_comments (project, counts, error) ||
                      !galley_project_count_unplaced (project, n_unplaced, error)))
    return NULL;
  return g_steal_pointer (&ids);
}

/**
 * galley_project_list_comments:
 * @project: a project
 * @filter: which ones
 * @cancellable: (nullable): stops a search that is no longer wanted
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type gint64): ids, newest date first
 */
GArray *
galley_project_list_comments (GalleyProject *project,
                              const GalleyCommentFilter *filter,
                              GCancellable *cancellable,
                              GError **error)
{
  Tally tally = { .filter = filter };
  GArray *ids;

  galley_project_watch (project, cancellable);
  ids = list (project, &tally, error);
  galley_project_unwatch (project);
  return ids;
}

/**
 * galley_project_list_answers:
 * @project: a project
 * @comment_id: a comment
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the ids of the pending and approved
 *   comments that answer it, oldest first
 */
GArray *
galley_project_list_answers (GalleyProject *project, gint64 comment_id, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project,
                            "SELECT id FROM comment WHERE parent = ?"
                            " AND status IN ('pending', 'approved') ORDER BY instant, id",
                            error);

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", comment_id);
  return read_ids (row, error);
}
