/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-date.h"
#include "galley-former-path.h"
#include "galley-post-private.h"

/* Runs a change of one post in a transaction; NOT_FOUND where it changed nothing. */
static gboolean
change_post (GalleyProject *project, gint64 id, const char *sql, const char *doing, GError **error)
{
  if (!galley_sql_run (project, error, sql, "i", id))
    {
      g_prefix_error (error, "%s: ", doing);
      return FALSE;
    }
  if (sqlite3_changes (project->handle) > 0)
    return TRUE;
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
               "%s: %s: there is no such post with the number %" G_GINT64_FORMAT, doing,
               project->path, id);
  return FALSE;
}

/* The address that a post had goes on working; one that it gets is no longer another's old one. */
static gboolean
keep_old_address (GalleyProject *project, gint64 id, GError **error)
{
  return galley_sql_run (
             project, error,
             "INSERT OR REPLACE INTO redirect (post, slug, date)"
             " SELECT p.id, o.slug, o.date FROM post p"
             " JOIN revision o ON o.id = p.published"
             " JOIN revision n ON n.id = p.working"
             " WHERE p.id = ? AND o.slug <> '' AND (o.slug <> n.slug OR o.date <> n.date)",
             "i", id) &&
         galley_sql_run (project, error,
                         "DELETE FROM redirect WHERE (slug, date) IN (SELECT r.slug, r.date"
                         " FROM post p JOIN revision r ON r.id = p.working WHERE p.id = ?)",
                         "i", id);
}

/* A post that was never given a title needs an address all the same. */
static gboolean
ensure_slug (GalleyProject *project, gint64 id, GError **error)
{
  g_autoptr (GalleyPost) post =
      galley_project_load_post (project, id, GALLEY_VERSION_WORKING, error);

  if (post == NULL)
    return FALSE;
  if (*post->slug != '\0')
    return TRUE;
  g_free (post->slug);
  post->slug = g_strdup_printf ("post-%" G_GINT64_FORMAT, id);
  return galley_project_save_post (project, post, GALLEY_SAVE_TYPING, error);
}

static gboolean
publish (GalleyProject *project, gint64 id, gint64 now, GError **error)
{
  if (!ensure_slug (project, id, error) || !keep_old_address (project, id, error) ||
      !galley_former_path_keep (project, id, now, error))
    return FALSE;
  return galley_sql_run (project, error,
                         "UPDATE post SET published = working, status_before_trash = NULL,"
                         " status = CASE WHEN date > ? THEN 'scheduled' ELSE 'published' END"
                         " WHERE id = ?",
                         "ii", now, id);
}

/**
 * galley_project_publish_post:
 * @project: an open project
 * @id: of a post
 * @now: (nullable): the time; NULL: the clock's
 * @error: of GALLEY_STORE_ERROR
 *
 * Makes the working copy the published one. The post is then published or, where its date is
 * later than @now, scheduled.
 *
 * Returns: FALSE on error, and then nothing was changed
 */
gboolean
galley_project_publish_post (GalleyProject *project, gint64 id, GDateTime *now, GError **error)
{
  gint64 instant = now != NULL ? g_date_time_to_unix (now) : galley_project_now ();

  if (!galley_project_begin (project, error))
    return FALSE;
  if (publish (project, id, instant, error))
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  g_prefix_error (error, "publishing a post: ");
  return FALSE;
}

/**
 * galley_project_unpublish_post:
 * @project: an open project
 * @id: of a post
 * @error: of GALLEY_STORE_ERROR
 *
 * Makes it a draft again; the published revision stays in the history.
 *
 * Returns: FALSE on error
 */
gboolean
galley_project_unpublish_post (GalleyProject *project, gint64 id, GError **error)
{
  return change_post (project, id,
                      "UPDATE post SET status = 'draft', status_before_trash = NULL WHERE id = ?",
                      "unpublishing a post", error);
}

/**
 * galley_project_trash_post:
 * @project: an open project
 * @id: of a post
 * @error: of GALLEY_STORE_ERROR
 *
 * Moves it to the trash. All its revisions stay, and so does the status that restoring gives
 * back.
 *
 * Returns: FALSE on error
 */
gboolean
galley_project_trash_post (GalleyProject *project, gint64 id, GError **error)
{
  return change_post (project, id,
                      "UPDATE post SET status_before_trash = CASE status WHEN 'trash'"
                      " THEN status_before_trash ELSE status END, status = 'trash' WHERE id = ?",
                      "moving a post to the trash", error);
}

/**
 * galley_project_restore_post:
 * @project: an open project
 * @id: of a post
 * @error: of GALLEY_STORE_ERROR
 *
 * Gives it the status back that it had before the trash; one that is not there is left as it is.
 *
 * Returns: FALSE on error
 */
gboolean
galley_project_restore_post (GalleyProject *project, gint64 id, GError **error)
{
  return change_post (project, id,
                      "UPDATE post SET status = coalesce(status_before_trash, status),"
                      " status_before_trash = NULL WHERE id = ?",
                      "restoring a post", error);
}

#define IS_OUT "(p.status = 'published' OR (p.status = 'scheduled' AND r.instant <= ?1))"
#define PUBLISHED_ONES " FROM post p JOIN revision r ON r.id = p.published"
#define DRAFT_ONES " FROM post p JOIN revision r ON r.id = p.working"
#define TAGS_OF(posts, condition)                                                                  \
  "SELECT rt.revision, t.name" posts                                                               \
  " JOIN revision_tag rt ON rt.revision = r.id JOIN tag t ON t.id = rt.tag WHERE " condition       \
  " ORDER BY rt.revision, rt.position"
#define LINKS_OF(posts, condition)                                                                 \
  "SELECT rl.revision, rl.title, rl.address" posts                                                 \
  " JOIN revision_link rl ON rl.revision = r.id WHERE " condition                                  \
  " ORDER BY rl.revision, rl.position"

/* The three statements that give a publication. ?1 is its time. */
static const struct
{
  const char *posts, *tags, *links;
} PUBLICATION[2] = {
  { "SELECT " GALLEY_POST_COLUMNS PUBLISHED_ONES GALLEY_POST_JOINS "WHERE " IS_OUT
    " ORDER BY r.instant DESC, p.id DESC",
    TAGS_OF (PUBLISHED_ONES, IS_OUT), LINKS_OF (PUBLISHED_ONES, IS_OUT) },
  { "SELECT " GALLEY_POST_COLUMNS DRAFT_ONES GALLEY_POST_JOINS
    "WHERE p.status <> 'trash' AND ?1 IS NOT NULL ORDER BY r.instant DESC, p.id DESC",
    TAGS_OF (DRAFT_ONES, "p.status <> 'trash' AND ?1 IS NOT NULL"),
    LINKS_OF (DRAFT_ONES, "p.status <> 'trash' AND ?1 IS NOT NULL") },
};

static gboolean
read_publication (GalleyProject *project,
                  gint64 at,
                  gboolean drafts,
                  GPtrArray *posts,
                  GError **error)
{
  g_autoptr (GalleyStatement) rows = NULL;
  g_autoptr (GalleyStatement) tags = NULL;
  g_autoptr (GalleyStatement) links = NULL;
  g_autoptr (GHashTable) by_revision = g_hash_table_new (g_int64_hash, g_int64_equal);
  GalleyStep step;

  if ((rows = galley_statement_new (project, PUBLICATION[drafts].posts, error)) == NULL ||
      (tags = galley_statement_new (project, PUBLICATION[drafts].tags, error)) == NULL ||
      (links = galley_statement_new (project, PUBLICATION[drafts].links, error)) == NULL)
    return FALSE;
  galley_statement_bind (rows, "i", at);
  galley_statement_bind (tags, "i", at);
  galley_statement_bind (links, "i", at);
  while ((step = galley_statement_step (rows, error)) == GALLEY_STEP_ROW)
    {
      GalleyPost *post = galley_post_read (rows);

      g_ptr_array_add (posts, post);
      g_hash_table_insert (by_revision, &post->revision_id, post);
    }
  return step == GALLEY_STEP_DONE && galley_post_fill_from (tags, links, by_revision, error);
}

/**
 * galley_project_list_publication:
 * @project: a project
 * @at: (nullable): the time of the publication; %NULL: now
 * @drafts: whether drafts and working copies are in it
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyPost): posts without texts, newest first
 */
GPtrArray *
galley_project_list_publication (GalleyProject *project,
                                 GDateTime *at,
                                 gboolean drafts,
                                 GError **error)
{
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_free);
  gint64 instant = at != NULL ? g_date_time_to_unix (at) : galley_project_now ();
  gboolean read;

  /* Three statements, one moment. */
  if (!galley_project_begin_reading (project, error))
    return NULL;
  read = read_publication (project, instant, drafts ? 1 : 0, posts, error);
  galley_project_end_reading (project);
  return read ? g_steal_pointer (&posts) : NULL;
}

/**
 * galley_project_list_redirects:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyRedirect): the slugs that posts were
 *   published under before and that no post has now
 */
GPtrArray *
galley_project_list_redirects (GalleyProject *project, GError **error)
{
  g_autoptr (GPtrArray) redirects =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_redirect_free);
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT d.slug, d.post, d.date, d.date <> '' FROM redirect d WHERE NOT EXISTS"
      " (SELECT 1 FROM revision r JOIN post p ON p.published = r.id"
      " WHERE r.slug = d.slug) ORDER BY d.slug, d.id",
      error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyRedirect *redirect = g_new0 (GalleyRedirect, 1);

      redirect->slug = galley_statement_text (row, 0);
      redirect->post_id = galley_statement_int (row, 1);
      redirect->date = galley_statement_int (row, 3) ? galley_date_from_row (row, 2) : NULL;
      g_ptr_array_add (redirects, redirect);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&redirects) : NULL;
}
