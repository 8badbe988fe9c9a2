/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-pages.h"

#include "galley-picture-tag.h"
#include "galley-index.h"
#include "galley-plan.h"
#include "galley-published-comments.h"

#include <string.h>

/* Enough for most pages, so that they are not copied while they grow. */
#define PAGE_SIZE (32 * 1024)

typedef struct
{
  GalleySite *site;
  const GalleyViewpoint *from;
  guint n_images; /* seen so far */
} Resolver;

static char *
resolve_cb (const char *address, gpointer user_data)
{
  Resolver *resolver = user_data;

  return galley_resolve_address (resolver->site, address, resolver->from);
}

static gboolean
image_cb (const char *address, GString *out, gpointer user_data)
{
  Resolver *resolver = user_data;

  return galley_picture_append_attributes (resolver->site, address, resolver->from,
                                           resolver->n_images++ == 0, out);
}

static gboolean
has_top_heading (GalleyDocument *document)
{
  GPtrArray *outline = galley_document_get_outline (document);

  for (guint i = 0; i < outline->len; i++)
    if (((GalleyHeading *) g_ptr_array_index (outline, i))->level == 1)
      return TRUE;
  return FALSE;
}

/**
 * galley_render_body:
 * @site: a site
 * @body: Markdown
 * @viewpoint: where it will stand
 *
 * Parses the text of a post. The page's own heading is the <h1>: where the text has one as well,
 * its headings are set a level lower.
 *
 * Returns: (transfer full): the text
 */
GalleyDocument *
galley_render_body (GalleySite *site, const char *body, const GalleyViewpoint *viewpoint)
{
  Resolver resolver = { site, viewpoint, 0 };
  GalleyMarkdownOptions options = {
    .profile = GALLEY_PROFILE_POST,
    .no_raw_html = !site->settings->allow_raw_html,
    .resolve = resolve_cb,
    .image = image_cb,
    .resolve_data = &resolver,
  };
  g_autoptr (GalleyDocument) document = galley_document_new (body, -1, &options);

  if (!has_top_heading (document))
    return g_steal_pointer (&document);
  options.heading_shift = 1;
  resolver.n_images = 0;
  return galley_document_new (body, -1, &options);
}

/**
 * galley_render_comment:
 * @site: a site
 * @comment: a comment
 * @from: where it will stand
 *
 * Returns: (transfer full): its body as HTML, fit for text by strangers
 */
char *
galley_render_comment (GalleySite *site, const GalleyComment *comment, const GalleyViewpoint *from)
{
  g_autofree char *prefix = g_strdup_printf ("comment-%" G_GINT64_FORMAT "-", comment->id);
  Resolver resolver = { site, from, 0 };
  GalleyMarkdownOptions options = {
    .profile = GALLEY_PROFILE_COMMENT,
    .no_raw_html = TRUE,
    .resolve = resolve_cb,
    .resolve_data = &resolver,
    .anchor_prefix = prefix,
    .heading_shift = 3,
  };

  return galley_markdown_to_html (comment->body, -1, &options);
}

/**
 * galley_render_short:
 * @site: a site
 * @text: Markdown: a series' description
 * @viewpoint: where it will stand
 *
 * Returns: (transfer full): HTML
 */
char *
galley_render_short (GalleySite *site, const char *text, const GalleyViewpoint *viewpoint)
{
  g_autoptr (GalleyDocument) document = galley_render_body (site, text, viewpoint);

  return g_strdup (galley_document_get_html (document, NULL));
}

/**
 * galley_materials_clear:
 * @materials: what a file was made from
 */
void
galley_materials_clear (GalleyMaterials *materials)
{
  g_clear_pointer (&materials->body, g_free);
  g_clear_pointer (&materials->comments, g_ptr_array_unref);
  g_clear_pointer (&materials->bodies, g_ptr_array_unref);
  g_clear_pointer (&materials->data, g_bytes_unref);
}

static char *
load_body (GalleySite *site, const GalleyEntry *entry, GError **error)
{
  if (entry->post->body != NULL)
    return g_strdup (entry->post->body);
  if (entry->post->revision_id == 0)
    return g_strdup ("");
  return galley_project_load_body (site->project, entry->post->revision_id, error);
}

/**
 * galley_file_list_entries:
 * @site: a site
 * @file: a list of posts
 * @first: (out): the first of them
 * @n: (out): how many
 *
 * Returns: (transfer none): what @file takes its posts from
 */
GalleyEntries *
galley_file_list_entries (GalleySite *site, const GalleyFile *file, guint *first, guint *n)
{
  GalleyEntries *from = site->posts;
  guint length = galley_entries_length (from);
  guint per_page = MAX (site->settings->posts_per_page, 1);

  *first = 0;
  *n = GALLEY_FEED_LENGTH;
  if (file->kind == GALLEY_FILE_INDEX)
    {
      *first = (file->number - 1) * per_page;
      *n = per_page;
    }
  else if (file->kind == GALLEY_FILE_SERIES_FEED)
    {
      from = ((const GalleySeriesEntry *) file->subject)->entries;
      length = galley_entries_length (from);
      *first = length > GALLEY_FEED_LENGTH ? length - GALLEY_FEED_LENGTH : 0;
    }
  *n = *first < length ? MIN (*n, length - *first) : 0;
  return from;
}

static gboolean
load_listed (GalleySite *site, const GalleyFile *file, GalleyMaterials *materials, GError **error)
{
  guint first;
  guint n;
  GalleyEntries *entries = galley_file_list_entries (site, file, &first, &n);

  materials->bodies = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      GalleyEntry *entry = galley_entries_get (site, entries, first + i);
      char *body;

      if (file->kind == GALLEY_FILE_INDEX)
        {
          if (!galley_entry_need_excerpt (site, entry, error))
            return FALSE;
          continue;
        }
      body = load_body (site, entry, error);
      if (body == NULL)
        return FALSE;
      g_ptr_array_add (materials->bodies, body);
    }
  return TRUE;
}

/* Questions and all that was said on their posts, so that the answers are among them. */
static gboolean
load_answers (GalleySite *site, GalleyMaterials *materials, GError **error)
{
  materials->comments = galley_project_load_answers (site->project, error);
  return materials->comments != NULL;
}

/**
 * galley_panel_need:
 * @site: a site
 * @error: GALLEY_STORE_ERROR
 *
 * Reads what the panel of the newest posts shows, which stands on every page with a template. Runs
 * on the project's thread.
 */
gboolean
galley_panel_need (GalleySite *site, GError **error)
{
  guint n = MIN (site->settings->latest_stories, galley_entries_length (site->posts));

  for (guint i = 0; i < n; i++)
    if (!galley_entry_need_excerpt (site, galley_entries_get (site, site->posts, i), error))
      return FALSE;
  return TRUE;
}

/* The widths of a picture are made one after the other: it is read once for all. */
static GBytes *
load_media (GalleySite *site, const GalleyMedia *media, GError **error)
{
  if (site->media_data == NULL || site->media_id != media->id)
    {
      g_clear_pointer (&site->media_data, g_bytes_unref);
      site->media_data = galley_project_load_media (site->project, media->name, error);
      site->media_id = media->id;
    }
  return site->media_data != NULL ? g_bytes_ref (site->media_data) : NULL;
}

/**
 * galley_materials_load:
 * @site: a site
 * @file: a file of it
 * @materials: (out): what is read, to be cleared by the caller
 * @error: GALLEY_STORE_ERROR
 *
 * Reads what @file is made from. Runs on the project's thread.
 */
gboolean
galley_materials_load (GalleySite *site,
                       const GalleyFile *file,
                       GalleyMaterials *materials,
                       GError **error)
{
  const GalleyEntry *entry = file->subject;

  if (!galley_panel_need (site, error))
    return FALSE;
  switch (file->kind)
    {
    case GALLEY_FILE_POST:
      materials->body = load_body (site, entry, error);
      if (materials->body == NULL)
        return FALSE;
      materials->comments = entry->n_comments > 0 || site->judged != 0
                                ? galley_project_load_approved_with (site->project, entry->post->id,
                                                                     site->judged, error)
                                : g_ptr_array_new ();
      return materials->comments != NULL;
    case GALLEY_FILE_INDEX:
    case GALLEY_FILE_FEED:
    case GALLEY_FILE_SERIES_FEED:
      return load_listed (site, file, materials, error);
    case GALLEY_FILE_COMMENTS_FEED:
      materials->comments =
          galley_project_load_newest_approved (site->project, GALLEY_FEED_LENGTH, error);
      return materials->comments != NULL;
    case GALLEY_FILE_ANSWERS:
      return load_answers (site, materials, error);
    case GALLEY_FILE_MEDIA:
      materials->data = load_media (site, file->subject, error);
      return materials->data != NULL;
    default:
      return TRUE;
    }
}

/* The template of a page, and what it is filled with; NULL for files without a template. */
static GalleyValue *
fill_page (GalleySite *site,
           const GalleyFile *file,
           const GalleyMaterials *materials,
           char **excerpt,
           const char **page)
{
  const GalleyEntry *entry = file->subject;

  switch (file->kind)
    {
    case GALLEY_FILE_POST:
      *page =
          entry->post->kind == GALLEY_POST_KIND_PAGE && galley_theme_has_page (site->theme, "page")
              ? "page"
              : "post";
      return galley_page_post (site, file, materials, excerpt);
    case GALLEY_FILE_INDEX:
      *page = "index";
      return galley_page_index (site, file);
    case GALLEY_FILE_TAG:
      *page = "tag";
      return galley_page_tag (site, file);
    case GALLEY_FILE_TAGS:
      *page = "tags";
      return galley_page_tags (site, file);
    case GALLEY_FILE_SERIES:
      *page = "series";
      return galley_page_series (site, file);
    case GALLEY_FILE_SERIES_INDEX:
      *page = "series-index";
      return galley_page_series_index (site, file);
    case GALLEY_FILE_ARCHIVE:
      *page = "archive";
      return galley_page_archive (site, file);
    case GALLEY_FILE_ANSWERS:
      *page = "answers";
      return galley_page_answers (site, file, materials);
    case GALLEY_FILE_MAP:
      *page = "map";
      return galley_page_map (site, file);
    case GALLEY_FILE_NOT_FOUND:
      *page = "404";
      return galley_page_not_found (site, file);
    default:
      return NULL;
    }
}

/* A warning is kept for the export's report. */
static GBytes *
make_media (GalleySite *site,
            const GalleyFile *file,
            const GalleyMaterials *materials,
            GError **error)
{
  const GalleyMedia *media = file->subject;
  GalleyPictureFacts facts;
  g_autofree char *warning = NULL;
  g_autoptr (GError) problem = NULL;
  GBytes *bytes;

  galley_media_get_facts (media, &facts);
  bytes = galley_thumbnailer_make (site->thumbnailer, media->id, &facts, file->number,
                                   materials->data, &warning, &problem);
  if (bytes == NULL)
    g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_REFUSED, "media %s: %s", media->name,
                 problem->message);
  else if (warning != NULL)
    {
      g_autofree char *text = g_strdup_printf ("media %s: %s", media->name, warning);

      galley_site_add_warning (site, text);
    }
  return bytes;
}

/**
 * galley_site_add_warning:
 * @site: a site
 * @warning: what its author should know, once
 *
 * Any thread.
 */
void
galley_site_add_warning (GalleySite *site, const char *warning)
{
  g_mutex_lock (&site->lock);
  g_hash_table_add (site->warnings, g_strdup (warning));
  g_mutex_unlock (&site->lock);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * galley_site_list_warnings:
 * @site: a site
 *
 * Returns: (transfer full): what was found while files were made, in order
 */
GStrv
galley_site_list_warnings (GalleySite *site)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer text;

  g_mutex_lock (&site->lock);
  g_hash_table_iter_init (&iter, site->warnings);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    g_ptr_array_add (list, g_strdup (text));
  g_mutex_unlock (&site->lock);
  g_ptr_array_sort (list, compare_texts);
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_free (list, FALSE);
}

static GBytes *
make_other (GalleySite *site,
            const GalleyFile *file,
            const GalleyMaterials *materials,
            GError **error)
{
  GBytes *bytes = NULL;

  switch (file->kind)
    {
    case GALLEY_FILE_FEED:
    case GALLEY_FILE_SERIES_FEED:
      return galley_make_feed (site, file, materials);
    case GALLEY_FILE_COMMENTS_FEED:
      return galley_make_comments_feed (site, file, materials);
    case GALLEY_FILE_SITEMAP:
    case GALLEY_FILE_SITEMAP_LISTS:
    case GALLEY_FILE_SITEMAP_PAGES:
    case GALLEY_FILE_SITEMAP_POSTS:
      return galley_make_sitemap (site, file);
    case GALLEY_FILE_ROBOTS:
      return galley_make_robots (site);
    case GALLEY_FILE_REDIRECT:
      return galley_make_redirect (site, file);
    case GALLEY_FILE_REDIRECTS:
      return galley_make_redirects (site);
    case GALLEY_FILE_MEDIA:
      return make_media (site, file, materials, error);
    case GALLEY_FILE_ASSET:
      bytes = galley_theme_get_asset (site->theme, file->path + strlen ("assets/"));
      break;
    default:
      break;
    }
  if (bytes == NULL)
    g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_NOT_FOUND,
                 "rendering %s: the theme no longer has it", file->path);
  return bytes;
}

/**
 * galley_file_make:
 * @site: a site
 * @file: a file of it
 * @materials: what galley_materials_load() gave for it
 * @excerpt: (out) (optional) (nullable): of a post, what lists say of it
 * @error: GALLEY_THEME_ERROR, GALLEY_SITE_ERROR
 *
 * Makes a file. Any thread may, several at once, while none changes the plan.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
galley_file_make (GalleySite *site,
                  const GalleyFile *file,
                  const GalleyMaterials *materials,
                  char **excerpt,
                  GError **error)
{
  GalleyValueArena *arena = galley_value_arena_new ();
  GalleyValueArena *before = galley_value_arena_enter (arena);
  const char *page = NULL;
  GalleyValue *context = fill_page (site, file, materials, excerpt, &page);
  g_autoptr (GString) out = g_string_sized_new (PAGE_SIZE);
  GBytes *bytes = NULL;

  if (context == NULL)
    bytes = make_other (site, file, materials, error);
  else if (galley_theme_render (site->theme, page, context, out, error))
    bytes = g_string_free_to_bytes (g_steal_pointer (&out));
  galley_value_arena_enter (before);
  galley_value_arena_free (arena);
  return bytes;
}

static const char *
type_by_extension (const char *path)
{
  static const char *const types[][2] = {
    { ".css", "text/css" },        { ".js", "text/javascript" }, { ".svg", "image/svg+xml" },
    { ".png", "image/png" },       { ".jpg", "image/jpeg" },     { ".jpeg", "image/jpeg" },
    { ".gif", "image/gif" },       { ".webp", "image/webp" },    { ".ico", "image/x-icon" },
    { ".woff2", "font/woff2" },    { ".woff", "font/woff" },     { ".txt", "text/plain" },
    { ".xml", "application/xml" }, { ".html", "text/html" },     { ".json", "application/json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (path, types[i][0]))
      return types[i][1];
  return "application/octet-stream";
}

/**
 * galley_file_get_type:
 * @site: a site
 * @file: a file of it
 *
 * Returns: (transfer none): its MIME type
 */
const char *
galley_file_get_type (GalleySite *site, const GalleyFile *file)
{
  switch (file->kind)
    {
    case GALLEY_FILE_FEED:
    case GALLEY_FILE_SERIES_FEED:
    case GALLEY_FILE_COMMENTS_FEED:
      return "application/atom+xml";
    case GALLEY_FILE_REDIRECTS:
      return "text/plain";
    case GALLEY_FILE_MEDIA:
      return ((const GalleyMedia *) file->subject)->type;
    default:
      return type_by_extension (file->path);
    }
}
