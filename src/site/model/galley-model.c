/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-address.h"
#include "galley-model-index.h"
#include "galley-site-files.h"

#include "galley-change.h"
#include "galley-date.h"
#include "galley-published-comments.h"

/* Reads the index: everything but texts and comments. What changes meanwhile counts as changed
 * afterwards. */
static gboolean
load_records (GalleyModel *model, GError **error)
{
  model->change = galley_project_last_change (model->project, error);
  if (model->change < 0)
    return FALSE;
  model->publication =
      galley_project_list_publication (model->project, model->at, model->drafts, error);
  if (model->publication == NULL)
    return FALSE;
  model->series_records = galley_project_list_series (model->project, error);
  if (model->series_records == NULL)
    return FALSE;
  model->tag_records = galley_project_list_tags (model->project, error);
  if (model->tag_records == NULL)
    return FALSE;
  model->redirects = galley_project_list_redirects (model->project, error);
  if (model->redirects == NULL)
    return FALSE;
  model->former_paths = galley_project_list_former_paths (model->project, error);
  if (model->former_paths == NULL)
    return FALSE;
  model->media = galley_project_list_media (model->project, error);
  if (model->media == NULL)
    return FALSE;
  model->comment_counts = galley_project_count_approved (model->project, error);
  if (model->comment_counts == NULL)
    return FALSE;
  model->questions = galley_project_list_answered (model->project, error);
  return model->questions != NULL;
}

/**
 * galley_model_open:
 * @project: the project, which must outlive the model
 * @options: (nullable): what to publish
 * @error: GALLEY_STORE_ERROR, GALLEY_THEME_ERROR
 *
 * Returns: (transfer full) (nullable): a model of which only settings, theme and language are read
 */
GalleyModel *
galley_model_open (GalleyProject *project, const GalleySiteOptions *options, GError **error)
{
  g_autoptr (GalleyModel) model = g_new0 (GalleyModel, 1);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  model->project = project;
  model->drafts = options != NULL && options->drafts;
  model->at = options != NULL && options->at != NULL ? g_date_time_ref (options->at)
                                                     : g_date_time_new_now (utc);
  if (options != NULL && options->working != NULL)
    model->working = galley_post_copy (options->working);
  model->settings = galley_project_load_settings (project, error);
  if (model->settings == NULL)
    return NULL;
  model->base = galley_address_base (model->settings->url);
  model->zone = galley_date_zone (model->settings->zone);
  model->language = galley_language_find (model->settings->language);
  model->theme = galley_theme_load (model->settings->theme, error);
  if (model->theme == NULL)
    return NULL;
  model->identity = galley_project_load_identity (project, error);
  return model->identity != NULL ? g_steal_pointer (&model) : NULL;
}

/**
 * galley_model_new:
 * @project: the project, which must outlive the model
 * @options: (nullable): what to publish; %NULL: what is published now
 * @error: GALLEY_STORE_ERROR, GALLEY_THEME_ERROR
 *
 * Reads the index of what is published and lists the files. The model sees the project as it was
 * now. Belongs to the thread that @project belongs to.
 *
 * Returns: (transfer full) (nullable): the model
 */
GalleyModel *
galley_model_new (GalleyProject *project, const GalleySiteOptions *options, GError **error)
{
  g_autoptr (GalleyModel) model = galley_model_open (project, options, error);

  if (model == NULL || !load_records (model, error))
    return NULL;
  galley_model_index (model);
  galley_model_list_files (model);
  return g_steal_pointer (&model);
}

/**
 * galley_model_free:
 * @model: (transfer full) (nullable): a model
 */
void
galley_model_free (GalleyModel *model)
{
  if (model == NULL)
    return;
  galley_model_clear_index (model);
  if (model->source != NULL)
    model->source->free (model);
  g_clear_pointer (&model->questions, g_array_unref);
  g_clear_pointer (&model->media, g_ptr_array_unref);
  g_clear_pointer (&model->redirects, g_ptr_array_unref);
  g_clear_pointer (&model->former_paths, g_ptr_array_unref);
  g_clear_pointer (&model->comment_counts, g_hash_table_unref);
  g_clear_pointer (&model->tag_records, g_ptr_array_unref);
  g_clear_pointer (&model->series_records, g_ptr_array_unref);
  g_clear_pointer (&model->publication, g_ptr_array_unref);
  g_clear_pointer (&model->theme, galley_theme_free);
  g_clear_pointer (&model->zone, g_time_zone_unref);
  g_clear_pointer (&model->base, g_free);
  g_clear_pointer (&model->identity, g_free);
  g_clear_pointer (&model->settings, galley_site_settings_free);
  g_clear_pointer (&model->working, galley_post_free);
  g_clear_pointer (&model->at, g_date_time_unref);
  g_free (model);
}

/**
 * galley_model_set_working:
 * @model: a model
 * @working: (nullable): a post as its author has it before them, saved or not
 *
 * Lays @working over what the project holds of that post, without reading the project again. %NULL:
 * takes it away.
 *
 * Returns: whether only the text of the post may differ: no address, order or list does
 */
gboolean
galley_model_set_working (GalleyModel *model, const GalleyPost *working)
{
  g_autoptr (GalleyPost) before = g_steal_pointer (&model->working);
  GalleyEntry *entry = NULL;

  model->working = working != NULL ? galley_post_copy (working) : NULL;
  if (before != NULL && working != NULL && galley_model_is_same_place (before, working))
    entry = g_hash_table_lookup (model->index.by_id, &working->id);
  if (entry == NULL)
    {
      galley_model_index (model);
      galley_model_list_files (model);
      return FALSE;
    }
  g_hash_table_replace (model->index.by_id, &model->working->id, entry);
  g_hash_table_remove (model->index.by_slug, entry->post->slug);
  entry->post = model->working;
  g_hash_table_insert (model->index.by_slug, model->working->slug, entry);
  g_clear_pointer (&entry->excerpt, g_free);
  return TRUE;
}
