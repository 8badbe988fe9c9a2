/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a series, and that of all series. */
#include "galley-context.h"
#include "galley-fingerprint.h"
#include "galley-index.h"
#include "galley-page-kind.h"
#include "galley-post-list.h"
#include "galley-post-text.h"
#include "galley-site-files.h"
#include "galley-site-private.h"

static GalleyValue *
series_map (GalleySite *site, const GalleySeriesEntry *series, const GalleyViewpoint *from)
{
  GalleyValue *map = galley_value_new_map ();
  const char *description = series->record->description;

  galley_context_set_text (map, "title", series->record->title);
  galley_value_set (map, "address", galley_address_value (from, series->path));
  galley_value_set (map, "feed", galley_address_value (from, series->feed_path));
  if (*description != '\0')
    galley_value_take_string (map, "description", galley_render_short (site, description, from));
  else
    galley_value_set_boolean (map, "description", FALSE);
  galley_value_set_integer (map, "count", galley_entries_length (series->entries));
  galley_value_take_string (map, "count_text",
                            galley_count_text (site->model->language, GALLEY_COUNT_POSTS,
                                               galley_entries_length (series->entries)));
  galley_context_set_list (map, "links", "has_links",
                           galley_context_links (site, series->record->links, from));
  return map;
}

static GalleyValue *
fill_series (GalleySite *site,
             const GalleyFile *file,
             const GalleyMaterials *materials,
             char **excerpt)
{
  const GalleySeriesEntry *series = file->subject;
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  g_autofree char *titles =
      galley_post_list_describe (site, series->entries, 0, galley_entries_length (series->entries));
  GalleyHead head = { series->record->title, titles, NULL, series };
  GalleyValue *context = galley_context_new (site, file, &head, &from);

  galley_value_set (context, "series", series_map (site, series, &from));
  galley_context_set_list (context, "posts", "has_posts",
                           galley_post_list_items (site, series->entries, 0,
                                                   galley_entries_length (series->entries), &from,
                                                   FALSE));
  return context;
}

static GalleyValue *
fill_series_index (GalleySite *site,
                   const GalleyFile *file,
                   const GalleyMaterials *materials,
                   char **excerpt)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  GalleyHead head = { galley_word (site->model->language, GALLEY_WORD_all_series), NULL, NULL,
                      NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);
  GalleyList list = galley_list_new ();

  for (guint i = 0; i < site->model->series->len; i++)
    galley_list_append (&list,
                        series_map (site, g_ptr_array_index (site->model->series, i), &from));
  galley_context_set_list (context, "all_series", "has_all_series", list);
  return context;
}

static gboolean
fingerprint_series (GalleySite *site, const GalleyFile *file, GString *out)
{
  galley_fingerprint_add_all_comments (out, site,
                                       ((const GalleySeriesEntry *) file->subject)->entries);
  return TRUE;
}

GALLEY_DEFINE_PAGE_KIND (series,
                         fingerprint_series,
                         galley_reach_list,
                         .template = "series",
                         .fill = fill_series)
GALLEY_DEFINE_PAGE_KIND (series_index,
                         galley_fingerprint_stamp_only,
                         galley_reach_nothing,
                         .template = "series-index",
                         .fill = fill_series_index)
