/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"
#include "galley-entry.h"
#include "galley-file-list.h"
#include "galley-former-path.h"
#include "galley-media.h"
#include "galley-project.h"
#include "galley-site-settings.h"
#include "galley-theme.h"
#include "galley-words.h"

/* What a site is at one time: its posts in order, with their addresses, and which files it has.
 * Whoever is above only reads it; the texts are not in it. */
typedef struct _GalleyModel GalleyModel;

/* How galley-index.c gets what a partial model did not read yet. */
typedef struct
{
  GalleyEntry *(*find) (GalleyModel *model, gint64 post_id);
  GalleyEntry *(*find_slug) (GalleyModel *model, const char *slug);
  GalleyTagEntry *(*find_tag) (GalleyModel *model, const char *name);
  void (*need_media) (GalleyModel *model);
  gboolean (*has_path) (GalleyModel *model, const char *path);
  GalleyEntry *(*read) (GalleyModel *model, GalleyEntries *entries, guint i, gboolean is_brief);
  void (*free) (GalleyModel *model);
} GalleyIndexSource;

struct _GalleyModel
{
  GalleyProject *project; /* not owned: outlives the model */
  GDateTime *at;
  gboolean drafts;
  GalleyPost *working; /* (nullable): laid over what the project holds of it */

  GalleySiteSettings *settings;
  char *identity; /* what names the project, whatever its title and address are */
  char *base;     /* the site's absolute address with a slash at its end; NULL where it has none */
  GTimeZone *zone;
  GalleyTheme *theme;
  const GalleyLanguage *language;

  /* What the project holds. */
  gint64 change;              /* up to which change of the project */
  GPtrArray *publication;     /* of GalleyPost; without the working copy */
  GPtrArray *series_records;  /* of GalleySeries */
  GPtrArray *tag_records;     /* of GalleyTag */
  GHashTable *comment_counts; /* gint64 post id to GalleyCommentSum */
  GPtrArray *redirects;       /* of GalleyRedirect */
  GPtrArray *former_paths;    /* of GalleyFormerPath */
  GPtrArray *media;           /* of GalleyMedia */
  GArray *questions;          /* of gint64: questions that the author answered, newest first */

  /* What the site has of it. */
  GPtrArray *entries;    /* of GalleyEntry, newest first: posts and pages */
  GalleyEntries *posts;  /* those of kind post, newest first */
  GalleyEntries *pages;  /* those of kind page, by title */
  GPtrArray *tags;       /* of GalleyTagEntry, by name */
  GArray *years;         /* of int, newest first: those with posts */
  GPtrArray *series;     /* of GalleySeriesEntry with posts, by title */
  GalleyFileList *files; /* made of all above */

  /* For galley-index.c and those who fill it. */
  struct
  {
    GHashTable *by_id;         /* gint64 to GalleyEntry */
    GHashTable *by_slug;       /* char* to GalleyEntry */
    GHashTable *tags_by_name;  /* char* to GalleyTagEntry */
    GHashTable *media_by_name; /* char* to GalleyMedia */
  } index;

  const GalleyIndexSource *source; /* (nullable): of a partial model */
  gpointer source_data;            /* its own */
};

typedef struct
{
  GDateTime *at;             /* the time of publication; NULL: now */
  gboolean drafts;           /* drafts and unpublished changes too */
  const GalleyPost *working; /* (nullable): shown in place of what the project holds of it */
} GalleySiteOptions;

GalleyModel *
galley_model_new (GalleyProject *project, const GalleySiteOptions *options, GError **error);
GalleyModel *
galley_model_open (GalleyProject *project, const GalleySiteOptions *options, GError **error);
void galley_model_free (GalleyModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyModel, galley_model_free)
gboolean galley_model_set_working (GalleyModel *model, const GalleyPost *working);
