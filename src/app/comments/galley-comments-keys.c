/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comments-pane-private.h"

#include <glib/gi18n.h>

static void
toggle_mark (GalleyCommentsPane *self)
{
  gint64 id = galley_comments_pane_get_id (self);
  gint64 *key;

  if (id == 0)
    return;
  if (!g_hash_table_remove (self->marked, &id))
    {
      key = g_new (gint64, 1);
      *key = id;
      g_hash_table_add (self->marked, key);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self->list));
}

/* Marks every comment that is listed, or none where all are. */
static void
toggle_all (GalleyCommentsPane *self)
{
  guint n = self->model != NULL ? galley_record_model_get_length (self->model) : 0;
  gboolean all = n > 0 && g_hash_table_size (self->marked) >= n;
  g_autofree char *text = NULL;

  g_hash_table_remove_all (self->marked);
  for (guint i = 0; i < n && !all; i++)
    {
      gint64 id = galley_record_model_get_id (self->model, i);

      g_hash_table_add (self->marked, g_memdup2 (&id, sizeof id));
    }
  n = g_hash_table_size (self->marked);
  text = g_strdup_printf (ngettext ("%u comment is marked", "%u comments are marked", n), n);
  galley_comments_pane_tell (self, text);
  gtk_widget_queue_draw (GTK_WIDGET (self->list));
}

static void
step (GalleyCommentsPane *self, int by)
{
  galley_comments_pane_select (self, galley_comments_pane_get_row (self) + by);
}

/* The letters that are not decisions. */
static gboolean
handle_letter (GalleyCommentsPane *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_j:
      step (self, 1);
      return TRUE;
    case GDK_KEY_k:
      step (self, -1);
      return TRUE;
    case GDK_KEY_x:
      toggle_mark (self);
      return TRUE;
    case GDK_KEY_z:
      galley_comments_pane_undo (self);
      return TRUE;
    case GDK_KEY_r:
    case GDK_KEY_e:
      if (galley_comments_pane_get_id (self) == 0)
        return TRUE;
      if (key == GDK_KEY_r)
        galley_comment_view_begin_reply (self->view);
      else
        galley_comment_view_begin_edit (self->view);
      return TRUE;
    case GDK_KEY_f:
      galley_comments_pane_choose_filter (self);
      return TRUE;
    case GDK_KEY_p:
      galley_comments_pane_place (self);
      return TRUE;
    case GDK_KEY_question:
      g_signal_emit_by_name (self, "show-keys");
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
handle_decision (GalleyCommentsPane *self, guint key, gboolean marked)
{
  static const struct
  {
    guint key;
    GalleyCommentStatus status;
  } decisions[] = {
    { GDK_KEY_a, GALLEY_COMMENT_APPROVED },
    { GDK_KEY_u, GALLEY_COMMENT_PENDING },
    { GDK_KEY_s, GALLEY_COMMENT_SPAM },
    { GDK_KEY_d, GALLEY_COMMENT_TRASH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (key == decisions[i].key)
      {
        galley_comments_pane_decide (self, decisions[i].status, marked);
        return TRUE;
      }
  return FALSE;
}

/* Returns: whether the key was one of the pane's. Not asked while something is being written. */
gboolean
galley_comments_pane_handle_key (GalleyCommentsPane *self, const GdkEventKey *event)
{
  guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;
  guint key = gdk_keyval_to_lower (event->keyval);

  if ((modifiers & ~(guint) GDK_SHIFT_MASK) == GDK_CONTROL_MASK && key == GDK_KEY_z)
    {
      if (shift)
        galley_comments_pane_redo (self);
      else
        galley_comments_pane_undo (self);
      return TRUE;
    }
  if ((modifiers & ~(guint) GDK_SHIFT_MASK) != 0)
    return FALSE;
  if (handle_decision (self, key, shift))
    return TRUE;
  if (shift && key == GDK_KEY_f)
    {
      galley_comments_pane_widen (self);
      return TRUE;
    }
  if (shift && key == GDK_KEY_x)
    {
      toggle_all (self);
      return TRUE;
    }
  if (shift && key != GDK_KEY_question)
    return FALSE;
  return handle_letter (self, key);
}
