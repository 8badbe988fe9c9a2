/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "galley-date.h"
#include "galley-post-compare.h"
#include "galley-post-private.h"
#include "galley-slug.h"
#include "galley-text.h"

static const char *
text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
refuse (GalleyProject *project, const char *why, GError **error)
{
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, "%s: %s", project->path, why);
  return FALSE;
}

static gboolean
check_record (GalleyProject *project, const GalleyPost *post, GError **error)
{
  if (!isnan (post->latitude) && fabs (post->latitude) > 90)
    return refuse (project, "a latitude lies between -90 and 90 degrees", error);
  if (!isnan (post->longitude) && fabs (post->longitude) > 180)
    return refuse (project, "a longitude lies between -180 and 180 degrees", error);
  if (*text_or_empty (post->slug) != '\0' && !galley_slug_is_valid (post->slug))
    return refuse (project, "this address of a post cannot be the name of a folder", error);
  for (gsize i = 0; post->tags != NULL && post->tags[i] != NULL; i++)
    if (*post->tags[i] == '\0' || !g_utf8_validate (post->tags[i], -1, NULL))
      return refuse (project, "a tag has no name, or one that is not UTF-8", error);
  if (!g_utf8_validate (text_or_empty (post->title), -1, NULL))
    return refuse (project, "the title is not UTF-8", error);
  return TRUE;
}

/* Whether another post has a slug at the place ?3, in its working copy or its published version. */
#define SLUG_TAKEN                                                                                 \
  "SELECT EXISTS (SELECT 1 FROM revision r JOIN post p ON p.id = r.post"                           \
  " AND r.id IN (p.working, p.published) WHERE r.slug = ?1 AND p.id <> ?2 AND ?3 = "               \
  "CASE WHEN ?3 = '' THEN '' WHEN p.kind = 'page' THEN 'page' ELSE substr(r.date, 1, length(?3)) " \
  "END)"

/* Where the slug of @post must be the only one: among the posts of its year, month or day where the
 * pattern of addresses has these, or among the pages; "" for everywhere. A title that comes again
 * each month needs no number. */
static char *
find_slug_place (GalleyProject *project, const GalleyPost *post, GError **error)
{
  g_autofree char *date = galley_date_to_text (post->date);
  gint64 length = 0;

  if (!galley_sql_get_int (
          project, &length, error,
          "SELECT CASE WHEN pattern NOT LIKE '%:slug%' OR pattern NOT LIKE '%:year%' THEN 0"
          " WHEN pattern NOT LIKE '%:month%' THEN 4 WHEN pattern NOT LIKE '%:day%' THEN 7 ELSE 10 "
          "END"
          " FROM (SELECT coalesce((SELECT value FROM setting WHERE key = 'permalink'),"
          " ':year/:month/:slug') AS pattern)",
          ""))
    return NULL;
  if (length > 0 && post->kind == GALLEY_POST_KIND_PAGE)
    return g_strdup ("page");
  return g_strndup (date, (gsize) length);
}

static gboolean
settle_slug (GalleyProject *project, GalleyPost *post, GError **error)
{
  g_autofree char *place = find_slug_place (project, post, error);
  g_autofree char *wanted = NULL;
  char *slug;

  if (place == NULL)
    return FALSE;
  if (*text_or_empty (post->slug) != '\0')
    wanted = g_strdup (post->slug);
  else if (*text_or_empty (post->title) != '\0')
    {
      wanted = galley_slug_from_text (post->title);
      if (*wanted == '\0')
        {
          g_free (wanted);
          wanted = g_strdup_printf ("post-%" G_GINT64_FORMAT, post->id);
        }
    }
  else
    wanted = g_strdup ("");
  slug = *wanted == '\0'
             ? g_strdup ("")
             : galley_slug_make_unique (project, wanted, SLUG_TAKEN, post->id, place, error);
  if (slug == NULL)
    return FALSE;
  g_free (post->slug);
  post->slug = slug;
  return TRUE;
}

static gboolean
settle_part (GalleyProject *project, GalleyPost *post, GError **error)
{
  gint64 last = 0;

  if (post->series_id == 0 || post->series_part > 0)
    return TRUE;
  if (!galley_sql_get_int (project, &last, error,
                           "SELECT max(r.part) FROM post p JOIN revision r ON r.id = p.working"
                           " WHERE p.series = ? AND p.id <> ? AND p.status <> 'trash'",
                           "ii", post->series_id, post->id))
    return FALSE;
  post->series_part = (guint) last + 1;
  return TRUE;
}

/* The id of the row of a name, made where there is none; 0 for no name. */
static gboolean
settle_author (GalleyProject *project, const char *name, gint64 *id, GError **error)
{
  *id = 0;
  if (*text_or_empty (name) == '\0')
    return TRUE;
  return galley_sql_run (project, error, "INSERT OR IGNORE INTO author (name) VALUES (?)", "t",
                         name) &&
         galley_sql_get_int (project, id, error, "SELECT id FROM author WHERE name = ?", "t", name);
}

static gboolean
settle_place (GalleyProject *project, const GalleyPost *post, gint64 *id, GError **error)
{
  *id = 0;
  if (*text_or_empty (post->place) == '\0' && isnan (post->latitude) && isnan (post->longitude))
    return TRUE;
  if (!galley_sql_get_int (project, id, error,
                           "SELECT id FROM place WHERE name = ? AND latitude IS ?"
                           " AND longitude IS ?",
                           "tdd", post->place, post->latitude, post->longitude))
    return FALSE;
  if (*id != 0)
    return TRUE;
  if (!galley_sql_run (project, error,
                       "INSERT INTO place (name, latitude, longitude) VALUES (?, ?, ?)", "tdd",
                       post->place, post->latitude, post->longitude))
    return FALSE;
  *id = sqlite3_last_insert_rowid (project->handle);
  return TRUE;
}

/**
 * galley_post_settle_tag:
 * @project: an open project
 * @name: of a tag
 * @id: (out): its number; it is made where there is none of that name
 * @error: of GALLEY_STORE_ERROR
 *
 * Returns: FALSE on error
 */
gboolean
galley_post_settle_tag (GalleyProject *project, const char *name, gint64 *id, GError **error)
{
  g_autofree char *plain = galley_slug_from_text (name);
  g_autofree char *slug = NULL;

  if (!galley_sql_get_int (project, id, error, "SELECT id FROM tag WHERE name = ?", "t", name))
    return FALSE;
  if (*id != 0)
    return TRUE;
  slug = galley_slug_make_unique (project, *plain != '\0' ? plain : "tag",
                                  "SELECT EXISTS (SELECT 1 FROM tag WHERE slug = ?1 AND id <> ?2)",
                                  0, NULL, error);
  if (slug == NULL || !galley_sql_run (project, error, "INSERT INTO tag (name, slug) VALUES (?, ?)",
                                       "tt", name, slug))
    return FALSE;
  *id = sqlite3_last_insert_rowid (project->handle);
  return TRUE;
}

static gboolean
write_tags (GalleyProject *project, const GalleyPost *post, GError **error)
{
  if (!galley_sql_run (project, error, "DELETE FROM revision_tag WHERE revision = ?", "i",
                       post->revision_id))
    return FALSE;
  for (gsize i = 0; post->tags != NULL && post->tags[i] != NULL; i++)
    {
      gint64 tag = 0;

      if (!galley_post_settle_tag (project, post->tags[i], &tag, error) ||
          !galley_sql_run (project, error,
                           "INSERT INTO revision_tag (revision, position, tag) VALUES (?, ?, ?)",
                           "iii", post->revision_id, (gint64) i, tag))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_links (GalleyProject *project, const GalleyPost *post, GError **error)
{
  if (!galley_sql_run (project, error, "DELETE FROM revision_link WHERE revision = ?", "i",
                       post->revision_id))
    return FALSE;
  for (guint i = 0; post->links != NULL && i < post->links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (post->links, i);

      if (!galley_sql_run (project, error,
                           "INSERT INTO revision_link (revision, position, title, address)"
                           " VALUES (?, ?, ?, ?)",
                           "iitt", post->revision_id, (gint64) i, link->title, link->address))
        return FALSE;
    }
  return TRUE;
}

static gboolean
begin_revision (GalleyProject *project, GalleyPost *post, gint64 now, GError **error)
{
  if (!galley_sql_run (project, error,
                       "INSERT INTO revision (post, begun, modified, title, slug, date, instant,"
                       " excerpt, cover, language, comments_open, body_bytes)"
                       " VALUES (?, ?, ?, '', '', '', 0, '', '', '', 0, 0)",
                       "iii", post->id, now, now))
    return FALSE;
  post->revision_id = sqlite3_last_insert_rowid (project->handle);
  return galley_sql_run (project, error, "INSERT INTO body (revision, text) VALUES (?, '')", "i",
                         post->revision_id);
}

static gboolean
write_revision (GalleyProject *project, const GalleyPost *post, gint64 now, GError **error)
{
  g_autofree char *date = galley_date_to_text (post->date);
  gint64 author, place;

  return settle_author (project, post->byline, &author, error) &&
         settle_place (project, post, &place, error) &&
         galley_sql_run (
             project, error,
             "UPDATE revision SET modified = ?, title = ?, slug = ?, author = ?, date = ?,"
             " instant = ?, series = ?, part = ?, place = ?, excerpt = ?, cover = ?,"
             " language = ?, comments_open = ?, body_bytes = ? WHERE id = ?",
             "ittktikikttt"
             "iii",
             now, post->title, post->slug, author, date, g_date_time_to_unix (post->date),
             post->series_id, (gint64) (post->series_id != 0 ? post->series_part : 0), place,
             post->excerpt, post->cover, post->language, (gint64) (post->comments_open ? 1 : 0),
             (gint64) strlen (text_or_empty (post->body)), post->revision_id) &&
         galley_sql_run (project, error, "UPDATE body SET text = ? WHERE revision = ?", "ti",
                         post->body, post->revision_id) &&
         write_tags (project, post, error) && write_links (project, post, error);
}

/* Makes @post->revision_id the working copy, and lets lists and search know what it says. */
static gboolean
point_working (GalleyProject *project, const GalleyPost *post, GError **error)
{
  return galley_sql_run (
      project, error, "UPDATE post SET working = ?, date = ?, series = ? WHERE id = ?", "iiki",
      post->revision_id, g_date_time_to_unix (post->date), post->series_id, post->id);
}

static gboolean
insert_post (GalleyProject *project, GalleyPost *post, gint64 now, GError **error)
{
  if (!galley_sql_run (project, error,
                       "INSERT INTO post (kind, status, created, date) VALUES (?, 'draft', ?, ?)",
                       "tii", post->kind == GALLEY_POST_KIND_PAGE ? "page" : "post", now,
                       g_date_time_to_unix (post->date)))
    return FALSE;
  post->id = sqlite3_last_insert_rowid (project->handle);
  post->status = GALLEY_POST_DRAFT;
  return TRUE;
}

/* Whether typing may go on in the working revision. */
static gboolean
may_go_on (GalleyProject *project, gint64 id, gint64 now, gboolean *may, GError **error)
{
  gint64 answer = 0;

  if (!galley_sql_get_int (project, &answer, error,
                           "SELECT p.published IS NOT p.working AND r.begun > ? AND r.begun <= ?"
                           " FROM post p JOIN revision r ON r.id = p.working WHERE p.id = ?",
                           "iii", now - GALLEY_TYPING_SECONDS, now, id))
    return FALSE;
  *may = answer != 0;
  return TRUE;
}

static gboolean
save_new (GalleyProject *project, GalleyPost *post, gint64 now, GError **error)
{
  return insert_post (project, post, now, error) && settle_slug (project, post, error) &&
         settle_part (project, post, error) && begin_revision (project, post, now, error) &&
         write_revision (project, post, now, error) && point_working (project, post, error) &&
         galley_search_learn_post (project, post->id, error);
}

/* Where the author has undone every change, the published version is the working copy again. */
static gboolean
is_as_published (GalleyProject *project, GalleyPost *post, gint64 *revision, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GalleyPost) published =
      galley_project_load_post (project, post->id, GALLEY_VERSION_PUBLISHED, &problem);

  *revision = 0;
  if (published != NULL && galley_post_compare (post, published) == 0)
    *revision = published->revision_id;
  if (published != NULL ||
      g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
write_change (GalleyProject *project, GalleyPost *post, gboolean go_on, gint64 now, GError **error)
{
  gint64 published = 0;

  if (!galley_search_forget_post (project, post->id, error) ||
      !is_as_published (project, post, &published, error))
    return FALSE;
  if (published != 0)
    post->revision_id = published;
  else if ((!go_on && !begin_revision (project, post, now, error)) ||
           !write_revision (project, post, now, error))
    return FALSE;
  return point_working (project, post, error) &&
         galley_search_learn_post (project, post->id, error);
}

static gboolean
save_existing (GalleyProject *project,
               GalleyPost *post,
               GalleySaveMode mode,
               gint64 now,
               GError **error)
{
  g_autoptr (GalleyPost) before =
      galley_project_load_post (project, post->id, GALLEY_VERSION_WORKING, error);
  gboolean go_on = FALSE;

  if (before == NULL || !settle_slug (project, post, error) || !settle_part (project, post, error))
    return FALSE;
  post->revision_id = before->revision_id;
  if (galley_post_compare (post, before) == 0)
    return TRUE;
  if (mode == GALLEY_SAVE_TYPING && !may_go_on (project, post->id, now, &go_on, error))
    return FALSE;
  return write_change (project, post, go_on, now, error);
}

static void
prefix_title (const GalleyPost *post, GError **error)
{
  const char *title = text_or_empty (post->title);
  g_autofree char *brief =
      g_utf8_validate (title, -1, NULL) ? galley_text_shorten (title, 60) : NULL;

  g_prefix_error (error, "saving “%s”: ", text_or_empty (brief));
}

/**
 * galley_project_save_post:
 * @project: a project
 * @post: the post; gets id, slug, date, series_part, revision_id and modified where they were open
 * @mode: whether a revision is made for it
 * @error: GALLEY_STORE_ERROR; INVALID where @post breaks a rule, NOT_FOUND where it is gone
 *
 * Saves the working copy, all of it or nothing. Saving what is there already makes nothing new.
 * A record that is not saved with an error is left as it was, but for a slug or a date that it may
 * have got.
 */
gboolean
galley_project_save_post (GalleyProject *project,
                          GalleyPost *post,
                          GalleySaveMode mode,
                          GError **error)
{
  gint64 now = galley_project_now ();
  gint64 id = post->id;
  gint64 revision = post->revision_id;

  if (!check_record (project, post, error))
    return FALSE;
  if (post->date == NULL)
    post->date = g_date_time_new_from_unix_utc (now);
  if (!galley_project_begin (project, error))
    return FALSE;
  if (!(id == 0 ? save_new (project, post, now, error)
                : save_existing (project, post, mode, now, error)))
    galley_project_roll_back (project);
  else if (galley_project_commit (project, error))
    {
      g_clear_pointer (&post->modified, g_date_time_unref);
      post->modified = g_date_time_new_from_unix_utc (now);
      return TRUE;
    }
  post->id = id;
  post->revision_id = revision;
  prefix_title (post, error);
  return FALSE;
}
