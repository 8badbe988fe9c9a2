/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-site-files.h"

#include "galley-index.h"
#include "galley-media-files.h"
#include "galley-permalink.h"

/**
 * galley_front_path:
 * @number: which page of the front, from 1
 *
 * Returns: (transfer full): its path
 */
char *
galley_front_path (guint number)
{
  return number == 1 ? g_strdup ("index.html") : g_strdup_printf ("page/%u/index.html", number);
}

/**
 * galley_archive_path:
 * @year: a year; 0 for the archive of all
 *
 * Returns: (transfer full): its path
 */
char *
galley_archive_path (guint year)
{
  return year == 0 ? g_strdup ("archive/index.html")
                   : g_strdup_printf ("archive/%u/index.html", year);
}

/**
 * galley_sitemap_path:
 * @number: which part of the posts, from 1
 *
 * Returns: (transfer full): the path of its sitemap
 */
char *
galley_sitemap_path (guint number)
{
  return g_strdup_printf ("sitemap-%u.xml", number);
}

static void
add_fixed (GalleyModel *model, GalleyFileKind kind, const char *path)
{
  galley_file_list_add (model->files, kind, g_strdup (path), NULL, 0);
}

static void
add_front_pages (GalleyModel *model)
{
  guint per_page = MAX (model->settings->posts_per_page, 1);
  guint n_pages = MAX ((galley_entries_length (model->posts) + per_page - 1) / per_page, 1);

  for (guint i = 1; i <= n_pages; i++)
    galley_file_list_add (model->files, GALLEY_FILE_INDEX, galley_front_path (i), NULL, i);
}

static void
add_archives (GalleyModel *model)
{
  galley_file_list_add (model->files, GALLEY_FILE_ARCHIVE, galley_archive_path (0), NULL, 0);
  for (guint i = 0; i < model->years->len; i++)
    {
      int year = g_array_index (model->years, int, i);

      galley_file_list_add (model->files, GALLEY_FILE_ARCHIVE, galley_archive_path ((guint) year),
                            NULL, (guint) year);
    }
}

static gboolean
has_places (GalleyModel *model)
{
  for (guint i = 0; i < galley_entries_length (model->posts); i++)
    if (galley_entry_has_place (galley_entries_peek (model, model->posts, i)))
      return TRUE;
  return FALSE;
}

static void
add_lists (GalleyModel *model)
{
  if (galley_entries_length (model->posts) > 0 && galley_theme_has_page (model->theme, "archive"))
    add_archives (model);
  if (model->tags->len > 0 && galley_theme_has_page (model->theme, "tag"))
    {
      if (galley_theme_has_page (model->theme, "tags"))
        add_fixed (model, GALLEY_FILE_TAGS, "tags/index.html");
      for (guint i = 0; i < model->tags->len; i++)
        {
          GalleyTagEntry *tag = g_ptr_array_index (model->tags, i);

          galley_file_list_add (model->files, GALLEY_FILE_TAG, g_strdup (tag->path), tag, 0);
        }
    }
  if (model->series->len > 0 && galley_theme_has_page (model->theme, "series"))
    {
      if (galley_theme_has_page (model->theme, "series-index"))
        add_fixed (model, GALLEY_FILE_SERIES_INDEX, "series/index.html");
      for (guint i = 0; i < model->series->len; i++)
        {
          GalleySeriesEntry *series = g_ptr_array_index (model->series, i);

          galley_file_list_add (model->files, GALLEY_FILE_SERIES, g_strdup (series->path), series,
                                0);
        }
    }
  if (model->questions->len > 0 && galley_theme_has_page (model->theme, "answers"))
    add_fixed (model, GALLEY_FILE_ANSWERS, GALLEY_ANSWERS_PATH);
  if (has_places (model) && galley_theme_has_page (model->theme, "map"))
    add_fixed (model, GALLEY_FILE_MAP, GALLEY_MAP_PATH);
  if (galley_theme_has_page (model->theme, "404"))
    add_fixed (model, GALLEY_FILE_NOT_FOUND, "404.html");
}

/* Parts are counted from the oldest post on: a new one changes the last part alone. */
static void
add_sitemaps (GalleyModel *model)
{
  guint n = galley_entries_length (model->posts);

  add_fixed (model, GALLEY_FILE_SITEMAP, GALLEY_SITEMAP_PATH);
  if (n <= GALLEY_SITEMAP_PART)
    return;
  add_fixed (model, GALLEY_FILE_SITEMAP_LISTS, "sitemap-lists.xml");
  if (galley_entries_length (model->pages) > 0)
    add_fixed (model, GALLEY_FILE_SITEMAP_PAGES, GALLEY_SITEMAP_PAGES_PATH);
  for (guint i = 0; i * GALLEY_SITEMAP_PART < n; i++)
    galley_file_list_add (model->files, GALLEY_FILE_SITEMAP_POSTS, galley_sitemap_path (i + 1),
                          NULL, i + 1);
}

static void
add_feeds (GalleyModel *model)
{
  add_fixed (model, GALLEY_FILE_FEED, GALLEY_FEED_PATH);
  for (guint i = 0; i < model->series->len; i++)
    {
      GalleySeriesEntry *series = g_ptr_array_index (model->series, i);

      galley_file_list_add (model->files, GALLEY_FILE_SERIES_FEED, g_strdup (series->feed_path),
                            series, 0);
    }
  add_fixed (model, GALLEY_FILE_COMMENTS_FEED, GALLEY_COMMENTS_FEED_PATH);
  /* The protocol wants whole addresses: without the site's there is nothing it could hold. */
  if (model->base != NULL)
    add_sitemaps (model);
  add_fixed (model, GALLEY_FILE_ROBOTS, "robots.txt");
}

static void
add_redirects (GalleyModel *model)
{
  gboolean any = FALSE;

  for (guint i = 0; i < model->former_paths->len; i++)
    {
      const GalleyFormerPath *former = g_ptr_array_index (model->former_paths, i);
      GalleyEntry *entry = g_hash_table_lookup (model->index.by_id, &former->post_id);

      if (entry != NULL)
        any |= galley_file_list_add (model->files, GALLEY_FILE_REDIRECT, g_strdup (former->path),
                                     entry, 0);
    }
  for (guint i = 0; i < model->redirects->len; i++)
    {
      GalleyRedirect *redirect = g_ptr_array_index (model->redirects, i);
      GalleyEntry *entry = g_hash_table_lookup (model->index.by_id, &redirect->post_id);
      GalleyPost before;
      g_autofree char *slug = NULL;

      if (entry == NULL || redirect->date == NULL)
        continue;
      before = *entry->post;
      before.slug = redirect->slug;
      before.date = redirect->date;
      slug = galley_permalink_slug (&before);
      any |= galley_file_list_add (
          model->files, GALLEY_FILE_REDIRECT,
          galley_permalink_expand (
              entry->post->kind == GALLEY_POST_KIND_PAGE ? ":slug" : model->settings->permalink,
              &before, slug, entry->series != NULL ? entry->series->record->slug : NULL),
          entry, 0);
    }
  if (any)
    add_fixed (model, GALLEY_FILE_REDIRECTS, "_redirects");
}

/* The whole first; then its widths, of which the widest is what the others are made from. */
static void
add_picture (GalleyModel *model, const GalleyMedia *media)
{
  GalleyPictureSizes sizes;

  galley_media_get_sizes (media, &sizes);
  galley_file_list_add (model->files, GALLEY_FILE_MEDIA, galley_media_get_path (media, 0), media,
                        0);
  for (guint i = sizes.n_widths; i > 0; i--)
    galley_file_list_add (model->files, GALLEY_FILE_MEDIA,
                          galley_media_get_path (media, sizes.widths[i - 1]), media,
                          sizes.widths[i - 1]);
}

static void
add_copied (GalleyModel *model)
{
  g_auto (GStrv) assets = galley_theme_list_assets (model->theme);

  for (gsize i = 0; assets[i] != NULL; i++)
    galley_file_list_add (model->files, GALLEY_FILE_ASSET, g_strconcat ("assets/", assets[i], NULL),
                          NULL, 0);
  for (guint i = 0; i < model->media->len; i++)
    {
      GalleyMedia *media = g_ptr_array_index (model->media, i);

      if (galley_media_is_published (media))
        add_picture (model, media);
    }
}

/**
 * galley_model_list_files:
 * @model: a model whose posts, series and tags are in order
 *
 * Lists the files of the site, the texts first: what lists need of them is known then.
 */
void
galley_model_list_files (GalleyModel *model)
{
  for (guint i = 0; i < model->entries->len; i++)
    {
      GalleyEntry *entry = g_ptr_array_index (model->entries, i);

      galley_file_list_add (model->files, GALLEY_FILE_POST, g_strdup (entry->path), entry, 0);
    }
  add_front_pages (model);
  add_lists (model);
  add_feeds (model);
  add_copied (model);
  add_redirects (model);
}
