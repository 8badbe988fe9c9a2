/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"
#include "galley-project-private.h"

/* The columns of a record, from "comment c"; galley_comment_read() knows their order. */
#define GALLEY_COMMENT_COLUMNS                                                                     \
  "c.id, coalesce(c.post, 0), coalesce(c.parent, 0), c.status, c.kind, c.by_author, c.name, "      \
  "c.place, c.email, c.url, c.date, c.body, c.original, c.source, c.source_id, "                   \
  "coalesce((SELECT r.title FROM post p JOIN revision r ON r.id = p.working "                      \
  "WHERE p.id = c.post), '')"

/* The same without what never leaves the project: mail, source, what a reader wrote before it was
 * edited; nor the title of the post, which who publishes it has. */
#define GALLEY_COMMENT_PUBLIC_COLUMNS                                                              \
  "c.id, coalesce(c.post, 0), coalesce(c.parent, 0), c.status, c.kind, c.by_author, c.name, "      \
  "c.place, '', c.url, c.date, c.body, '', '', '', ''"

gboolean galley_comment_note (GalleyProject *project,
                              gint64 comment_id,
                              const char *who,
                              const char *action,
                              const char *detail,
                              GError **error);
/* What two comments that say the same have in common, whatever their case and spaces. */
gint64 galley_comment_fingerprint (const char *body);
gboolean galley_comment_next_id (GalleyProject *project, gint64 *id, GError **error);
