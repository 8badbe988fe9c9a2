/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

typedef enum
{
  GALLEY_POST_KIND_POST,
  GALLEY_POST_KIND_PAGE,
} GalleyPostKind;

typedef enum
{
  GALLEY_POST_DRAFT,
  GALLEY_POST_SCHEDULED, /* published by the first export at or after its date */
  GALLEY_POST_PUBLISHED,
  GALLEY_POST_TRASH,
} GalleyPostStatus;

typedef enum
{
  GALLEY_VERSION_WORKING,   /* what the author sees and edits */
  GALLEY_VERSION_PUBLISHED, /* what export writes */
} GalleyVersion;

typedef struct
{
  char *title;
  char *address; /* an http address, a path in the site, or "post:ID" */
} GalleyLink;

/* One post with the content of one of its versions. A plain record: who holds it owns its strings.
 * Strings are UTF-8 and never NULL in a record that store gives; NULL means "" in one that it
 * takes. */
typedef struct
{
  gint64 id;          /* 0 in a post that was never saved */
  gint64 revision_id; /* the revision that the content below belongs to */
  GalleyPostKind kind;
  GalleyPostStatus status;
  gboolean has_changes; /* published, and the working copy differs from the published one */

  char *title;
  char *slug; /* "" until the post is first saved with a title: then made from it, unique */
  char *byline;
  GDateTime *date;            /* with its offset; NULL: the time of the first save */
  gint64 series_id;           /* 0: none */
  guint series_part;          /* 1 is the first; 0: after the last, given by save */
  char *series_title;         /* read-only, "" where series_id is 0 */
  GStrv tags;                 /* names, in the author's order; NULL means none */
  GPtrArray *links;           /* of GalleyLink; the bar of related links; may be empty, not NULL */
  char *place;                /* "Moscow, Russia" */
  double latitude, longitude; /* degrees, WGS 84; NAN where not known */
  char *excerpt;              /* Markdown; "": made from the text */
  char *cover;                /* the name of a media, "" for none */
  char *language;             /* BCP 47; "": the site's */
  gboolean comments_open;
  char *body;          /* Markdown; NULL in records of lists */
  GDateTime *modified; /* when the revision was last written */
  gint64 created;      /* read-only: when the project first held the post; seconds since 1970 UTC */
} GalleyPost;

typedef enum
{
  GALLEY_POST_SORT_NEWEST, /* by date */
  GALLEY_POST_SORT_OLDEST,
  GALLEY_POST_SORT_TITLE,   /* without case and accents, numbers by their value */
  GALLEY_POST_SORT_CHANGED, /* last changed first */
  GALLEY_POST_SORT_PART,    /* of the series, first one first */
} GalleyPostSort;

/* What a list shows and in which order. */
typedef struct
{
  int status;         /* a GalleyPostStatus, or -1: all but the trash */
  int kind;           /* a GalleyPostKind, or -1 */
  const char *search; /* words, the last one may be begun only; NULL or "": all */
  const char *tag;    /* a name, or NULL */
  gint64 series_id;   /* or 0 */
  const char *author; /* a byline, or NULL */
  int year;           /* of the date as the author wrote it; 0: any */
  GalleyPostSort sort;
} GalleyPostFilter;
#define GALLEY_POST_FILTER_INIT                                                                    \
  {                                                                                                \
    -1, -1, NULL, NULL, 0, NULL, 0, GALLEY_POST_SORT_NEWEST                                        \
  }

typedef enum
{
  GALLEY_SAVE_TYPING,   /* goes on with the newest revision while that is younger than a few minutes
                         */
  GALLEY_SAVE_REVISION, /* a revision of its own */
} GalleySaveMode;

typedef struct
{
  guint all, drafts, scheduled, published, trash;
} GalleyPostCounts;

GalleyPost *galley_post_new (void);
GalleyPost *galley_post_copy (const GalleyPost *post);
void galley_post_free (GalleyPost *post);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPost, galley_post_free)
void galley_post_add_link (GalleyPost *post, const char *title, const char *address);
GalleyLink *galley_link_new (const char *title, const char *address);
void galley_link_free (GalleyLink *link);
const char *galley_post_status_to_name (GalleyPostStatus status); /* "draft", ... not translated */
int galley_post_status_from_name (const char *name);              /* -1 where it is none */

/* Saves the working copy: gives id, slug, date, series_part and revision_id to @post where they
 * were open. Never touches the published revision or the status of a post that exists. */
gboolean galley_project_save_post (GalleyProject *project,
                                   GalleyPost *post,
                                   GalleySaveMode mode,
                                   GError **error);
/* NOT_FOUND also where VERSION_PUBLISHED is asked of a post without one. */
GalleyPost *
galley_project_load_post (GalleyProject *project, gint64 id, GalleyVersion version, GError **error);
/* An id in digits, a slug, or an address of the site's default pattern: 0 where it names nothing.
 */
GHashTable *
galley_project_list_titles (GalleyProject *project, char *(*fold) (const char *), GError **error);
gint64 galley_project_find_post (GalleyProject *project, const char *reference, GError **error);
/* Ids (gint64), in the order that the filter asks for. */
GArray *galley_project_list_posts (GalleyProject *project,
                                   const GalleyPostFilter *filter,
                                   GCancellable *cancellable,
                                   GError **error);
/* Those of @ids, in their order, that have the words; see galley-search.c. */
GArray *galley_project_search_posts (GalleyProject *project,
                                     const char *words,
                                     GArray *ids,
                                     GCancellable *cancellable,
                                     GError **error);
/* The first of those, as many as are found in so short a time. */
GArray *galley_project_peek_posts (GalleyProject *project,
                                   const char *words,
                                   GArray *ids,
                                   guint limit,
                                   gint64 microseconds,
                                   GError **error);
/* Ids of posts to choose from by a few letters, those with them in their titles first. */
GArray *
galley_project_find_titles (GalleyProject *project, const char *words, guint limit, GError **error);
/* Records without bodies of the given ids, in their order; an id that is gone gives NULL there. */
GPtrArray *galley_project_load_posts (GalleyProject *project,
                                      const gint64 *ids,
                                      gsize n_ids,
                                      GalleyVersion version,
                                      GError **error);
gboolean
galley_project_count_posts (GalleyProject *project, GalleyPostCounts *counts, GError **error);

/* Makes the working copy the published one. Status: PUBLISHED, or SCHEDULED where the post's date
 * is later than @now (NULL: the clock). */
gboolean
galley_project_publish_post (GalleyProject *project, gint64 id, GDateTime *now, GError **error);
/* Back to DRAFT; the published revision stays in the history. */
gboolean galley_project_unpublish_post (GalleyProject *project, gint64 id, GError **error);
gboolean galley_project_trash_post (GalleyProject *project, gint64 id, GError **error);
gboolean galley_project_restore_post (GalleyProject *project, gint64 id, GError **error);

/* All that an export at @at writes, newest first, without bodies: published ones as published,
 * scheduled ones whose date has come; with @drafts also drafts and working copies. Titles of old
 * addresses are in galley_project_list_redirects(). */
GPtrArray *galley_project_list_publication (GalleyProject *project,
                                            GDateTime *at,
                                            gboolean drafts,
                                            GError **error);
char *galley_project_load_body (GalleyProject *project, gint64 revision_id, GError **error);

typedef struct
{
  char *slug; /* one that the post was published under before */
  gint64 post_id;
  GDateTime *date; /* the date that it had then; NULL: only texts name it so, no page stood there */
} GalleyRedirect;
GPtrArray *galley_project_list_redirects (GalleyProject *project, GError **error);
void galley_redirect_free (GalleyRedirect *redirect);

typedef struct
{
  gint64 id, post_id;
  GDateTime *modified;
  gboolean is_published;
  char *title;
  gsize body_bytes;
} GalleyRevision;
void galley_revision_free (GalleyRevision *revision);
GPtrArray *galley_project_list_revisions (GalleyProject *project, gint64 post_id, GError **error);
GalleyPost *
galley_project_load_revision (GalleyProject *project, gint64 revision_id, GError **error);
