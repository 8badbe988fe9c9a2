/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-rules.h"
#include "galley-session.h"

/* What one rule would have caught of all comments that are there. */
typedef struct
{
  guint caught, all;
  GPtrArray *first; /* of GalleyComment: the newest of them */
} GalleyRuleTrial;

void galley_rule_trial_free (GalleyRuleTrial *trial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRuleTrial, galley_rule_trial_free)

/* GalleySessionFuncs. The first two return the rules as they are then (GPtrArray of GalleyRule);
 * the data of the second is what they shall be. The data of the third is a GalleyRule; it returns a
 * GalleyRuleTrial. */
gpointer galley_rules_load_job (GalleyProject *project,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);
gpointer galley_rules_save_job (GalleyProject *project,
                                gpointer rules,
                                GCancellable *cancellable,
                                GError **error);
gpointer galley_rule_try_job (GalleyProject *project,
                              gpointer rule,
                              GCancellable *cancellable,
                              GError **error);
const char *galley_rule_kind_label (GalleyRuleKind kind);
