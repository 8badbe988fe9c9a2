/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"

/* What is looked for in working copies, letter by letter. */
typedef struct
{
  const char *text;
  gboolean match_case;
  gboolean whole_words;
} GalleyTextQuery;

typedef struct
{
  gboolean in_title;    /* else in the body */
  gsize offset;         /* bytes from the start of the field */
  char *match;          /* as it stands there */
  char *before, *after; /* what stands around it in its line */
} GalleyTextHit;

/* A post in which something was found. */
typedef struct
{
  gint64 post_id;
  char *title;
  GPtrArray *hits; /* of GalleyTextHit, in the order of the text */
} GalleyTextHits;

GalleyTextHits *galley_text_hits_new (gint64 post_id, const char *title);
void galley_text_hits_free (GalleyTextHits *hits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTextHits, galley_text_hits_free)
GalleyTextHit *galley_text_hit_copy (const GalleyTextHit *hit);
void galley_text_hit_free (GalleyTextHit *hit);

GPtrArray *galley_project_find_text (GalleyProject *project,
                                     const GalleyTextQuery *query,
                                     const gint64 *ids,
                                     gsize n_ids,
                                     GCancellable *cancellable,
                                     GError **error);

/* A post that was changed by a replacement, and how to undo that. */
typedef struct
{
  gint64 post_id;
  gint64 before;   /* the revision that was the working copy */
  char digest[65]; /* of what was written */
} GalleyReplaced;

GArray *galley_project_replace_text (GalleyProject *project,
                                     GPtrArray *chosen,
                                     const char *replacement,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean galley_project_undo_replace (GalleyProject *project,
                                      GArray *replaced,
                                      guint *n_kept,
                                      GError **error);
