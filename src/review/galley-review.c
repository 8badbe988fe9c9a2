/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-review.h"

#include "galley-rules.h"

static gboolean
keep (GalleyProject *project, GPtrArray *rules, GalleyComment *comment, GError **error)
{
  g_auto (GalleyVerdict) verdict = { 0, GALLEY_COMMENT_PENDING, NULL };

  if (!galley_rules_judge (project, rules, comment, &verdict, error))
    return FALSE;
  comment->status = verdict.status;
  return galley_project_add_ruled (project, comment, verdict.rule_id, verdict.reason, error);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_EXISTS) ||
         g_error_matches (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID);
}

static gboolean
take_in (GalleyProject *project, GPtrArray *rules, GalleyComment *comment, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!galley_project_join (project, error))
    return FALSE;
  if (keep (project, rules, comment, &problem))
    return galley_project_commit (project, error);
  if (is_refusal (problem)) /* before anything was written: what else is in the transaction stays */
    galley_project_commit (project, NULL);
  else
    galley_project_roll_back (project);
  comment->id = 0;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * galley_review_take_in:
 * @project: where the comment arrives
 * @comment: a comment with no id; gets status and id
 * @error: GALLEY_STORE_ERROR: EXISTS where its source and source id are there already
 *
 * Decides on a comment and keeps it.
 *
 * Returns: %TRUE where it is kept
 */
gboolean
galley_review_take_in (GalleyProject *project, GalleyComment *comment, GError **error)
{
  g_autoptr (GPtrArray) rules = galley_project_list_rules (project, error);

  return rules != NULL && take_in (project, rules, comment, error);
}

struct _GalleyReviewer
{
  GPtrArray *rules; /* of GalleyRule */
};

/**
 * galley_reviewer_new:
 * @project: where comments arrive
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the project's rules as they are now
 */
GalleyReviewer *
galley_reviewer_new (GalleyProject *project, GError **error)
{
  GPtrArray *rules = galley_project_list_rules (project, error);
  GalleyReviewer *reviewer;

  if (rules == NULL)
    return NULL;
  reviewer = g_new0 (GalleyReviewer, 1);
  reviewer->rules = rules;
  return reviewer;
}

/**
 * galley_reviewer_free:
 * @reviewer: (nullable): a reviewer
 */
void
galley_reviewer_free (GalleyReviewer *reviewer)
{
  if (reviewer == NULL)
    return;
  g_ptr_array_unref (reviewer->rules);
  g_free (reviewer);
}

/**
 * galley_reviewer_take_in:
 * @project: where the comment arrives
 * @comment: a comment with no id; gets status and id
 * @reviewer: a #GalleyReviewer of @project
 * @error: as galley_review_take_in()
 *
 * Decides on a comment by the rules that @reviewer knows, and keeps it. Within a transaction it is
 * one with that.
 *
 * Returns: %TRUE where it is kept
 */
gboolean
galley_reviewer_take_in (GalleyProject *project,
                         GalleyComment *comment,
                         gpointer reviewer,
                         GError **error)
{
  return take_in (project, ((GalleyReviewer *) reviewer)->rules, comment, error);
}

static GalleyComment *
new_reply (const GalleyComment *parent, const char *name, const char *body, GDateTime *date)
{
  GalleyComment *reply = galley_comment_new ();

  reply->post_id = parent->post_id;
  reply->parent_id = parent->id;
  reply->status = GALLEY_COMMENT_APPROVED;
  reply->by_author = TRUE;
  g_free (reply->name);
  reply->name = g_strdup (name);
  g_clear_pointer (&reply->date, g_date_time_unref);
  reply->date = date != NULL ? g_date_time_ref (date) : g_date_time_new_now_utc ();
  g_free (reply->body);
  reply->body = g_strdup (body);
  g_free (reply->source);
  reply->source = g_strdup ("galley");
  return reply;
}

static gint64
reply_to (GalleyProject *project,
          const GalleyComment *parent,
          const char *name,
          const char *body,
          GDateTime *date,
          GError **error)
{
  g_autoptr (GalleyComment) reply = new_reply (parent, name, body, date);

  if (parent->status == GALLEY_COMMENT_PENDING &&
      !galley_project_set_comment_status (project, &parent->id, 1, GALLEY_COMMENT_APPROVED,
                                          "author", "answered", NULL, error))
    return 0;
  if (!galley_project_save_comment (project, reply, "author", "answer", error))
    return 0;
  return reply->id;
}

/**
 * galley_review_reply:
 * @project: where the comment is
 * @parent_id: what is answered
 * @name: the author's name, as the page shall show it
 * @body: Markdown
 * @date: when
 * @error: GALLEY_STORE_ERROR: NOT_FOUND where there is no such comment, INVALID where it is in the
 *   trash or spam
 *
 * The author answers: the comment is approved where it was pending, and the answer is added to its
 * thread, approved. Both happen, or neither.
 *
 * Returns: the id of the answer; 0 on error
 */
gint64
galley_review_reply (GalleyProject *project,
                     gint64 parent_id,
                     const char *name,
                     const char *body,
                     GDateTime *date,
                     GError **error)
{
  g_autoptr (GalleyComment) parent = galley_project_load_comment (project, parent_id, error);
  gint64 id;

  if (parent == NULL)
    return 0;
  if (parent->status == GALLEY_COMMENT_SPAM || parent->status == GALLEY_COMMENT_TRASH)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID,
                   "answering comment %" G_GINT64_FORMAT ": it is in the %s; restore it first",
                   parent_id, galley_comment_status_to_name (parent->status));
      return 0;
    }
  if (!galley_project_begin (project, error))
    return 0;
  id = reply_to (project, parent, name, body, date, error);
  if (id == 0)
    {
      galley_project_roll_back (project);
      return 0;
    }
  return galley_project_commit (project, error) ? id : 0;
}
