/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-command.h"

/* What was carried out, and in which order it can be undone and done again. Knows no project; one
 * thread at a time. */
typedef struct _GalleyUndoStack GalleyUndoStack;

GalleyUndoStack *galley_undo_stack_new (guint limit);
void galley_undo_stack_free (GalleyUndoStack *stack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyUndoStack, galley_undo_stack_free)
GalleyUndoStack *galley_undo_stack_copy (const GalleyUndoStack *stack);

GalleyCommand *galley_undo_stack_get_next (const GalleyUndoStack *stack, GalleyCommandStep step);
void
galley_undo_stack_move (GalleyUndoStack *stack, GalleyCommandStep step, GalleyCommand *command);
void galley_undo_stack_drop (GalleyUndoStack *stack, GalleyCommand *command);
