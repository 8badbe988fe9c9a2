/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a tag, and that of all tags. */
#include "galley-context.h"
#include "galley-fingerprint.h"
#include "galley-index.h"
#include "galley-page-kind.h"
#include "galley-post-list.h"
#include "galley-site-files.h"
#include "galley-site-private.h"

static GalleyValue *
tag_map (GalleySite *site, const GalleyTagEntry *tag, const GalleyViewpoint *from)
{
  GalleyValue *map = galley_value_new_map ();

  galley_value_set_string (map, "name", tag->name);
  galley_value_set (map, "address", galley_address_value (from, tag->path));
  galley_value_set_integer (map, "count", galley_entries_length (tag->entries));
  galley_value_take_string (map, "count_text",
                            galley_count_text (site->model->language, GALLEY_COUNT_POSTS,
                                               galley_entries_length (tag->entries)));
  return map;
}

static GalleyValue *
fill_tag (GalleySite *site,
          const GalleyFile *file,
          const GalleyMaterials *materials,
          char **excerpt)
{
  const GalleyTagEntry *tag = file->subject;
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  g_autofree char *titles =
      galley_post_list_describe (site, tag->entries, 0, galley_entries_length (tag->entries));
  GalleyHead head = { tag->name, titles, NULL, NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);

  galley_value_set (context, "tag", tag_map (site, tag, &from));
  galley_context_set_list (context, "posts", "has_posts",
                           galley_post_list_items (site, tag->entries, 0,
                                                   galley_entries_length (tag->entries), &from,
                                                   FALSE));
  return context;
}

static GalleyValue *
fill_tags (GalleySite *site,
           const GalleyFile *file,
           const GalleyMaterials *materials,
           char **excerpt)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  GalleyHead head = { galley_word (site->model->language, GALLEY_WORD_tags), NULL, NULL, NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);
  GalleyList list = galley_list_new ();

  for (guint i = 0; i < site->model->tags->len; i++)
    galley_list_append (&list, tag_map (site, g_ptr_array_index (site->model->tags, i), &from));
  galley_context_set_list (context, "tags", "has_tags", list);
  return context;
}

static gboolean
fingerprint_tag (GalleySite *site, const GalleyFile *file, GString *out)
{
  galley_fingerprint_add_all_comments (out, site,
                                       ((const GalleyTagEntry *) file->subject)->entries);
  return TRUE;
}

GALLEY_DEFINE_PAGE_KIND (tag,
                         fingerprint_tag,
                         galley_reach_list,
                         .template = "tag",
                         .fill = fill_tag)
GALLEY_DEFINE_PAGE_KIND (tags,
                         galley_fingerprint_stamp_only,
                         galley_reach_nothing,
                         .template = "tags",
                         .fill = fill_tags)
