/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-model.h"
#include "galley-site-error.h"

/* A site: every file that a publication at one time consists of, and how each is made. It holds an
 * index of the posts, not their texts. */
typedef struct _GalleySite GalleySite;

GalleySite *
galley_site_new (GalleyProject *project, const GalleySiteOptions *options, GError **error);
GalleySite *galley_site_new_partial (GalleyProject *project,
                                     const GalleySiteOptions *options,
                                     const char *folder,
                                     GError **error);
void galley_site_free (GalleySite *site);
GalleyModel *galley_site_get_model (GalleySite *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySite, galley_site_free)

/* Lays a working copy over the project, or takes it away; cheap while only its text changes. */
void galley_site_set_working (GalleySite *site, const GalleyPost *working);

/* Shows a comment on the page of its post as if it were approved. */
void galley_site_set_preview_comment (GalleySite *site, gint64 comment_id);

/* The text of a post as it stands in the element with the id "content" on its page. */
typedef struct
{
  guint first_line, last_line; /* in the Markdown, from 1, inclusive */
  gsize offset, length;        /* bytes of html */
  guint64 hash;                /* of those bytes */
} GalleySiteBlock;

typedef struct
{
  char *html;
  gsize length;
  GalleySiteBlock *blocks; /* the top-level ones: no byte of html is outside of them but blanks */
  gsize n_blocks;
  gboolean apart; /* each block that has bytes is an element of its own: no raw HTML runs on */
  guint words;
} GalleySiteBody;

GalleySiteBody *galley_site_render_body (GalleySite *site, const GalleyPost *working);
void galley_site_body_free (GalleySiteBody *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteBody, galley_site_body_free)

/* All files, in the order they are made. */
GStrv galley_site_list_paths (GalleySite *site);
/* The bytes of one file of the site, exactly as an export would write them. @path: "index.html",
 * "2009/10/slug/index.html", "style.css". @type: (out) (optional): MIME. */
GBytes *galley_site_render (GalleySite *site, const char *path, char **type, GError **error);
/* The path of a post's page: "2009/10/slug/index.html". */
char *galley_site_get_post_path (GalleySite *site, gint64 post_id);
/* Which post a path is the page of; 0: none. */
gint64 galley_site_get_path_post (GalleySite *site, const char *path);
