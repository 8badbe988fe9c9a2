/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-partial-model.h"

#include "galley-index.h"
#include "galley-model-index.h"
#include "galley-site-error.h"

#include "galley-export-state.h"
#include "galley-published.h"

/* What a partial model keeps besides. */
typedef struct
{
  char *folder;         /* whose last export is leaned on */
  GHashTable *series;   /* gint64 to GalleySeriesEntry (unowned); NULL for one without posts */
  GHashTable *paths;    /* char* to whether the site has it */
  GHashTable *slugs;    /* char* to GalleyEntry (unowned), or NULL */
  gboolean has_media;   /* they are read */
  GalleyEntry *nothing; /* stands for what could not be read */
  GError *error;        /* the first one */
} Reader;

static GalleyEntry *
fail (GalleyModel *model, GError *error)
{
  Reader *reader = model->source_data;

  if (reader->error == NULL)
    reader->error = error;
  else
    g_clear_error (&error);
  return reader->nothing;
}

static void
note (GalleyModel *model, GError *error)
{
  if (error != NULL)
    fail (model, error);
}

/* The names under which an export notes the order of posts. */
#define POSTS "posts"
#define PAGES "pages"

static char *
series_list_name (gint64 id)
{
  return g_strdup_printf ("series/%" G_GINT64_FORMAT, id);
}

static char *
tag_list_name (const char *tag)
{
  return g_strconcat ("tag/", tag, NULL);
}

/* Fills @entries with the list of a name; FALSE where the export noted none. */
static gboolean
load_list (GalleyModel *model, const char *name, GalleyEntries *entries)
{
  Reader *reader = model->source_data;
  GError *error = NULL;

  g_clear_pointer (&entries->ids, g_array_unref);
  entries->ids = galley_project_load_export_list (model->project, reader->folder, name, &error);
  note (model, error);
  if (entries->ids == NULL)
    return FALSE;
  g_ptr_array_set_size (entries->known, (gint) entries->ids->len);
  return TRUE;
}

static GalleySeriesEntry *
find_series (GalleyModel *model, gint64 id)
{
  Reader *reader = model->source_data;
  g_autofree char *name = series_list_name (id);
  GalleySeriesEntry *series = NULL;
  GalleySeries *record;
  GError *error = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (reader->series, &id, NULL, &known))
    return known;
  record = galley_project_load_series_record (model->project, id, &error);
  note (model, error);
  if (record != NULL)
    {
      g_ptr_array_add (model->series_records, record);
      series = galley_model_add_series (model, record);
      if (!load_list (model, name, series->entries))
        series = NULL;
    }
  g_hash_table_insert (reader->series, g_memdup2 (&id, sizeof id), series);
  return series;
}

/* Reads @entry anew. */
static gboolean
fill_entry (GalleyModel *model, GalleyEntry *entry, gint64 id, gboolean is_brief, GError **error)
{
  GalleyPost *post = galley_project_load_published (model->project, id, is_brief, error);
  GalleyCommentSum sum = { 0 };

  if (post == NULL)
    return FALSE;
  g_ptr_array_add (model->publication, post);
  entry->post = post;
  entry->instant = post->date != NULL ? g_date_time_to_unix (post->date) : 0;
  entry->is_brief = is_brief;
  entry->series = post->series_id != 0 ? find_series (model, post->series_id) : NULL;
  galley_model_place_entry (model, entry);
  if (is_brief)
    return TRUE;
  if (!galley_project_sum_approved (model->project, id, &sum, error))
    return FALSE;
  entry->n_comments = sum.count;
  entry->last_comment_change = sum.last_change;
  entry->part = entry->series != NULL ? galley_entries_seek_id (entry->series->entries, id) + 1 : 0;
  return TRUE;
}

static GalleyEntry *
read_entry (GalleyModel *model, gint64 id, gboolean is_brief)
{
  Reader *reader = model->source_data;
  GalleyEntry *entry = g_hash_table_lookup (model->index.by_id, &id);
  GError *error = NULL;

  if (entry != NULL && (is_brief || !entry->is_brief))
    return entry;
  if (entry == NULL)
    {
      entry = g_new0 (GalleyEntry, 1);
      g_ptr_array_add (model->entries, entry);
    }
  if (!fill_entry (model, entry, id, is_brief, &error))
    {
      entry->post = reader->nothing->post;
      return fail (model, error);
    }
  g_hash_table_replace (model->index.by_id, &entry->post->id, entry);
  return entry;
}

/* For galley_entries_get() and galley_entries_peek(): the post; an empty one where it cannot be
 * read, which galley_partial_model_check() tells. */
static GalleyEntry *
read_listed (GalleyModel *model, GalleyEntries *entries, guint i, gboolean is_brief)
{
  GalleyEntry *entry = read_entry (model, g_array_index (entries->ids, gint64, i), is_brief);

  g_ptr_array_index (entries->known, i) = entry;
  return entry;
}

/* For galley_index_find(). */
static GalleyEntry *
find_entry (GalleyModel *model, gint64 post_id)
{
  if (galley_entries_seek_id (model->posts, post_id) == galley_entries_length (model->posts) &&
      galley_entries_seek_id (model->pages, post_id) == galley_entries_length (model->pages))
    return NULL;
  return read_entry (model, post_id, FALSE);
}

/* For galley_index_find_slug(). */
static GalleyEntry *
find_slug (GalleyModel *model, const char *slug)
{
  Reader *reader = model->source_data;
  g_autoptr (GArray) owners = NULL;
  GalleyEntry *entry = NULL;
  GError *error = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (reader->slugs, slug, NULL, &known))
    return known;
  owners = galley_project_list_slug_owners (model->project, slug, &error);
  note (model, error);
  for (guint i = 0; owners != NULL && entry == NULL && i < owners->len; i++)
    entry = galley_index_find (model, g_array_index (owners, gint64, i));
  g_hash_table_insert (reader->slugs, g_strdup (slug), entry);
  return entry;
}

/* For galley_index_find_tag(). */
static GalleyTagEntry *
find_tag (GalleyModel *model, const char *name)
{
  g_autofree char *list = tag_list_name (name);
  g_autoptr (GalleyEntries) entries = galley_entries_new ();
  g_autofree char *slug = NULL;
  GalleyTagEntry *tag;
  GError *error = NULL;

  if (!load_list (model, list, entries))
    return NULL;
  slug = galley_project_find_tag_slug (model->project, name, &error);
  note (model, error);
  tag = galley_model_add_tag (model, name, slug);
  if (tag == NULL)
    return NULL;
  galley_entries_free (tag->entries);
  tag->entries = g_steal_pointer (&entries);
  return tag;
}

/* For galley_index_find_media(). */
static void
need_media (GalleyModel *model)
{
  Reader *reader = model->source_data;
  GError *error = NULL;

  if (reader->has_media)
    return;
  reader->has_media = TRUE;
  model->media = galley_project_list_media (model->project, &error);
  note (model, error);
  if (model->media != NULL)
    galley_model_index_media (model);
}

/* For galley_index_has_path(). What was exported is what the site has: no file came or went. */
static gboolean
has_path (GalleyModel *model, const char *path)
{
  Reader *reader = model->source_data;
  GalleyManifestEntry *entry;
  GError *error = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (reader->paths, path, NULL, &known))
    return GPOINTER_TO_INT (known);
  entry = galley_project_load_manifest_entry (model->project, reader->folder, path, &error);
  note (model, error);
  g_hash_table_insert (reader->paths, g_strdup (path), GINT_TO_POINTER (entry != NULL));
  galley_manifest_entry_free (entry);
  return GPOINTER_TO_INT (g_hash_table_lookup (reader->paths, path));
}

/**
 * galley_partial_model_check:
 * @model: a partial model
 * @error: the first error that happened while something was asked for
 *
 * Returns: whether all that was asked for could be read
 */
gboolean
galley_partial_model_check (GalleyModel *model, GError **error)
{
  Reader *reader = model->source_data;

  if (reader->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (reader->error));
  return FALSE;
}

static void
free_reader (GalleyModel *model)
{
  Reader *reader = model->source_data;

  g_hash_table_unref (reader->series);
  g_hash_table_unref (reader->paths);
  g_hash_table_unref (reader->slugs);
  galley_post_free (reader->nothing->post);
  g_free (reader->nothing->path);
  g_free (reader->nothing);
  g_clear_error (&reader->error);
  g_free (reader->folder);
  g_free (reader);
}

static const GalleyIndexSource source = { find_entry, find_slug,   find_tag,   need_media,
                                          has_path,   read_listed, free_reader };

static Reader *
new_reader (const char *folder)
{
  Reader *reader = g_new0 (Reader, 1);

  reader->folder = g_strdup (folder);
  reader->series = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  reader->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->slugs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->nothing = g_new0 (GalleyEntry, 1);
  reader->nothing->post = galley_post_new ();
  reader->nothing->path = g_strdup ("index.html");
  return reader;
}

/**
 * galley_partial_model_new:
 * @project: a project
 * @options: what to publish: no drafts, no working copy
 * @folder: the name of a folder whose last export is still right as to which posts there are, in
 *   which order, and which files
 * @error: GALLEY_STORE_ERROR, GALLEY_THEME_ERROR
 *
 * Returns: (transfer full) (nullable): the model, without any file to be made yet
 */
GalleyModel *
galley_partial_model_new (GalleyProject *project,
                          const GalleySiteOptions *options,
                          const char *folder,
                          GError **error)
{
  g_autoptr (GalleyModel) model = galley_model_open (project, options, error);

  if (model == NULL)
    return NULL;
  model->source = &source;
  model->source_data = new_reader (folder);
  model->publication = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_free);
  model->series_records = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_series_free);
  galley_model_begin_index (model);
  if (!load_list (model, POSTS, model->posts) || !load_list (model, PAGES, model->pages))
    {
      if (galley_partial_model_check (model, error))
        g_set_error_literal (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_NOT_FOUND,
                             "the last export noted no list of posts");
      return NULL;
    }
  return g_steal_pointer (&model);
}

static void
add_order (GHashTable *orders, char *name, const GalleyEntries *entries)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < entries->known->len; i++)
    g_array_append_val (ids, ((GalleyEntry *) g_ptr_array_index (entries->known, i))->post->id);
  g_hash_table_insert (orders, name, ids);
}

/**
 * galley_model_list_orders:
 * @model: a model that is read whole
 *
 * Returns: (transfer full) (element-type utf8 GArray): the order of posts in all lists, by name:
 *   what galley_partial_model_new() reads where an export noted it
 */
GHashTable *
galley_model_list_orders (GalleyModel *model)
{
  GHashTable *orders =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  add_order (orders, g_strdup (POSTS), model->posts);
  add_order (orders, g_strdup (PAGES), model->pages);
  for (guint i = 0; i < model->series->len; i++)
    {
      const GalleySeriesEntry *series = g_ptr_array_index (model->series, i);

      add_order (orders, series_list_name (series->record->id), series->entries);
    }
  for (guint i = 0; i < model->tags->len; i++)
    {
      const GalleyTagEntry *tag = g_ptr_array_index (model->tags, i);

      add_order (orders, tag_list_name (tag->name), tag->entries);
    }
  return orders;
}
