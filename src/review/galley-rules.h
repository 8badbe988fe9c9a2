/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-rule.h"

/* What a rule says of a comment. */
typedef struct
{
  gint64 rule_id; /* 0: no rule caught it */
  GalleyCommentStatus status;
  char *reason; /* for people: "Links: it has 3 links, and from 2 on they wait" */
} GalleyVerdict;

void galley_verdict_clear (GalleyVerdict *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyVerdict, galley_verdict_clear)

/* Asks the rules that are switched on, in their order; the first that catches decides. */
gboolean galley_rules_judge (GalleyProject *project,
                             GPtrArray *rules,
                             const GalleyComment *comment,
                             GalleyVerdict *verdict,
                             GError **error);
/* Tries a rule on all comments that are there. Ids (gint64) of what it would have caught, newest
 * first; nothing is changed. */
GArray *galley_rule_try (GalleyProject *project,
                         const GalleyRule *rule,
                         GCancellable *cancellable,
                         GError **error);
/* Gives a project that has no rules the usual ones: all comments wait, the rest is switched off. */
gboolean galley_rules_ensure (GalleyProject *project, GError **error);

guint galley_rule_count_links (const char *text);
gboolean galley_rule_has_word (const char *text, const char *word);
