/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-series.h"

#include "galley-former-path.h"
#include "galley-post-private.h"
#include "galley-slug.h"

void
galley_series_free (GalleySeries *series)
{
  if (series == NULL)
    return;
  g_free (series->title);
  g_free (series->slug);
  g_free (series->description);
  g_clear_pointer (&series->links, g_ptr_array_unref);
  g_free (series);
}

static void
tag_free (GalleyTag *tag)
{
  if (tag == NULL)
    return;
  g_free (tag->name);
  g_free (tag->slug);
  g_free (tag);
}

static gboolean
refuse (GalleyProject *project, const char *why, GError **error)
{
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, "%s: %s", project->path, why);
  return FALSE;
}

static gboolean
settle_slug (GalleyProject *project, GalleySeries *series, GError **error)
{
  g_autofree char *wanted = series->slug != NULL && *series->slug != '\0'
                                ? g_strdup (series->slug)
                                : galley_slug_from_text (series->title);
  char *slug = galley_slug_make_unique (
      project, *wanted != '\0' ? wanted : "series",
      "SELECT EXISTS (SELECT 1 FROM series WHERE slug = ?1 AND id <> ?2)", series->id, NULL, error);

  if (slug == NULL)
    return FALSE;
  g_free (series->slug);
  series->slug = slug;
  return TRUE;
}

static gboolean
write_links (GalleyProject *project, const GalleySeries *series, GError **error)
{
  if (!galley_sql_run (project, error, "DELETE FROM series_link WHERE series = ?", "i", series->id))
    return FALSE;
  for (guint i = 0; series->links != NULL && i < series->links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (series->links, i);

      if (!galley_sql_run (project, error,
                           "INSERT INTO series_link (series, position, title, address)"
                           " VALUES (?, ?, ?, ?)",
                           "iitt", series->id, (gint64) i, link->title, link->address))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_series (GalleyProject *project, GalleySeries *series, GError **error)
{
  if (!settle_slug (project, series, error))
    return FALSE;
  if (series->id == 0)
    {
      if (!galley_sql_run (project, error,
                           "INSERT INTO series (title, slug, description) VALUES (?, ?, ?)", "ttt",
                           series->title, series->slug, series->description))
        return FALSE;
      series->id = sqlite3_last_insert_rowid (project->handle);
      return write_links (project, series, error);
    }
  if (!galley_former_path_keep_all (project, NULL, series->id, series->slug, error) ||
      !galley_sql_run (project, error,
                       "UPDATE series SET title = ?, slug = ?, description = ? WHERE id = ?",
                       "ttti", series->title, series->slug, series->description, series->id))
    return FALSE;
  if (sqlite3_changes (project->handle) == 0)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                   "%s: there is no series with the number %" G_GINT64_FORMAT, project->path,
                   series->id);
      return FALSE;
    }
  return write_links (project, series, error);
}

/**
 * galley_project_save_series:
 * @project: a project
 * @series: the series; gets id (where 0) and a slug of its own
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_project_save_series (GalleyProject *project, GalleySeries *series, GError **error)
{
  gint64 id = series->id;

  if (series->title == NULL || !g_utf8_validate (series->title, -1, NULL))
    return refuse (project, "a series needs a title in UTF-8", error);
  if (series->slug != NULL && *series->slug != '\0' && !galley_slug_is_valid (series->slug))
    return refuse (project, "this address of a series cannot be the name of a folder", error);
  if (!galley_project_begin (project, error))
    return FALSE;
  if (!write_series (project, series, error))
    galley_project_roll_back (project);
  else if (galley_project_commit (project, error))
    return TRUE;
  series->id = id;
  g_prefix_error (error, "saving a series: ");
  return FALSE;
}

/**
 * galley_project_ensure_series:
 * @project: a project
 * @title: the title of a series
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: the id of the series of that title, made where there is none; 0 on error
 */
gint64
galley_project_ensure_series (GalleyProject *project, const char *title, GError **error)
{
  GalleySeries series = { 0, (char *) title, NULL, NULL, NULL, 0 };
  gint64 id = 0;

  if (!galley_sql_get_int (project, &id, error,
                           "SELECT id FROM series WHERE title = ? ORDER BY id LIMIT 1", "t",
                           title) ||
      id != 0)
    return id;
  id = galley_project_save_series (project, &series, error) ? series.id : 0;
  g_free (series.slug);
  return id;
}

#define SERIES_COLUMNS                                                                             \
  "s.id, s.title, s.slug, s.description,"                                                          \
  " (SELECT count(*) FROM post p WHERE p.series = s.id AND p.status <> 'trash')"

static GalleySeries *
read_series (GalleyProject *project, GalleyStatement *row, GError **error)
{
  g_autoptr (GalleySeries) series = g_new0 (GalleySeries, 1);
  g_autoptr (GalleyStatement) link = galley_statement_new (
      project, "SELECT title, address FROM series_link WHERE series = ? ORDER BY position", error);
  GalleyStep step;

  series->id = galley_statement_int (row, 0);
  series->title = galley_statement_text (row, 1);
  series->slug = galley_statement_text (row, 2);
  series->description = galley_statement_text (row, 3);
  series->n_parts = (guint) galley_statement_int (row, 4);
  series->links = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_link_free);
  if (link == NULL)
    return NULL;
  galley_statement_bind (link, "i", series->id);
  while ((step = galley_statement_step (link, error)) == GALLEY_STEP_ROW)
    {
      g_autofree char *title = galley_statement_text (link, 0);
      g_autofree char *address = galley_statement_text (link, 1);

      g_ptr_array_add (series->links, galley_link_new (title, address));
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&series) : NULL;
}

/* The one series of @sql; NOT_FOUND where there is none. */
static GalleySeries *
load_series (GalleyProject *project, const char *sql, gint64 id, GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (project, sql, error);

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "i", id);
  switch (galley_statement_step (row, error))
    {
    case GALLEY_STEP_ROW:
      return read_series (project, row, error);
    case GALLEY_STEP_DONE:
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                   "%s: there is no series with the number %" G_GINT64_FORMAT, project->path, id);
      return NULL;
    case GALLEY_STEP_ERROR:
    default:
      return NULL;
    }
}

/**
 * galley_project_load_series:
 * @project: an open project
 * @id: of a series
 * @error: of GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the series with its links; NULL with
 *   GALLEY_STORE_ERROR_NOT_FOUND where there is none
 */
GalleySeries *
galley_project_load_series (GalleyProject *project, gint64 id, GError **error)
{
  return load_series (project, "SELECT " SERIES_COLUMNS " FROM series s WHERE s.id = ?", id, error);
}

/**
 * galley_project_load_series_record:
 * @project: a project
 * @id: a series
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the series; its parts are not counted
 */
GalleySeries *
galley_project_load_series_record (GalleyProject *project, gint64 id, GError **error)
{
  return load_series (project,
                      "SELECT s.id, s.title, s.slug, s.description, 0 FROM series s WHERE s.id = ?",
                      id, error);
}

/**
 * galley_project_list_series:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleySeries): all of them, by title
 */
GPtrArray *
galley_project_list_series (GalleyProject *project, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_series_free);
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project, "SELECT " SERIES_COLUMNS " FROM series s ORDER BY s.title, s.id", error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleySeries *series = read_series (project, row, error);

      if (series == NULL)
        return NULL;
      g_ptr_array_add (all, series);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

/**
 * galley_project_list_tags:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyTag): all tags that a revision bears, by
 *   name; n_posts counts the working copies that are not in the trash
 */
GPtrArray *
galley_project_list_tags (GalleyProject *project, GError **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func ((GDestroyNotify) tag_free);
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project,
                            "SELECT t.id, t.name, t.slug, count(DISTINCT p.id) FROM tag t"
                            " LEFT JOIN revision_tag rt ON rt.tag = t.id"
                            " LEFT JOIN post p ON p.working = rt.revision AND p.status <> 'trash'"
                            " GROUP BY t.id ORDER BY t.name",
                            error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyTag *tag = g_new0 (GalleyTag, 1);

      tag->id = galley_statement_int (row, 0);
      tag->name = galley_statement_text (row, 1);
      tag->slug = galley_statement_text (row, 2);
      tag->n_posts = (guint) galley_statement_int (row, 3);
      g_ptr_array_add (tags, tag);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&tags) : NULL;
}

/**
 * galley_project_find_part:
 * @project: a project
 * @post: a post
 * @position: (out): which of the posts of its series it is, from 1; 0 where it is in none
 * @error: GALLEY_STORE_ERROR
 *
 * Parts may have gaps between their numbers. What is in the trash is not counted.
 *
 * Returns: whether it was found out
 */
gboolean
galley_project_find_part (GalleyProject *project, gint64 post, guint *position, GError **error)
{
  gint64 n = 0;

  if (!galley_sql_get_int (
          project, &n, error,
          "SELECT count(*) FROM post own JOIN revision mine ON mine.id = own.working"
          " JOIN post p ON p.series = own.series"
          " JOIN revision r ON r.id = p.working"
          " WHERE own.id = ? AND (p.id = own.id OR (p.status <> 'trash'"
          " AND (r.part, p.date, p.id) < (mine.part, own.date, own.id)))",
          "i", post))
    return FALSE;
  *position = (guint) n;
  return TRUE;
}
