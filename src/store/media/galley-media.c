/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-media.h"

#include <string.h>

#include "galley-picture-facts.h"
#include "galley-project-private.h"
#include "galley-slug.h"

static void
free_media (GalleyMedia *media)
{
  if (media == NULL)
    return;
  g_free (media->name);
  g_free (media->type);
  g_free (media->alternative);
  g_free (media->digest);
  g_free (media);
}

/* "Red Square (1).JPG" becomes "red-square-1" and "jpg", which are safe everywhere. */
static void
split_name (const char *name, char **stem, char **extension)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  const char *slash = strrchr (valid, '/');
  const char *base = slash != NULL ? slash + 1 : valid;
  const char *dot = strrchr (base, '.');
  g_autofree char *front = g_strndup (base, dot != NULL ? (gsize) (dot - base) : strlen (base));
  g_autofree char *slug = galley_slug_from_text (front);
  g_autofree char *ending = dot != NULL ? galley_slug_from_text (dot + 1) : g_strdup ("");

  /* A bare number may be the name of a folder beside it: that of pictures of one width. */
  *stem = *slug == '\0' ? g_strdup ("media")
          : *ending == '\0' && slug[strspn (slug, "0123456789")] == '\0'
              ? g_strconcat ("media-", slug, NULL)
              : g_strdup (slug);
  *extension =
      *ending != '\0' && strlen (ending) <= 16 ? g_strconcat (".", ending, NULL) : g_strdup ("");
}

/* @name, or the first of "red-square-2.jpg", "red-square-3.jpg"... that is free. */
static char *
choose_name (GalleyProject *project, const char *name, GError **error)
{
  g_autofree char *stem = NULL;
  g_autofree char *extension = NULL;
  g_autofree char *free_name = NULL;

  split_name (name, &stem, &extension);
  free_name = g_strconcat (stem, extension, NULL);
  for (guint number = 2;; number += number > 100 ? (guint) g_random_int_range (1, 1000) : 1)
    {
      gint64 taken = 0;

      if (!galley_sql_get_int (project, &taken, error,
                               "SELECT EXISTS (SELECT 1 FROM media WHERE name = ?)", "t",
                               free_name))
        return NULL;
      if (!taken)
        return g_steal_pointer (&free_name);
      g_free (free_name);
      free_name = g_strdup_printf ("%s-%u%s", stem, number, extension);
    }
}

/* The name of the media with a digest; "" where there is none. */
static char *
find_digest (GalleyProject *project, const char *digest, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT name FROM media WHERE digest = ?", error);

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "t", digest);
  switch (galley_statement_step (row, error))
    {
    case GALLEY_STEP_ROW:
      return galley_statement_text (row, 0);
    case GALLEY_STEP_DONE:
      return g_strdup ("");
    case GALLEY_STEP_ERROR:
    default:
      return NULL;
    }
}

static gboolean
insert_media (GalleyProject *project, const GalleyMedia *media, GBytes *data, GError **error)
{
  return galley_sql_run (
             project, error,
             "INSERT INTO media (name, type, alternative, width, height, digest, size, added,"
             " orientation, animated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "tttiitiiii", media->name, media->type, media->alternative, (gint64) media->width,
             (gint64) media->height, media->digest, media->size, galley_project_now (),
             (gint64) media->orientation, (gint64) media->is_animated) &&
         galley_sql_run (project, error, "INSERT INTO media_data (media, data) VALUES (?, ?)", "ib",
                         (gint64) sqlite3_last_insert_rowid (project->handle), data);
}

/* What the data itself says counts for more than what a caller says of it. */
static void
measure (GalleyMedia *media, GBytes *data)
{
  GalleyPictureFacts facts;
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (data, &length);

  media->orientation = 1;
  media->is_animated = FALSE;
  if (bytes == NULL || !galley_picture_probe (bytes, length, &facts))
    return;
  media->width = facts.width;
  media->height = facts.height;
  media->orientation = facts.orientation;
  media->is_animated = facts.is_animated;
}

/**
 * galley_project_add_media:
 * @project: a project
 * @name: the name of the file that it comes from
 * @type: (nullable): MIME
 * @data: the content
 * @alternative: (nullable): text for those who do not see it
 * @width: pixels, 0 where it is no picture; what the data itself says counts for more
 * @height: pixels
 * @error: GALLEY_STORE_ERROR
 *
 * Takes data in, under @name in lower case and without what file systems do not bear, with a
 * number where that is taken by other data. The same data twice is one media.
 *
 * Returns: (transfer full) (nullable): its name here
 */
char *
galley_project_add_media (GalleyProject *project,
                          const char *name,
                          const char *type,
                          GBytes *data,
                          const char *alternative,
                          guint width,
                          guint height,
                          GError **error)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);
  g_autofree char *known = NULL;
  GalleyMedia media = { 0, NULL, (char *) type, (char *) alternative, width, height, digest, 0 };

  media.size = (gint64) g_bytes_get_size (data);
  measure (&media, data);
  if (!galley_project_begin (project, error))
    return NULL;
  known = find_digest (project, digest, error);
  if (known != NULL && *known == '\0')
    {
      g_free (known);
      known = choose_name (project, name, error);
      media.name = known;
      if (known != NULL && !insert_media (project, &media, data, error))
        g_clear_pointer (&known, g_free);
    }
  if (known == NULL)
    galley_project_roll_back (project);
  else if (galley_project_commit (project, error))
    return g_steal_pointer (&known);
  g_prefix_error (error, "adding media: ");
  return NULL;
}

/**
 * galley_project_list_media:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyMedia): all media, by name
 */
GPtrArray *
galley_project_list_media (GalleyProject *project, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) free_media);
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT id, name, type, alternative, width, height, digest, size, orientation, animated"
      " FROM media ORDER BY name",
      error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyMedia *media = g_new0 (GalleyMedia, 1);

      media->id = galley_statement_int (row, 0);
      media->name = galley_statement_text (row, 1);
      media->type = galley_statement_text (row, 2);
      media->alternative = galley_statement_text (row, 3);
      media->width = (guint) galley_statement_int (row, 4);
      media->height = (guint) galley_statement_int (row, 5);
      media->digest = galley_statement_text (row, 6);
      media->size = galley_statement_int (row, 7);
      media->orientation = (guint) galley_statement_int (row, 8);
      media->is_animated = galley_statement_int (row, 9) != 0;
      g_ptr_array_add (all, media);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

/**
 * galley_project_load_media:
 * @project: a project
 * @name: the name of a media
 * @error: GALLEY_STORE_ERROR; NOT_FOUND where there is none
 *
 * Returns: (transfer full) (nullable): its data
 */
GBytes *
galley_project_load_media (GalleyProject *project, const char *name, GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project, "SELECT d.data FROM media m JOIN media_data d ON d.media = m.id WHERE m.name = ?",
      error);

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "t", name);
  switch (galley_statement_step (row, error))
    {
    case GALLEY_STEP_ROW:
      return g_bytes_new (sqlite3_column_blob (row->handle, 0),
                          (gsize) sqlite3_column_bytes (row->handle, 0));
    case GALLEY_STEP_DONE:
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                   "%s: there is no media “%s”", project->path, name);
      return NULL;
    case GALLEY_STEP_ERROR:
    default:
      return NULL;
    }
}
