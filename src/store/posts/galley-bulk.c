/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-bulk.h"

#include <string.h>

#include "galley-post-private.h"
#include "galley-series.h"

/* What a change is made with: names are looked up once. */
typedef struct
{
  GalleyProject *project;
  const GalleyBulkChange *change;
  GArray *tags; /* of gint64: each once */
  gint64 series;
  gint64 part; /* the last one of the series that was given */
  gint64 now;
} Work;

void
galley_bulk_done_free (GalleyBulkDone *done)
{
  if (done == NULL)
    return;
  g_array_unref (done->posts);
  g_free (done);
}

static gboolean
has_tag (const GArray *tags, gint64 tag)
{
  for (guint i = 0; i < tags->len; i++)
    if (g_array_index (tags, gint64, i) == tag)
      return TRUE;
  return FALSE;
}

static gboolean
find_tags (Work *work, GError **error)
{
  GStrv tags = work->change->tags;

  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      gint64 tag = 0;
      gboolean found = work->change->kind == GALLEY_BULK_ADD_TAGS
                           ? galley_post_settle_tag (work->project, tags[i], &tag, error)
                           : galley_sql_get_int (work->project, &tag, error,
                                                 "SELECT id FROM tag WHERE name = ?", "t", tags[i]);

      if (!found)
        return FALSE;
      if (tag != 0 && !has_tag (work->tags, tag))
        g_array_append_val (work->tags, tag);
    }
  return TRUE;
}

static gboolean
find_series (Work *work, GError **error)
{
  const char *title = work->change->series;

  if (work->change->kind != GALLEY_BULK_SERIES || title == NULL || *title == '\0')
    return TRUE;
  work->series = galley_project_ensure_series (work->project, title, error);
  return work->series != 0 &&
         galley_sql_get_int (work->project, &work->part, error,
                             "SELECT max(r.part) FROM post p JOIN revision r ON r.id = p.working"
                             " WHERE p.series = ? AND p.status <> 'trash'",
                             "i", work->series);
}

/* How many of the tags a revision has. */
static gboolean
count_tags (Work *work, gint64 revision, guint *n, GError **error)
{
  *n = 0;
  for (guint i = 0; i < work->tags->len; i++)
    {
      gint64 has = 0;

      if (!galley_sql_get_int (work->project, &has, error,
                               "SELECT EXISTS (SELECT 1 FROM revision_tag WHERE tag = ?"
                               " AND revision = ?)",
                               "ii", g_array_index (work->tags, gint64, i), revision))
        return FALSE;
      *n += has != 0;
    }
  return TRUE;
}

static gboolean
is_needed (Work *work, gint64 revision, gboolean *needed, GError **error)
{
  gint64 same = 0;
  guint n;

  if (work->change->kind == GALLEY_BULK_SERIES)
    {
      if (!galley_sql_get_int (work->project, &same, error,
                               "SELECT series IS ? FROM revision WHERE id = ?", "ki", work->series,
                               revision))
        return FALSE;
      *needed = same == 0;
      return TRUE;
    }
  if (!count_tags (work, revision, &n, error))
    return FALSE;
  *needed = work->change->kind == GALLEY_BULK_ADD_TAGS ? n < work->tags->len : n > 0;
  return TRUE;
}

/* A revision like another. It begins so early that no typing goes on in it: what was done here can
 * be undone as long as it is the working copy. */
static gboolean
copy_revision (Work *work, gint64 revision, gint64 *copy, GError **error)
{
  if (!galley_sql_run (
          work->project, error,
          "INSERT INTO revision (post, begun, modified, title, slug, author, date, instant, series,"
          " part, place, excerpt, cover, language, comments_open, body_bytes)"
          " SELECT post, ?2, ?3, title, slug, author, date, instant, series,"
          " part, place, excerpt, cover, language, comments_open, body_bytes"
          " FROM revision WHERE id = ?1",
          "iii", revision, work->now - GALLEY_TYPING_SECONDS - 1, work->now))
    return FALSE;
  *copy = sqlite3_last_insert_rowid (work->project->handle);
  return galley_sql_run (work->project, error,
                         "INSERT INTO body (revision, text)"
                         " SELECT ?2, text FROM body WHERE revision = ?1",
                         "ii", revision, *copy) &&
         galley_sql_run (work->project, error,
                         "INSERT INTO revision_tag (revision, position, tag)"
                         " SELECT ?2, position, tag FROM revision_tag WHERE revision = ?1",
                         "ii", revision, *copy) &&
         galley_sql_run (work->project, error,
                         "INSERT INTO revision_link (revision, position, title, address)"
                         " SELECT ?2, position, title, address FROM revision_link"
                         " WHERE revision = ?1",
                         "ii", revision, *copy);
}

static gboolean
change_tags (Work *work, gint64 revision, GError **error)
{
  const char *sql = work->change->kind == GALLEY_BULK_ADD_TAGS
                        ? "INSERT INTO revision_tag (revision, position, tag)"
                          " SELECT ?1, 1 + coalesce((SELECT max(position) FROM revision_tag"
                          " WHERE revision = ?1), -1), ?2 WHERE NOT EXISTS"
                          " (SELECT 1 FROM revision_tag WHERE revision = ?1 AND tag = ?2)"
                        : "DELETE FROM revision_tag WHERE revision = ?1 AND tag = ?2";

  for (guint i = 0; i < work->tags->len; i++)
    if (!galley_sql_run (work->project, error, sql, "ii", revision,
                         g_array_index (work->tags, gint64, i)))
      return FALSE;
  return TRUE;
}

static gboolean
change_series (Work *work, gint64 revision, GError **error)
{
  if (work->series != 0)
    work->part++;
  return galley_sql_run (work->project, error,
                         "UPDATE revision SET series = ?, part = ? WHERE id = ?", "kii",
                         work->series, work->series != 0 ? work->part : 0, revision);
}

#define LACKS_ROWS(columns, table)                                                                 \
  " AND NOT EXISTS (SELECT " columns " FROM " table " WHERE revision = ?1"                         \
  " EXCEPT SELECT " columns " FROM " table " WHERE revision = ?2)"                                 \
  " AND NOT EXISTS (SELECT " columns " FROM " table " WHERE revision = ?2"                         \
  " EXCEPT SELECT " columns " FROM " table " WHERE revision = ?1)"

/* Where a change has made the post what it is published as, that is the working copy again. */
static gboolean
settle_published (Work *work, gint64 id, gint64 *revision, GError **error)
{
  gint64 published = 0, same = 0;

  if (!galley_sql_get_int (work->project, &published, error,
                           "SELECT published FROM post WHERE id = ? AND published <> working", "i",
                           id))
    return FALSE;
  if (published == 0)
    return TRUE;
  if (!galley_sql_get_int (
          work->project, &same, error,
          "SELECT EXISTS (SELECT 1 FROM revision a JOIN body x ON x.revision = a.id"
          " JOIN revision b ON b.id = ?2 JOIN body y ON y.revision = b.id WHERE a.id = ?1"
          " AND (a.title, a.slug, a.author, a.date, a.series, a.part, a.place, a.excerpt,"
          " a.cover, a.language, a.comments_open, x.text) IS (b.title, b.slug, b.author,"
          " b.date, b.series, b.part, b.place, b.excerpt, b.cover, b.language,"
          " b.comments_open, y.text))" LACKS_ROWS ("position, tag", "revision_tag")
              LACKS_ROWS ("position, title, address", "revision_link"),
          "ii", *revision, published))
    return FALSE;
  if (same == 0)
    return TRUE;
  if (!galley_sql_run (work->project, error, "DELETE FROM revision WHERE id = ?", "i", *revision))
    return FALSE;
  *revision = published;
  return TRUE;
}

static gboolean
point_working (GalleyProject *project, gint64 id, gint64 revision, GError **error)
{
  return galley_sql_run (project, error,
                         "UPDATE post SET working = ?2, (date, series) ="
                         " (SELECT instant, series FROM revision WHERE id = ?2) WHERE id = ?1",
                         "ii", id, revision);
}

/* Tags are searched, series are not. */
static gboolean
is_indexed (GalleyBulkKind kind)
{
  return kind != GALLEY_BULK_SERIES;
}

static gboolean
change_content (Work *work, gint64 id, GArray *posts, GError **error)
{
  gboolean indexed = is_indexed (work->change->kind);
  GalleyBulkPost post = { id, 0, 0 };
  gboolean needed = FALSE;

  if (!galley_sql_get_int (work->project, &post.before, error,
                           "SELECT working FROM post WHERE id = ?", "i", id))
    return FALSE;
  if (post.before == 0)
    return TRUE; /* it is gone */
  if (!is_needed (work, post.before, &needed, error))
    return FALSE;
  if (!needed)
    return TRUE;
  if ((indexed && !galley_search_forget_post (work->project, id, error)) ||
      !copy_revision (work, post.before, &post.after, error) ||
      !(indexed ? change_tags (work, post.after, error)
                : change_series (work, post.after, error)) ||
      !settle_published (work, id, &post.after, error) ||
      !point_working (work->project, id, post.after, error) ||
      (indexed && !galley_search_learn_post (work->project, id, error)))
    return FALSE;
  g_array_append_val (posts, post);
  return TRUE;
}

static gboolean
change_status (Work *work, gint64 id, GArray *posts, GError **error)
{
  gboolean trash = work->change->kind == GALLEY_BULK_TRASH;
  GalleyBulkPost post = { id, 0, 0 };
  gint64 is_trash = -1;

  if (!galley_sql_get_int (work->project, &is_trash, error,
                           "SELECT 1 + (status = 'trash') FROM post WHERE id = ?", "i", id))
    return FALSE;
  if (is_trash == 0 || (is_trash == 2) == trash)
    return TRUE; /* it is gone, or as it shall be */
  if (!(trash ? galley_project_trash_post (work->project, id, error)
              : galley_project_restore_post (work->project, id, error)))
    return FALSE;
  g_array_append_val (posts, post);
  return TRUE;
}

/* A draft with the same text and properties, of this moment, at the end of its series. */
static gboolean
duplicate (Work *work, gint64 id, GArray *posts, GError **error)
{
  g_autoptr (GalleyPost) post =
      galley_project_load_post (work->project, id, GALLEY_VERSION_WORKING, error);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (work->now);
  GalleyBulkPost done = { 0, 0, 0 };
  char *title;

  if (post == NULL)
    return FALSE;
  title = g_strconcat (post->title, work->change->suffix, NULL);
  g_free (post->title);
  post->title = title;
  post->id = 0;
  post->revision_id = 0;
  post->series_part = 0;
  g_free (post->slug);
  post->slug = g_strdup ("");
  if (post->date != NULL)
    {
      GDateTime *date = g_date_time_to_timezone (utc, g_date_time_get_timezone (post->date));

      g_date_time_unref (post->date);
      post->date = date;
    }
  if (!galley_project_save_post (work->project, post, GALLEY_SAVE_REVISION, error))
    return FALSE;
  done.id = post->id;
  g_array_append_val (posts, done);
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* Those of a series get their parts in the order of their dates. The others are taken by number:
 * going back, the full-text index would write out what it holds each time. */
static GArray *
sort_ids (Work *work, const gint64 *ids, gsize n_ids, GError **error)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_ids);
  g_autoptr (GArray) all = NULL;
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  guint n = 0;

  g_array_append_vals (sorted, ids, (guint) n_ids);
  g_array_sort (sorted, compare_ids);
  if (work->series == 0)
    return sorted;
  filter.sort = GALLEY_POST_SORT_OLDEST;
  all = galley_project_list_posts (work->project, &filter, NULL, error);
  if (all == NULL)
    {
      g_array_unref (sorted);
      return NULL;
    }
  for (guint i = 0; i < all->len; i++)
    if (g_array_binary_search (sorted, &g_array_index (all, gint64, i), compare_ids, NULL))
      g_array_index (all, gint64, n++) = g_array_index (all, gint64, i);
  g_array_set_size (all, n);
  g_array_unref (sorted);
  return g_steal_pointer (&all);
}

static gboolean
change_one (Work *work, gint64 id, GArray *posts, GError **error)
{
  switch (work->change->kind)
    {
    case GALLEY_BULK_ADD_TAGS:
    case GALLEY_BULK_REMOVE_TAGS:
    case GALLEY_BULK_SERIES:
      return change_content (work, id, posts, error);
    case GALLEY_BULK_DUPLICATE:
      return duplicate (work, id, posts, error);
    case GALLEY_BULK_TRASH:
    case GALLEY_BULK_RESTORE:
    default:
      return change_status (work, id, posts, error);
    }
}

static gboolean
change_all (Work *work,
            const gint64 *ids,
            gsize n_ids,
            GArray *posts,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GArray) sorted = NULL;

  if (!find_tags (work, error) || !find_series (work, error) ||
      (sorted = sort_ids (work, ids, n_ids, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < sorted->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !change_one (work, g_array_index (sorted, gint64, i), posts, error))
      return FALSE;
  return TRUE;
}

/**
 * galley_project_change_posts:
 * @project: a project
 * @change: what is to be done
 * @ids: (array length=n_ids): to these posts; those that are gone are passed over
 * @n_ids: how many
 * @cancellable: (nullable): to give up
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Changes several posts, all of it or nothing. Tags and series are changed in working copies, each
 * in a revision of its own: what is published stays as it is until it is published anew. Posts that
 * are already as they shall be are left alone.
 *
 * Returns: (transfer full) (nullable): what was done, for galley_project_undo_posts()
 */
GalleyBulkDone *
galley_project_change_posts (GalleyProject *project,
                             const GalleyBulkChange *change,
                             const gint64 *ids,
                             gsize n_ids,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GalleyBulkDone) done = g_new0 (GalleyBulkDone, 1);
  g_autoptr (GArray) tags = g_array_new (FALSE, FALSE, sizeof (gint64));
  Work work = { .project = project, .change = change, .tags = tags, .now = galley_project_now () };

  done->kind = change->kind;
  done->posts = g_array_new (FALSE, FALSE, sizeof (GalleyBulkPost));
  if (!galley_project_begin (project, error))
    return NULL;
  if (!change_all (&work, ids, n_ids, done->posts, cancellable, error))
    galley_project_roll_back (project);
  else if (galley_project_commit (project, error))
    return g_steal_pointer (&done);
  g_prefix_error (error, "changing posts: ");
  return NULL;
}

static gboolean
undo_content (GalleyProject *project,
              GalleyBulkKind kind,
              const GalleyBulkPost *post,
              guint *n_kept,
              GError **error)
{
  gint64 working = 0;

  if (!galley_sql_get_int (project, &working, error, "SELECT working FROM post WHERE id = ?", "i",
                           post->id))
    return FALSE;
  if (working != post->after)
    {
      ++*n_kept;
      return TRUE;
    }
  return (!is_indexed (kind) || galley_search_forget_post (project, post->id, error)) &&
         point_working (project, post->id, post->before, error) &&
         (!is_indexed (kind) || galley_search_learn_post (project, post->id, error)) &&
         galley_sql_run (project, error,
                         "DELETE FROM revision WHERE id = ?1 AND NOT EXISTS"
                         " (SELECT 1 FROM post WHERE published = ?1)",
                         "i", post->after);
}

static gboolean
undo_one (GalleyProject *project,
          GalleyBulkKind kind,
          const GalleyBulkPost *post,
          guint *n_kept,
          GError **error)
{
  switch (kind)
    {
    case GALLEY_BULK_ADD_TAGS:
    case GALLEY_BULK_REMOVE_TAGS:
    case GALLEY_BULK_SERIES:
      return undo_content (project, kind, post, n_kept, error);
    case GALLEY_BULK_TRASH:
      return galley_project_restore_post (project, post->id, error);
    case GALLEY_BULK_RESTORE:
    case GALLEY_BULK_DUPLICATE:
    default:
      return galley_project_trash_post (project, post->id, error);
    }
}

/**
 * galley_project_undo_posts:
 * @project: a project
 * @done: what galley_project_change_posts() gave
 * @n_kept: (out): how many posts were written on since, and are left as they are
 * @error: GALLEY_STORE_ERROR
 *
 * Undoes a change of several posts, all of it or nothing. The revisions that were made for it go,
 * where nothing was typed after them. Copies go to the trash.
 */
gboolean
galley_project_undo_posts (GalleyProject *project,
                           const GalleyBulkDone *done,
                           guint *n_kept,
                           GError **error)
{
  gboolean undone = TRUE;

  *n_kept = 0;
  if (!galley_project_begin (project, error))
    return FALSE;
  for (guint i = 0; undone && i < done->posts->len; i++)
    undone = undo_one (project, done->kind, &g_array_index (done->posts, GalleyBulkPost, i), n_kept,
                       error);
  if (!undone)
    galley_project_roll_back (project);
  else if (galley_project_commit (project, error))
    return TRUE;
  g_prefix_error (error, "undoing a change of posts: ");
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * galley_project_list_tags_of:
 * @project: a project
 * @ids: (array length=n_ids): posts
 * @n_ids: how many
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the names of the tags that their working copies have
 */
GStrv
galley_project_list_tags_of (GalleyProject *project, const gint64 *ids, gsize n_ids, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT t.name FROM post p JOIN revision_tag rt"
      " ON rt.revision = p.working JOIN tag t ON t.id = rt.tag WHERE p.id = ?",
      error);
  GHashTableIter iter;
  gpointer name;

  for (gsize i = 0; row != NULL && i < n_ids; i++)
    {
      GalleyStep step;

      galley_statement_bind (row, "i", ids[i]);
      while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
        g_hash_table_add (names, galley_statement_text (row, 0));
      if (step == GALLEY_STEP_ERROR)
        return NULL;
      galley_statement_reset (row);
    }
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (sorted, g_strdup (name));
  g_ptr_array_sort (sorted, compare_names);
  g_ptr_array_add (sorted, NULL);
  return row != NULL ? (GStrv) g_ptr_array_free (g_steal_pointer (&sorted), FALSE) : NULL;
}
