/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"
#include "galley-series.h"

typedef struct _GalleySeriesEntry GalleySeriesEntry;

/* Posts in an order. galley-index.h reads it. */
typedef struct
{
  GPtrArray
      *known;  /* of GalleyEntry (unowned); in a partial model NULL where it was not read yet */
  GArray *ids; /* in a partial model: of gint64, which posts they are; else NULL */
} GalleyEntries;

/* A post of the publication, as the index holds it: without its text. */
typedef struct
{
  GalleyPost *post;           /* body NULL, but for the working copy */
  char *path;                 /* "2009/10/slug/index.html" */
  gint64 instant;             /* of its date, in seconds; 0 without one */
  char *excerpt;              /* plain text; NULL until galley-excerpt.c made it */
  guint n_comments;           /* approved ones */
  gint64 last_comment_change; /* the number of the last change of these */
  GalleySeriesEntry *series;  /* (nullable) */
  guint part;                 /* 1 is the first that is published, where series is set */
  guint position;             /* galley_entry_get_position() tells it */
  guint64 title_words[2];     /* 0 until galley-title-words.c found them */
  gboolean is_brief;          /* in a partial model: not all of it is read yet */
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

GalleyEntries *galley_entries_new (void);
void galley_entries_free (GalleyEntries *entries);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyEntries, galley_entries_free)
void galley_entries_add (GalleyEntries *entries, GalleyEntry *entry);
guint galley_entries_length (const GalleyEntries *entries);
guint galley_entries_seek_id (const GalleyEntries *entries, gint64 post_id);
gboolean galley_entry_has_place (const GalleyEntry *entry);
char *galley_entry_get_place_id (const GalleyEntry *entry);
