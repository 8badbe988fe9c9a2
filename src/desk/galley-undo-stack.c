/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-undo-stack.h"

/* Both are stacks of GalleyCommand, the newest last. A command is in one of them at most. */
struct _GalleyUndoStack
{
  GPtrArray *done;
  GPtrArray *undone;
  guint limit;
};

static GPtrArray *
new_stack (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_command_unref);
}

/**
 * galley_undo_stack_new:
 * @limit: how many commands are held, more than 0; the oldest is dropped for one more
 *
 * Returns: (transfer full): an empty stack
 */
GalleyUndoStack *
galley_undo_stack_new (guint limit)
{
  GalleyUndoStack *stack = g_new0 (GalleyUndoStack, 1);

  stack->done = new_stack ();
  stack->undone = new_stack ();
  stack->limit = limit;
  return stack;
}

/**
 * galley_undo_stack_free:
 * @stack: a stack
 *
 * Frees it.
 */
void
galley_undo_stack_free (GalleyUndoStack *stack)
{
  g_ptr_array_unref (stack->done);
  g_ptr_array_unref (stack->undone);
  g_free (stack);
}

static gpointer
copy_command (gconstpointer command, gpointer user_data)
{
  return galley_command_ref ((GalleyCommand *) command);
}

/**
 * galley_undo_stack_copy:
 * @stack: a stack
 *
 * Returns: (transfer full): a stack of the same commands
 */
GalleyUndoStack *
galley_undo_stack_copy (const GalleyUndoStack *stack)
{
  GalleyUndoStack *copy = galley_undo_stack_new (stack->limit);

  g_ptr_array_extend (copy->done, stack->done, copy_command, NULL);
  g_ptr_array_extend (copy->undone, stack->undone, copy_command, NULL);
  return copy;
}

/**
 * galley_undo_stack_get_next:
 * @stack: a stack
 * @step: UNDO or REDO
 *
 * Returns: (transfer none) (nullable): what that would undo, or do again
 */
GalleyCommand *
galley_undo_stack_get_next (const GalleyUndoStack *stack, GalleyCommandStep step)
{
  const GPtrArray *from = step == GALLEY_COMMAND_UNDO ? stack->done : stack->undone;

  return from->len > 0 ? g_ptr_array_index (from, from->len - 1) : NULL;
}

/**
 * galley_undo_stack_move:
 * @stack: a stack
 * @step: what was carried out
 * @command: of which command: for UNDO and REDO the one of galley_undo_stack_get_next()
 *
 * Notes that. After a new command, what was undone before cannot be done again: it was made for a
 * project that looked otherwise.
 */
void
galley_undo_stack_move (GalleyUndoStack *stack, GalleyCommandStep step, GalleyCommand *command)
{
  GPtrArray *to = step == GALLEY_COMMAND_UNDO ? stack->undone : stack->done;

  galley_command_ref (command);
  if (step == GALLEY_COMMAND_RUN)
    g_ptr_array_set_size (stack->undone, 0);
  galley_undo_stack_drop (stack, command);
  g_ptr_array_add (to, command);
  if (to->len > stack->limit)
    g_ptr_array_remove_index (to, 0);
}

/**
 * galley_undo_stack_drop:
 * @stack: a stack
 * @command: a command
 *
 * Drops a command that can be neither undone nor done again any more.
 */
void
galley_undo_stack_drop (GalleyUndoStack *stack, GalleyCommand *command)
{
  g_ptr_array_remove (stack->done, command);
  g_ptr_array_remove (stack->undone, command);
}
