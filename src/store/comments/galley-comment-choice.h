/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"

typedef enum
{
  GALLEY_CHOICE_READER,
  GALLEY_CHOICE_POST,
  GALLEY_CHOICE_PLACE,
  GALLEY_CHOICE_RULE,
} GalleyChoiceKind;

/* One thing that comments can be filtered by, as people are offered it. Strings are never NULL. */
typedef struct
{
  GalleyChoiceKind kind;
  gint64 id;   /* of a post or a rule, else 0 */
  char *text;  /* the reader's name, the post's title, the place, the rule's name */
  char *email; /* a reader's, or "" */
  guint count; /* how many comments it leaves */
} GalleyCommentChoice;

GalleyCommentChoice *
galley_comment_choice_new (GalleyChoiceKind kind, gint64 id, const char *text, const char *email);
void galley_comment_choice_free (GalleyCommentChoice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCommentChoice, galley_comment_choice_free)
/* Narrows @filter, which borrows from @choice. */
void galley_comment_choice_apply (const GalleyCommentChoice *choice, GalleyCommentFilter *filter);

/* What has the words in @typed, the most frequent first, up to @limit of each kind. */
GPtrArray *galley_project_find_choices (GalleyProject *project,
                                        const char *typed,
                                        guint limit,
                                        GCancellable *cancellable,
                                        GError **error);
