/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-media-files.h"
#include "galley-part.h"
#include "galley-plan.h"
#include "galley-pages.h"

#include "galley-change.h"
#include "galley-date.h"
#include "galley-published-comments.h"

#include <string.h>

static void
load_options (GalleySite *site)
{
  g_autoptr (GHashTable) choices = galley_theme_choices_parse (site->settings->theme_options);
  GPtrArray *options = galley_theme_get_options (site->theme);

  site->options = galley_value_new_map ();
  for (guint i = 0; options != NULL && i < options->len; i++)
    {
      const GalleyThemeOption *option = g_ptr_array_index (options, i);
      const char *value = g_hash_table_lookup (choices, option->name);

      if (value == NULL || !galley_theme_option_accepts (option, value))
        value = option->fallback;
      if (option->type == GALLEY_OPTION_BOOLEAN)
        galley_value_set_boolean (site->options, g_intern_string (option->name),
                                  g_strcmp0 (value, "true") == 0);
      else
        galley_context_set_text (site->options, g_intern_string (option->name), value);
    }
}

static void
load_words (GalleySite *site)
{
  site->language = galley_language_find (site->settings->language);
  site->text = galley_value_new_map ();
#define X(name)                                                                                    \
  galley_value_set_string (site->text, #name, galley_word (site->language, GALLEY_WORD_##name));
  GALLEY_TEMPLATE_WORDS (X)
#undef X
}

/* Reads the index: everything but texts and comments. What changes meanwhile counts as changed
 * afterwards. */
static gboolean
load_records (GalleySite *site, GError **error)
{
  site->change = galley_project_last_change (site->project, error);
  if (site->change < 0)
    return FALSE;
  site->publication =
      galley_project_list_publication (site->project, site->at, site->drafts, error);
  if (site->publication == NULL)
    return FALSE;
  site->series_records = galley_project_list_series (site->project, error);
  if (site->series_records == NULL)
    return FALSE;
  site->tag_records = galley_project_list_tags (site->project, error);
  if (site->tag_records == NULL)
    return FALSE;
  site->redirects = galley_project_list_redirects (site->project, error);
  if (site->redirects == NULL)
    return FALSE;
  site->media = galley_project_list_media (site->project, error);
  if (site->media == NULL)
    return FALSE;
  site->comment_counts = galley_project_count_approved (site->project, error);
  if (site->comment_counts == NULL)
    return FALSE;
  site->questions = galley_project_list_answered (site->project, error);
  return site->questions != NULL;
}

/**
 * galley_site_open:
 * @project: the project, which must outlive the site
 * @options: (nullable): what to publish
 * @error: GALLEY_STORE_ERROR, GALLEY_THEME_ERROR
 *
 * Returns: (transfer full) (nullable): a site of which only settings, theme and words are read
 */
GalleySite *
galley_site_open (GalleyProject *project, const GalleySiteOptions *options, GError **error)
{
  g_autoptr (GalleySite) site = g_new0 (GalleySite, 1);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  g_mutex_init (&site->lock);
  site->thumbnailer = galley_thumbnailer_new ();
  site->warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  site->project = project;
  site->drafts = options != NULL && options->drafts;
  site->at = options != NULL && options->at != NULL ? g_date_time_ref (options->at)
                                                    : g_date_time_new_now (utc);
  if (options != NULL && options->working != NULL)
    site->working = galley_post_copy (options->working);
  site->settings = galley_project_load_settings (project, error);
  if (site->settings == NULL)
    return NULL;
  site->base = galley_address_base (site->settings->url);
  site->zone = galley_date_zone (site->settings->zone);
  site->theme = galley_theme_load (site->settings->theme, error);
  if (site->theme == NULL)
    return NULL;
  site->identity = galley_project_load_identity (project, error);
  if (site->identity == NULL)
    return NULL;
  load_options (site);
  load_words (site);
  return g_steal_pointer (&site);
}

/**
 * galley_site_new:
 * @project: the project, which must outlive the site
 * @options: (nullable): what to publish; %NULL: what is published now
 * @error: GALLEY_STORE_ERROR, GALLEY_THEME_ERROR
 *
 * Plans the site: reads the index of what is published and lists the files. Texts are read when
 * their page is made. The site sees the project as it was now: make another one where posts or
 * comments changed. Belongs to the thread that @project belongs to.
 *
 * Returns: (transfer full) (nullable): the plan
 */
GalleySite *
galley_site_new (GalleyProject *project, const GalleySiteOptions *options, GError **error)
{
  g_autoptr (GalleySite) site = galley_site_open (project, options, error);

  if (site == NULL || !load_records (site, error))
    return NULL;
  galley_plan_make (site);
  return g_steal_pointer (&site);
}

/**
 * galley_site_free:
 * @site: (transfer full) (nullable): a site
 */
void
galley_site_free (GalleySite *site)
{
  if (site == NULL)
    return;
  galley_plan_clear (site);
  g_clear_pointer (&site->thumbnailer, galley_thumbnailer_free);
  g_clear_pointer (&site->warnings, g_hash_table_unref);
  g_clear_pointer (&site->media_data, g_bytes_unref);
  g_clear_pointer (&site->part, galley_part_free);
  g_clear_pointer (&site->questions, g_array_unref);
  g_clear_pointer (&site->media, g_ptr_array_unref);
  g_clear_pointer (&site->redirects, g_ptr_array_unref);
  g_clear_pointer (&site->comment_counts, g_hash_table_unref);
  g_clear_pointer (&site->tag_records, g_ptr_array_unref);
  g_clear_pointer (&site->series_records, g_ptr_array_unref);
  g_clear_pointer (&site->publication, g_ptr_array_unref);
  g_clear_pointer (&site->text, galley_value_unref);
  g_clear_pointer (&site->options, galley_value_unref);
  g_clear_pointer (&site->theme, galley_theme_free);
  g_clear_pointer (&site->zone, g_time_zone_unref);
  g_clear_pointer (&site->base, g_free);
  g_clear_pointer (&site->identity, g_free);
  g_clear_pointer (&site->settings, galley_site_settings_free);
  g_clear_pointer (&site->working, galley_post_free);
  g_clear_pointer (&site->at, g_date_time_unref);
  g_mutex_clear (&site->lock);
  g_free (site);
}

/**
 * galley_site_set_judged:
 * @site: a site, to be looked at and not exported
 * @comment_id: a comment; 0: none
 *
 * Shows the comment on the page of its post as if it were approved. What is not to be seen of a
 * page, the number of comments for search engines, stays as it is.
 */
void
galley_site_set_judged (GalleySite *site, gint64 comment_id)
{
  site->judged = comment_id;
}

/**
 * galley_site_set_working:
 * @site: a site
 * @working: (nullable): a post as its author has it before them, saved or not
 *
 * Shows @working in place of what the project holds of that post, without reading the project
 * again. %NULL: shows what the project holds.
 */
void
galley_site_set_working (GalleySite *site, const GalleyPost *working)
{
  g_autoptr (GalleyPost) before = g_steal_pointer (&site->working);
  GalleyEntry *entry = NULL;

  site->working = working != NULL ? galley_post_copy (working) : NULL;
  if (before != NULL && working != NULL && galley_plan_is_same (before, working))
    entry = g_hash_table_lookup (site->index.by_id, &working->id);
  if (entry == NULL)
    {
      galley_plan_make (site);
      return;
    }
  g_hash_table_replace (site->index.by_id, &site->working->id, entry);
  g_hash_table_remove (site->index.by_slug, entry->post->slug);
  entry->post = site->working;
  g_hash_table_insert (site->index.by_slug, site->working->slug, entry);
  g_clear_pointer (&entry->excerpt, g_free);
  g_hash_table_remove_all (site->shared);
}

/**
 * galley_site_list_paths:
 * @site: a site
 *
 * Returns: (transfer full): the paths of all files, in the order in which they are made
 */
GStrv
galley_site_list_paths (GalleySite *site)
{
  GStrv paths = g_new0 (char *, site->files->len + 1);

  for (guint i = 0; i < site->files->len; i++)
    paths[i] = g_strdup (((GalleyFile *) g_ptr_array_index (site->files, i))->path);
  return paths;
}

/**
 * galley_site_render:
 * @site: a site
 * @path: one of its files: "index.html", "2009/10/slug/index.html"
 * @type: (out) (optional): its MIME type
 * @error: GALLEY_SITE_ERROR_NOT_FOUND, GALLEY_STORE_ERROR, GALLEY_THEME_ERROR
 *
 * Makes one file. Runs on the thread that the project belongs to.
 *
 * Returns: (transfer full) (nullable): the same bytes that an export writes
 */
GBytes *
galley_site_render (GalleySite *site, const char *path, char **type, GError **error)
{
  const GalleyFile *file = g_hash_table_lookup (site->index.by_path, path);
  g_auto (GalleyMaterials) materials = { NULL };
  GBytes *bytes;

  if (file == NULL)
    {
      g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_NOT_FOUND,
                   "rendering %s: the site has no such page", path);
      return NULL;
    }
  if (!galley_materials_load (site, file, &materials, error))
    return NULL;
  bytes = galley_file_make (site, file, &materials, NULL, error);
  if (bytes != NULL && type != NULL)
    *type = g_strdup (galley_file_get_type (site, file));
  return bytes;
}

/**
 * galley_site_get_post_path:
 * @site: a site
 * @post_id: a post
 *
 * Returns: (transfer full) (nullable): the path of its page; %NULL where it is not on the site
 */
char *
galley_site_get_post_path (GalleySite *site, gint64 post_id)
{
  GalleyEntry *entry = g_hash_table_lookup (site->index.by_id, &post_id);

  return entry != NULL ? g_strdup (entry->path) : NULL;
}

/**
 * galley_site_get_path_post:
 * @site: a site
 * @path: a file of it
 *
 * Returns: the post that it is the page of, or 0
 */
gint64
galley_site_get_path_post (GalleySite *site, const char *path)
{
  const GalleyFile *file = g_hash_table_lookup (site->index.by_path, path);

  return file != NULL && file->kind == GALLEY_FILE_POST
             ? ((const GalleyEntry *) file->subject)->post->id
             : 0;
}
