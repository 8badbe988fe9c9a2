/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-front-matter-post.h"

#include <string.h>

#include "galley-front-matter-names-private.h"
#include "galley-front-matter-place-private.h"
#include "galley-front-matter.h"
#include "galley-lenient-date.h"
#include "galley-slug.h"
#include "galley-text.h"

#define MAX_LINKS 200
#define MAX_TITLE 1000

/* The name of what @path holds, without ending; of "slug/index.md", which Hugo calls a bundle, the
 * folder's. */
static char *
name_of (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL)
    *dot = '\0';
  if (g_str_equal (base, "index") || g_str_equal (base, "_index"))
    {
      g_autofree char *folder = g_path_get_dirname (path);

      if (!g_str_equal (folder, "."))
        return g_path_get_basename (folder);
    }
  return g_steal_pointer (&base);
}

/* Where @name begins with a date, as Jekyll has it: where the rest begins. */
static gsize
date_prefix (const char *name)
{
  static const char pattern[] = "0000-00-00";

  for (gsize i = 0; i < 10; i++)
    if (pattern[i] == '0' ? !g_ascii_isdigit (name[i]) : name[i] != pattern[i])
      return 0;
  return name[10] == '-' || name[10] == '_' ? 11 : name[10] == '\0' ? 10 : 0;
}

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

/* The last part of an address: "/2015/01/09/personas-101/" gives "personas-101". */
static char *
slug_of_address (const char *address)
{
  g_autofree char *plain = g_strndup (address, strcspn (address, "?#"));
  gsize n = strlen (plain);
  const char *slash;

  while (n > 0 && plain[n - 1] == '/')
    plain[--n] = '\0';
  if (g_str_has_suffix (plain, ".html"))
    plain[n - 5] = '\0';
  slash = strrchr (plain, '/');
  return g_strdup (slash != NULL ? slash + 1 : plain);
}

static char *
usable_slug (const char *slug)
{
  return galley_slug_is_valid (slug) ? g_strdup (slug) : galley_slug_from_text (slug);
}

static char *
read_slug (JsonObject *values, const char *path)
{
  static const char *const slugs[] = { "slug", NULL };
  static const char *const urls[] = { "url", "permalink", "path", NULL };
  g_autofree char *slug = galley_front_matter_get_text (values, slugs);
  g_autofree char *url = galley_front_matter_get_text (values, urls);
  g_autofree char *name = name_of (path);

  if (slug != NULL)
    return usable_slug (slug);
  if (url != NULL && strpbrk (url, ":{") == NULL)
    {
      slug = slug_of_address (url);
      if (*slug != '\0')
        return usable_slug (slug);
    }
  return usable_slug (name[date_prefix (name)] != '\0' ? name + date_prefix (name) : name);
}

static GDateTime *
read_date (GalleyPostRecord *post, JsonObject *values, GTimeZone *zone)
{
  static const char *const keys[] = { "date",           "pubdate",   "publishdate", "published_at",
                                      "date_published", "published", "pub_date",    "created" };
  g_autofree char *name = name_of (post->path);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *text = galley_json_node_to_text (galley_front_matter_get (values, keys[i]));
      GDateTime *date;

      if (text == NULL || *text == '\0' || galley_front_matter_get_truth (values, keys[i]) >= 0)
        continue;
      date = galley_lenient_date_parse (text, zone);
      if (date != NULL)
        return date;
      galley_post_record_note (post, 0, "“%.40s” is not a date", text);
    }
  if (date_prefix (name) == 0)
    return NULL;
  name[10] = '\0';
  return galley_lenient_date_parse (name, zone);
}

static gboolean
value_is (JsonObject *values, const char *key, const char *word)
{
  g_autofree char *text = galley_json_node_to_text (galley_front_matter_get (values, key));

  return text != NULL && g_ascii_strcasecmp (text, word) == 0;
}

/* One of the folders that @path goes through is one of @names. */
static gboolean
stands_in (const char *path, const char *const *names)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (gsize i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
    if (g_strv_contains (names, parts[i]))
      return TRUE;
  return FALSE;
}

/* What has a date is a post. What has none and stands where pages stand is a page, as in every
 * generator; anything else without a date is a post that was not finished. */
static gboolean
read_is_page (GalleyPostRecord *post, const GalleyFrontMatter *front_matter, const char *path)
{
  static const char *const pages[] = { "pages", "_pages", NULL };
  static const char *const posts[] = { "posts",  "_posts",  "post",     "blog", "news",
                                       "drafts", "_drafts", "articles", NULL };
  JsonObject *values = front_matter->values;
  const char *inner = g_str_has_prefix (path, "content/") ? path + 8 : path;
  gboolean bundle = g_str_has_suffix (inner, "/index.md") || g_str_has_suffix (inner, "/_index.md");
  const char *slash = strchr (inner, '/');

  if (value_is (values, "layout", "page") || value_is (values, "type", "page") ||
      value_is (values, "kind", "page"))
    return TRUE;
  if (value_is (values, "layout", "post") || value_is (values, "type", "post") ||
      value_is (values, "kind", "post"))
    return FALSE;
  if (stands_in (inner, pages))
    return TRUE;
  if (post->date != NULL || !front_matter->present || stands_in (inner, posts))
    return FALSE;
  if (post->tags != NULL && post->tags[0] != NULL)
    return FALSE;
  return slash == NULL || (bundle && strchr (slash + 1, '/') == NULL);
}

static GalleyRecordStatus
read_status (JsonObject *values, const char *path)
{
  static const char *const drafts[] = { "drafts", "_drafts", NULL };

  if (value_is (values, "status", "trash"))
    return GALLEY_RECORD_TRASH;
  return galley_front_matter_get_truth (values, "draft") != 1 &&
                 galley_front_matter_get_truth (values, "published") != 0 &&
                 galley_front_matter_get_truth (values, "private") != 1 &&
                 !value_is (values, "status", "draft") && !value_is (values, "status", "private") &&
                 !stands_in (path, drafts)
             ? GALLEY_RECORD_PUBLISHED
             : GALLEY_RECORD_DRAFT;
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

/* Former addresses as Hugo and Jekyll have them, of which the last part counts. */
static void
read_aliases (GalleyPostRecord *post, JsonObject *values)
{
  static const char *const keys[] = { "aliases", "redirect_from" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

      galley_front_matter_add_names (names, galley_front_matter_get (values, keys[i]), TRUE);
      for (guint j = 0; j < names->len; j++)
        {
          g_autofree char *slug = slug_of_address (g_ptr_array_index (names, j));

          if (galley_slug_is_valid (slug))
            galley_post_record_add_address (post, slug, NULL);
        }
    }
}

/* The same as an extract has them, with the dates that they named. */
static void
read_former_addresses (GalleyPostRecord *post, JsonObject *values, GTimeZone *zone)
{
  static const char *const slugs[] = { "slug", NULL };
  static const char *const dates[] = { "date", NULL };
  JsonNode *node = galley_front_matter_get (values, "former_addresses");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_LINKS); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      g_autofree char *slug = object != NULL ? galley_front_matter_get_text (object, slugs) : NULL;
      g_autofree char *text = object != NULL ? galley_front_matter_get_text (object, dates) : NULL;
      g_autoptr (GDateTime) date = text != NULL ? galley_lenient_date_parse (text, zone) : NULL;

      if (slug != NULL && galley_slug_is_valid (slug))
        galley_post_record_add_address (post, slug, date);
    }
}

/* The title, and in @body where the text goes on behind a heading that says the same. */
static char *
read_title (JsonObject *values, const char *path, const char **body)
{
  static const char *const keys[] = { "title", "name", "headline", NULL };
  g_autofree char *title = galley_front_matter_get_text (values, keys);
  g_autofree char *heading = NULL;
  g_autofree char *name = NULL;

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
  name = name_of (path);
  return galley_name_from_key (name[date_prefix (name)] != '\0' ? name + date_prefix (name) : name,
                               FALSE);
}

/* The id that the post had in the project that it is an extract of. */
static gint64
read_number (JsonObject *values)
{
  static const char *const keys[] = { "galley_id", NULL };
  g_autofree char *text = galley_front_matter_get_text (values, keys);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

/* When a text without a date was written is when its file was changed last. A post without a date
 * was not finished. */
static void
date_by_file (GalleyPostRecord *post, gint64 modified, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (modified);

  if (!post->is_page && post->status == GALLEY_RECORD_PUBLISHED)
    post->status = GALLEY_RECORD_DRAFT;
  if (modified > 0 && utc != NULL)
    post->date = g_date_time_to_timezone (utc, zone);
}

/**
 * galley_front_matter_read_post:
 * @path: where the text is, for what that says of it
 * @text: UTF-8 with line ends of one line feed
 * @modified: when the file was changed last, seconds since 1970; 0 where that is not known
 * @zone: of dates without an offset
 * @error: GALLEY_FORMATS_ERROR_MALFORMED, "line N: ..."
 *
 * Makes a post of a text with front matter as Hugo, Jekyll, Eleventy, Astro, Zola and Pelican's
 * readers know it. A post without a date is a draft, dated as its file is.
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
  static const char *const excerpts[] = { "excerpt", "summary", "description", "deck", NULL };
  static const char *const languages[] = { "language", "lang", "locale", NULL };
  g_auto (GalleyFrontMatter) front_matter = { NULL, FALSE, 0, 1 };
  g_autoptr (GalleyPostRecord) post = NULL;
  JsonObject *values;
  const char *body;

  if (!galley_front_matter_read (text, &front_matter, error))
    return NULL;
  values = front_matter.values;
  body = text + front_matter.body_offset;
  post = galley_post_record_new ();
  post->path = g_strdup (path);
  post->title = read_title (values, path, &body);
  post->slug = read_slug (values, path);
  post->byline = galley_front_matter_read_byline (values);
  post->date = read_date (post, values, zone);
  post->tags = galley_front_matter_read_tags (values);
  post->excerpt = galley_front_matter_get_text (values, excerpts);
  post->language = galley_front_matter_get_text (values, languages);
  post->is_page = read_is_page (post, &front_matter, path);
  post->body = g_strdup (body);
  read_links (post, values);
  read_original (post, values);
  galley_front_matter_read_place (post, values);
  read_comments (post, values);
  read_series (post, values);
  post->status = read_status (values, path);
  post->was_draft = galley_front_matter_get_truth (values, "draft") == 1;
  post->number = read_number (values);
  post->cover = read_cover (values);
  read_aliases (post, values);
  read_former_addresses (post, values, zone);
  post->body_line = front_matter.body_line;
  for (const char *p = text + front_matter.body_offset; p < body; p++)
    post->body_line += *p == '\n';
  if (post->date == NULL)
    date_by_file (post, modified, zone);
  return g_steal_pointer (&post);
}
