/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-context.h"
#include "galley-page-kinds.h"
#include "galley-partial-model.h"
#include "galley-site-private.h"

#include <string.h>

static void
load_options (GalleySite *site)
{
  g_autoptr (GHashTable) choices =
      galley_theme_choices_parse (site->model->settings->theme_options);
  GPtrArray *options = galley_theme_get_options (site->model->theme);

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
  site->text = galley_value_new_map ();
#define X(name)                                                                                    \
  galley_value_set_string (site->text, #name,                                                      \
                           galley_word (site->model->language, GALLEY_WORD_##name));
  GALLEY_TEMPLATE_WORDS (X)
#undef X
}

/* Takes @model. */
static GalleySite *
new_site (GalleyModel *model)
{
  GalleySite *site = g_new0 (GalleySite, 1);

  site->model = model;
  g_mutex_init (&site->lock);
  site->thumbnailer = galley_thumbnailer_new ();
  site->warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  load_options (site);
  load_words (site);
  galley_context_forget (site);
  return site;
}

/**
 * galley_site_new:
 * @project: the project, which must outlive the site
 * @options: (nullable): what to publish; %NULL: what is published now
 * @error: GALLEY_STORE_ERROR, GALLEY_THEME_ERROR
 *
 * Reads the index of what is published and lists the files. Texts are read when their page is made.
 * The site sees the project as it was now: make another one where posts or comments changed.
 * Belongs to the thread that @project belongs to.
 *
 * Returns: (transfer full) (nullable): the site
 */
GalleySite *
galley_site_new (GalleyProject *project, const GalleySiteOptions *options, GError **error)
{
  GalleyModel *model = galley_model_new (project, options, error);

  return model != NULL ? new_site (model) : NULL;
}

/**
 * galley_site_new_partial:
 * @project: the project, which must outlive the site
 * @options: what to publish: no drafts, no working copy
 * @folder: the name of a folder whose last export is still right as to which posts there are, in
 *   which order, and which files
 * @error: GALLEY_STORE_ERROR, GALLEY_THEME_ERROR, GALLEY_SITE_ERROR_NOT_FOUND
 *
 * Reads no more than what is asked for. The site makes single files as the whole one would, on the
 * project's thread alone; galley_site_reach() tells it which. What could not be read meanwhile,
 * galley_partial_model_check() tells.
 *
 * Returns: (transfer full) (nullable): the site, without any file yet
 */
GalleySite *
galley_site_new_partial (GalleyProject *project,
                         const GalleySiteOptions *options,
                         const char *folder,
                         GError **error)
{
  GalleyModel *model = galley_partial_model_new (project, options, folder, error);

  return model != NULL ? new_site (model) : NULL;
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
  g_hash_table_unref (site->shared);
  g_hash_table_unref (site->warnings);
  g_clear_pointer (&site->media_data, g_bytes_unref);
  galley_thumbnailer_free (site->thumbnailer);
  galley_value_unref (site->text);
  galley_value_unref (site->options);
  galley_model_free (site->model);
  g_mutex_clear (&site->lock);
  g_free (site);
}

/**
 * galley_site_get_model:
 * @site: a site
 *
 * Returns: (transfer none): which posts and files it has, for reading
 */
GalleyModel *
galley_site_get_model (GalleySite *site)
{
  return site->model;
}

/**
 * galley_site_set_preview_comment:
 * @site: a site, to be looked at and not exported
 * @comment_id: a comment; 0: none
 *
 * Shows the comment on the page of its post as if it were approved. What is not to be seen of a
 * page, the number of comments for search engines, stays as it is.
 */
void
galley_site_set_preview_comment (GalleySite *site, gint64 comment_id)
{
  site->preview_comment = comment_id;
}

/**
 * galley_site_set_working:
 * @site: a site
 * @working: (nullable): a post as its author has it before them, saved or not
 *
 * Shows @working in place of what the project holds of that post, without reading the project
 * again; cheap while only its text changes. %NULL: shows what the project holds.
 */
void
galley_site_set_working (GalleySite *site, const GalleyPost *working)
{
  galley_model_set_working (site->model, working);
  galley_context_forget (site);
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
  GPtrArray *files = site->model->files->all;
  GStrv paths = g_new0 (char *, files->len + 1);

  for (guint i = 0; i < files->len; i++)
    paths[i] = g_strdup (((GalleyFile *) g_ptr_array_index (files, i))->path);
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
  const GalleyFile *file = galley_file_list_find (site->model->files, path);
  g_auto (GalleyMaterials) materials = { NULL };
  GBytes *bytes;

  if (file == NULL)
    {
      g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_NOT_FOUND,
                   "rendering %s: the site has no such page", path);
      return NULL;
    }
  if (!galley_file_load (site, file, &materials, error))
    return NULL;
  bytes = galley_file_make (site, file, &materials, NULL, error);
  if (bytes != NULL && type != NULL)
    *type = g_strdup (galley_file_get_type (file));
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
  GalleyEntry *entry = g_hash_table_lookup (site->model->index.by_id, &post_id);

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
  const GalleyFile *file = galley_file_list_find (site->model->files, path);

  return file != NULL && file->kind == GALLEY_FILE_POST
             ? ((const GalleyEntry *) file->subject)->post->id
             : 0;
}
