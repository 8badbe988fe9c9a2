/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-keys.h"

#include <gtk/gtk.h>

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

static const struct
{
  guint key;
  GalleyCommentKey plain, shifted;
} others[] = {
  { GDK_KEY_j, GALLEY_COMMENT_KEY_NEXT, GALLEY_COMMENT_KEY_NONE },
  { GDK_KEY_k, GALLEY_COMMENT_KEY_PREVIOUS, GALLEY_COMMENT_KEY_NONE },
  { GDK_KEY_x, GALLEY_COMMENT_KEY_MARK, GALLEY_COMMENT_KEY_MARK_ALL },
  { GDK_KEY_z, GALLEY_COMMENT_KEY_UNDO, GALLEY_COMMENT_KEY_NONE },
  { GDK_KEY_r, GALLEY_COMMENT_KEY_REPLY, GALLEY_COMMENT_KEY_NONE },
  { GDK_KEY_e, GALLEY_COMMENT_KEY_EDIT, GALLEY_COMMENT_KEY_NONE },
  { GDK_KEY_f, GALLEY_COMMENT_KEY_FILTER, GALLEY_COMMENT_KEY_CLEAR_FILTERS },
  { GDK_KEY_p, GALLEY_COMMENT_KEY_PLACE, GALLEY_COMMENT_KEY_NONE },
  { GDK_KEY_question, GALLEY_COMMENT_KEY_HELP, GALLEY_COMMENT_KEY_HELP },
};

/**
 * galley_comment_key_find:
 * @event: a key that is pressed while nothing is being written
 * @status: (out): of DECIDE and DECIDE_MARKED: what the comments shall be
 *
 * Returns: what the key does
 */
GalleyCommentKey
galley_comment_key_find (const GdkEventKey *event, GalleyCommentStatus *status)
{
  guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;
  guint key = gdk_keyval_to_lower (event->keyval);

  modifiers &= ~(guint) GDK_SHIFT_MASK;
  if (modifiers == GDK_CONTROL_MASK && key == GDK_KEY_z)
    return shift ? GALLEY_COMMENT_KEY_REDO : GALLEY_COMMENT_KEY_UNDO;
  if (modifiers != 0)
    return GALLEY_COMMENT_KEY_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (key == decisions[i].key)
      {
        *status = decisions[i].status;
        return shift ? GALLEY_COMMENT_KEY_DECIDE_MARKED : GALLEY_COMMENT_KEY_DECIDE;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (key == others[i].key)
      return shift ? others[i].shifted : others[i].plain;
  return GALLEY_COMMENT_KEY_NONE;
}
