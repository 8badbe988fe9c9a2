/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-rule.h"

#include "galley-comment-private.h"

static const char *const KIND_NAMES[] = {
  "hold-all",      "hold-links", "hold-words", "spam-words",
  "approve-known", "hold-same",  "hold-fast",  "hold-old",
};

/**
 * galley_rule_new:
 * @kind: what it looks at
 * @name: what people call it
 *
 * Returns: (transfer full): a rule with no value that is in no project yet; free with
 *   galley_rule_free()
 */
GalleyRule *
galley_rule_new (GalleyRuleKind kind, const char *name)
{
  GalleyRule *rule = g_new0 (GalleyRule, 1);

  rule->kind = kind;
  rule->name = g_strdup (name);
  rule->value = g_strdup ("");
  return rule;
}

void
galley_rule_free (GalleyRule *rule)
{
  if (rule == NULL)
    return;
  g_free (rule->name);
  g_free (rule->value);
  g_free (rule);
}

/**
 * galley_rule_copy:
 * @rule: a rule
 *
 * Returns: (transfer full): another that is the same
 */
GalleyRule *
galley_rule_copy (const GalleyRule *rule)
{
  GalleyRule *copy = g_memdup2 (rule, sizeof *rule);

  copy->name = g_strdup (rule->name);
  copy->value = g_strdup (rule->value);
  return copy;
}

/**
 * galley_rules_copy:
 * @rules: (element-type GalleyRule): rules
 *
 * Returns: (transfer full) (element-type GalleyRule): copies of them, in their order
 */
GPtrArray *
galley_rules_copy (GPtrArray *rules)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_rule_free);

  for (guint i = 0; i < rules->len; i++)
    g_ptr_array_add (copies, galley_rule_copy (g_ptr_array_index (rules, i)));
  return copies;
}

static GalleyRule *
read_rule (GalleyStatement *row)
{
  GalleyRule *rule = g_new0 (GalleyRule, 1);
  g_autofree char *kind = galley_statement_text (row, 2);

  rule->id = galley_statement_int (row, 0);
  rule->name = galley_statement_text (row, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (KIND_NAMES); i++)
    if (g_str_equal (kind, KIND_NAMES[i]))
      rule->kind = (GalleyRuleKind) i;
  rule->value = galley_statement_text (row, 3);
  rule->number = galley_statement_int (row, 4);
  rule->enabled = galley_statement_int (row, 5) != 0;
  rule->fired = (guint) galley_statement_int (row, 6);
  return rule;
}

/**
 * galley_project_list_rules:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type GalleyRule): all rules in their order, also
 *   those that are switched off
 */
GPtrArray *
galley_project_list_rules (GalleyProject *project, GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_rule_free);
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project,
      "SELECT id, name, kind, value, number, enabled, fired FROM rule ORDER BY position, id",
      error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    g_ptr_array_add (rules, read_rule (row));
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&rules) : NULL;
}

static gboolean
expect_one (GalleyProject *project, gint64 id, GError **error)
{
  if (sqlite3_changes (project->handle) > 0)
    return TRUE;
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
               "%s: there is no rule with the number %" G_GINT64_FORMAT, project->path, id);
  return FALSE;
}

/**
 * galley_project_save_rule:
 * @project: a project
 * @rule: the rule; gets id where it is new
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_project_save_rule (GalleyProject *project, GalleyRule *rule, GError **error)
{
  if ((gsize) rule->kind >= G_N_ELEMENTS (KIND_NAMES))
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID,
                   "%s: there is no such kind of rule", project->path);
      return FALSE;
    }
  if (rule->id != 0)
    return galley_sql_run (project, error,
                           "UPDATE rule SET name = ?, kind = ?, value = ?, number = ?, enabled = ?"
                           " WHERE id = ?",
                           "tttiii", rule->name, KIND_NAMES[rule->kind], rule->value, rule->number,
                           (gint64) (rule->enabled ? 1 : 0), rule->id) &&
           expect_one (project, rule->id, error);
  if (!galley_sql_run (project, error,
                       "INSERT INTO rule (position, name, kind, value, number, enabled, fired)"
                       " VALUES ((SELECT coalesce(max(position), -1) + 1 FROM rule), ?, ?, ?, ?,"
                       " ?, 0)",
                       "tttii", rule->name, KIND_NAMES[rule->kind], rule->value, rule->number,
                       (gint64) (rule->enabled ? 1 : 0)))
    return FALSE;
  rule->id = sqlite3_last_insert_rowid (project->handle);
  return TRUE;
}

/**
 * galley_project_delete_rule:
 * @project: an open project
 * @id: of a rule
 * @error: of GALLEY_STORE_ERROR
 *
 * What it decided stays decided.
 *
 * Returns: FALSE on error, with GALLEY_STORE_ERROR_NOT_FOUND where there is no such rule
 */
gboolean
galley_project_delete_rule (GalleyProject *project, gint64 id, GError **error)
{
  return galley_sql_run (project, error, "DELETE FROM rule WHERE id = ?", "i", id) &&
         expect_one (project, id, error);
}

static gboolean
write_positions (GalleyProject *project,
                 GPtrArray *rules,
                 gint64 id,
                 guint position,
                 GError **error)
{
  guint next = 0;

  for (guint i = 0; i < rules->len; i++)
    {
      const GalleyRule *rule = g_ptr_array_index (rules, i);
      gint64 place;

      if (rule->id == id)
        place = MIN (position, rules->len - 1);
      else
        {
          next += next == position ? 1 : 0;
          place = next++;
        }
      if (!galley_sql_run (project, error, "UPDATE rule SET position = ? WHERE id = ?", "ii", place,
                           rule->id))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_project_move_rule:
 * @project: an open project
 * @id: of a rule
 * @position: where it shall stand; 0 is the first
 * @error: of GALLEY_STORE_ERROR
 *
 * Rules are asked in their order.
 *
 * Returns: FALSE on error, and then nothing was moved
 */
gboolean
galley_project_move_rule (GalleyProject *project, gint64 id, guint position, GError **error)
{
  g_autoptr (GPtrArray) rules = galley_project_list_rules (project, error);

  if (rules == NULL || !galley_project_begin (project, error))
    return FALSE;
  if (write_positions (project, rules, id, position, error))
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  return FALSE;
}

/**
 * galley_project_is_known_reader:
 * @project: a project
 * @comment: a comment
 * @known: (out): whether a comment by the same name and e-mail address is approved; never where
 *   one of the two is empty, for a name alone is easily borrowed
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_project_is_known_reader (GalleyProject *project,
                                const GalleyComment *comment,
                                gboolean *known,
                                GError **error)
{
  gint64 found = 0;

  if (!galley_sql_get_int (
          project, &found, error,
          "SELECT EXISTS (SELECT 1 FROM comment WHERE email = ?1 COLLATE NOCASE AND email <> ''"
          " AND name = ?2 AND name <> '' AND status = 'approved'"
          " AND by_author = 0 AND id <> ?3)",
          "tti", comment->email, comment->name, comment->id))
    return FALSE;
  *known = found != 0;
  return TRUE;
}

/**
 * galley_project_find_same_text:
 * @project: a project
 * @comment: a comment
 * @other: (out): one that says the same, but for case and spaces; 0 where there is none
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_project_find_same_text (GalleyProject *project,
                               const GalleyComment *comment,
                               gint64 *other,
                               GError **error)
{
  return galley_sql_get_int (project, other, error,
                             "SELECT id FROM comment WHERE fingerprint = ? AND id <> ? LIMIT 1",
                             "ii", galley_comment_fingerprint (comment->body), comment->id);
}

/**
 * galley_project_find_nearest:
 * @project: an open project
 * @comment: one that need not be in the project; without a date: of now
 * @seconds: (out): between it and the comment nearest in time by the same reader; -1 where there
 *   is none
 * @error: of GALLEY_STORE_ERROR
 *
 * A reader is known by the e-mail address or, without one, by the name.
 *
 * Returns: FALSE on error
 */
gboolean
galley_project_find_nearest (GalleyProject *project,
                             const GalleyComment *comment,
                             gint64 *seconds,
                             GError **error)
{
  gint64 instant =
      comment->date != NULL ? g_date_time_to_unix (comment->date) : galley_project_now ();
  gboolean by_email = comment->email != NULL && *comment->email != '\0';
  gboolean by_name = comment->name != NULL && *comment->name != '\0';

  *seconds = -1;
  if (!by_email && !by_name)
    return TRUE;
  return galley_sql_get_int (
      project, seconds, error,
      by_email ? "SELECT coalesce(min(abs(instant - ?1)), -1) FROM comment"
                 " WHERE email = ?2 COLLATE NOCASE AND email <> '' AND by_author = 0 AND id <> ?3"
               : "SELECT coalesce(min(abs(instant - ?1)), -1) FROM comment"
                 " WHERE name = ?2 AND email = '' AND by_author = 0 AND id <> ?3",
      "iti", instant, by_email ? comment->email : comment->name, comment->id);
}

static gboolean
write_rule (GalleyProject *project, GalleyRule *rule, guint position, GError **error)
{
  if (rule->id == 0)
    return galley_project_save_rule (project, rule, error) &&
           galley_sql_run (project, error, "UPDATE rule SET position = ? WHERE id = ?", "ii",
                           (gint64) position, rule->id);
  return galley_sql_run (
      project, error,
      "INSERT INTO rule (id, position, name, kind, value, number, enabled, fired)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET"
      " position = ?2, name = ?3, kind = ?4, value = ?5, number = ?6,"
      " enabled = ?7",
      "iitttiii", rule->id, (gint64) position, rule->name, KIND_NAMES[rule->kind], rule->value,
      rule->number, (gint64) (rule->enabled ? 1 : 0), (gint64) rule->fired);
}

static gboolean
has_rule (GPtrArray *rules, gint64 id)
{
  for (guint i = 0; i < rules->len; i++)
    if (((const GalleyRule *) g_ptr_array_index (rules, i))->id == id)
      return TRUE;
  return FALSE;
}

static gboolean
replace_rules (GalleyProject *project, GPtrArray *rules, GError **error)
{
  g_autoptr (GPtrArray) before = galley_project_list_rules (project, error);

  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      const GalleyRule *rule = g_ptr_array_index (before, i);

      if (!has_rule (rules, rule->id) && !galley_project_delete_rule (project, rule->id, error))
        return FALSE;
    }
  for (guint i = 0; before != NULL && i < rules->len; i++)
    if (!write_rule (project, g_ptr_array_index (rules, i), i, error))
      return FALSE;
  return before != NULL;
}

/**
 * galley_project_replace_rules:
 * @project: a project
 * @rules: (element-type GalleyRule): what its rules shall be, in their order; new ones get ids
 * @error: GALLEY_STORE_ERROR
 *
 * Makes the rules just these, which any change of them is, and its undo too: a rule that was
 * deleted comes back as what it was.
 */
gboolean
galley_project_replace_rules (GalleyProject *project, GPtrArray *rules, GError **error)
{
  if (!galley_project_begin (project, error))
    return FALSE;
  if (replace_rules (project, rules, error))
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  return FALSE;
}
