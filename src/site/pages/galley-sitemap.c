/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sitemaps, sitemaps.org 0.9: one of all pages; of a large site an index of several. */
#include "galley-address.h"
#include "galley-excerpt.h"
#include "galley-index.h"
#include "galley-page-kind.h"
#include "galley-site-files.h"
#include "galley-site-private.h"

#include "galley-escape.h"

static GString *
begin (const char *element)
{
  GString *out = g_string_sized_new (32768);

  g_string_append_printf (out,
                          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                          "<%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
                          element);
  return out;
}

static GBytes *
end (GString *out, const char *element)
{
  g_string_append_printf (out, "</%s>\n", element);
  return g_string_free_to_bytes (out);
}

static void
append_location (GalleySite *site, GString *out, const char *path)
{
  g_autofree char *address = galley_address_absolute (site->model->base, path);

  g_string_append (out, "<loc>");
  galley_escape_xml (out, address, -1);
  g_string_append (out, "</loc>");
}

static void
append_post (GalleySite *site, GString *out, const GalleyEntry *entry)
{
  GDateTime *update = galley_post_get_update (entry->post);
  GDateTime *last = update != NULL ? update : entry->post->date;
  g_autofree char *date = last != NULL ? g_date_time_format (last, "%Y-%m-%d") : NULL;

  if (entry->post->status == GALLEY_POST_DRAFT)
    return;
  g_string_append (out, "<url>");
  append_location (site, out, entry->path);
  if (date != NULL)
    g_string_append_printf (out, "<lastmod>%s</lastmod>", date);
  g_string_append (out, "</url>\n");
}

static void
append_list (GalleySite *site, GString *out, const GalleyFile *file)
{
  g_string_append (out, "<url>");
  append_location (site, out, file->path);
  g_string_append (out, "</url>\n");
}

static GBytes *
make_whole (GalleySite *site)
{
  GString *out = begin ("urlset");

  for (guint i = 0; i < site->model->files->all->len; i++)
    {
      const GalleyFile *file = g_ptr_array_index (site->model->files->all, i);

      if (file->kind == GALLEY_FILE_POST)
        append_post (site, out, file->subject);
      else if (galley_file_lists_posts (file))
        append_list (site, out, file);
    }
  return end (out, "urlset");
}

static GBytes *
make_index (GalleySite *site)
{
  GString *out = begin ("sitemapindex");

  for (guint i = 0; i < site->model->files->all->len; i++)
    {
      const GalleyFile *file = g_ptr_array_index (site->model->files->all, i);

      if (file->kind != GALLEY_FILE_SITEMAP_LISTS && file->kind != GALLEY_FILE_SITEMAP_PAGES &&
          file->kind != GALLEY_FILE_SITEMAP_POSTS)
        continue;
      g_string_append (out, "<sitemap>");
      append_location (site, out, file->path);
      g_string_append (out, "</sitemap>\n");
    }
  return end (out, "sitemapindex");
}

static GBytes *
make_lists (GalleySite *site,
            const GalleyFile *file,
            const GalleyMaterials *materials,
            GError **error)
{
  GString *out = begin ("urlset");

  for (guint i = 0; i < site->model->files->all->len; i++)
    if (galley_file_lists_posts (g_ptr_array_index (site->model->files->all, i)))
      append_list (site, out, g_ptr_array_index (site->model->files->all, i));
  return end (out, "urlset");
}

/* Of @entries those from @first up to @last, without it. */
static GBytes *
make_entries (GalleySite *site, GalleyEntries *entries, guint first, guint last)
{
  GString *out = begin ("urlset");

  for (guint i = first; i < last; i++)
    append_post (site, out, galley_entries_peek (site->model, entries, i));
  return end (out, "urlset");
}

/* Whether the site is so large that its sitemap is an index of several. */
static gboolean
is_split (GalleySite *site)
{
  return galley_entries_length (site->model->posts) > GALLEY_SITEMAP_PART;
}

static GBytes *
make_sitemap (GalleySite *site,
              const GalleyFile *file,
              const GalleyMaterials *materials,
              GError **error)
{
  return is_split (site) ? make_index (site) : make_whole (site);
}

static GBytes *
make_pages (GalleySite *site,
            const GalleyFile *file,
            const GalleyMaterials *materials,
            GError **error)
{
  GalleyEntries *pages = site->model->pages;

  return make_entries (site, pages, 0, galley_entries_length (pages));
}

static GBytes *
make_posts (GalleySite *site,
            const GalleyFile *file,
            const GalleyMaterials *materials,
            GError **error)
{
  guint n = galley_entries_length (site->model->posts);
  guint before = (file->number - 1) * GALLEY_SITEMAP_PART;

  return make_entries (site, site->model->posts, n - MIN (n, before + GALLEY_SITEMAP_PART),
                       n - before);
}

/* Whether a sitemap says when the post changed. */
static gboolean
is_dated (GalleySite *site, const GalleySiteChange *change)
{
  return change->kind == GALLEY_CHANGE_TEXT && site->model->base != NULL;
}

/* That of a small site lists all files, which only the whole site tells. */
static void
reach_sitemap (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
  if (is_dated (site, change) && !is_split (site))
    galley_reach_everything (reach);
}

static void
reach_pages (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
  if (is_dated (site, change) && is_split (site) &&
      change->entry->post->kind == GALLEY_POST_KIND_PAGE)
    galley_reach_file (reach, GALLEY_FILE_SITEMAP_PAGES, g_strdup (GALLEY_SITEMAP_PAGES_PATH), NULL,
                       0);
}

static void
reach_posts (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
  guint n = galley_entries_length (site->model->posts);
  guint number;

  if (!is_dated (site, change) || !is_split (site) ||
      change->entry->post->kind != GALLEY_POST_KIND_POST)
    return;
  number =
      (n - 1 - galley_entry_get_position (site->model, change->entry)) / GALLEY_SITEMAP_PART + 1;
  galley_reach_file (reach, GALLEY_FILE_SITEMAP_POSTS, galley_sitemap_path (number), NULL, number);
}

GALLEY_DEFINE_PAGE_KIND (sitemap, galley_fingerprint_unknown, reach_sitemap, .make = make_sitemap)
GALLEY_DEFINE_PAGE_KIND (sitemap_lists,
                         galley_fingerprint_unknown,
                         galley_reach_nothing,
                         .make = make_lists)
GALLEY_DEFINE_PAGE_KIND (sitemap_pages, galley_fingerprint_unknown, reach_pages, .make = make_pages)
GALLEY_DEFINE_PAGE_KIND (sitemap_posts, galley_fingerprint_unknown, reach_posts, .make = make_posts)
