/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-context.h"
#include "galley-fingerprint.h"
#include "galley-index.h"
#include "galley-item.h"
#include "galley-page-kind.h"
#include "galley-site-files.h"
#include "galley-site-private.h"

static int
year_of (const GalleyEntry *entry)
{
  return entry->post->date != NULL ? g_date_time_get_year (entry->post->date) : 0;
}

static int
month_of (const GalleyEntry *entry)
{
  return entry->post->date != NULL ? g_date_time_get_month (entry->post->date) : 1;
}

/* The months of one year; @posts holds its posts, newest first. Offsets may put two posts at the
 * turn of a month in an order of their own: then a month may come twice, and no post is lost. */
static GalleyList
month_list (GalleySite *site,
            GPtrArray *posts,
            const char *year_address,
            gboolean with_posts,
            const GalleyViewpoint *from)
{
  GalleyList list = galley_list_new ();
  guint seen = 0; /* months whose anchor is taken */

  for (guint i = 0; i < posts->len;)
    {
      int month = month_of (g_ptr_array_index (posts, i));
      GalleyList items = galley_list_new ();
      GalleyValue *map = galley_value_new_map ();
      g_autofree char *anchor =
          g_strdup_printf ("%04d-%02d", year_of (g_ptr_array_index (posts, i)), month);
      guint first = i;

      for (; i < posts->len && month_of (g_ptr_array_index (posts, i)) == month; i++)
        if (with_posts)
          galley_list_append (
              &items, galley_context_item (site, g_ptr_array_index (posts, i), from, FALSE));
      galley_value_set_string (map, "name", galley_month_name (site->model->language, month));
      galley_value_take_string (map, "address", g_strconcat (year_address, "#", anchor, NULL));
      galley_context_set_text (map, "anchor", (seen >> month & 1) == 0 ? anchor : NULL);
      seen |= 1u << month;
      galley_value_take_string (
          map, "count_text",
          galley_count_text (site->model->language, GALLEY_COUNT_POSTS, i - first));
      galley_context_set_list (map, "posts", "has_posts", items);
      galley_list_append (&list, map);
    }
  return list;
}

static GPtrArray *
posts_of_year (GalleySite *site, int year)
{
  GPtrArray *posts = g_ptr_array_new ();

  for (guint i = 0; i < galley_entries_length (site->model->posts); i++)
    if (year_of (galley_entries_get (site->model, site->model->posts, i)) == year)
      g_ptr_array_add (posts, galley_entries_get (site->model, site->model->posts, i));
  return posts;
}

static GalleyValue *
year_map (GalleySite *site, int year, gboolean with_posts, const GalleyViewpoint *from)
{
  g_autoptr (GPtrArray) posts = posts_of_year (site, year);
  g_autofree char *path = galley_archive_path ((guint) year);
  g_autofree char *address = galley_address_for (from, path);
  GalleyValue *map = galley_value_new_map ();

  galley_value_set_integer (map, "year", year);
  galley_value_set_string (map, "address", address);
  galley_value_take_string (
      map, "count_text", galley_count_text (site->model->language, GALLEY_COUNT_POSTS, posts->len));
  galley_context_set_list (map, "months", "has_months",
                           month_list (site, posts, address, with_posts, from));
  return map;
}

static GalleyValue *
fill_archive (GalleySite *site,
              const GalleyFile *file,
              const GalleyMaterials *materials,
              char **excerpt)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  const char *name = galley_word (site->model->language, GALLEY_WORD_archive);
  g_autofree char *title =
      file->number != 0 ? g_strdup_printf ("%s %u", name, file->number) : g_strdup (name);
  GalleyHead head = { title, NULL, NULL, NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);
  GalleyList years = galley_list_new ();
  gboolean with_posts =
      file->number != 0 || galley_entries_length (site->model->posts) <= GALLEY_ARCHIVE_PAGE_MAX;

  for (guint i = 0; i < site->model->years->len; i++)
    {
      int year = g_array_index (site->model->years, int, i);

      if (file->number == 0 || (int) file->number == year)
        galley_list_append (&years, year_map (site, year, with_posts, &from));
    }
  galley_context_set_list (context, "years", "has_years", years);
  return context;
}

static gboolean
fingerprint_archive (GalleySite *site, const GalleyFile *file, GString *out)
{
  galley_fingerprint_add_all_comments (out, site, site->model->posts);
  return TRUE;
}

GALLEY_DEFINE_PAGE_KIND (archive,
                         fingerprint_archive,
                         galley_reach_list,
                         .template = "archive",
                         .fill = fill_archive)
