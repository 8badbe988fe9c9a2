/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-private.h"

#include <math.h>
#include <string.h>

#include "galley-date.h"

/**
 * galley_date_from_row:
 * @row: a statement that stands at a row
 * @column: of a date as text
 *
 * Damaged dates become 1970: verifying names them, and nothing above needs to fear NULL.
 *
 * Returns: (transfer full): the date with its offset
 */
GDateTime *
galley_date_from_row (GalleyStatement *row, int column)
{
  g_autofree char *text = galley_statement_text (row, column);
  GDateTime *date = galley_date_parse (text, NULL, NULL);

  return date != NULL ? date : g_date_time_new_from_unix_utc (0);
}

/**
 * galley_date_from_instant:
 * @instant: seconds since 1970 UTC
 *
 * Returns: (transfer full): it in UTC; 1970 where it is too far away to be a date
 */
GDateTime *
galley_date_from_instant (gint64 instant)
{
  GDateTime *date = g_date_time_new_from_unix_utc (instant);

  return date != NULL ? date : g_date_time_new_from_unix_utc (0);
}

/* A file that was tampered with may hold any number. */
static double
read_degrees (GalleyStatement *row, int column, double most)
{
  double degrees = galley_statement_double (row, column);

  return degrees >= -most && degrees <= most ? degrees : NAN;
}

/**
 * galley_post_read:
 * @row: a row of GALLEY_POST_COLUMNS
 *
 * Returns: (transfer full): the post, without tags, links and body
 */
GalleyPost *
galley_post_read (GalleyStatement *row)
{
  GalleyPost *post = g_new0 (GalleyPost, 1);
  g_autofree char *kind = galley_statement_text (row, 1);
  g_autofree char *status = galley_statement_text (row, 2);

  post->id = galley_statement_int (row, 0);
  post->kind = g_str_equal (kind, "page") ? GALLEY_POST_KIND_PAGE : GALLEY_POST_KIND_POST;
  post->status = (GalleyPostStatus) MAX (galley_post_status_from_name (status), 0);
  post->has_changes = galley_statement_int (row, 3) != 0;
  post->revision_id = galley_statement_int (row, 4);
  post->title = galley_statement_name (row, 5);
  post->slug = galley_statement_name (row, 6);
  post->byline = galley_statement_name (row, 7);
  post->date = galley_date_from_row (row, 8);
  post->series_id = galley_statement_int (row, 9);
  post->series_part = (guint) galley_statement_int (row, 10);
  post->series_title = galley_statement_name (row, 11);
  post->place = galley_statement_name (row, 12);
  post->latitude = read_degrees (row, 13, 90);
  post->longitude = read_degrees (row, 14, 180);
  post->excerpt = galley_statement_text (row, 15);
  post->cover = galley_statement_text (row, 16);
  post->language = galley_statement_text (row, 17);
  post->comments_open = galley_statement_int (row, 18) != 0;
  post->modified = galley_date_from_instant (galley_statement_int (row, 19));
  post->created = galley_statement_int (row, 20);
  post->tags = g_new0 (char *, 1);
  post->links = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_link_free);
  return post;
}

static void
take_tags (GHashTable *posts, gint64 revision, GPtrArray *names)
{
  GalleyPost *post = g_hash_table_lookup (posts, &revision);

  if (post == NULL || names->len == 0)
    return;
  g_strfreev (post->tags);
  post->tags = g_new0 (char *, names->len + 1);
  memcpy (post->tags, names->pdata, names->len * sizeof (char *));
  g_ptr_array_set_free_func (names, NULL);
  g_ptr_array_set_size (names, 0);
  g_ptr_array_set_free_func (names, g_free);
}

static gboolean
fill_tags (GalleyStatement *rows, GHashTable *posts, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gint64 revision = 0;
  GalleyStep step;

  while ((step = galley_statement_step (rows, error)) == GALLEY_STEP_ROW)
    {
      gint64 next = galley_statement_int (rows, 0);

      if (next != revision)
        take_tags (posts, revision, names);
      g_ptr_array_set_size (names, next != revision ? 0 : (gint) names->len);
      revision = next;
      g_ptr_array_add (names, galley_statement_name (rows, 1));
    }
  take_tags (posts, revision, names);
  return step == GALLEY_STEP_DONE;
}

/**
 * galley_post_fill_from:
 * @tags: a statement whose rows are revision, name; by revision and position
 * @links: a statement whose rows are revision, title, address; by revision and position
 * @posts: (element-type gint64 GalleyPost): the posts, by revision
 * @error: of GALLEY_STORE_ERROR
 *
 * Sorts tags and links into many posts at once; rows of other revisions are passed over.
 *
 * Returns: FALSE on error
 */
gboolean
galley_post_fill_from (GalleyStatement *tags,
                       GalleyStatement *links,
                       GHashTable *posts,
                       GError **error)
{
  GalleyStep step;

  if (!fill_tags (tags, posts, error))
    return FALSE;
  while ((step = galley_statement_step (links, error)) == GALLEY_STEP_ROW)
    {
      gint64 revision = galley_statement_int (links, 0);
      GalleyPost *post = g_hash_table_lookup (posts, &revision);
      GalleyLink *link;

      if (post == NULL)
        continue;
      link = g_new0 (GalleyLink, 1);
      link->title = galley_statement_text (links, 1);
      link->address = galley_statement_text (links, 2);
      g_ptr_array_add (post->links, link);
    }
  return step == GALLEY_STEP_DONE;
}

/**
 * galley_post_fill:
 * @project: an open project
 * @post: one of a row, without them
 * @error: of GALLEY_STORE_ERROR
 *
 * Loads its tags and links.
 *
 * Returns: FALSE on error
 */
gboolean
galley_post_fill (GalleyProject *project, GalleyPost *post, GError **error)
{
  g_autoptr (GHashTable) posts = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GalleyStatement) tags = galley_statement_new (
      project,
      "SELECT rt.revision, t.name FROM revision_tag rt JOIN tag t ON t.id = rt.tag"
      " WHERE rt.revision = ? ORDER BY rt.position",
      error);
  g_autoptr (GalleyStatement) links = NULL;

  if (tags == NULL)
    return FALSE;
  links = galley_statement_new (project,
                                "SELECT revision, title, address FROM revision_link"
                                " WHERE revision = ? ORDER BY position",
                                error);
  if (links == NULL)
    return FALSE;
  g_hash_table_insert (posts, &post->revision_id, post);
  galley_statement_bind (tags, "i", post->revision_id);
  galley_statement_bind (links, "i", post->revision_id);
  return galley_post_fill_from (tags, links, posts, error);
}

/* Reads the one post of a statement; NOT_FOUND with @what where there is none. */
static GalleyPost *
read_one (GalleyProject *project, GalleyStatement *row, const char *what, gint64 id, GError **error)
{
  g_autoptr (GalleyPost) post = NULL;

  switch (galley_statement_step (row, error))
    {
    case GALLEY_STEP_ROW:
      post = galley_post_read (row);
      return galley_post_fill (project, post, error) ? g_steal_pointer (&post) : NULL;
    case GALLEY_STEP_DONE:
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                   "%s: there is no %s with the number %" G_GINT64_FORMAT, project->path, what, id);
      return NULL;
    case GALLEY_STEP_ERROR:
    default:
      return NULL;
    }
}

static GalleyPost *
load_record (GalleyProject *project, gint64 id, GalleyVersion version, GError **error)
{
  const char *sql =
      version == GALLEY_VERSION_WORKING
          ? "SELECT " GALLEY_POST_COLUMNS
            " FROM post p JOIN revision r ON r.id = p.working" GALLEY_POST_JOINS "WHERE p.id = ?"
          : "SELECT " GALLEY_POST_COLUMNS
            " FROM post p JOIN revision r ON r.id = p.published" GALLEY_POST_JOINS "WHERE p.id = ?";
  g_autoptr (GalleyStatement) row = galley_statement_new (project, sql, error);

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", id);
  return read_one (project, row,
                   version == GALLEY_VERSION_WORKING ? "post" : "published version of a post", id,
                   error);
}

/**
 * galley_project_load_post:
 * @project: a project
 * @id: the post
 * @version: which of its versions
 * @error: GALLEY_STORE_ERROR; NOT_FOUND also where it has no published version
 *
 * Returns: (transfer full) (nullable): the post with its text
 */
GalleyPost *
galley_project_load_post (GalleyProject *project, gint64 id, GalleyVersion version, GError **error)
{
  g_autoptr (GalleyPost) post = load_record (project, id, version, error);

  if (post == NULL)
    return NULL;
  post->body = galley_project_load_body (project, post->revision_id, error);
  return post->body != NULL ? g_steal_pointer (&post) : NULL;
}

/**
 * galley_project_load_posts:
 * @project: a project
 * @ids: (array length=n_ids): posts
 * @n_ids: how many
 * @version: which of their versions
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyPost): the posts without texts, in the
 *   order of @ids; %NULL in place of one that is gone or has no such version
 */
GPtrArray *
galley_project_load_posts (GalleyProject *project,
                           const gint64 *ids,
                           gsize n_ids,
                           GalleyVersion version,
                           GError **error)
{
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_free);

  for (gsize i = 0; i < n_ids; i++)
    {
      g_autoptr (GError) problem = NULL;
      GalleyPost *post = load_record (project, ids[i], version, &problem);

      if (post == NULL &&
          !g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      g_ptr_array_add (posts, post);
    }
  return g_steal_pointer (&posts);
}

/**
 * galley_project_load_body:
 * @project: a project
 * @revision_id: a revision
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): its text, Markdown
 */
char *
galley_project_load_body (GalleyProject *project, gint64 revision_id, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT text FROM body WHERE revision = ?", error);

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", revision_id);
  switch (galley_statement_step (row, error))
    {
    case GALLEY_STEP_ROW:
      return galley_statement_text (row, 0);
    case GALLEY_STEP_DONE:
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                   "%s: there is no text of the revision %" G_GINT64_FORMAT, project->path,
                   revision_id);
      return NULL;
    case GALLEY_STEP_ERROR:
    default:
      return NULL;
    }
}

/**
 * galley_project_load_revision:
 * @project: a project
 * @revision_id: a revision
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the post as it was in that revision, with its text; saving
 *   it restores it
 */
GalleyPost *
galley_project_load_revision (GalleyProject *project, gint64 revision_id, GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT " GALLEY_POST_COLUMNS
      " FROM revision r JOIN post p ON p.id = r.post" GALLEY_POST_JOINS "WHERE r.id = ?",
      error);
  g_autoptr (GalleyPost) post = NULL;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", revision_id);
  post = read_one (project, row, "revision", revision_id, error);
  if (post == NULL)
    return NULL;
  post->body = galley_project_load_body (project, revision_id, error);
  return post->body != NULL ? g_steal_pointer (&post) : NULL;
}

/**
 * galley_project_list_revisions:
 * @project: a project
 * @post_id: a post
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyRevision): newest first
 */
GPtrArray *
galley_project_list_revisions (GalleyProject *project, gint64 post_id, GError **error)
{
  g_autoptr (GPtrArray) revisions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_revision_free);
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT r.id, r.modified, coalesce(p.published = r.id, 0), r.title, r.body_bytes"
      " FROM revision r JOIN post p ON p.id = r.post WHERE r.post = ? ORDER BY r.id DESC",
      error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", post_id);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyRevision *revision = g_new0 (GalleyRevision, 1);

      revision->id = galley_statement_int (row, 0);
      revision->post_id = post_id;
      revision->modified = galley_date_from_instant (galley_statement_int (row, 1));
      revision->is_published = galley_statement_int (row, 2) != 0;
      revision->title = galley_statement_text (row, 3);
      revision->body_bytes = (gsize) galley_statement_int (row, 4);
      g_ptr_array_add (revisions, revision);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&revisions) : NULL;
}
