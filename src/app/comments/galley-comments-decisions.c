/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comments-pane-private.h"

#include <glib/gi18n.h>

#define MAX_UNDOABLE 200

/* A decision on its way to the project. */
typedef struct
{
  GalleyCommentsPane *pane;
  GalleyDecision *decision;
  GPtrArray *kept_in;    /* from where it can be taken back */
  GPtrArray *taken_from; /* where it was, and is again where it could not be done; or NULL */
  const char *told;      /* how the author is told of it; NULL: by what it did */
} Step;

/* Tells the author something, without taking the focus. */
void
galley_comments_pane_tell (GalleyCommentsPane *self, const char *text)
{
  gtk_label_set_text (self->told_text, text);
  gtk_widget_set_visible (self->undo, self->undoable->len > 0);
  gtk_revealer_set_reveal_child (self->told, TRUE);
}

static char *
describe (const GalleyDecision *decision)
{
  guint n = decision->ids->len;

  if (decision->post != NULL)
    return g_strdup (_ ("Placed, with the answers to it"));
  if (decision->after == NULL)
    return g_strdup (_ ("Edited the comment"));
  if (decision->is_reply)
    return g_strdup (_ ("Answered"));
  switch (g_array_index (decision->after, GalleyCommentStatus, 0))
    {
    case GALLEY_COMMENT_APPROVED:
      return g_strdup_printf (ngettext ("Approved a comment", "Approved %u comments", n), n);
    case GALLEY_COMMENT_SPAM:
      return g_strdup_printf (ngettext ("Marked as spam", "Marked %u comments as spam", n), n);
    case GALLEY_COMMENT_TRASH:
      return g_strdup_printf (ngettext ("Moved to the trash", "Moved %u comments to the trash", n),
                              n);
    case GALLEY_COMMENT_PENDING:
    default:
      return g_strdup_printf (ngettext ("Pending again", "%u comments are pending again", n), n);
    }
}

static void
step_free (Step *step)
{
  g_object_unref (step->pane);
  galley_decision_unref (step->decision);
  g_ptr_array_unref (step->kept_in);
  g_clear_pointer (&step->taken_from, g_ptr_array_unref);
  g_free (step);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/* What was written is not lost with the decision that it was part of. */
static void
keep_text (GalleyCommentsPane *self, const GalleyDecision *decision)
{
  if (decision->body_after != NULL)
    galley_comment_view_keep (self->view, g_array_index (decision->ids, gint64, 0),
                              !decision->is_reply, decision->body_after);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  GalleyCommentsPane *self = step->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDecision) decision =
      galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (decision == NULL)
    {
      g_ptr_array_remove (step->kept_in, step->decision);
      if (step->taken_from != NULL)
        g_ptr_array_add (step->taken_from, galley_decision_ref (step->decision));
      else if (GALLEY_SESSION (source) == self->session)
        keep_text (self, step->decision);
      text = g_strdup_printf (_ ("Not done: %s"), error->message);
    }
  else
    text = step->told != NULL ? g_strdup (step->told) : describe (decision);
  galley_comments_pane_tell (self, text);
  if (GALLEY_SESSION (source) != self->session)
    return;
  if (decision != NULL && step->kept_in == self->redoable) /* taken back, to be judged anew */
    self->wanted = g_array_index (decision->ids, gint64, 0);
  galley_session_comments_changed (self->session);
}

/* The decision can be taken back from now on, not only once it is done: the EDIT lane works in the
 * order it was asked, so that a key pressed at once finds it done. */
static void
run (GalleyCommentsPane *self,
     GalleySessionFunc func,
     GalleyDecision *decision,
     GPtrArray *kept_in,
     GPtrArray *taken_from,
     const char *told)
{
  Step *step = g_new0 (Step, 1);
  int row = galley_comments_pane_get_row (self);

  self->keep_row = row >= 0 ? (guint) row : 0;
  if (kept_in->len >= MAX_UNDOABLE)
    g_ptr_array_remove_index (kept_in, 0);
  g_ptr_array_add (kept_in, galley_decision_ref (decision));
  step->pane = g_object_ref (self);
  step->decision = galley_decision_ref (decision);
  step->kept_in = g_ptr_array_ref (kept_in);
  step->taken_from = taken_from != NULL ? g_ptr_array_ref (taken_from) : NULL;
  step->told = told;
  galley_session_run_async (self->session, GALLEY_LANE_EDIT, func, galley_decision_ref (decision),
                            (GDestroyNotify) galley_decision_unref,
                            (GDestroyNotify) galley_decision_unref, NULL, done_cb, step);
}

/* Makes a decision, which can be undone afterwards. What was undone before cannot be done again. */
void
galley_comments_pane_make (GalleyCommentsPane *self, GalleyDecision *decision)
{
  if (self->session == NULL)
    return;
  g_ptr_array_set_size (self->redoable, 0);
  run (self, galley_decision_make, decision, self->undoable, NULL, NULL);
}

static GArray *
take_marked (GalleyCommentsPane *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->marked);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_val (ids, *(gint64 *) key);
  g_hash_table_remove_all (self->marked);
  return ids;
}

/* Brings the next comment into view at once, so that a second key, pressed before the list is there
 * anew, decides about that one and not again about the first. */
static void
advance (GalleyCommentsPane *self)
{
  int row = galley_comments_pane_get_row (self);
  int n = (int) galley_record_model_get_length (self->model);

  if (row + 1 < n)
    galley_comments_pane_select (self, row + 1);
  else if (galley_comments_pane_get_filter (self) <= GALLEY_COMMENT_TRASH)
    galley_comments_pane_select (self, row - 1);
}

/* Gives a status to the comment in view, or to all that are marked. */
void
galley_comments_pane_decide (GalleyCommentsPane *self, GalleyCommentStatus status, gboolean marked)
{
  gint64 id = galley_comments_pane_get_id (self);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GalleyDecision) decision = NULL;

  if (marked && g_hash_table_size (self->marked) == 0)
    {
      galley_comments_pane_tell (self, _ ("No comment is marked; x marks the one in view"));
      return;
    }
  if (marked)
    ids = take_marked (self);
  else if (id != 0 && status != (GalleyCommentStatus) galley_comments_pane_get_filter (self))
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (ids, id);
    }
  else
    return;
  decision = galley_decision_new_status ((gint64 *) ids->data, ids->len, status);
  galley_comments_pane_make (self, decision);
  if (!marked)
    advance (self);
}

/**
 * galley_comments_pane_undo:
 * @pane: the pane
 *
 * Takes the last decision back.
 */
void
galley_comments_pane_undo (GalleyCommentsPane *pane)
{
  g_autoptr (GalleyDecision) decision = NULL;

  if (pane->session == NULL || pane->undoable->len == 0)
    {
      galley_comments_pane_tell (pane, _ ("There is nothing to undo"));
      return;
    }
  decision = g_ptr_array_steal_index (pane->undoable, pane->undoable->len - 1);
  run (pane, galley_decision_undo, decision, pane->redoable, pane->undoable, _ ("Undone"));
}

/**
 * galley_comments_pane_redo:
 * @pane: the pane
 *
 * Does again what was undone last.
 */
void
galley_comments_pane_redo (GalleyCommentsPane *pane)
{
  g_autoptr (GalleyDecision) decision = NULL;

  if (pane->session == NULL || pane->redoable->len == 0)
    {
      galley_comments_pane_tell (pane, _ ("There is nothing to do again"));
      return;
    }
  decision = g_ptr_array_steal_index (pane->redoable, pane->redoable->len - 1);
  run (pane, galley_decision_redo, decision, pane->undoable, pane->redoable, _ ("Done again"));
}
