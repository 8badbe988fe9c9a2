/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"
#include "galley-markdown.h"
#include "galley-media.h"
#include "galley-pictures.h"
#include "galley-series.h"
#include "galley-site-settings.h"
#include "galley-site.h"
#include "galley-theme.h"
#include "galley-words.h"

typedef struct _GalleySeriesEntry GalleySeriesEntry;
typedef struct _GalleyPart GalleyPart;

/* Posts in an order. galley-index-private.h reads it. */
typedef struct
{
  GPtrArray *known; /* of GalleyEntry (unowned); in a part NULL where it was not asked for yet */
  GArray *ids;      /* in a part: of gint64, which posts they are; else NULL */
} GalleyEntries;

/* A post of the publication, as the index holds it: without its text. */
typedef struct
{
  GalleyPost *post;           /* body NULL, but for the working copy */
  char *path;                 /* "2009/10/slug/index.html" */
  gint64 instant;             /* of its date, in seconds; 0 without one */
  char *excerpt;              /* plain text; NULL until it was asked for */
  guint n_comments;           /* approved ones */
  gint64 last_comment_change; /* the number of the last change of these */
  GalleySeriesEntry *series;  /* (nullable) */
  guint part;                 /* 1 is the first that is published, where series is set */
  guint position;             /* galley_entry_get_position() tells it */
  guint64 title_words[2];     /* galley-title-words.c; 0 until they were asked for */
  gboolean is_brief;          /* in a part: not all of it is read yet */
} GalleyEntry;

struct _GalleySeriesEntry
{
  GalleySeries *record;
  char *path, *feed_path;
  GalleyEntries *entries; /* first part first */
};

typedef struct
{
  char *name;
  char *path;
  GalleyEntries *entries; /* newest first */
} GalleyTagEntry;

typedef enum
{
  GALLEY_FILE_POST, /* subject: GalleyEntry */
  GALLEY_FILE_INDEX,
  GALLEY_FILE_TAG, /* subject: GalleyTagEntry */
  GALLEY_FILE_TAGS,
  GALLEY_FILE_SERIES, /* subject: GalleySeriesEntry */
  GALLEY_FILE_SERIES_INDEX,
  GALLEY_FILE_ARCHIVE, /* number: the year, or 0 for all */
  GALLEY_FILE_ANSWERS,
  GALLEY_FILE_MAP,
  GALLEY_FILE_NOT_FOUND,
  GALLEY_FILE_FEED,
  GALLEY_FILE_SERIES_FEED, /* subject: GalleySeriesEntry */
  GALLEY_FILE_COMMENTS_FEED,
  GALLEY_FILE_SITEMAP,       /* of all pages, or of the sitemaps below */
  GALLEY_FILE_SITEMAP_LISTS, /* of a large site: pages that list posts */
  GALLEY_FILE_SITEMAP_PAGES, /* of a large site: its pages of kind page */
  GALLEY_FILE_SITEMAP_POSTS, /* of a large site; number: which part, 1 has the oldest posts */
  GALLEY_FILE_ROBOTS,
  GALLEY_FILE_REDIRECT,  /* subject: the GalleyEntry that it leads to */
  GALLEY_FILE_REDIRECTS, /* the list of them for a web host */
  GALLEY_FILE_ASSET,
  GALLEY_FILE_MEDIA, /* subject: GalleyMedia; number: the width of a variant, 0 for the whole */
} GalleyFileKind;

/* A site of which only settings, theme and words are read. */
GalleySite *
galley_site_open (GalleyProject *project, const GalleySiteOptions *options, GError **error);

/* A list that knows its length. */
typedef struct
{
  GalleyValue *value;
  guint length;
} GalleyList;

/* What all pages of one depth share. */
typedef struct
{
  GalleyValue *site;
  GalleyList latest;
} GalleyShared;

/* One file of the site, and what it is made of. */
typedef struct
{
  GalleyFileKind kind;
  char *path;
  gconstpointer subject;
  guint number; /* which page of several, from 1; a year; the width of a picture */
} GalleyFile;

struct _GalleySite
{
  GalleyProject *project; /* not owned: outlives the site */
  GDateTime *at;
  gboolean drafts;
  GalleyPost *working; /* (nullable) */
  gint64 judged;       /* a comment that is shown as if it were approved; 0: none */

  GalleySiteSettings *settings;
  char *identity; /* what names the project, whatever its title and address are */
  char *base;     /* the site's absolute address with a slash at its end; NULL where it has none */
  GTimeZone *zone;
  GalleyTheme *theme;
  GalleyValue *options; /* the theme's options as the site sets them */
  GalleyValue *text;    /* the words of templates */
  const GalleyLanguage *language;

  GalleyThumbnailer *thumbnailer;
  GHashTable *warnings; /* a set of char*: what an export found of media; under lock */
  GBytes *media_data;   /* (nullable): what was read last: several files are made from it */
  gint64 media_id;      /* of whom */

  GPtrArray *publication;     /* of GalleyPost, as the project holds it; without the overlay */
  GPtrArray *series_records;  /* of GalleySeries */
  GPtrArray *tag_records;     /* of GalleyTag */
  GHashTable *comment_counts; /* gint64 post id to guint */
  GPtrArray *redirects;       /* of GalleyRedirect */
  GPtrArray *media;           /* of GalleyMedia */
  gint64 change;              /* which change of the project it is read after */
  GArray *questions;          /* of gint64: questions that the author answered, newest first */

  /* The plan, made from the above. */
  GPtrArray *entries;   /* of GalleyEntry, newest first: posts and pages */
  GalleyEntries *posts; /* those of kind post, newest first */
  GalleyEntries *pages; /* those of kind page, by title */
  GPtrArray *tags;      /* of GalleyTagEntry, by name */
  GArray *years;        /* of int, newest first: those with posts */
  GPtrArray *series;    /* of GalleySeriesEntry with posts, by title */
  GPtrArray *files;     /* of GalleyFile, in the order they are made */
  GHashTable *folders;  /* a set of char*: "2009", "2009/10" */
  GError *conflict;     /* two pages want one address: an export is refused with it */

  /* For galley-index.c, the plan and the export. */
  struct
  {
    GHashTable *by_id;         /* gint64 to GalleyEntry */
    GHashTable *by_slug;       /* char* to GalleyEntry */
    GHashTable *by_path;       /* char* to GalleyFile (unowned) */
    GHashTable *tags_by_name;  /* char* to GalleyTagEntry */
    GHashTable *media_by_name; /* char* to GalleyMedia */
  } index;

  GalleyPart *part; /* (nullable): what reads the index where it was not read whole */

  GMutex lock;
  GHashTable *shared; /* root to GalleyShared; under lock */
};
