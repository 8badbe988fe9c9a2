/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-decision.h"

#include "galley-post.h"
#include "galley-review.h"
#include "galley-site-settings.h"

static GalleyDecision *
decision_new (const gint64 *ids, gsize n_ids)
{
  GalleyDecision *decision = g_atomic_rc_box_new0 (GalleyDecision);

  decision->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_ids);
  g_array_append_vals (decision->ids, ids, (guint) n_ids);
  return decision;
}

static GArray *
repeat_status (GalleyCommentStatus status, gsize n)
{
  GArray *statuses = g_array_sized_new (FALSE, FALSE, sizeof (GalleyCommentStatus), (guint) n);

  for (gsize i = 0; i < n; i++)
    g_array_append_val (statuses, status);
  return statuses;
}

/**
 * galley_decision_new_status:
 * @ids: of comments
 * @n_ids: how many
 * @status: what they shall be
 *
 * Returns: (transfer full): the decision, not made yet
 */
GalleyDecision *
galley_decision_new_status (const gint64 *ids, gsize n_ids, GalleyCommentStatus status)
{
  GalleyDecision *decision = decision_new (ids, n_ids);

  decision->after = repeat_status (status, n_ids);
  return decision;
}

/**
 * galley_decision_new_edit:
 * @id: of a comment
 * @body: its text from now on
 *
 * Returns: (transfer full): the decision, not made yet
 */
GalleyDecision *
galley_decision_new_edit (gint64 id, const char *body)
{
  GalleyDecision *decision = decision_new (&id, 1);

  decision->body_after = g_strdup (body);
  return decision;
}

/**
 * galley_decision_new_reply:
 * @parent_id: the comment that is answered
 * @body: Markdown
 *
 * Returns: (transfer full): the decision, not made yet; once it is, its last id is the reply's
 */
GalleyDecision *
galley_decision_new_reply (gint64 parent_id, const char *body)
{
  GalleyDecision *decision = decision_new (&parent_id, 1);

  decision->body_after = g_strdup (body);
  decision->after = repeat_status (GALLEY_COMMENT_APPROVED, 2);
  decision->is_reply = TRUE;
  return decision;
}

/**
 * galley_decision_new_place:
 * @id: of a comment
 * @post: the post that it belongs to: its title, address, slug or number
 *
 * Returns: (transfer full): the decision, not made yet
 */
GalleyDecision *
galley_decision_new_place (gint64 id, const char *post)
{
  GalleyDecision *decision = decision_new (&id, 1);

  decision->post = g_strdup (post);
  return decision;
}

/**
 * galley_decision_ref:
 * @decision: a decision
 *
 * Returns: (transfer full): the same
 */
GalleyDecision *
galley_decision_ref (GalleyDecision *decision)
{
  return g_atomic_rc_box_acquire (decision);
}

static void
decision_clear (gpointer data)
{
  GalleyDecision *decision = data;

  g_clear_pointer (&decision->ids, g_array_unref);
  g_clear_pointer (&decision->before, g_array_unref);
  g_clear_pointer (&decision->after, g_array_unref);
  g_clear_pointer (&decision->moved, g_array_unref);
  g_free (decision->post);
  g_free (decision->body_before);
  g_free (decision->body_after);
}

/**
 * galley_decision_unref:
 * @decision: a decision
 *
 * Gives up one reference.
 */
void
galley_decision_unref (GalleyDecision *decision)
{
  g_atomic_rc_box_release_full (decision, decision_clear);
}

/* Gives each comment its own status again, in one go for all that share one. */
static gboolean
set_each (GalleyProject *project, GArray *ids, GArray *statuses, const char *detail, GError **error)
{
  for (int status = GALLEY_COMMENT_PENDING; status <= GALLEY_COMMENT_TRASH; status++)
    {
      g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint i = 0; i < ids->len; i++)
        if ((int) g_array_index (statuses, GalleyCommentStatus, i) == status)
          g_array_append_val (some, g_array_index (ids, gint64, i));
      if (some->len > 0 && !galley_project_set_comment_status (
                               project, (gint64 *) some->data, some->len,
                               (GalleyCommentStatus) status, "author", detail, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_body (GalleyProject *project, gint64 id, const char *body, const char *detail, GError **error)
{
  g_autoptr (GalleyComment) comment = galley_project_load_comment (project, id, error);

  if (comment == NULL)
    return FALSE;
  if (comment->original[0] == '\0')
    {
      g_free (comment->original);
      comment->original = g_steal_pointer (&comment->body);
    }
  g_free (comment->body);
  comment->body = g_strdup (body);
  if (g_strcmp0 (comment->original, comment->body) == 0) /* as it came again */
    comment->original[0] = '\0';
  return galley_project_save_comment (project, comment, "author", detail, error);
}

static gboolean
make_reply (GalleyProject *project, GalleyDecision *decision, GError **error)
{
  gint64 parent_id = g_array_index (decision->ids, gint64, 0);
  GalleyCommentStatus trashed = GALLEY_COMMENT_TRASH;
  g_autoptr (GalleyComment) parent = galley_project_load_comment (project, parent_id, error);
  g_autoptr (GalleySiteSettings) settings = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gint64 id;

  if (parent == NULL)
    return FALSE;
  settings = galley_project_load_settings (project, error);
  if (settings == NULL)
    return FALSE;
  id = galley_review_reply (project, parent_id, settings->author, decision->body_after, now, error);
  if (id == 0)
    return FALSE;
  g_array_append_val (decision->ids, id);
  decision->before = g_array_new (FALSE, FALSE, sizeof (GalleyCommentStatus));
  g_array_append_val (decision->before, parent->status);
  g_array_append_val (decision->before, trashed);
  g_clear_pointer (&decision->body_after, g_free);
  return TRUE;
}

static char *
fold (const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));

  return g_utf8_casefold (plain, -1);
}

static gboolean
find_post (GalleyProject *project, const char *wanted, gint64 *id, GError **error)
{
  g_autoptr (GHashTable) titles = galley_project_list_titles (project, fold, error);
  g_autofree char *folded = fold (wanted);
  const gint64 *found;

  if (titles == NULL)
    return FALSE;
  found = g_hash_table_lookup (titles, folded);
  *id = found != NULL ? *found : galley_project_find_post (project, wanted, NULL);
  if (*id != 0)
    return TRUE;
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
               "no post has the title or address “%s”", wanted);
  return FALSE;
}

static gboolean
place (GalleyProject *project, GalleyDecision *decision, GError **error)
{
  g_clear_pointer (&decision->moved, g_array_unref);
  return (decision->post_id != 0 ||
          find_post (project, decision->post, &decision->post_id, error)) &&
         galley_project_place_comments (project, (gint64 *) decision->ids->data, 1,
                                        decision->post_id, "author", &decision->moved, error);
}

static gboolean
make_edit (GalleyProject *project, GalleyDecision *decision, GError **error)
{
  gint64 id = g_array_index (decision->ids, gint64, 0);
  g_autoptr (GalleyComment) comment = galley_project_load_comment (project, id, error);

  if (comment == NULL)
    return FALSE;
  decision->body_before = g_strdup (comment->body);
  return set_body (project, id, decision->body_after, "edited", error);
}

/**
 * galley_decision_make:
 * @project: a project
 * @decision: a #GalleyDecision that was not made yet
 * @cancellable: (nullable): not used
 * @error: GALLEY_STORE_ERROR
 *
 * Does it for the first time, and notes what was before.
 *
 * Returns: (transfer full) (nullable): @decision
 */
gpointer
galley_decision_make (GalleyProject *project,
                      gpointer decision,
                      GCancellable *cancellable,
                      GError **error)
{
  GalleyDecision *self = decision;
  gboolean done;

  if (self->post != NULL)
    done = place (project, self, error);
  else if (self->after == NULL)
    done = make_edit (project, self, error);
  else if (self->body_after != NULL)
    done = make_reply (project, self, error);
  else
    done = galley_project_set_comment_status (project, (gint64 *) self->ids->data, self->ids->len,
                                              g_array_index (self->after, GalleyCommentStatus, 0),
                                              "author", "", &self->before, error);
  return done ? galley_decision_ref (self) : NULL;
}

static gpointer
go (GalleyProject *project,
    GalleyDecision *decision,
    GArray *statuses,
    const char *body,
    const char *detail,
    GError **error)
{
  gboolean done = FALSE;

  if (body == NULL && statuses == NULL) /* never made: there is nothing to take back */
    return galley_decision_ref (decision);
  if (body != NULL)
    done = set_body (project, g_array_index (decision->ids, gint64, 0), body, detail, error);
  else if (galley_project_begin (project, error))
    {
      done = set_each (project, decision->ids, statuses, detail, error);
      if (!done)
        galley_project_roll_back (project);
      else
        done = galley_project_commit (project, error);
    }
  return done ? galley_decision_ref (decision) : NULL;
}

/**
 * galley_decision_undo:
 * @project: a project
 * @decision: a #GalleyDecision that was made
 * @cancellable: (nullable): not used
 * @error: GALLEY_STORE_ERROR
 *
 * Takes it back.
 *
 * Returns: (transfer full) (nullable): @decision
 */
gpointer
galley_decision_undo (GalleyProject *project,
                      gpointer decision,
                      GCancellable *cancellable,
                      GError **error)
{
  GalleyDecision *self = decision;

  if (self->post != NULL)
    return self->moved == NULL || galley_project_put_back (project, self->moved, "author", error)
               ? galley_decision_ref (self)
               : NULL;
  return go (project, self, self->before, self->body_before, "undone", error);
}

/**
 * galley_decision_redo:
 * @project: a project
 * @decision: a #GalleyDecision that was taken back
 * @cancellable: (nullable): not used
 * @error: GALLEY_STORE_ERROR
 *
 * Does it again.
 *
 * Returns: (transfer full) (nullable): @decision
 */
gpointer
galley_decision_redo (GalleyProject *project,
                      gpointer decision,
                      GCancellable *cancellable,
                      GError **error)
{
  GalleyDecision *self = decision;

  if (self->post != NULL)
    return place (project, self, error) ? galley_decision_ref (self) : NULL;
  return go (project, self, self->after, self->body_after, "done again", error);
}
