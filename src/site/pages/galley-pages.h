/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-address.h"
#include "galley-site-model.h"

/* What a file is made from, beside the index: read on the thread that holds the project. Then any
 * thread can make the file. */
typedef struct
{
  char *body;          /* of a post */
  GPtrArray *comments; /* of GalleyComment: of a post, of the feed, of the answers */
  GPtrArray *bodies;   /* of char*: of a feed's posts */
  GBytes *data;        /* of a media */
} GalleyMaterials;

gboolean galley_materials_load (GalleySite *site,
                                const GalleyFile *file,
                                GalleyMaterials *materials,
                                GError **error);
void galley_materials_clear (GalleyMaterials *materials);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyMaterials, galley_materials_clear)

/* Makes a file. @excerpt: (out) (optional): of a post, what galley_entry_set_excerpt() wants. */
GBytes *galley_file_make (GalleySite *site,
                          const GalleyFile *file,
                          const GalleyMaterials *materials,
                          char **excerpt,
                          GError **error);
void galley_site_add_warning (GalleySite *site, const char *warning);
GStrv galley_site_list_warnings (GalleySite *site);
const char *galley_file_get_type (GalleySite *site, const GalleyFile *file);

/* Texts. */
GalleyDocument *
galley_render_body (GalleySite *site, const char *body, const GalleyViewpoint *viewpoint);
char *
galley_render_comment (GalleySite *site, const GalleyComment *comment, const GalleyViewpoint *from);
char *galley_render_short (GalleySite *site, const char *text, const GalleyViewpoint *viewpoint);
GDateTime *galley_post_get_update (const GalleyPost *post);
char *galley_excerpt_make (const GalleyPost *post, GalleyDocument *document);
gboolean galley_panel_need (GalleySite *site, GError **error);
gboolean galley_entry_need_excerpt (GalleySite *site, GalleyEntry *entry, GError **error);
char *galley_link_resolve (GalleySite *site, const char *address, const GalleyViewpoint *from);
char *galley_resolve_address (GalleySite *site, const char *address, const GalleyViewpoint *from);

/* What the head of a page says of it. Texts are plain. */
typedef struct
{
  const char *title;
  const char *description;         /* (nullable) */
  const GalleyEntry *entry;        /* (nullable): the post that it is the page of */
  const GalleySeriesEntry *series; /* (nullable): whose feed it has */
} GalleyHead;
char *galley_head_make (GalleySite *site,
                        const GalleyFile *file,
                        const GalleyHead *head,
                        const GalleyViewpoint *from);
char *galley_head_picture (GalleySite *site, const GalleyPost *post);
void galley_json_ld_append_post (GalleySite *site,
                                 GString *out,
                                 const GalleyEntry *entry,
                                 const char *description,
                                 const char *url);
void galley_json_ld_append_site (GalleySite *site, GString *out);
void galley_json_append_string (GString *out, const char *text);

/* Contexts. */
GalleyValue *galley_context_new (GalleySite *site,
                                 const GalleyFile *file,
                                 const GalleyHead *head,
                                 const GalleyViewpoint *from);
char *galley_file_get_root (GalleySite *site, const GalleyFile *file);
GalleyList galley_list_new (void);
void galley_list_append (GalleyList *list, GalleyValue *item);
void galley_shared_free (GalleyShared *shared);
void galley_context_set_text (GalleyValue *map, const char *key, const char *text);
void galley_context_set_list (GalleyValue *map, const char *key, const char *has, GalleyList list);
GalleyValue *galley_context_date (GalleySite *site, GDateTime *date);
GalleyList galley_context_links (GalleySite *site, GPtrArray *links, const GalleyViewpoint *from);
GalleyValue *galley_context_item (GalleySite *site,
                                  GalleyEntry *entry,
                                  const GalleyViewpoint *from,
                                  gboolean with_excerpt);
GalleyValue *galley_context_comment (GalleySite *site,
                                     const GalleyComment *comment,
                                     const GalleyComment *parent,
                                     const GalleyEntry *entry,
                                     const GalleyViewpoint *from);
GalleyList galley_context_threads (GalleySite *site,
                                   GPtrArray *comments,
                                   const GalleyEntry *entry,
                                   const GalleyViewpoint *from);
GalleyValue *galley_context_form (GalleySite *site, const GalleyEntry *entry);

/* Pages: the name of the template, and what it is filled with. */
GalleyValue *galley_page_post (GalleySite *site,
                               const GalleyFile *file,
                               const GalleyMaterials *materials,
                               char **excerpt);
GalleyValue *galley_page_index (GalleySite *site, const GalleyFile *file);
GalleyValue *galley_page_tag (GalleySite *site, const GalleyFile *file);
GalleyValue *galley_page_tags (GalleySite *site, const GalleyFile *file);
GalleyValue *galley_page_series (GalleySite *site, const GalleyFile *file);
GalleyValue *galley_page_series_index (GalleySite *site, const GalleyFile *file);
GalleyValue *galley_page_archive (GalleySite *site, const GalleyFile *file);
#define GALLEY_MAP_PATH "map/index.html"
#define GALLEY_ANSWERS_PATH "answers/index.html"
#define GALLEY_COMMENTS_FEED_PATH "comments/feed.xml"
GalleyValue *galley_page_map (GalleySite *site, const GalleyFile *file);
gboolean galley_entry_has_place (const GalleyEntry *entry);
char *galley_entry_place_id (const GalleyEntry *entry);
GalleyValue *
galley_page_answers (GalleySite *site, const GalleyFile *file, const GalleyMaterials *materials);
GalleyValue *galley_page_not_found (GalleySite *site, const GalleyFile *file);

/* Which posts a file lists: of site->posts, from *first on, *n of them. */
GalleyEntries *
galley_file_list_entries (GalleySite *site, const GalleyFile *file, guint *first, guint *n);

/* Files without a template. */
GBytes *galley_make_feed (GalleySite *site, const GalleyFile *file, const GalleyMaterials *from);
GBytes *
galley_make_comments_feed (GalleySite *site, const GalleyFile *file, const GalleyMaterials *from);
GBytes *galley_make_sitemap (GalleySite *site, const GalleyFile *file);
GBytes *galley_make_robots (GalleySite *site);
GBytes *galley_make_redirect (GalleySite *site, const GalleyFile *file);
GBytes *galley_make_redirects (GalleySite *site);
