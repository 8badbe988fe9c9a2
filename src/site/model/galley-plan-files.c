/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-plan.h"

#include "galley-address.h"
#include "galley-media-files.h"
#include "galley-index.h"
#include "galley-pages.h"
#include "galley-file.h"

#include <string.h>

/* What is being planned: the site. */
typedef struct
{
  GalleySite *site;
  GString *scratch;
} Plan;

static char *
describe (const GalleyFile *file)
{
  const GalleyEntry *entry = file->subject;

  switch (file->kind)
    {
    case GALLEY_FILE_POST:
      return g_strdup_printf ("“%s”", entry->post->title);
    case GALLEY_FILE_TAG:
      return g_strdup_printf ("the tag “%s”", ((const GalleyTagEntry *) file->subject)->name);
    case GALLEY_FILE_SERIES:
      return g_strdup_printf ("the series “%s”",
                              ((const GalleySeriesEntry *) file->subject)->record->title);
    default:
      return g_strdup_printf ("the site's own %s", file->path);
    }
}

static void
note_conflict (Plan *plan, const GalleyFile *file)
{
  const GalleyFile *other = g_hash_table_lookup (plan->site->index.by_path, file->path);
  g_autofree char *one_name = describe (file);
  g_autofree char *other_name =
      other != NULL ? describe (other) : g_strdup ("a folder of the same name");

  if (plan->site->conflict == NULL)
    g_set_error (&plan->site->conflict, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_CONFLICT,
                 "planning the site: %s: wanted by %s and by %s; change the address of one of them",
                 file->path, one_name, other_name);
}

/* Whether a file may stand at @path: nothing has it, no file is where it needs a folder, and it is
 * no folder of others. Notes its folders. */
static gboolean
claim_path (Plan *plan, const char *path)
{
  if (g_hash_table_contains (plan->site->index.by_path, path) ||
      g_hash_table_contains (plan->site->folders, path))
    return FALSE;
  g_string_assign (plan->scratch, path);
  for (gsize i = plan->scratch->len; i > 0; i--)
    {
      if (plan->scratch->str[i] != '/')
        continue;
      g_string_truncate (plan->scratch, i);
      if (g_hash_table_contains (plan->site->folders, plan->scratch->str))
        break;
      if (g_hash_table_contains (plan->site->index.by_path, plan->scratch->str))
        return FALSE;
      g_hash_table_add (plan->site->folders, g_strdup (plan->scratch->str));
    }
  return TRUE;
}

/* Takes @path. */
static gboolean
add_file (Plan *plan, GalleyFileKind kind, char *path, gconstpointer subject, guint number)
{
  GalleyFile *file = g_new0 (GalleyFile, 1);

  file->kind = kind;
  file->path = path;
  file->subject = subject;
  file->number = number;
  if (!galley_path_is_safe (path) || !claim_path (plan, path))
    {
      /* Who moved away does not keep others from moving in. */
      if (kind != GALLEY_FILE_REDIRECT)
        note_conflict (plan, file);
      g_free (path);
      g_free (file);
      return FALSE;
    }
  g_ptr_array_add (plan->site->files, file);
  g_hash_table_insert (plan->site->index.by_path, file->path, file);
  return TRUE;
}

/**
 * galley_plan_add_file:
 * @site: a site that is read in part
 * @kind: of a file
 * @path: (transfer full): its path, of which the whole site is known to have it
 * @subject: (nullable): what it is about
 * @number: which of several
 *
 * Adds a file to those that are made, once.
 */
void
galley_plan_add_file (GalleySite *site,
                      GalleyFileKind kind,
                      char *path,
                      gconstpointer subject,
                      guint number)
{
  g_autofree char *own = path;
  GalleyFile *file;

  if (g_hash_table_contains (site->index.by_path, own))
    return;
  file = g_new0 (GalleyFile, 1);
  file->kind = kind;
  file->path = g_steal_pointer (&own);
  file->subject = subject;
  file->number = number;
  g_ptr_array_add (site->files, file);
  g_hash_table_insert (site->index.by_path, file->path, file);
}

static void
add_fixed (Plan *plan, GalleyFileKind kind, const char *path)
{
  add_file (plan, kind, g_strdup (path), NULL, 0);
}

static void
add_front_pages (Plan *plan)
{
  guint per_page = MAX (plan->site->settings->posts_per_page, 1);
  guint n_pages = MAX ((galley_entries_length (plan->site->posts) + per_page - 1) / per_page, 1);

  for (guint i = 1; i <= n_pages; i++)
    add_file (plan, GALLEY_FILE_INDEX,
              i == 1 ? g_strdup ("index.html") : g_strdup_printf ("page/%u/index.html", i), NULL,
              i);
}

static void
add_archives (Plan *plan)
{
  add_fixed (plan, GALLEY_FILE_ARCHIVE, "archive/index.html");
  for (guint i = 0; i < plan->site->years->len; i++)
    {
      int year = g_array_index (plan->site->years, int, i);

      add_file (plan, GALLEY_FILE_ARCHIVE, g_strdup_printf ("archive/%d/index.html", year), NULL,
                (guint) year);
    }
}

static gboolean
has_places (GalleySite *site)
{
  for (guint i = 0; i < galley_entries_length (site->posts); i++)
    if (galley_entry_has_place (galley_entries_peek (site, site->posts, i)))
      return TRUE;
  return FALSE;
}

static void
add_lists (Plan *plan)
{
  GalleySite *site = plan->site;

  if (galley_entries_length (site->posts) > 0 && galley_theme_has_page (site->theme, "archive"))
    add_archives (plan);
  if (site->tags->len > 0 && galley_theme_has_page (site->theme, "tag"))
    {
      if (galley_theme_has_page (site->theme, "tags"))
        add_fixed (plan, GALLEY_FILE_TAGS, "tags/index.html");
      for (guint i = 0; i < site->tags->len; i++)
        {
          GalleyTagEntry *tag = g_ptr_array_index (site->tags, i);

          add_file (plan, GALLEY_FILE_TAG, g_strdup (tag->path), tag, 0);
        }
    }
  if (site->series->len > 0 && galley_theme_has_page (site->theme, "series"))
    {
      if (galley_theme_has_page (site->theme, "series-index"))
        add_fixed (plan, GALLEY_FILE_SERIES_INDEX, "series/index.html");
      for (guint i = 0; i < site->series->len; i++)
        {
          GalleySeriesEntry *series = g_ptr_array_index (site->series, i);

          add_file (plan, GALLEY_FILE_SERIES, g_strdup (series->path), series, 0);
        }
    }
  if (site->questions->len > 0 && galley_theme_has_page (site->theme, "answers"))
    add_fixed (plan, GALLEY_FILE_ANSWERS, GALLEY_ANSWERS_PATH);
  if (has_places (site) && galley_theme_has_page (site->theme, "map"))
    add_fixed (plan, GALLEY_FILE_MAP, GALLEY_MAP_PATH);
  if (galley_theme_has_page (site->theme, "404"))
    add_fixed (plan, GALLEY_FILE_NOT_FOUND, "404.html");
}

/* Parts are counted from the oldest post on: a new one changes the last part alone. */
static void
add_sitemaps (Plan *plan)
{
  guint n = galley_entries_length (plan->site->posts);

  add_fixed (plan, GALLEY_FILE_SITEMAP, "sitemap.xml");
  if (n <= GALLEY_SITEMAP_PART)
    return;
  add_fixed (plan, GALLEY_FILE_SITEMAP_LISTS, "sitemap-lists.xml");
  if (galley_entries_length (plan->site->pages) > 0)
    add_fixed (plan, GALLEY_FILE_SITEMAP_PAGES, "sitemap-pages.xml");
  for (guint i = 0; i * GALLEY_SITEMAP_PART < n; i++)
    add_file (plan, GALLEY_FILE_SITEMAP_POSTS, g_strdup_printf ("sitemap-%u.xml", i + 1), NULL,
              i + 1);
}

static void
add_feeds (Plan *plan)
{
  GalleySite *site = plan->site;

  add_fixed (plan, GALLEY_FILE_FEED, "feed.xml");
  for (guint i = 0; i < site->series->len; i++)
    {
      GalleySeriesEntry *series = g_ptr_array_index (site->series, i);

      add_file (plan, GALLEY_FILE_SERIES_FEED, g_strdup (series->feed_path), series, 0);
    }
  add_fixed (plan, GALLEY_FILE_COMMENTS_FEED, GALLEY_COMMENTS_FEED_PATH);
  /* The protocol wants whole addresses: without the site's there is nothing it could hold. */
  if (site->base != NULL)
    add_sitemaps (plan);
  add_fixed (plan, GALLEY_FILE_ROBOTS, "robots.txt");
}

static void
add_redirects (Plan *plan)
{
  GalleySite *site = plan->site;
  gboolean any = FALSE;

  for (guint i = 0; i < site->redirects->len; i++)
    {
      GalleyRedirect *redirect = g_ptr_array_index (site->redirects, i);
      GalleyEntry *entry = g_hash_table_lookup (site->index.by_id, &redirect->post_id);
      GalleyPost before;
      g_autofree char *slug = NULL;

      if (entry == NULL)
        continue;
      before = *entry->post;
      before.slug = redirect->slug;
      if (redirect->date != NULL)
        before.date = redirect->date;
      slug = galley_permalink_slug (&before);
      any |= add_file (
          plan, GALLEY_FILE_REDIRECT,
          galley_permalink_expand (
              entry->post->kind == GALLEY_POST_KIND_PAGE ? ":slug" : site->settings->permalink,
              &before, slug, entry->series != NULL ? entry->series->record->slug : NULL),
          entry, 0);
    }
  if (any)
    add_fixed (plan, GALLEY_FILE_REDIRECTS, "_redirects");
}

/* The whole first; then its widths, of which the widest is what the others are made from. */
static void
add_picture (Plan *plan, const GalleyMedia *media)
{
  GalleyPictureSizes sizes;

  galley_media_get_sizes (media, &sizes);
  add_file (plan, GALLEY_FILE_MEDIA, galley_media_get_path (media, 0), media, 0);
  for (guint i = sizes.n_widths; i > 0; i--)
    add_file (plan, GALLEY_FILE_MEDIA, galley_media_get_path (media, sizes.widths[i - 1]), media,
              sizes.widths[i - 1]);
}

static void
add_copied (Plan *plan)
{
  GalleySite *site = plan->site;
  g_auto (GStrv) assets = galley_theme_list_assets (site->theme);

  for (gsize i = 0; assets[i] != NULL; i++)
    add_file (plan, GALLEY_FILE_ASSET, g_strconcat ("assets/", assets[i], NULL), NULL, 0);
  for (guint i = 0; i < site->media->len; i++)
    {
      GalleyMedia *media = g_ptr_array_index (site->media, i);

      if (galley_media_is_published (media))
        add_picture (plan, media);
    }
}

/**
 * galley_plan_list_files:
 * @site: a site whose posts, series and tags are in order
 *
 * Lists the files of the site, the texts first: what lists need of them is known then.
 */
void
galley_plan_list_files (GalleySite *site)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  Plan plan = { site, scratch };

  for (guint i = 0; i < site->entries->len; i++)
    {
      GalleyEntry *entry = g_ptr_array_index (site->entries, i);

      add_file (&plan, GALLEY_FILE_POST, g_strdup (entry->path), entry, 0);
    }
  add_front_pages (&plan);
  add_lists (&plan);
  add_feeds (&plan);
  add_copied (&plan);
  add_redirects (&plan);
}
