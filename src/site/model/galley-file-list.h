/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry.h"

/* The kinds of files, in the order in which they are made. Each has a maker of the same name, a
 * GalleyPageKind, without which the program does not link. */
#define GALLEY_FILE_KINDS(X)                                                                       \
  X (POST, post)       /* subject: GalleyEntry */                                                  \
  X (INDEX, index)     /* the front page; number: which page of it */                              \
  X (ARCHIVE, archive) /* number: the year, or 0 for all */                                        \
  X (TAGS, tags)                                                                                   \
  X (TAG, tag) /* subject: GalleyTagEntry */                                                       \
  X (SERIES_INDEX, series_index)                                                                   \
  X (SERIES, series) /* subject: GalleySeriesEntry */                                              \
  X (ANSWERS, answers)                                                                             \
  X (MAP, map)                                                                                     \
  X (NOT_FOUND, not_found)                                                                         \
  X (FEED, feed)                                                                                   \
  X (SERIES_FEED, series_feed) /* subject: GalleySeriesEntry */                                    \
  X (COMMENTS_FEED, comments_feed)                                                                 \
  X (SITEMAP, sitemap)             /* of all pages, or of the sitemaps below */                    \
  X (SITEMAP_LISTS, sitemap_lists) /* of a large site: pages that list posts */                    \
  X (SITEMAP_PAGES, sitemap_pages) /* of a large site: its pages of kind page */                   \
  X (SITEMAP_POSTS,                                                                                \
     sitemap_posts) /* of a large site; number: which part, 1 has the oldest posts */              \
  X (ROBOTS, robots)                                                                               \
  X (ASSET, asset)                                                                                 \
  X (MEDIA, media) /* subject: GalleyMedia; number: the width of a thumbnail, 0 for the whole */   \
  X (REDIRECT, redirect)   /* subject: the GalleyEntry that it leads to */                         \
  X (REDIRECTS, redirects) /* the list of them for a web host */

typedef enum
{
#define X(KIND, kind) GALLEY_FILE_##KIND,
  GALLEY_FILE_KINDS (X)
#undef X
      GALLEY_N_FILE_KINDS
} GalleyFileKind;

/* One file of the site, and what it is about. */
typedef struct
{
  GalleyFileKind kind;
  char *path;
  gconstpointer subject;
  guint number; /* which page of several, from 1; a year; the width of a picture */
} GalleyFile;

/* A file that has no place in the site: an export is refused with it. */
typedef struct
{
  char *path;
  char *name;     /* what it is, for the author: “A title”, the tag “a” */
  char *other;    /* (nullable): what has its place; NULL: the path leads out of the site */
  gint64 post_id; /* the post that is one of the two, or 0 */
} GalleyFileConflict;

/* All files, in the order they are made; of a partial model only those that are made again. */
typedef struct
{
  GPtrArray *all;       /* of GalleyFile */
  GHashTable *by_path;  /* char* to GalleyFile (unowned) */
  GHashTable *folders;  /* a set of char*: "2009", "2009/10" */
  GPtrArray *conflicts; /* of GalleyFileConflict */
} GalleyFileList;

GalleyFileList *galley_file_list_new (void);
void galley_file_list_free (GalleyFileList *list);
gboolean galley_file_list_add (GalleyFileList *list,
                               GalleyFileKind kind,
                               char *path,
                               gconstpointer subject,
                               guint number);
const GalleyFile *galley_file_list_find (const GalleyFileList *list, const char *path);
GError *galley_file_list_get_error (const GalleyFileList *list);
gboolean galley_file_lists_posts (const GalleyFile *file);
