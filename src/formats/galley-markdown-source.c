/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of Markdown with front matter, as site generators keep it and as Galley extracts it. */
#include "galley-markdown-source.h"

#include <string.h>

#include "galley-comment-file.h"
#include "galley-extract-files.h"
#include "galley-file.h"
#include "galley-front-matter-post.h"
#include "galley-shortcodes.h"
#include "galley-site-file.h"
#include "galley-text.h"

#define MAX_TEXT (16 * 1024 * 1024)

/**
 * galley_markdown_source_matches:
 * @path: a file or a folder
 * @is_folder: which of them
 * @head: the first bytes of a file
 * @length: bytes of @head
 *
 * Returns: whether @path is a text, or a folder, which is one of texts where no other format knows
 *   it
 */
gboolean
galley_markdown_source_matches (const char *path,
                                gboolean is_folder,
                                const char *head,
                                gsize length)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return is_folder || galley_source_is_markdown (path) || g_str_has_suffix (lower, ".txt");
}

/* Files that speak of the folder and not of its subject, and Hugo's lists without a text. */
static gboolean
is_no_post (const char *path, const char *text)
{
  static const char *const names[] = { "readme",    "license",         "licence",  "contributing",
                                       "changelog", "code_of_conduct", "security", NULL };
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');
  g_autofree char *lower = NULL;

  if (dot != NULL)
    *dot = '\0';
  if (g_str_equal (base, "_index"))
    {
      const char *end = g_str_has_prefix (text, "---")   ? strstr (text + 3, "\n---")
                        : g_str_has_prefix (text, "+++") ? strstr (text + 3, "\n+++")
                                                         : NULL;

      return end != NULL && end[4 + strspn (end + 4, " \t\n")] == '\0';
    }
  lower = g_ascii_strdown (base, -1);
  return strncmp (text, "---\n", 4) != 0 && strncmp (text, "+++\n", 4) != 0 && text[0] != '{' &&
         g_strv_contains (names, lower);
}

static void
convert_shortcodes (GalleyPostRecord *post)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GalleyShortcodesLeft left = { 0, 0, names };
  char *body;

  if (strstr (post->body, "{{") == NULL && strstr (post->body, "{%") == NULL)
    return;
  body = galley_shortcodes_convert (post->body, &left);
  g_free (post->body);
  post->body = body;
  if (left.n_left > 0)
    galley_post_record_note (post, post->body_line + left.first_line - 1,
                             left.n_left == 1 ? "%u shortcode is left as it stands (%s)"
                                              : "%u shortcodes are left as they stand (%s)",
                             left.n_left, names->str);
}

/* What other texts may call this one: its path, with and without ending, its name, its slug; of
 * "slug/index.md" its folder. */
static GStrv
list_names (const GalleyPostRecord *post)
{
  const char *dot = strrchr (post->path, '.');
  g_autofree char *stem =
      g_strndup (post->path, dot != NULL ? (gsize) (dot - post->path) : strlen (post->path));
  g_autofree char *base = g_path_get_basename (stem);
  g_autofree char *file = g_path_get_basename (post->path);
  g_autofree char *bundle = g_str_equal (base, "index") ? g_path_get_dirname (post->path) : NULL;
  const char *const names[] = { post->path, stem, file, base, post->slug, bundle };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && *names[i] != '\0')
      g_strv_builder_add (builder, names[i]);
  return g_strv_builder_end (builder);
}

static GalleyPostRecord *
make_post (GalleySourceTree *tree,
           const char *path,
           GBytes *bytes,
           const char *text,
           gint64 modified,
           GTimeZone *zone,
           GError **error)
{
  GalleyPostRecord *post = galley_front_matter_read_post (path, text, modified, zone, error);

  if (post == NULL)
    return NULL;
  post->source = g_strdup_printf ("markdown:%s/%s", tree->name, path);
  post->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  post->names = list_names (post);
  post->files = galley_source_tree_ref (tree);
  convert_shortcodes (post);
  return post;
}

static gboolean
refuse (GalleyRecordSink *sink, const char *path, const GError *problem)
{
  const GalleySourcePosition position = { path, "line", 0 };

  galley_record_sink_note (sink, GALLEY_NOTE_POST_REFUSED, &position, "%s", problem->message);
  return TRUE;
}

static gboolean
read_text (GalleySourceTree *tree,
           const char *path,
           const GalleyReadOptions *options,
           GalleyRecordSink *sink,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  gint64 modified = 0;
  gboolean repaired = FALSE;
  gsize length;
  const char *data;
  GalleyPostRecord *post;

  if (g_cancellable_set_error_if_cancelled (options->cancellable, error))
    return FALSE;
  bytes = galley_source_tree_load (tree, path, MAX_TEXT, &modified, &problem);
  if (bytes == NULL)
    return refuse (sink, path, problem);
  data = g_bytes_get_data (bytes, &length);
  text = galley_text_repair (data != NULL ? data : "", length, &repaired);
  if (is_no_post (path, text))
    return TRUE;
  post = make_post (tree, path, bytes, text, modified, options->zone, &problem);
  if (post == NULL)
    return refuse (sink, path, problem);
  if (repaired)
    galley_post_record_note (post, 0, "not all of it is UTF-8; the rest stands as U+FFFD");
  if (galley_extract_is_change (tree, path))
    post->working_copy_of = galley_extract_find_changed (tree, post);
  return sink->take_post (sink, post, error);
}

/**
 * galley_markdown_source_read_tree:
 * @tree: texts
 * @options: how to read them
 * @sink: gets their posts
 * @error: G_IO_ERROR_CANCELLED, and what @sink gives
 *
 * Hands over the texts of @tree as posts and pages, in the order of their paths. One that cannot be
 * read is a note.
 */
gboolean
galley_markdown_source_read_tree (GalleySourceTree *tree,
                                  const GalleyReadOptions *options,
                                  GalleyRecordSink *sink,
                                  GError **error)
{
  for (guint i = 0; i < tree->paths->len; i++)
    if (!read_text (tree, g_ptr_array_index (tree->paths, i), options, sink, error))
      return FALSE;
  return TRUE;
}

/* The file of comments beside the texts, where there is one; at most as large as one that is
 * imported by itself. */
static gboolean
load_comments (const char *folder, char **data, gsize *length, GError **error)
{
  g_autofree char *path = g_build_filename (folder, GALLEY_EXTRACT_COMMENTS, NULL);

  return !g_file_test (path, G_FILE_TEST_IS_REGULAR) ||
         galley_file_read_limited (path, GALLEY_COMMENT_FILE_MAX, data, length, error);
}

static gboolean
read_site (GalleySourceTree *tree,
           const char *comments,
           gsize length,
           GalleyRecordSink *sink,
           GError **error)
{
  const GalleySourcePosition position = { GALLEY_EXTRACT_SITE, "line", 0 };
  g_autofree char *path = g_build_filename (tree->root, GALLEY_EXTRACT_SITE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GalleySiteRecord) site = NULL;
  g_autoptr (GError) problem = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  if (!galley_file_read_limited (path, MAX_TEXT, &text, NULL, error))
    return FALSE;
  site = galley_site_file_read (text, &problem);
  if (site == NULL)
    {
      galley_record_sink_note (sink, GALLEY_NOTE_WARNING, &position, "%s", problem->message);
      return TRUE;
    }
  site->files = galley_source_tree_ref (tree);
  site->is_whole_extract = site->comments_digest != NULL &&
                           galley_extract_are_comments (comments, length, site->comments_digest);
  return sink->take_site (sink, site, error);
}

static gboolean
read_folder (GalleySourceTree *tree,
             const GalleyReadOptions *options,
             GalleyRecordSink *sink,
             GError **error)
{
  g_autofree char *comments = NULL;
  gsize length = 0;

  if (!load_comments (tree->root, &comments, &length, error) ||
      !read_site (tree, comments, length, sink, error) ||
      !galley_markdown_source_read_tree (tree, options, sink, error))
    return FALSE;
  return comments == NULL || galley_comment_file_read_data (GALLEY_EXTRACT_COMMENTS, comments,
                                                            length, options, sink, error);
}

/**
 * galley_markdown_source_read:
 * @path: a text, or a folder of texts
 * @options: how to read them
 * @sink: gets their posts
 * @error: G_FILE_ERROR, G_IO_ERROR_CANCELLED, and what @sink gives
 *
 * Hands over a text as a post; or of a folder the texts, and what an extract puts beside them: the
 * site with its series, and the comments.
 */
gboolean
galley_markdown_source_read (const char *path,
                             const GalleyReadOptions *options,
                             GalleyRecordSink *sink,
                             GError **error)
{
  g_autoptr (GalleySourceTree) tree = galley_source_tree_open (path, options->cancellable, error);

  if (tree == NULL)
    return FALSE;
  return g_file_test (path, G_FILE_TEST_IS_DIR)
             ? read_folder (tree, options, sink, error)
             : galley_markdown_source_read_tree (tree, options, sink, error);
}
