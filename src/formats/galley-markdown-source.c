/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of Markdown with front matter, as site generators keep it and as Galley extracts it. */
#include "galley-markdown-source.h"

#include <string.h>

#include "galley-comment-file.h"
#include "galley-extract-files.h"
#include "galley-file.h"
#include "galley-front-matter-post.h"
#include "galley-front-matter.h"
#include "galley-shortcodes.h"
#include "galley-site-file.h"
#include "galley-slug.h"
#include "galley-source-name.h"
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

/* Files that speak of the folder and not of its subject. */
static gboolean
is_no_post (const char *path, const char *text)
{
  static const char *const names[] = { "readme",    "license",         "licence",  "contributing",
                                       "changelog", "code_of_conduct", "security", NULL };
  g_auto (GalleyFrontMatter) front_matter = { NULL };
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (base, -1);
  char *dot = strrchr (lower, '.');

  if (dot != NULL)
    *dot = '\0';
  return g_strv_contains (names, lower) && galley_front_matter_read (text, &front_matter, NULL) &&
         !front_matter.present;
}

/* The first of the sorted @paths that does not stand before @path. */
static guint
find_place (const GPtrArray *paths, const char *path)
{
  guint from = 0, to = paths->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (strcmp (g_ptr_array_index (paths, middle), path) < 0)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/* Hugo's "_index.md" is the list of a section, which Galley makes itself; alone in its folder it is
 * the page that stands there. */
static gboolean
is_list (GalleySourceTree *tree, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *below = g_strconcat (folder, "/", NULL);

  if (!g_str_has_prefix (base, "_index."))
    return FALSE;
  if (g_str_equal (folder, ".") || g_str_equal (folder, "content"))
    return TRUE;
  for (guint i = find_place (tree->paths, below); i < tree->paths->len; i++)
    {
      const char *other = g_ptr_array_index (tree->paths, i);
      g_autofree char *name = g_path_get_basename (other);

      if (!g_str_has_prefix (other, below))
        return FALSE;
      if (!g_str_has_prefix (name, "_index."))
        return TRUE;
    }
  return FALSE;
}

/* Of a text in two languages the one without a language in its name keeps the address. */
static void
part_from_translation (GalleySourceTree *tree, GalleyPostRecord *post)
{
  g_auto (GalleySourceName) name = { NULL };
  g_autofree char *ending = NULL;
  g_autofree char *slug = NULL;
  GString *sibling;
  const char *dot = strrchr (post->path, '.');

  galley_source_name_read (&name, post->path);
  slug = galley_slug_from_name (name.stem);
  if (name.variant == NULL || dot == NULL || !g_str_equal (slug, post->slug))
    return;
  sibling = g_string_new_len (post->path, dot - post->path - (gssize) strlen (name.variant) - 1);
  g_string_append (sibling, dot);
  if (galley_source_tree_has (tree, sibling->str))
    {
      ending = g_ascii_strdown (name.variant, -1);
      g_free (post->slug);
      post->slug = g_strconcat (slug, "-", ending, NULL);
    }
  g_string_free (sibling, TRUE);
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
                             "shortcodes are left as they stand (%s)", names->str);
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
  part_from_translation (tree, post);
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
leave_out (GalleyRecordSink *sink, const char *path, const char *why)
{
  const GalleySourcePosition position = { path, "line", 0 };

  galley_record_sink_note (sink, GALLEY_NOTE_PAGE_LEFT_OUT, &position, "%s", why);
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
  GalleyTextReading reading;
  gsize length;
  const char *data;
  GalleyPostRecord *post;

  if (g_cancellable_set_error_if_cancelled (options->cancellable, error))
    return FALSE;
  bytes = galley_source_tree_load (tree, path, MAX_TEXT, &modified, &problem);
  if (bytes == NULL)
    return refuse (sink, path, problem);
  data = g_bytes_get_data (bytes, &length);
  text = galley_text_decode (data != NULL ? data : "", length, &reading);
  if (is_no_post (path, text))
    return leave_out (sink, path, "speaks of the folder; it is left out");
  if (is_list (tree, path))
    return leave_out (sink, path, "is the list of a section, which Galley makes; it is left out");
  post = make_post (tree, path, bytes, text, modified, options->zone, &problem);
  if (post == NULL)
    return refuse (sink, path, problem);
  if (reading != GALLEY_TEXT_WHOLE)
    galley_post_record_note (post, 0, "%s", galley_text_reading_to_note (reading));
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
