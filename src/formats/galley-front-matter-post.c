/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-front-matter-post.h"

#include <string.h>

#include "galley-front-matter-address-private.h"
#include "galley-front-matter-dates-private.h"
#include "galley-front-matter-names-private.h"
#include "galley-front-matter-place-private.h"
#include "galley-front-matter-visibility-private.h"
#include "galley-front-matter.h"
#include "galley-source-name.h"
#include "galley-text.h"

#define MAX_LINKS 200
#define MAX_TITLE 1000

static void
read_links (GalleyPostRecord *post, JsonObject *values)
{
  static const char *const titles[] = { "title", "name", "text", "label", NULL };
  static const char *const addresses[] = { "address", "url", "href", "link", NULL };
  JsonNode *node = galley_front_matter_get (values, "links");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_LINKS); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autofree char *title = NULL;
      g_autofree char *address = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        continue;
      title = galley_front_matter_get_text (json_node_get_object (element), titles);
      address = galley_front_matter_get_text (json_node_get_object (element), addresses);
      if (title != NULL && address != NULL)
        galley_post_record_add_link (post, title, address);
    }
}

/* Some posts only announce what stands elsewhere: their text is what they say of it, and the place
 * is a related link. */
static void
read_original (GalleyPostRecord *post, JsonObject *values)
{
  static const char *const keys[] = { "source_url", "external_url", "link", "canonical_url", NULL };
  g_autofree char *address = galley_front_matter_get_text (values, keys);
  g_autoptr (GUri) uri = address != NULL ? g_uri_parse (address, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    return;
  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return;
  galley_post_record_add_link (post, g_uri_get_host (uri), address);
  if (post->body[strspn (post->body, " \t\n")] == '\0' && post->excerpt != NULL)
    {
      g_free (post->body);
      post->body = g_strconcat (post->excerpt, "\n", NULL);
    }
}

/* 1 where the nearest of the folders of @path that tells says that it is a page, 0 where it says a
 * post, -1 where none does. */
static int
look_at_folders (const char *path)
{
  static const char *const pages[] = { "pages", "_pages", NULL };
  static const char *const posts[] = { "posts",    "_posts",    "post",     "blog",
                                       "blogs",    "news",      "drafts",   "_drafts",
                                       "articles", "_articles", "diary",    "journal",
                                       "notes",    "entries",   "releases", NULL };
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = g_strv_length (parts) - 1; i > 0; i--)
    {
      if (g_strv_contains (posts, parts[i - 1]))
        return 0;
      if (g_strv_contains (pages, parts[i - 1]))
        return 1;
    }
  return -1;
}

/* Directly in a folder of pages; deeper ones may be posts of a site that calls all texts pages. */
static gboolean
is_among_pages (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char *name = strrchr (folder, '/') != NULL ? strrchr (folder, '/') + 1 : folder;

  return g_str_equal (name, "pages") || g_str_equal (name, "_pages");
}

/* 1 or 0 where the front matter says that it is a page or a post, -1 where it does not. */
static int
look_at_layout (JsonObject *values)
{
  static const char *const keys[] = { "type", "kind", "layout", "template", "post_type" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *const key[] = { keys[i], NULL };
      g_autofree char *given = galley_front_matter_get_text (values, key);
      g_autofree char *text = given != NULL ? g_ascii_strdown (given, -1) : NULL;

      if (text == NULL)
        continue;
      if (g_str_equal (text, "page") || g_str_has_prefix (text, "page."))
        return 1;
      if (strstr (text, "post") != NULL || strstr (text, "article") != NULL ||
          g_str_has_prefix (text, "blog"))
        return 0;
    }
  return -1;
}

/* What says so is one or the other. Else what has a date is a post. What has none and stands where
 * pages stand is a page, as in every generator; anything else without a date is a post that was not
 * finished. */
static gboolean
read_is_page (GalleyPostRecord *post, const GalleyFrontMatter *front_matter, gboolean has_date)
{
  const char *inner = g_str_has_prefix (post->path, "content/") ? post->path + 8 : post->path;
  gboolean bundle = g_str_has_suffix (inner, "/index.md") || g_str_has_suffix (inner, "/_index.md");
  const char *slash = strchr (inner, '/');
  int layout = look_at_layout (front_matter->values);
  int folder = look_at_folders (inner);

  if (layout >= 0)
    return layout;
  if (is_among_pages (inner))
    return TRUE;
  if (has_date || !front_matter->present || folder == 0)
    return FALSE;
  if (folder == 1)
    return TRUE;
  if (post->tags != NULL && post->tags[0] != NULL)
    return FALSE;
  return slash == NULL || (bundle && strchr (slash + 1, '/') == NULL);
}

static char *
read_cover (JsonObject *values)
{
  static const char *const keys[] = { "cover",         "image",     "featured_image",
                                      "featuredimage", "thumbnail", "hero" };
  static const char *const inner[] = { "src", "image", "path", "url", "file", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      JsonNode *node = galley_front_matter_get (values, keys[i]);
      g_autofree char *text = galley_json_node_to_text (node);

      if (text == NULL && node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        text = galley_front_matter_get_text (json_node_get_object (node), inner);
      if (text != NULL && *text != '\0')
        return g_steal_pointer (&text);
    }
  return NULL;
}

static void
read_series (GalleyPostRecord *post, JsonObject *values)
{
  static const char *const parts[] = { "part", "series_part", "series_order", "series_weight",
                                       NULL };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  JsonNode *node = galley_front_matter_get (values, "series");
  g_autofree char *part = galley_front_matter_get_text (values, parts);

  /* A title may hold a comma, so a text is one title. */
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    {
      g_autofree char *text = galley_json_node_to_text (node);

      if (text != NULL)
        galley_front_matter_add_name (names, text);
    }
  else
    galley_front_matter_add_names (names, node, FALSE);
  if (names->len > 0)
    post->series = g_strdup (g_ptr_array_index (names, 0));
  if (part != NULL && names->len > 0)
    post->series_part = (guint) MIN (g_ascii_strtoull (part, NULL, 10), 100000);
}

static void
read_comments (GalleyPostRecord *post, JsonObject *values)
{
  static const char *const keys[] = { "comments", "comments_open", "allow_comments" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      int truth = galley_front_matter_get_truth (values, keys[i]);

      if (truth >= 0)
        post->comments_open = truth;
    }
  if (galley_front_matter_get_truth (values, "disable_comments") == 1)
    post->comments_open = FALSE;
}

/* The title, and in @body where the text goes on behind a heading that says the same. */
static char *
read_title (JsonObject *values, const char *stem, const char **body)
{
  static const char *const keys[] = { "title", "name", "headline", NULL };
  g_autofree char *title = galley_front_matter_get_text (values, keys);
  g_autofree char *heading = NULL;

  if (title != NULL)
    {
      g_autofree char *decoded = galley_entities_decode (title);

      g_free (g_steal_pointer (&title));
      title = galley_text_shorten (decoded, MAX_TITLE);
    }
  if (g_str_has_prefix (*body, "# "))
    {
      const char *end = *body + strcspn (*body, "\n");
      g_autofree char *line = g_strndup (*body + 2, (gsize) (end - *body - 2));

      heading = galley_text_shorten (line, MAX_TITLE);
      if (*heading != '\0' && (title == NULL || g_str_equal (title, heading)))
        {
          *body = end;
          while (**body == '\n')
            (*body)++;
          return g_steal_pointer (&heading);
        }
    }
  if (title != NULL)
    return g_steal_pointer (&title);
  return galley_name_from_key (stem, FALSE);
}

/* The id that the post had in the project that it is an extract of. */
static gint64
read_number (JsonObject *values)
{
  static const char *const keys[] = { "galley_id", NULL };
  g_autofree char *text = galley_front_matter_get_text (values, keys);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

/* A post without a date was not finished. It must be dated somehow: as its file, which is told; and
 * one whose date cannot be read by a day that nobody takes for true. */
static void
date_by_file (GalleyPostRecord *post, gint64 modified, gboolean sound, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (sound ? MAX (modified, 0) : 0);

  post->date = g_date_time_to_timezone (utc, zone);
  if (post->is_page && sound)
    return;
  if (post->status == GALLEY_RECORD_PUBLISHED)
    post->status = GALLEY_RECORD_DRAFT;
  galley_post_record_note (post, 0,
                           sound ? "it has no date; it is a draft, dated as its file is"
                                 : "it is a draft, dated 1 January 1970");
}

/* A date that is there and cannot be read is told already, and makes a draft. */
static void
settle_date (GalleyPostRecord *post, gint64 modified, gboolean sound, GTimeZone *zone)
{
  if (post->date == NULL)
    date_by_file (post, modified, sound, zone);
  else if (!sound && post->status == GALLEY_RECORD_PUBLISHED)
    {
      post->status = GALLEY_RECORD_DRAFT;
      galley_post_record_note (post, 0, "it is a draft, since its date cannot be read");
    }
}

static GalleyPostRecord *
make_post (const char *path,
           const char *text,
           const GalleyFrontMatter *front_matter,
           gint64 modified,
           GTimeZone *zone)
{
  static const char *const excerpts[] = { "excerpt", "summary", "description", "deck", NULL };
  static const char *const languages[] = { "language", "lang", "locale", NULL };
  JsonObject *values = front_matter->values;
  const char *body = text + front_matter->body_offset;
  g_auto (GalleySourceName) name = { NULL };
  GalleyPostRecord *post = galley_post_record_new ();
  gboolean sound;

  galley_source_name_read (&name, path);
  post->path = g_strdup (path);
  post->title = read_title (values, name.stem, &body);
  sound = galley_front_matter_read_dates (post, values, &name, zone);
  galley_front_matter_read_addresses (post, values, &name, zone);
  post->byline = galley_front_matter_read_byline (values);
  post->tags = galley_front_matter_read_tags (values);
  post->excerpt = galley_front_matter_get_text (values, excerpts);
  post->language = galley_front_matter_get_text (values, languages);
  if (post->language == NULL)
    post->language = g_strdup (name.language);
  post->is_page = read_is_page (post, front_matter, post->date != NULL || !sound);
  post->body = g_strdup (body);
  read_links (post, values);
  read_original (post, values);
  galley_front_matter_read_place (post, values);
  read_comments (post, values);
  read_series (post, values);
  galley_front_matter_read_visibility (post, front_matter, zone);
  post->was_draft = galley_front_matter_get_truth (values, "draft") == 1;
  post->number = read_number (values);
  post->cover = read_cover (values);
  post->body_line = front_matter->body_line;
  for (const char *p = text + front_matter->body_offset; p < body; p++)
    post->body_line += *p == '\n';
  settle_date (post, modified, sound, zone);
  return post;
}

/**
 * galley_front_matter_read_post:
 * @path: where the text is, for what that says of it
 * @text: UTF-8 with line ends of one line feed
 * @modified: when the file was changed last, seconds since 1970; 0 where that is not known
 * @zone: of dates without an offset
 * @error: GALLEY_FORMATS_ERROR_MALFORMED, "line N: ..."
 *
 * Makes a post of a text with front matter as Hugo, Jekyll, Eleventy, Hexo, Astro, Zola and
 * Pelican's readers know it. A post without a date is a draft, dated as its file is.
 *
 * Returns: (transfer full) (nullable): the post
 */
GalleyPostRecord *
galley_front_matter_read_post (const char *path,
                               const char *text,
                               gint64 modified,
                               GTimeZone *zone,
                               GError **error)
{
  g_auto (GalleyFrontMatter) front_matter = { NULL };

  return galley_front_matter_read (text, &front_matter, error)
             ? make_post (path, text, &front_matter, modified, zone)
             : NULL;
}
