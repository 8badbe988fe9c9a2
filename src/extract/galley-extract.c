/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract.h"

#include <string.h>

#include "galley-extract-comments.h"
#include "galley-extract-files.h"
#include "galley-extract-folder.h"
#include "galley-extract-posts.h"
#include "galley-extract-site.h"
#include "galley-media.h"
#include "galley-site-file.h"

/* Comments are written where there are any; galley.json says which belong to it. */
static gboolean
write_comments (GalleyProject *project,
                GalleyExtractPosts *posts,
                GalleyExtractFolder *folder,
                GalleySiteRecord *site,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GString) lines = galley_extract_comments_make (project, posts, cancellable, error);

  if (lines == NULL)
    return FALSE;
  site->comments_digest = galley_extract_digest_comments (lines->str, lines->len);
  return lines->len == 0 || galley_extract_folder_write (folder, GALLEY_EXTRACT_COMMENTS,
                                                         lines->str, lines->len, error);
}

static gboolean
write_medium (GalleyProject *project,
              const GalleyMedia *media,
              GalleyExtractFolder *folder,
              GalleySiteRecord *site,
              GError **error)
{
  g_autofree char *path = g_build_filename (GALLEY_EXTRACT_MEDIA, media->name, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (strchr (media->name, '/') != NULL || media->name[0] == '.')
    {
      g_set_error (error, GALLEY_EXTRACT_ERROR, GALLEY_EXTRACT_ERROR_UNSAFE,
                   "the name of the media “%s” cannot be a file's name", media->name);
      return FALSE;
    }
  bytes = galley_project_load_media (project, media->name, error);
  galley_site_record_add_media (site, path, media->alternative);
  return bytes != NULL && galley_extract_folder_write (folder, path, g_bytes_get_data (bytes, NULL),
                                                       g_bytes_get_size (bytes), error);
}

static gboolean
write_media (GalleyProject *project,
             GalleyExtractFolder *folder,
             GalleySiteRecord *site,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) list = galley_project_list_media (project, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !write_medium (project, g_ptr_array_index (list, i), folder, site, error))
      return FALSE;
  return TRUE;
}

static gboolean
fill (GalleyProject *project,
      GalleyExtractFolder *folder,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GalleyExtractPosts) posts = galley_extract_posts_new (project, cancellable, error);
  g_autoptr (GalleySiteRecord) site = galley_extract_site_make (project, error);
  g_autofree char *text = NULL;

  if (posts == NULL || site == NULL || !galley_extract_posts_write (posts, folder, error) ||
      !write_comments (project, posts, folder, site, cancellable, error) ||
      !write_media (project, folder, site, cancellable, error))
    return FALSE;
  text = galley_site_file_write (site);
  return galley_extract_folder_write (folder, GALLEY_EXTRACT_SITE, text, strlen (text), error);
}

/**
 * galley_extract:
 * @project: an open project
 * @path: a folder that is not there yet, or is empty
 * @cancellable: (nullable): stops it; nothing is then left behind
 * @error: GALLEY_EXTRACT_ERROR_UNSAFE where something is in the folder; GALLEY_STORE_ERROR,
 *   G_FILE_ERROR, G_IO_ERROR
 *
 * Writes all that an author made as files that need no Galley: Markdown with front matter in YAML,
 * comments as JSON lines, the media, and the site's settings and series as galley.json; changes
 * that are not published in a folder of their own; all as the project is at one moment. What
 * galley_import() makes of it in an empty project is the same again.
 */
gboolean
galley_extract (GalleyProject *project, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyExtractFolder) folder = galley_extract_folder_new (path, error);
  gboolean filled;

  if (folder == NULL || !galley_project_begin_reading (project, error))
    return FALSE;
  filled = fill (project, folder, cancellable, error);
  galley_project_end_reading (project);
  return filled && galley_extract_folder_finish (folder, error);
}
