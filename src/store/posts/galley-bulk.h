/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"

typedef enum
{
  GALLEY_BULK_ADD_TAGS,
  GALLEY_BULK_REMOVE_TAGS,
  GALLEY_BULK_SERIES,
  GALLEY_BULK_TRASH,
  GALLEY_BULK_RESTORE,
  GALLEY_BULK_DUPLICATE,
} GalleyBulkKind;

/* What is to be done to several posts. */
typedef struct
{
  GalleyBulkKind kind;
  GStrv tags;         /* names, of ADD_TAGS and REMOVE_TAGS */
  const char *series; /* a title, of SERIES; NULL or "": out of the series */
  const char *suffix; /* of DUPLICATE: what the title of a copy ends with */
} GalleyBulkChange;

typedef struct
{
  gint64 id;
  gint64 before, after; /* the working revisions; 0 where it is not that which changed */
} GalleyBulkPost;

/* What was done, and how to undo it. */
typedef struct
{
  GalleyBulkKind kind;
  GArray *posts; /* of GalleyBulkPost: those that were changed; of DUPLICATE the copies */
} GalleyBulkDone;

void galley_bulk_done_free (GalleyBulkDone *done);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyBulkDone, galley_bulk_done_free)

GalleyBulkDone *galley_project_change_posts (GalleyProject *project,
                                             const GalleyBulkChange *change,
                                             const gint64 *ids,
                                             gsize n_ids,
                                             GCancellable *cancellable,
                                             GError **error);
gboolean galley_project_undo_posts (GalleyProject *project,
                                    const GalleyBulkDone *done,
                                    guint *n_kept,
                                    GError **error);
/* The tags that these posts have, by name. */
GStrv galley_project_list_tags_of (GalleyProject *project,
                                   const gint64 *ids,
                                   gsize n_ids,
                                   GError **error);
