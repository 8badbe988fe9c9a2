/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "galley-comment.h"
#include "galley-date.h"
#include "galley-escape.h"
#include "galley-extract-site.h"
#include "galley-markdown-links.h"
#include "galley-media.h"
#include "galley-series.h"
#include "galley-yaml.h"

/* Where the changes that are not published stand. */
#define CHANGES "changes"

typedef struct
{
  GalleyProject *project;
  const char *folder; /* the new folder that is being filled */
  GHashTable *paths;  /* gint64 * (a post) to char *: where it is written */
  GHashTable *taken;  /* char *: the paths in use */
  GCancellable *cancellable;
} Extract;

static gboolean
write_file (Extract *extract, const char *path, const char *data, gsize length, GError **error)
{
  g_autofree char *full = g_build_filename (extract->folder, path, NULL);

  return g_file_set_contents_full (full, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0644,
                                   error);
}

static void
add_text (GString *out, const char *key, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "%s: ", key);
  galley_yaml_write_text (out, value);
  g_string_append_c (out, '\n');
}

static void
add_tags (GString *out, const GalleyPost *post)
{
  if (post->tags == NULL || post->tags[0] == NULL)
    return;
  g_string_append (out, "tags:\n");
  for (gsize i = 0; post->tags[i] != NULL; i++)
    {
      g_string_append (out, "  - ");
      galley_yaml_write_text (out, post->tags[i]);
      g_string_append_c (out, '\n');
    }
}

/* An address of the project as one between the files: "post:12" and "media:map.png". */
static char *
relative_address (const char *address, const char *alternative, guint line, gpointer user_data)
{
  Extract *extract = user_data;
  g_autoptr (GString) out = g_string_new ("../media/");
  g_autofree char *reference = NULL;
  const char *path;
  gint64 id;

  if (g_str_has_prefix (address, "media:"))
    {
      galley_escape_path_segment (out, address + 6, -1);
      return g_string_free (g_steal_pointer (&out), FALSE);
    }
  if (!g_str_has_prefix (address, "post:"))
    return NULL;
  reference = g_strndup (address + 5, strcspn (address + 5, "#"));
  id = galley_project_find_post (extract->project, reference, NULL);
  path = id != 0 ? g_hash_table_lookup (extract->paths, &id) : NULL;
  return path != NULL ? g_strconcat ("../", path, strchr (address, '#'), NULL) : NULL;
}

static void
add_links (Extract *extract, GString *out, const GalleyPost *post)
{
  if (post->links->len == 0)
    return;
  g_string_append (out, "links:\n");
  for (guint i = 0; i < post->links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (post->links, i);
      g_autofree char *address = relative_address (link->address, "", 0, extract);

      g_string_append (out, "  - title: ");
      galley_yaml_write_text (out, link->title);
      g_string_append (out, "\n    address: ");
      galley_yaml_write_text (out, address != NULL ? address : link->address);
      g_string_append_c (out, '\n');
    }
}

/* As short as the number can be read back from. */
static void
add_degrees (GString *out, const char *key, double degrees)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.15g", degrees);
  if (g_ascii_strtod (number, NULL) != degrees)
    g_ascii_dtostr (number, sizeof number, degrees);
  g_string_append_printf (out, "%s: %s\n", key, number);
}

static void
add_place (GString *out, const GalleyPost *post)
{
  add_text (out, "place", post->place);
  if (isnan (post->latitude) || isnan (post->longitude))
    return;
  add_degrees (out, "latitude", post->latitude);
  add_degrees (out, "longitude", post->longitude);
}

static char *
make_text (Extract *extract, const GalleyPost *post)
{
  g_autoptr (GString) out = g_string_new ("---\n");
  g_autofree char *date = galley_date_to_text (post->date);
  g_autofree char *cover = NULL;
  g_autofree char *body = galley_markdown_links_rewrite (post->body, relative_address, extract);

  add_text (out, "title", post->title);
  g_string_append_printf (out, "date: %s\n", date);
  add_text (out, "slug", post->slug);
  g_string_append_printf (out, "type: %s\n", post->kind == GALLEY_POST_KIND_PAGE ? "page" : "post");
  if (post->status == GALLEY_POST_DRAFT)
    g_string_append (out, "draft: true\n");
  else if (post->status == GALLEY_POST_TRASH)
    g_string_append (out, "status: trash\n");
  add_text (out, "byline", post->byline);
  if (post->series_id != 0)
    {
      add_text (out, "series", post->series_title);
      g_string_append_printf (out, "part: %u\n", post->series_part);
    }
  add_tags (out, post);
  add_links (extract, out, post);
  add_place (out, post);
  add_text (out, "excerpt", post->excerpt);
  if (post->cover != NULL && *post->cover != '\0')
    {
      g_autofree char *address = g_strconcat ("media:", post->cover, NULL);

      cover = relative_address (address, "", 0, extract);
      add_text (out, "cover", cover);
    }
  add_text (out, "language", post->language);
  if (!post->comments_open)
    g_string_append (out, "comments: false\n");
  g_string_append_printf (out, "---\n\n%s", body);
  if (out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Where a post is written: "posts/2009-10-13-slug.md", "pages/slug.md". */
static char *
choose_path (Extract *extract, const GalleyPost *post)
{
  g_autofree char *day = g_date_time_format (post->date, "%Y-%m-%d-");
  gboolean page = post->kind == GALLEY_POST_KIND_PAGE;
  const char *slug = *post->slug != '\0' ? post->slug : "untitled";
  char *path = g_strdup_printf ("%s/%s%s.md", page ? "pages" : "posts", page ? "" : day, slug);

  if (!g_hash_table_contains (extract->taken, path))
    return path;
  g_free (path);
  return g_strdup_printf ("%s/%s%s-%" G_GINT64_FORMAT ".md", page ? "pages" : "posts",
                          page ? "" : day, slug, post->id);
}

/* All posts, those in the trash as well. */
static GArray *
list_all (Extract *extract, GError **error)
{
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids =
      galley_project_list_posts (extract->project, &filter, extract->cancellable, error);
  g_autoptr (GArray) trash = NULL;

  if (ids == NULL)
    return NULL;
  filter.status = GALLEY_POST_TRASH;
  trash = galley_project_list_posts (extract->project, &filter, extract->cancellable, error);
  if (trash == NULL)
    return NULL;
  g_array_append_vals (ids, trash->data, trash->len);
  return g_steal_pointer (&ids);
}

static gboolean
choose_paths (Extract *extract, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) posts =
      galley_project_load_posts (extract->project, (const gint64 *) (void *) ids->data, ids->len,
                                 GALLEY_VERSION_WORKING, error);

  if (posts == NULL)
    return FALSE;
  for (guint i = 0; i < posts->len; i++)
    {
      const GalleyPost *post = g_ptr_array_index (posts, i);
      char *path;

      if (post == NULL)
        continue;
      path = choose_path (extract, post);
      g_hash_table_add (extract->taken, path);
      g_hash_table_insert (extract->paths, g_memdup2 (&post->id, sizeof post->id), path);
    }
  return TRUE;
}

static gboolean
extract_version (Extract *extract,
                 gint64 id,
                 GalleyVersion version,
                 const char *path,
                 GError **error)
{
  g_autoptr (GalleyPost) post = galley_project_load_post (extract->project, id, version, error);
  g_autofree char *text = NULL;

  if (post == NULL)
    return FALSE;
  text = make_text (extract, post);
  return write_file (extract, path, text, strlen (text), error);
}

/* What is published stands in its place; changes to it that are not stand apart, so that taking the
 * folder in again puts nothing half-done before readers. */
static gboolean
extract_post (Extract *extract, gint64 id, const char *path, GError **error)
{
  g_autoptr (GPtrArray) posts =
      galley_project_load_posts (extract->project, &id, 1, GALLEY_VERSION_WORKING, error);
  const GalleyPost *post;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *apart = g_build_filename (CHANGES, base, NULL);

  if (posts == NULL)
    return FALSE;
  post = g_ptr_array_index (posts, 0);
  if (post == NULL || !post->has_changes || post->status == GALLEY_POST_TRASH)
    return extract_version (extract, id, GALLEY_VERSION_WORKING, path, error);
  return extract_version (extract, id, GALLEY_VERSION_PUBLISHED, path, error) &&
         extract_version (extract, id, GALLEY_VERSION_WORKING, apart, error);
}

static gboolean
extract_posts (Extract *extract, GError **error)
{
  g_autoptr (GArray) ids = list_all (extract, error);

  if (ids == NULL || !choose_paths (extract, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      const char *path = g_hash_table_lookup (extract->paths, &id);

      if (g_cancellable_set_error_if_cancelled (extract->cancellable, error) ||
          (path != NULL && !extract_post (extract, id, path, error)))
        return FALSE;
    }
  return TRUE;
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* The id of a comment in an extract: that of where it came from, or its own. */
static char *
comment_key (Extract *extract, gint64 id)
{
  g_autoptr (GalleyComment) comment =
      id != 0 ? galley_project_load_comment (extract->project, id, NULL) : NULL;

  if (comment == NULL)
    return NULL;
  if (g_str_equal (comment->source, "comments") && *comment->source_id != '\0')
    return g_strdup (comment->source_id);
  return g_strdup_printf ("galley:%" G_GINT64_FORMAT, id);
}

static char *
make_comment (Extract *extract, const GalleyComment *comment)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *key = comment_key (extract, comment->id);
  g_autofree char *parent = comment_key (extract, comment->parent_id);
  g_autofree char *date = galley_date_to_text (comment->date);
  g_autoptr (GalleyPost) post = comment->post_id != 0
                                    ? galley_project_load_post (extract->project, comment->post_id,
                                                                GALLEY_VERSION_WORKING, NULL)
                                    : NULL;

  json_builder_begin_object (builder);
  add_member (builder, "id", key);
  add_member (builder, "post", post != NULL ? post->slug : NULL);
  add_member (builder, "name", comment->name);
  add_member (builder, "place", comment->place);
  add_member (builder, "email", comment->email);
  add_member (builder, "url", comment->url);
  add_member (builder, "date", date);
  add_member (builder, "body", comment->body);
  add_member (builder, "original", comment->original);
  add_member (builder, "parent", parent);
  add_member (builder, "kind",
              comment->kind == GALLEY_COMMENT_KIND_QUESTION ? "question" : "comment");
  add_member (builder, "status", galley_comment_status_to_name (comment->status));
  if (comment->by_author)
    {
      json_builder_set_member_name (builder, "by_author");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* Oldest first, so that a reader of the file meets an answer after what it answers. */
static gboolean
append_comments (Extract *extract, int status, GString *out, GError **error)
{
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  g_autoptr (GArray) ids = NULL;

  filter.status = status;
  ids = galley_project_list_comments (extract->project, &filter, extract->cancellable, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = ids->len; i > 0; i--)
    {
      g_autoptr (GalleyComment) comment =
          galley_project_load_comment (extract->project, g_array_index (ids, gint64, i - 1), error);
      g_autofree char *line = NULL;

      if (comment == NULL)
        return FALSE;
      line = make_comment (extract, comment);
      g_string_append (out, line);
      g_string_append_c (out, '\n');
    }
  return TRUE;
}

static gboolean
extract_comments (Extract *extract, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  return append_comments (extract, -1, out, error) &&
         append_comments (extract, GALLEY_COMMENT_SPAM, out, error) &&
         append_comments (extract, GALLEY_COMMENT_TRASH, out, error) &&
         (out->len == 0 || write_file (extract, "comments.jsonl", out->str, out->len, error));
}

static gboolean
extract_media (Extract *extract, GError **error)
{
  g_autoptr (GPtrArray) list = galley_project_list_media (extract->project, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const GalleyMedia *media = g_ptr_array_index (list, i);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *path = NULL;

      if (strchr (media->name, '/') != NULL || media->name[0] == '.')
        {
          g_set_error (error, GALLEY_EXTRACT_ERROR, GALLEY_EXTRACT_ERROR_UNSAFE,
                       "the name of the media “%s” cannot be a file's name", media->name);
          return FALSE;
        }
      bytes = galley_project_load_media (extract->project, media->name, error);
      path = g_build_filename ("media", media->name, NULL);
      if (bytes == NULL || !write_file (extract, path, g_bytes_get_data (bytes, NULL),
                                        g_bytes_get_size (bytes), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill (Extract *extract, GError **error)
{
  static const char *const folders[] = { "posts", "pages", "media", CHANGES };
  g_autofree char *site = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (extract->folder, folders[i], NULL);

      if (g_mkdir (path, 0755) != 0)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "making %s: %s", path,
                       g_strerror (errno));
          return FALSE;
        }
    }
  if (!extract_posts (extract, error) || !extract_comments (extract, error) ||
      !extract_media (extract, error))
    return FALSE;
  site = galley_site_file_make (extract->project, error);
  if (site == NULL || !write_file (extract, "galley.json", site, strlen (site), error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (extract->folder, folders[i], NULL);

      g_rmdir (path); /* goes only where nothing is in it */
    }
  return TRUE;
}

/* Removes what was begun: two levels, as they were made. */
static void
remove_tree (const char *folder, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0 && depth > 0)
        remove_tree (path, depth - 1);
    }
  g_rmdir (folder);
}

static gboolean
is_free (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return FALSE;
  if (g_dir_read_name (dir) == NULL)
    return TRUE;
  g_set_error (error, GALLEY_EXTRACT_ERROR, GALLEY_EXTRACT_ERROR_UNSAFE,
               "%s: the folder is not empty; name a new one", folder);
  return FALSE;
}

/**
 * galley_extract:
 * @project: an open project
 * @folder: a folder that is not there yet, or is empty
 * @cancellable: (nullable): stops it; nothing is then left behind
 * @error: GALLEY_EXTRACT_ERROR_UNSAFE where something is in @folder; GALLEY_STORE_ERROR,
 *   G_FILE_ERROR, G_IO_ERROR
 *
 * Writes all that an author made as files that need no Galley: Markdown with front matter in YAML,
 * comments as JSON lines, the media, and the site's settings and series as galley.json; changes
 * that are not published in a folder of their own, which an import leaves out. What galley_import()
 * makes of it is the same again. The folder is filled beside its place and moved there whole.
 */
gboolean
galley_extract (GalleyProject *project,
                const char *folder,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *plain = g_canonicalize_filename (folder, NULL);
  g_autofree char *beside = g_strconcat (plain, ".XXXXXX", NULL);
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Extract extract = { project, beside, paths, taken, cancellable };

  if (!is_free (plain, error))
    return FALSE;
  if (g_mkdtemp_full (beside, 0755) == NULL)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "making %s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  if (!fill (&extract, error))
    {
      remove_tree (beside, 1);
      return FALSE;
    }
  if (g_rename (beside, plain) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "moving to %s: %s", folder,
                   g_strerror (errno));
      remove_tree (beside, 1);
      return FALSE;
    }
  return TRUE;
}
