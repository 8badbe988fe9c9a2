/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-part.h"

#include "galley-index.h"
#include "galley-plan.h"
#include "galley-pages.h"

#include "galley-export-state.h"
#include "galley-published.h"

struct _GalleyPart
{
  char *folder;         /* whose last export is leaned on */
  GHashTable *series;   /* gint64 to GalleySeriesEntry (unowned); NULL for one without posts */
  GHashTable *paths;    /* char* to whether the site has it */
  GHashTable *slugs;    /* char* to GalleyEntry (unowned), or NULL */
  gboolean has_media;   /* they are read */
  GalleyEntry *nothing; /* stands for what could not be read */
  GError *error;        /* the first one */
};

static GalleyEntry *
fail (GalleySite *site, GError *error)
{
  if (site->part->error == NULL)
    site->part->error = error;
  else
    g_clear_error (&error);
  return site->part->nothing;
}

static void
note (GalleySite *site, GError *error)
{
  if (error != NULL)
    fail (site, error);
}

/**
 * galley_part_seek:
 * @ids: the ids of posts, in order
 * @post_id: a post
 *
 * Returns: where it is, or how many there are where it is not among them
 */
guint
galley_part_seek (const GArray *ids, gint64 post_id)
{
  guint i = 0;

  while (i < ids->len && g_array_index (ids, gint64, i) != post_id)
    i++;
  return i;
}

/* Fills @entries with the list of a name; FALSE where the export noted none. */
static gboolean
load_list (GalleySite *site, const char *name, GalleyEntries *entries)
{
  GError *error = NULL;

  g_clear_pointer (&entries->ids, g_array_unref);
  entries->ids = galley_project_load_export_list (site->project, site->part->folder, name, &error);
  note (site, error);
  if (entries->ids == NULL)
    return FALSE;
  g_ptr_array_set_size (entries->known, (gint) entries->ids->len);
  return TRUE;
}

static GalleySeriesEntry *
find_series (GalleySite *site, gint64 id)
{
  g_autofree char *name = g_strdup_printf ("series/%" G_GINT64_FORMAT, id);
  GalleySeriesEntry *series = NULL;
  GalleySeries *record;
  GError *error = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (site->part->series, &id, NULL, &known))
    return known;
  record = galley_project_load_series_record (site->project, id, &error);
  note (site, error);
  if (record != NULL)
    {
      g_ptr_array_add (site->series_records, record);
      series = galley_plan_add_series (site, record);
      if (!load_list (site, name, series->entries))
        series = NULL;
    }
  g_hash_table_insert (site->part->series, g_memdup2 (&id, sizeof id), series);
  return series;
}

/* Reads @entry anew. */
static gboolean
fill_entry (GalleySite *site, GalleyEntry *entry, gint64 id, gboolean is_brief, GError **error)
{
  GalleyPost *post = galley_project_load_published (site->project, id, is_brief, error);
  GalleyCommentSum sum = { 0 };

  if (post == NULL)
    return FALSE;
  g_ptr_array_add (site->publication, post);
  entry->post = post;
  entry->instant = post->date != NULL ? g_date_time_to_unix (post->date) : 0;
  entry->is_brief = is_brief;
  entry->series = post->series_id != 0 ? find_series (site, post->series_id) : NULL;
  galley_plan_place (site, entry);
  if (is_brief)
    return TRUE;
  if (!galley_project_sum_approved (site->project, id, &sum, error))
    return FALSE;
  entry->n_comments = sum.count;
  entry->last_comment_change = sum.last_change;
  entry->part = entry->series != NULL ? galley_part_seek (entry->series->entries->ids, id) + 1 : 0;
  return TRUE;
}

static GalleyEntry *
read_entry (GalleySite *site, gint64 id, gboolean is_brief)
{
  GalleyEntry *entry = g_hash_table_lookup (site->index.by_id, &id);
  GError *error = NULL;

  if (entry != NULL && (is_brief || !entry->is_brief))
    return entry;
  if (entry == NULL)
    {
      entry = g_new0 (GalleyEntry, 1);
      g_ptr_array_add (site->entries, entry);
    }
  if (!fill_entry (site, entry, id, is_brief, &error))
    {
      entry->post = site->part->nothing->post;
      return fail (site, error);
    }
  g_hash_table_replace (site->index.by_id, &entry->post->id, entry);
  return entry;
}

/**
 * galley_part_read:
 * @site: a part of a site
 * @entries: a list of its posts
 * @i: which one
 * @is_brief: whether its record is enough
 *
 * Returns: (transfer none): the post; an empty one where it cannot be read, which
 *   galley_part_check() tells
 */
GalleyEntry *
galley_part_read (GalleySite *site, GalleyEntries *entries, guint i, gboolean is_brief)
{
  GalleyEntry *entry = read_entry (site, g_array_index (entries->ids, gint64, i), is_brief);

  g_ptr_array_index (entries->known, i) = entry;
  return entry;
}

/* For galley_index_find(). */
GalleyEntry *
galley_part_find (GalleySite *site, gint64 post_id)
{
  if (galley_part_seek (site->posts->ids, post_id) == site->posts->ids->len &&
      galley_part_seek (site->pages->ids, post_id) == site->pages->ids->len)
    return NULL;
  return read_entry (site, post_id, FALSE);
}

/* For galley_index_find_slug(). */
GalleyEntry *
galley_part_find_slug (GalleySite *site, const char *slug)
{
  g_autoptr (GArray) owners = NULL;
  GalleyEntry *entry = NULL;
  GError *error = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (site->part->slugs, slug, NULL, &known))
    return known;
  owners = galley_project_list_slug_owners (site->project, slug, &error);
  note (site, error);
  for (guint i = 0; owners != NULL && entry == NULL && i < owners->len; i++)
    entry = galley_index_find (site, g_array_index (owners, gint64, i));
  g_hash_table_insert (site->part->slugs, g_strdup (slug), entry);
  return entry;
}

/* For galley_index_find_tag(). */
GalleyTagEntry *
galley_part_find_tag (GalleySite *site, const char *name)
{
  g_autofree char *list = g_strconcat ("tag/", name, NULL);
  g_autoptr (GalleyEntries) entries = galley_entries_new ();
  g_autofree char *slug = NULL;
  GalleyTagEntry *tag;
  GError *error = NULL;

  if (!load_list (site, list, entries))
    return NULL;
  slug = galley_project_find_tag_slug (site->project, name, &error);
  note (site, error);
  tag = galley_plan_add_tag (site, name, slug);
  if (tag == NULL)
    return NULL;
  galley_entries_free (tag->entries);
  tag->entries = g_steal_pointer (&entries);
  return tag;
}

/* For galley_index_find_media(). */
void
galley_part_need_media (GalleySite *site)
{
  GError *error = NULL;

  if (site->part->has_media)
    return;
  site->part->has_media = TRUE;
  site->media = galley_project_list_media (site->project, &error);
  note (site, error);
  if (site->media != NULL)
    galley_plan_index_media (site);
}

/* For galley_index_has_path(). What was exported is what the site has: no file came or went. */
gboolean
galley_part_has_path (GalleySite *site, const char *path)
{
  GalleyManifestEntry *entry;
  GError *error = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (site->part->paths, path, NULL, &known))
    return GPOINTER_TO_INT (known);
  entry = galley_project_load_manifest_entry (site->project, site->part->folder, path, &error);
  note (site, error);
  g_hash_table_insert (site->part->paths, g_strdup (path), GINT_TO_POINTER (entry != NULL));
  galley_manifest_entry_free (entry);
  return GPOINTER_TO_INT (g_hash_table_lookup (site->part->paths, path));
}

/**
 * galley_part_check:
 * @site: a part of a site
 * @error: the first error that happened while something was asked for
 *
 * Returns: whether all that was asked for could be read
 */
gboolean
galley_part_check (GalleySite *site, GError **error)
{
  if (site->part->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (site->part->error));
  return FALSE;
}

/**
 * galley_part_free:
 * @part: (transfer full) (nullable): what reads a part of a site
 */
void
galley_part_free (GalleyPart *part)
{
  if (part == NULL)
    return;
  g_hash_table_unref (part->series);
  g_hash_table_unref (part->paths);
  g_hash_table_unref (part->slugs);
  galley_post_free (part->nothing->post);
  g_free (part->nothing->path);
  g_free (part->nothing);
  g_clear_error (&part->error);
  g_free (part->folder);
  g_free (part);
}

static GalleyPart *
new_part (const char *folder)
{
  GalleyPart *part = g_new0 (GalleyPart, 1);

  part->folder = g_strdup (folder);
  part->series = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  part->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  part->slugs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  part->nothing = g_new0 (GalleyEntry, 1);
  part->nothing->post = galley_post_new ();
  part->nothing->path = g_strdup ("index.html");
  return part;
}

/**
 * galley_part_new:
 * @project: a project
 * @options: what to publish: no drafts, no working copy
 * @folder: the name of a folder whose last export is still right as to which posts there are, in
 *   which order, and which files
 * @error: GALLEY_STORE_ERROR, GALLEY_THEME_ERROR
 *
 * Returns: (transfer full) (nullable): the site, without any file to be made yet
 */
GalleySite *
galley_part_new (GalleyProject *project,
                 const GalleySiteOptions *options,
                 const char *folder,
                 GError **error)
{
  g_autoptr (GalleySite) site = galley_site_open (project, options, error);

  if (site == NULL)
    return NULL;
  site->part = new_part (folder);
  site->publication = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_free);
  site->series_records = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_series_free);
  galley_plan_begin (site);
  if (!load_list (site, "posts", site->posts) || !load_list (site, "pages", site->pages))
    {
      if (galley_part_check (site, error))
        g_set_error_literal (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_NOT_FOUND,
                             "the last export noted no list of posts");
      return NULL;
    }
  return g_steal_pointer (&site);
}
