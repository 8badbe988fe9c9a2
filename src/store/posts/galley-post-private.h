/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"
#include "galley-project-private.h"

/* The columns of a record of a list, from "post p JOIN revision r"; galley_post_read() knows their
 * order. */
#define GALLEY_POST_COLUMNS                                                                        \
  "p.id, p.kind, p.status, p.published IS NOT NULL AND p.published <> p.working, r.id, r.title, "  \
  "r.slug, coalesce(a.name, ''), r.date, coalesce(r.series, 0), r.part, coalesce(s.title, ''), "   \
  "coalesce(pl.name, ''), pl.latitude, pl.longitude, r.excerpt, r.cover, r.language, "             \
  "r.comments_open, r.modified, p.created"
#define GALLEY_POST_N_COLUMNS 21
#define GALLEY_POST_JOINS                                                                          \
  " LEFT JOIN author a ON a.id = r.author LEFT JOIN series s ON s.id = r.series"                   \
  " LEFT JOIN place pl ON pl.id = r.place "

GalleyPost *galley_post_read (GalleyStatement *row);
/* Tags and links of one post. */
gboolean galley_post_fill (GalleyProject *project, GalleyPost *post, GError **error);
/* Sorts in tags and links that come by revision: @posts is a table of revision id to GalleyPost. */
gboolean galley_post_fill_from (GalleyStatement *tags,
                                GalleyStatement *links,
                                GHashTable *posts,
                                GError **error);
GDateTime *galley_date_from_row (GalleyStatement *row, int column);
GDateTime *galley_date_from_instant (gint64 instant);

/* Around a change of what is found of a post. */
gboolean galley_search_forget_post (GalleyProject *project, gint64 id, GError **error);
gboolean galley_search_learn_post (GalleyProject *project, gint64 id, GError **error);
/* A person's words as an FTS5 expression; NULL where there is no word in them. */
char *galley_search_expression (const char *words);

/* Typing goes on in one revision for so long, in seconds. */
#define GALLEY_TYPING_SECONDS (5 * 60)
/* The number of a tag, made where there is none of that name. */
gboolean
galley_post_settle_tag (GalleyProject *project, const char *name, gint64 *id, GError **error);

char *galley_slug_make_unique (GalleyProject *project,
                               const char *wanted,
                               const char *sql_taken,
                               gint64 owner,
                               const char *place,
                               GError **error);
