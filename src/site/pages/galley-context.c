/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-context.h"

#include "galley-index.h"
#include "galley-item.h"
#include "galley-links.h"
#include "galley-page-head.h"
#include "galley-site-files.h"
#include "galley-site-private.h"

#include <string.h>

/* What all pages of one depth share. */
typedef struct
{
  GalleyValue *site;
  GalleyList latest;
} Shared;

static void
free_shared (gpointer data)
{
  Shared *shared = data;

  galley_value_unref (shared->site);
  galley_value_unref (shared->latest.value);
  g_free (shared);
}

/**
 * galley_context_forget:
 * @site: a site
 *
 * To be called when the site was made and after its model changed, while no thread makes files.
 */
void
galley_context_forget (GalleySite *site)
{
  g_clear_pointer (&site->shared, g_hash_table_unref);
  site->shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_shared);
}

static void
take_address (GalleyValue *map, const char *key, const GalleyViewpoint *from, const char *path)
{
  galley_value_take_string (map, key, galley_address_for (from, path));
}

/**
 * galley_context_links:
 * @site: a site
 * @links: (nullable): of GalleyLink
 * @from: where they will stand
 *
 * Returns: (transfer full): the bar of related links, without those that lead nowhere
 */
GalleyList
galley_context_links (GalleySite *site, GPtrArray *links, const GalleyViewpoint *from)
{
  GalleyList list = galley_list_new ();

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (links, i);
      g_autofree char *address = galley_link_resolve (site->model, link->address, from);
      GalleyValue *map;

      if (address == NULL)
        continue;
      map = galley_value_new_map ();
      galley_context_set_text (map, "title", link->title);
      galley_value_take_string (map, "address", g_steal_pointer (&address));
      galley_list_append (&list, map);
    }
  return list;
}

static GalleyList
menu_list (GalleySite *site, const GalleyFile *file, const GalleyViewpoint *from)
{
  GalleyList list = galley_list_new ();

  for (guint i = 0; i < galley_entries_length (site->model->pages); i++)
    {
      const GalleyEntry *entry = galley_entries_get (site->model, site->model->pages, i);
      GalleyValue *map = galley_value_new_map ();

      galley_context_set_text (map, "title", entry->post->title);
      take_address (map, "address", from, entry->path);
      galley_value_set_boolean (map, "is_current", file != NULL && file->subject == entry);
      galley_list_append (&list, map);
    }
  return list;
}

static GalleyValue *
site_map (GalleySite *site, const GalleyFile *file, const GalleyViewpoint *from)
{
  static const struct
  {
    const char *key;
    const char *path;
  } pages[] = {
    { "archive", "archive/index.html" },
    { "tags", "tags/index.html" },
    { "series", "series/index.html" },
    { "answers", GALLEY_ANSWERS_PATH },
    { "map", GALLEY_MAP_PATH },
    { "feed", "feed.xml" },
    { "comments_feed", GALLEY_COMMENTS_FEED_PATH },
  };
  GalleyValue *map = galley_value_new_map ();

  galley_context_set_text (map, "title", site->model->settings->title);
  galley_context_set_text (map, "tagline", site->model->settings->tagline);
  galley_context_set_text (map, "author", site->model->settings->author);
  galley_context_set_text (map, "language", site->model->settings->language);
  galley_context_set_text (map, "url", site->model->base);
  take_address (map, "home", from, "index.html");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (galley_index_has_path (site->model, pages[i].path))
      take_address (map, pages[i].key, from, pages[i].path);
  galley_context_set_list (map, "menu", "has_menu", menu_list (site, file, from));
  return map;
}

static GalleyList
latest_list (GalleySite *site, const GalleyViewpoint *from)
{
  GalleyList list = galley_list_new ();
  guint n = MIN (site->model->settings->latest_stories, galley_entries_length (site->model->posts));

  for (guint i = 0; i < n; i++)
    galley_list_append (
        &list, galley_context_item (site, galley_entries_get (site->model, site->model->posts, i),
                                    from, TRUE));
  return list;
}

/* Stays until galley_context_forget(). */
static const Shared *
ensure_shared (GalleySite *site, const GalleyViewpoint *from)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&site->lock);
  Shared *shared = g_hash_table_lookup (site->shared, from->root);
  GalleyValueArena *arena;

  if (shared != NULL)
    return shared;
  arena = galley_value_arena_enter (NULL);
  shared = g_new0 (Shared, 1);
  shared->site = site_map (site, NULL, from);
  shared->latest = latest_list (site, from);
  galley_value_settle (shared->latest.value);
  g_hash_table_insert (site->shared, g_strdup (from->root), shared);
  galley_value_arena_enter (arena);
  return shared;
}

/**
 * galley_file_get_root:
 * @site: a site
 * @file: a page of it
 *
 * Returns: (transfer full): what leads from the page to the top of the site. The page that a host
 *   shows in place of a missing one is read from anywhere: its addresses start at the host
 */
char *
galley_file_get_root (GalleySite *site, const GalleyFile *file)
{
  if (file->kind == GALLEY_FILE_NOT_FOUND && site->model->base != NULL)
    {
      const char *host = strstr (site->model->base, "//") + 2;

      return g_strdup (strchr (host, '/'));
    }
  return galley_address_root (file->path);
}

static const struct
{
  GalleyFileKind kind;
  const char *name;
  const char *flag;
} kinds[] = {
  { GALLEY_FILE_INDEX, "index", "is_index" },
  { GALLEY_FILE_TAG, "tag", "is_tag" },
  { GALLEY_FILE_TAGS, "tags", "is_tags" },
  { GALLEY_FILE_SERIES, "series", "is_series" },
  { GALLEY_FILE_SERIES_INDEX, "series-index", "is_series_index" },
  { GALLEY_FILE_ARCHIVE, "archive", "is_archive" },
  { GALLEY_FILE_ANSWERS, "answers", "is_answers" },
  { GALLEY_FILE_MAP, "map", "is_map" },
  { GALLEY_FILE_NOT_FOUND, "404", "is_404" },
};

static void
set_kind (GalleyValue *page, const GalleyFile *file)
{
  const GalleyEntry *entry = file->subject;

  if (file->kind == GALLEY_FILE_POST)
    {
      gboolean is_page = entry->post->kind == GALLEY_POST_KIND_PAGE;

      galley_value_set_string (page, "kind", is_page ? "page" : "post");
      galley_value_set_boolean (page, is_page ? "is_page" : "is_post", TRUE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == file->kind)
      {
        galley_value_set_string (page, "kind", kinds[i].name);
        galley_value_set_boolean (page, kinds[i].flag, TRUE);
      }
}

static GalleyValue *
page_map (GalleySite *site,
          const GalleyFile *file,
          const GalleyHead *head,
          const GalleyViewpoint *from)
{
  GalleyValue *page = galley_value_new_map ();
  const char *language =
      *site->model->settings->language != '\0' ? site->model->settings->language : "en";
  gboolean is_front = file->kind == GALLEY_FILE_INDEX && file->number == 1;

  if (is_front || *site->model->settings->title == '\0')
    galley_context_set_text (page, "title", is_front ? site->model->settings->title : head->title);
  else
    galley_value_take_string (page, "title",
                              g_strconcat (head->title, " · ", site->model->settings->title, NULL));
  galley_context_set_text (page, "heading", is_front ? NULL : head->title);
  galley_value_take_string (page, "head", galley_head_make (site, file, head, from));
  galley_value_set_string (page, "language", language);
  galley_value_set_string (page, "direction",
                           galley_language_is_right_to_left (language) ? "rtl" : "ltr");
  galley_value_set_string (page, "root", from->root);
  galley_value_take_string (page, "assets", g_strconcat (from->root, "assets/", NULL));
  galley_value_set_boolean (page, "is_preview_of_draft",
                            head->entry != NULL && head->entry->post->status == GALLEY_POST_DRAFT);
  set_kind (page, file);
  return page;
}

/**
 * galley_context_new:
 * @site: a site
 * @file: a page of it
 * @head: what its head says
 * @from: where it stands
 *
 * Returns: (transfer full): what every page gets
 */
GalleyValue *
galley_context_new (GalleySite *site,
                    const GalleyFile *file,
                    const GalleyHead *head,
                    const GalleyViewpoint *from)
{
  GalleyValue *context = galley_value_new_map ();
  const Shared *shared = ensure_shared (site, from);
  GalleyList latest = shared->latest;

  /* In the menu a page is marked while one is on it. */
  if (file->kind == GALLEY_FILE_POST &&
      ((const GalleyEntry *) file->subject)->post->kind == GALLEY_POST_KIND_PAGE)
    galley_value_set (context, "site", site_map (site, file, from));
  else
    galley_value_set (context, "site", galley_value_ref (shared->site));
  galley_value_ref (latest.value);
  galley_context_set_list (context, "latest", "has_latest", latest);
  galley_value_set (context, "text", galley_value_ref (site->text));
  galley_value_set (context, "options", galley_value_ref (site->options));
  galley_value_set (context, "page", page_map (site, file, head, from));
  return context;
}
