/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import-private.h"

/* The way in of comments, the same for all formats: finds the post and what is answered, has the
 * rules decide, keeps, and tells. What is answered may come later; galley_intake_finish() joins it.
 * An id is that of the source: the same again adds nothing. */
typedef struct _GalleyIntake GalleyIntake;

/* What a format says of a comment besides what the record itself holds. */
typedef struct
{
  const char *post;           /* (nullable): a slug, an address or an id; not asked where the record
                               * names a post already */
  const char *const *parents; /* (nullable): ids in the source of what it answers, the likeliest
                               * first */
  gboolean parents_may_miss;  /* that none of them is there is not worth a word */
  const char *subject;        /* (nullable): what to call it where its post is not known */
  const char *status;         /* (nullable): what it was where it comes from */
} GalleyArrival;

/* @place: what a number in messages is: "line", "message" */
GalleyIntake *galley_intake_new (GalleyImporter *importer,
                                 const char *name,
                                 const char *place,
                                 const char *source);
void galley_intake_free (GalleyIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyIntake, galley_intake_free)

/* What messages from now on are about. */
void galley_intake_set_name (GalleyIntake *intake, const char *name);

/* Takes in a comment that has no id; FALSE only where the import cannot go on. */
gboolean galley_intake_take (GalleyIntake *intake,
                             GalleyComment *comment,
                             const GalleyArrival *arrival,
                             guint number,
                             GError **error);
/* Counts what is no comment, and tells why. */
void galley_intake_refuse (GalleyIntake *intake, guint number, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void galley_intake_warn (GalleyIntake *intake, guint number, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* The text as it may be kept: valid, and of bounded length, which is told. */
char *galley_intake_body (GalleyIntake *intake, const char *text, guint number);
/* Joins comments to what they answer, where that came after them. */
gboolean galley_intake_finish (GalleyIntake *intake, GError **error);
