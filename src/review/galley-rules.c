/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-rules.h"

#include <string.h>

#include "galley-post.h"

void
galley_verdict_clear (GalleyVerdict *verdict)
{
  g_clear_pointer (&verdict->reason, g_free);
}

static char *
find_word (const GalleyRule *rule, const GalleyComment *comment)
{
  const char *const texts[] = { comment->body, comment->name, comment->place, comment->email,
                                comment->url };
  g_auto (GStrv) words = g_strsplit (rule->value != NULL ? rule->value : "", "\n", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
      if (galley_rule_has_word (texts[k], words[i]))
        return g_strdup (g_strstrip (words[i]));
  return NULL;
}

static char *
ask_links (const GalleyRule *rule, const GalleyComment *comment)
{
  guint links = galley_rule_count_links (comment->body);

  if (links == 0 || (gint64) links < rule->number)
    return NULL;
  return g_strdup_printf (links == 1 ? "it has %u link" : "it has %u links", links);
}

static char *
ask_words (const GalleyRule *rule, const GalleyComment *comment)
{
  g_autofree char *word = find_word (rule, comment);

  return word != NULL ? g_strdup_printf ("it says “%s”", word) : NULL;
}

static gboolean
ask_known (GalleyProject *project, const GalleyComment *comment, char **why, GError **error)
{
  gboolean known = FALSE;

  if (!galley_project_is_known_reader (project, comment, &known, error))
    return FALSE;
  if (known)
    *why = g_strdup_printf ("%s was approved before", comment->name);
  return TRUE;
}

static gboolean
ask_same (GalleyProject *project, const GalleyComment *comment, char **why, GError **error)
{
  gint64 other = 0;

  if (!galley_project_find_same_text (project, comment, &other, error))
    return FALSE;
  if (other != 0)
    *why = g_strdup_printf ("comment %" G_GINT64_FORMAT " says the same", other);
  return TRUE;
}

static gboolean
ask_fast (GalleyProject *project,
          const GalleyRule *rule,
          const GalleyComment *comment,
          char **why,
          GError **error)
{
  gint64 seconds = -1;

  if (!galley_project_find_nearest (project, comment, &seconds, error))
    return FALSE;
  if (seconds >= 0 && seconds < rule->number)
    *why =
        g_strdup_printf ("%" G_GINT64_FORMAT " seconds from another by the same reader", seconds);
  return TRUE;
}

static gboolean
ask_old (GalleyProject *project,
         const GalleyRule *rule,
         const GalleyComment *comment,
         char **why,
         GError **error)
{
  g_autoptr (GPtrArray) posts = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const GalleyPost *post;
  gint64 days;

  if (comment->post_id == 0)
    return TRUE;
  posts = galley_project_load_posts (project, &comment->post_id, 1, GALLEY_VERSION_WORKING, error);
  if (posts == NULL)
    return FALSE;
  post = g_ptr_array_index (posts, 0);
  if (post == NULL)
    return TRUE;
  days = g_date_time_difference (comment->date != NULL ? comment->date : now, post->date) /
         G_TIME_SPAN_DAY;
  if (days >= rule->number)
    *why = g_strdup_printf ("its post was %" G_GINT64_FORMAT " days old", days);
  return TRUE;
}

/* Why a rule catches a comment; NULL in @why where it does not. */
static gboolean
ask (GalleyProject *project,
     const GalleyRule *rule,
     const GalleyComment *comment,
     char **why,
     GError **error)
{
  switch (rule->kind)
    {
    case GALLEY_RULE_HOLD_ALL:
      *why = g_strdup ("every comment waits for the author");
      return TRUE;
    case GALLEY_RULE_HOLD_LINKS:
      *why = ask_links (rule, comment);
      return TRUE;
    case GALLEY_RULE_HOLD_WORDS:
    case GALLEY_RULE_SPAM_WORDS:
      *why = ask_words (rule, comment);
      return TRUE;
    case GALLEY_RULE_APPROVE_KNOWN:
      return ask_known (project, comment, why, error);
    case GALLEY_RULE_HOLD_SAME:
      return ask_same (project, comment, why, error);
    case GALLEY_RULE_HOLD_FAST:
      return ask_fast (project, rule, comment, why, error);
    case GALLEY_RULE_HOLD_OLD:
      return ask_old (project, rule, comment, why, error);
    default:
      return TRUE;
    }
}

/* Asks one rule, switched on or not: TRUE in @caught, and why, where it would decide. */
static gboolean
ask_rule (GalleyProject *project,
          const GalleyRule *rule,
          const GalleyComment *comment,
          gboolean *caught,
          char **reason,
          GError **error)
{
  g_autofree char *why = NULL;

  if (!ask (project, rule, comment, &why, error))
    return FALSE;
  *caught = why != NULL;
  if (reason != NULL)
    *reason = why != NULL ? g_strdup_printf ("%s: %s", rule->name, why) : NULL;
  return TRUE;
}

static GalleyCommentStatus
outcome (GalleyRuleKind kind)
{
  if (kind == GALLEY_RULE_SPAM_WORDS)
    return GALLEY_COMMENT_SPAM;
  return kind == GALLEY_RULE_APPROVE_KNOWN ? GALLEY_COMMENT_APPROVED : GALLEY_COMMENT_PENDING;
}

/**
 * galley_rules_judge:
 * @project: a project
 * @rules: (element-type GalleyRule): its rules, in their order
 * @comment: a comment
 * @verdict: (out): what it becomes; clear it with galley_verdict_clear()
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_rules_judge (GalleyProject *project,
                    GPtrArray *rules,
                    const GalleyComment *comment,
                    GalleyVerdict *verdict,
                    GError **error)
{
  memset (verdict, 0, sizeof *verdict);
  verdict->status = GALLEY_COMMENT_PENDING;
  for (guint i = 0; i < rules->len; i++)
    {
      const GalleyRule *rule = g_ptr_array_index (rules, i);
      gboolean caught = FALSE;

      if (!rule->enabled)
        continue;
      if (!ask_rule (project, rule, comment, &caught, &verdict->reason, error))
        return FALSE;
      if (caught)
        {
          verdict->rule_id = rule->id;
          verdict->status = outcome (rule->kind);
          return TRUE;
        }
    }
  verdict->reason = g_strdup ("every comment waits for the author");
  return TRUE;
}

/**
 * galley_rule_try:
 * @project: an open project
 * @rule: a rule, switched on or not; it need not be in the project
 * @cancellable: (nullable): stops it between two comments
 * @error: of GALLEY_STORE_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Tries it on all comments that are there; nothing is changed.
 *
 * Returns: (transfer full) (element-type gint64): the ids of those that it would have caught,
 *   newest first; NULL on error
 */
GArray *
galley_rule_try (GalleyProject *project,
                 const GalleyRule *rule,
                 GCancellable *cancellable,
                 GError **error)
{
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  g_autoptr (GArray) all = galley_project_list_comments (project, &filter, cancellable, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      gint64 id = g_array_index (all, gint64, i);
      g_autoptr (GalleyComment) comment = NULL;
      gboolean caught = FALSE;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      comment = galley_project_load_comment (project, id, error);
      if (comment == NULL)
        return NULL;
      if (comment->by_author)
        continue;
      if (!ask_rule (project, rule, comment, &caught, NULL, error))
        return NULL;
      if (caught)
        g_array_append_val (found, id);
    }
  return all != NULL ? g_steal_pointer (&found) : NULL;
}

/* Spam comes first, then what waits for a reason, so that the reason is told; those whom the author
 * knows only after that. */
static const struct
{
  GalleyRuleKind kind;
  const char *name;
  gint64 number;
  gboolean enabled;
} USUAL[] = {
  { GALLEY_RULE_SPAM_WORDS, "Words of spam", 0, FALSE },
  { GALLEY_RULE_HOLD_WORDS, "Words to look at", 0, FALSE },
  { GALLEY_RULE_HOLD_LINKS, "Links", 2, FALSE },
  { GALLEY_RULE_HOLD_SAME, "Same text again", 0, FALSE },
  { GALLEY_RULE_HOLD_FAST, "Too fast", 15, FALSE },
  { GALLEY_RULE_HOLD_OLD, "Old post", 365, FALSE },
  { GALLEY_RULE_APPROVE_KNOWN, "Approved before", 0, FALSE },
  { GALLEY_RULE_HOLD_ALL, "Everything waits", 0, TRUE },
};

static gboolean
add_usual (GalleyProject *project, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (USUAL); i++)
    {
      g_autoptr (GalleyRule) rule = galley_rule_new (USUAL[i].kind, USUAL[i].name);

      rule->number = USUAL[i].number;
      rule->enabled = USUAL[i].enabled;
      if (!galley_project_save_rule (project, rule, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_rules_ensure:
 * @project: an open project
 * @error: of GALLEY_STORE_ERROR
 *
 * Gives a project that has no rules the usual ones: all comments wait, the rest is switched off.
 *
 * Returns: FALSE on error, and then nothing was changed
 */
gboolean
galley_rules_ensure (GalleyProject *project, GError **error)
{
  g_autoptr (GPtrArray) rules = NULL;

  if (!galley_project_begin (project, error))
    return FALSE;
  rules = galley_project_list_rules (project, error);
  if (rules != NULL && (rules->len > 0 || add_usual (project, error)))
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  return FALSE;
}
