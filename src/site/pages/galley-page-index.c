/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The front page, and those behind it. */
#include "galley-context.h"
#include "galley-excerpt.h"
#include "galley-fingerprint.h"
#include "galley-index.h"
#include "galley-page-kind.h"
#include "galley-post-list.h"
#include "galley-site-files.h"
#include "galley-site-private.h"

static void
take_front_address (GalleyValue *map, const char *key, const GalleyViewpoint *from, guint number)
{
  g_autofree char *path = galley_front_path (number);

  galley_value_take_string (map, key, galley_address_for (from, path));
}

static void
append_page (GalleyList *list, const GalleyViewpoint *from, guint number, guint current)
{
  GalleyValue *map = galley_value_new_map ();

  galley_value_set_integer (map, "number", number);
  take_front_address (map, "address", from, number);
  galley_value_set_boolean (map, "is_current", number == current);
  galley_value_set_boolean (map, "is_gap", FALSE);
  galley_list_append (list, map);
}

/* The first, the last and those around the current one. */
static GalleyList
page_list (const GalleyViewpoint *from, guint current, guint count)
{
  GalleyList list = galley_list_new ();
  guint last = 0;

  for (guint i = 1; i <= count; i = i == 1 && current > 4 ? current - 2 : i + 1)
    {
      if (i > current + 2 && i < count)
        i = count;
      if (i > last + 1)
        {
          GalleyValue *gap = galley_value_new_map ();

          galley_value_set_boolean (gap, "number", FALSE);
          galley_value_set_boolean (gap, "address", FALSE);
          galley_value_set_boolean (gap, "is_current", FALSE);
          galley_value_set_boolean (gap, "is_gap", TRUE);
          galley_list_append (&list, gap);
        }
      append_page (&list, from, i, current);
      last = i;
    }
  return list;
}

static char *
page_text (GalleySite *site, guint number, guint count)
{
  g_autofree char *n = g_strdup_printf ("%u", number);
  g_autofree char *of = g_strdup_printf ("%u", count);

  return galley_sentence (site->model->language, GALLEY_WORD_page, "n", n, "of", of, NULL);
}

static GalleyValue *
pagination (GalleySite *site, guint number, guint count, const GalleyViewpoint *from)
{
  GalleyValue *map = galley_value_new_map ();

  galley_value_set_integer (map, "number", number);
  galley_value_set_integer (map, "count", count);
  galley_value_take_string (map, "text", page_text (site, number, count));
  if (number > 1)
    take_front_address (map, "newer", from, number - 1);
  if (number < count)
    take_front_address (map, "older", from, number + 1);
  galley_context_set_list (map, "pages", NULL, page_list (from, number, count));
  return map;
}

/* How many posts a page of the front has. */
static guint
get_page_length (GalleySite *site)
{
  return MAX (site->model->settings->posts_per_page, 1);
}

/* Which posts page @number of the front has: those from *first on, *n of them. */
static void
get_slice (GalleySite *site, guint number, guint *first, guint *n)
{
  guint length = galley_entries_length (site->model->posts);

  *first = (number - 1) * get_page_length (site);
  *n = *first < length ? MIN (get_page_length (site), length - *first) : 0;
}

static gboolean
load_index (GalleySite *site, const GalleyFile *file, GalleyMaterials *materials, GError **error)
{
  guint first;
  guint n;

  get_slice (site, file->number, &first, &n);
  for (guint i = first; i < first + n; i++)
    if (!galley_entry_need_excerpt (site, galley_entries_get (site->model, site->model->posts, i),
                                    error))
      return FALSE;
  return TRUE;
}

static guint
get_count (GalleySite *site)
{
  guint n = galley_entries_length (site->model->posts);

  return MAX ((n + get_page_length (site) - 1) / get_page_length (site), 1);
}

static GalleyValue *
fill_index (GalleySite *site,
            const GalleyFile *file,
            const GalleyMaterials *materials,
            char **excerpt)
{
  const GalleySiteSettings *settings = site->model->settings;
  GalleyEntries *posts = site->model->posts;
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  guint count = get_count (site);
  g_autofree char *title = NULL;
  g_autofree char *titles = NULL;
  GalleyHead head = { NULL };
  GalleyValue *context;
  guint first;
  guint n;

  get_slice (site, file->number, &first, &n);
  title = file->number > 1 ? page_text (site, file->number, count) : g_strdup (settings->title);
  titles = galley_post_list_describe (site, posts, first, n);
  head.title = title;
  head.description = *settings->tagline != '\0' ? settings->tagline : titles;
  context = galley_context_new (site, file, &head, &from);
  galley_context_set_list (context, "posts", "has_posts",
                           galley_post_list_items (site, posts, first, n, &from, TRUE));
  if (count > 1)
    galley_value_set (context, "pagination", pagination (site, file->number, count, &from));
  return context;
}

static gboolean
fingerprint_index (GalleySite *site, const GalleyFile *file, GString *out)
{
  guint first;
  guint n;

  get_slice (site, file->number, &first, &n);
  for (guint i = first; i < first + n; i++)
    {
      const GalleyEntry *entry = galley_entries_get (site->model, site->model->posts, i);

      galley_fingerprint_add_content (out, entry);
      galley_fingerprint_add_comments (out, entry);
    }
  return TRUE;
}

/* Excerpts are made of texts. */
static void
reach_index (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
  guint number;

  galley_reach_list (site, change, reach);
  if (change->kind != GALLEY_CHANGE_TEXT || change->entry->post->kind != GALLEY_POST_KIND_POST)
    return;
  number = galley_entry_get_position (site->model, change->entry) / get_page_length (site) + 1;
  galley_reach_file (reach, GALLEY_FILE_INDEX, galley_front_path (number), NULL, number);
}

GALLEY_DEFINE_PAGE_KIND (index,
                         fingerprint_index,
                         reach_index,
                         .template = "index",
                         .fill = fill_index,
                         .load = load_index)
