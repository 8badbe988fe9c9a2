/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-rule-jobs.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 100

/**
 * galley_rule_trial_free:
 * @trial: (nullable): what a rule would have caught
 */
void
galley_rule_trial_free (GalleyRuleTrial *trial)
{
  if (trial == NULL)
    return;
  g_clear_pointer (&trial->first, g_ptr_array_unref);
  g_free (trial);
}

/**
 * galley_rule_kind_label:
 * @kind: a kind of rule
 *
 * Returns: (transfer none): what it does, for people
 */
const char *
galley_rule_kind_label (GalleyRuleKind kind)
{
  switch (kind)
    {
    case GALLEY_RULE_HOLD_LINKS:
      return _ ("Waits with many links");
    case GALLEY_RULE_HOLD_WORDS:
      return _ ("Waits with certain words");
    case GALLEY_RULE_SPAM_WORDS:
      return _ ("Is spam with certain words");
    case GALLEY_RULE_APPROVE_KNOWN:
      return _ ("Approved: its reader was approved before");
    case GALLEY_RULE_HOLD_SAME:
      return _ ("Waits: the same text again");
    case GALLEY_RULE_HOLD_FAST:
      return _ ("Waits: too soon after another by its reader");
    case GALLEY_RULE_HOLD_OLD:
      return _ ("Waits on an old post");
    case GALLEY_RULE_HOLD_ALL:
    default:
      return _ ("Every comment waits");
    }
}

/**
 * galley_rules_load_job:
 * @project: of the lane that runs it
 * @data: not used
 * @cancellable: (nullable): not looked at
 * @error: of GALLEY_STORE_ERROR
 *
 * A GalleySessionFunc. A project without rules is given the usual ones.
 *
 * Returns: (transfer full) (element-type GalleyRule): the rules in their order; NULL on error
 */
gpointer
galley_rules_load_job (GalleyProject *project,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  return galley_rules_ensure (project, error) ? galley_project_list_rules (project, error) : NULL;
}

/**
 * galley_rules_save_job:
 * @project: of the lane that runs it
 * @rules: (element-type GalleyRule): all of them, in their order
 * @cancellable: (nullable): not looked at
 * @error: of GALLEY_STORE_ERROR
 *
 * A GalleySessionFunc.
 *
 * Returns: (transfer full) (element-type GalleyRule): the rules as they are saved; NULL on error
 */
gpointer
galley_rules_save_job (GalleyProject *project,
                       gpointer rules,
                       GCancellable *cancellable,
                       GError **error)
{
  return galley_project_replace_rules (project, rules, error)
             ? galley_project_list_rules (project, error)
             : NULL;
}

/**
 * galley_rule_try_job:
 * @project: of the lane that runs it
 * @rule: a GalleyRule; it need not be saved
 * @cancellable: (nullable): stops it between two comments
 * @error: of GALLEY_STORE_ERROR, or G_IO_ERROR_CANCELLED
 *
 * A GalleySessionFunc. Nothing is changed.
 *
 * Returns: (transfer full): a GalleyRuleTrial; NULL on error
 */
gpointer
galley_rule_try_job (GalleyProject *project,
                     gpointer rule,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GArray) ids = galley_rule_try (project, rule, cancellable, error);
  g_autoptr (GalleyRuleTrial) trial = NULL;
  GalleyCommentCounts counts;

  if (ids == NULL || !galley_project_count_comments (project, &counts, error))
    return NULL;
  trial = g_new0 (GalleyRuleTrial, 1);
  trial->caught = ids->len;
  trial->all = counts.pending + counts.approved + counts.spam + counts.trash;
  trial->first = galley_project_load_comments (project, (const gint64 *) (void *) ids->data,
                                               MIN (ids->len, MAX_SHOWN), error);
  return trial->first != NULL ? g_steal_pointer (&trial) : NULL;
}
