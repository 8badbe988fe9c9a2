/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sitemaps, sitemaps.org 0.9: one of all pages; of a large site an index of several. */
#include "galley-index.h"
#include "galley-plan.h"
#include "galley-pages.h"

#include "galley-escape.h"

/* Whether @file lists posts, and a search engine should know it. */
static gboolean
is_list (const GalleyFile *file)
{
  switch (file->kind)
    {
    case GALLEY_FILE_INDEX:
      return file->number == 1;
    case GALLEY_FILE_TAG:
    case GALLEY_FILE_TAGS:
    case GALLEY_FILE_SERIES:
    case GALLEY_FILE_SERIES_INDEX:
    case GALLEY_FILE_ARCHIVE:
    case GALLEY_FILE_ANSWERS:
    case GALLEY_FILE_MAP:
      return TRUE;
    default:
      return FALSE;
    }
}

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
  g_autofree char *address = galley_address_absolute (site->base, path);

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

  for (guint i = 0; i < site->files->len; i++)
    {
      const GalleyFile *file = g_ptr_array_index (site->files, i);

      if (file->kind == GALLEY_FILE_POST)
        append_post (site, out, file->subject);
      else if (is_list (file))
        append_list (site, out, file);
    }
  return end (out, "urlset");
}

static GBytes *
make_index (GalleySite *site)
{
  GString *out = begin ("sitemapindex");

  for (guint i = 0; i < site->files->len; i++)
    {
      const GalleyFile *file = g_ptr_array_index (site->files, i);

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
make_lists (GalleySite *site)
{
  GString *out = begin ("urlset");

  for (guint i = 0; i < site->files->len; i++)
    if (is_list (g_ptr_array_index (site->files, i)))
      append_list (site, out, g_ptr_array_index (site->files, i));
  return end (out, "urlset");
}

/* Of @entries those from @first up to @last, without it. */
static GBytes *
make_entries (GalleySite *site, GalleyEntries *entries, guint first, guint last)
{
  GString *out = begin ("urlset");

  for (guint i = first; i < last; i++)
    append_post (site, out, galley_entries_peek (site, entries, i));
  return end (out, "urlset");
}

/**
 * galley_make_sitemap:
 * @site: a site with an address
 * @file: one of its sitemaps
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
galley_make_sitemap (GalleySite *site, const GalleyFile *file)
{
  guint n = galley_entries_length (site->posts);
  guint before = (file->number - 1) * GALLEY_SITEMAP_PART;

  switch (file->kind)
    {
    case GALLEY_FILE_SITEMAP_LISTS:
      return make_lists (site);
    case GALLEY_FILE_SITEMAP_PAGES:
      return make_entries (site, site->pages, 0, galley_entries_length (site->pages));
    case GALLEY_FILE_SITEMAP_POSTS:
      return make_entries (site, site->posts, n - MIN (n, before + GALLEY_SITEMAP_PART),
                           n - before);
    default:
      return n <= GALLEY_SITEMAP_PART ? make_whole (site) : make_index (site);
    }
}
