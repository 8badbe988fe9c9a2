/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "galley-front-matter.h"
#include "galley-import-private.h"
#include "galley-post-place-private.h"
#include "galley-slug.h"
#include "galley-text.h"

#define MAX_NAMES 200
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

/* "amanda-dean" as "Amanda Dean": sites keep authors by such keys. Anything else stays. */
static char *
humanize (const char *key, gboolean each_word)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean begin = TRUE;

  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '-' || c == '_')
        c = ' ';
      g_string_append_unichar (out, begin ? g_unichar_toupper (c) : c);
      begin = each_word && c == ' ';
    }
  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

static gboolean
is_key (const char *name)
{
  return strchr (name, '-') != NULL && name[strspn (name, "abcdefghijklmnopqrstuvwxyz-")] == '\0';
}

static void
add_name (GPtrArray *names, const char *name)
{
  g_autofree char *decoded = galley_entities_decode (name);
  g_autofree char *plain = galley_text_shorten (decoded, 200);

  if (*plain == '\0' || names->len >= MAX_NAMES)
    return;
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (names, i), plain) == 0)
      return;
  g_ptr_array_add (names, g_steal_pointer (&plain));
}

/* Adds the names that @node holds: a list of names or of tables with a name, or one text, parted at
 * commas or, where there are none and @spaces, at spaces. */
static void
add_names (GPtrArray *names, JsonNode *node, gboolean spaces)
{
  static const char *const keys[] = { "name", "title", "display_name", "slug", "id", NULL };
  g_autofree char *text = galley_json_node_to_text (node);

  if (text != NULL)
    {
      const char *at = strchr (text, ',') != NULL ? "," : spaces ? " \t\n" : "\n";
      g_auto (GStrv) parts = g_strsplit_set (text, at, -1);

      for (gsize i = 0; parts[i] != NULL; i++)
        add_name (names, parts[i]);
    }
  else if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < MIN (json_array_get_length (array), MAX_NAMES); i++)
        {
          JsonNode *element = json_array_get_element (array, i);
          g_autofree char *name = galley_json_node_to_text (element);

          if (name == NULL && JSON_NODE_HOLDS_OBJECT (element))
            name = galley_front_matter_get_text (json_node_get_object (element), keys);
          if (name != NULL)
            add_name (names, name);
        }
    }
  else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autofree char *name = galley_front_matter_get_text (json_node_get_object (node), keys);

      if (name != NULL)
        add_name (names, name);
    }
}

static GStrv
read_tags (JsonObject *values)
{
  static const struct
  {
    const char *key;
    gboolean spaces; /* Jekyll parts these at spaces */
  } keys[] = {
    { "tags", TRUE },    { "tag", FALSE },       { "topics", FALSE },   { "topic", FALSE },
    { "labels", FALSE }, { "categories", TRUE }, { "category", FALSE }, { "keywords", FALSE },
  };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (names->len == 0 || !g_str_equal (keys[i].key, "keywords"))
      add_names (names, galley_front_matter_get (values, keys[i].key), keys[i].spaces);
  g_ptr_array_add (names, NULL);
  g_ptr_array_set_free_func (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static char *
read_byline (JsonObject *values)
{
  static const char *const texts[] = { "byline", NULL };
  static const char *const keys[] = { "authors", "author", "by", "creator" };
  g_autofree char *byline = galley_front_matter_get_text (values, texts);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (byline != NULL)
    return galley_entities_decode (byline);
  for (gsize i = 0; names->len == 0 && i < G_N_ELEMENTS (keys); i++)
    add_names (names, galley_front_matter_get (values, keys[i]), FALSE);
  for (guint i = 0; i < names->len; i++)
    if (is_key (g_ptr_array_index (names, i)))
      {
        char *name = humanize (g_ptr_array_index (names, i), TRUE);

        g_free (g_ptr_array_index (names, i));
        g_ptr_array_index (names, i) = name;
      }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
read_links (GalleyPost *post, JsonObject *values)
{
  static const char *const titles[] = { "title", "name", "text", "label", NULL };
  static const char *const addresses[] = { "address", "url", "href", "link", NULL };
  JsonNode *node = galley_front_matter_get (values, "links");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_NAMES); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autofree char *title = NULL;
      g_autofree char *address = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        continue;
      title = galley_front_matter_get_text (json_node_get_object (element), titles);
      address = galley_front_matter_get_text (json_node_get_object (element), addresses);
      if (title != NULL && address != NULL)
        galley_post_add_link (post, title, address);
    }
}

/* Some posts only announce what stands elsewhere: their text is what they say of it, and the place
 * is a related link. */
static void
read_original (GalleyPost *post, JsonObject *values)
{
  static const char *const keys[] = { "source_url", "external_url", "link", "canonical_url", NULL };
  g_autofree char *address = galley_front_matter_get_text (values, keys);
  g_autoptr (GUri) uri = address != NULL ? g_uri_parse (address, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    return;
  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return;
  galley_post_add_link (post, g_uri_get_host (uri), address);
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
read_date (GalleyImporter *importer, JsonObject *values, const char *path)
{
  static const char *const keys[] = { "date",           "pubdate",   "publishdate", "published_at",
                                      "date_published", "published", "pub_date",    "created" };
  g_autofree char *name = name_of (path);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *text = galley_json_node_to_text (galley_front_matter_get (values, keys[i]));
      GDateTime *date;

      if (text == NULL || *text == '\0' || galley_front_matter_get_truth (values, keys[i]) >= 0)
        continue;
      date = galley_lenient_date_parse (text, importer->zone);
      if (date != NULL)
        return date;
      galley_importer_warn (importer, path, 0, "“%.40s” is not a date", text);
    }
  if (date_prefix (name) == 0)
    return NULL;
  name[10] = '\0';
  return galley_lenient_date_parse (name, importer->zone);
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
static GalleyPostKind
read_kind (GalleyPost *post, const GalleyFrontMatter *front_matter, const char *path)
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
    return GALLEY_POST_KIND_PAGE;
  if (value_is (values, "layout", "post") || value_is (values, "type", "post") ||
      value_is (values, "kind", "post"))
    return GALLEY_POST_KIND_POST;
  if (stands_in (inner, pages))
    return GALLEY_POST_KIND_PAGE;
  if (post->date != NULL || !front_matter->present || stands_in (inner, posts))
    return GALLEY_POST_KIND_POST;
  if (post->tags != NULL && post->tags[0] != NULL)
    return GALLEY_POST_KIND_POST;
  return slash == NULL || (bundle && strchr (slash + 1, '/') == NULL) ? GALLEY_POST_KIND_PAGE
                                                                      : GALLEY_POST_KIND_POST;
}

static void
read_fate (JsonObject *values, const char *path, GalleyPostFate *fate)
{
  static const char *const drafts[] = { "drafts", "_drafts", NULL };

  fate->trash = value_is (values, "status", "trash");
  fate->publish = galley_front_matter_get_truth (values, "draft") != 1 &&
                  galley_front_matter_get_truth (values, "published") != 0 &&
                  galley_front_matter_get_truth (values, "private") != 1 &&
                  !value_is (values, "status", "draft") &&
                  !value_is (values, "status", "private") && !fate->trash &&
                  !stands_in (path, drafts);
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
read_series (GalleyPost *post, JsonObject *values, GalleyPostFate *fate)
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
        add_name (names, text);
    }
  else
    add_names (names, node, FALSE);
  if (names->len > 0)
    fate->series = g_strdup (g_ptr_array_index (names, 0));
  if (part != NULL && names->len > 0)
    post->series_part = (guint) MIN (g_ascii_strtoull (part, NULL, 10), 100000);
}

static void
read_comments (GalleyPost *post, JsonObject *values)
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

static GStrv
read_addresses (JsonObject *values)
{
  static const char *const keys[] = { "aliases", "redirect_from" };
  g_autoptr (GPtrArray) slugs = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

      add_names (names, galley_front_matter_get (values, keys[i]), TRUE);
      for (guint j = 0; j < names->len; j++)
        {
          g_autofree char *slug = slug_of_address (g_ptr_array_index (names, j));

          if (galley_slug_is_valid (slug))
            g_ptr_array_add (slugs, g_steal_pointer (&slug));
        }
    }
  g_ptr_array_add (slugs, NULL);
  g_ptr_array_set_free_func (slugs, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&slugs), FALSE);
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
  return humanize (name[date_prefix (name)] != '\0' ? name + date_prefix (name) : name, FALSE);
}

/**
 * galley_post_from_text:
 * @importer: the import
 * @path: where the text is, for messages and as what it says of itself
 * @text: UTF-8 with line ends of one line feed
 * @modified: when the file was changed last, seconds since 1970
 * @fate: (out caller-allocates): what else the front matter says
 * @body_line: (out): the line that the body begins at
 * @error: GALLEY_INTAKE_ERROR_MALFORMED, "line N: ..."
 *
 * Makes a post of a text with front matter as Hugo, Jekyll, Eleventy, Astro, Zola and Pelican's
 * readers know it. A post without a date is a draft, dated as its file is.
 *
 * Returns: (transfer full) (nullable): a post that is not saved
 */
GalleyPost *
galley_post_from_text (GalleyImporter *importer,
                       const char *path,
                       const char *text,
                       gint64 modified,
                       GalleyPostFate *fate,
                       guint *body_line,
                       GError **error)
{
  static const char *const excerpts[] = { "excerpt", "summary", "description", "deck", NULL };
  static const char *const languages[] = { "language", "lang", "locale", NULL };
  g_auto (GalleyFrontMatter) front_matter = { NULL, FALSE, 0, 1 };
  g_autoptr (GalleyPost) post = NULL;
  const char *body;

  *fate = (GalleyPostFate){ FALSE, FALSE, NULL, NULL, NULL };
  if (!galley_front_matter_read (text, &front_matter, error))
    return NULL;
  post = galley_post_new ();
  body = text + front_matter.body_offset;
  g_free (post->title);
  g_free (post->slug);
  g_free (post->byline);
  g_free (post->excerpt);
  g_free (post->language);
  g_free (post->place);
  g_free (post->body);
  g_clear_pointer (&post->date, g_date_time_unref);
  g_strfreev (post->tags);
  post->title = read_title (front_matter.values, path, &body);
  post->slug = read_slug (front_matter.values, path);
  post->byline = read_byline (front_matter.values);
  post->date = read_date (importer, front_matter.values, path);
  post->tags = read_tags (front_matter.values);
  post->excerpt = galley_front_matter_get_text (front_matter.values, excerpts);
  post->language = galley_front_matter_get_text (front_matter.values, languages);
  post->kind = read_kind (post, &front_matter, path);
  post->body = g_strdup (body);
  read_links (post, front_matter.values);
  read_original (post, front_matter.values);
  galley_post_read_place (post, front_matter.values);
  read_comments (post, front_matter.values);
  read_series (post, front_matter.values, fate);
  read_fate (front_matter.values, path, fate);
  fate->cover = read_cover (front_matter.values);
  fate->addresses = read_addresses (front_matter.values);
  *body_line = front_matter.body_line;
  for (const char *p = text + front_matter.body_offset; p < body; p++)
    *body_line += *p == '\n';
  if (post->date == NULL)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (modified);

      if (post->kind == GALLEY_POST_KIND_POST)
        fate->publish = FALSE;
      post->date = modified > 0 && utc != NULL ? g_date_time_to_timezone (utc, importer->zone)
                                               : g_date_time_ref (importer->now);
    }
  return g_steal_pointer (&post);
}

void
galley_post_fate_clear (GalleyPostFate *fate)
{
  g_clear_pointer (&fate->series, g_free);
  g_clear_pointer (&fate->cover, g_free);
  g_clear_pointer (&fate->addresses, g_strfreev);
}
