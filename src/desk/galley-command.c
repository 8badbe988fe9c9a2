/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-command.h"

/**
 * galley_command_new:
 * @class: how it is carried out
 * @size: of the struct, which begins with a #GalleyCommand
 * @kind: what it does
 * @ids: (array length=n_ids): the posts or comments it is about
 * @n_ids: how many
 * @text: (nullable): see #GalleyCommand
 *
 * For those who make a sort of command.
 *
 * Returns: (transfer full): a command that was not carried out yet; what @class adds is 0
 */
GalleyCommand *
galley_command_new (const GalleyCommandClass *class,
                    gsize size,
                    GalleyCommandKind kind,
                    const gint64 *ids,
                    gsize n_ids,
                    const char *text)
{
  GalleyCommand *command = g_malloc0 (size);

  command->class = class;
  g_atomic_ref_count_init (&command->references);
  command->kind = kind;
  command->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_ids);
  if (n_ids > 0)
    g_array_append_vals (command->ids, ids, (guint) n_ids);
  command->text = g_strdup (text);
  return command;
}

/**
 * galley_command_ref:
 * @command: a command
 *
 * Any thread.
 *
 * Returns: (transfer full): the same
 */
GalleyCommand *
galley_command_ref (GalleyCommand *command)
{
  g_atomic_ref_count_inc (&command->references);
  return command;
}

/**
 * galley_command_unref:
 * @command: (transfer full): a command
 *
 * Gives up one reference. Any thread.
 */
void
galley_command_unref (GalleyCommand *command)
{
  if (!g_atomic_ref_count_dec (&command->references))
    return;
  g_array_unref (command->ids);
  g_free (command->text);
  command->class->free (command);
}

/**
 * galley_command_can_undo:
 * @command: a command
 *
 * Returns: whether it can be undone once it was carried out
 */
gboolean
galley_command_can_undo (const GalleyCommand *command)
{
  return command->class->undo != NULL;
}

static GalleyCommandFunc
get_func (const GalleyCommandClass *class, GalleyCommandStep step)
{
  return step == GALLEY_COMMAND_RUN    ? class->run
         : step == GALLEY_COMMAND_UNDO ? class->undo
                                       : class->redo;
}

/**
 * galley_command_perform:
 * @command: a command
 * @step: which of its steps: UNDO after RUN or REDO, REDO after UNDO
 * @project: a project opened to edit
 * @result: (out caller-allocates): what was done
 * @cancellable: (nullable): to give up
 * @error: GALLEY_STORE_ERROR: LOCKED where another program writes, NOT_FOUND where something that
 *   it is about is gone
 *
 * Carries out one step, in one transaction: all of it or, on error, nothing.
 *
 * Returns: whether it was carried out
 */
gboolean
galley_command_perform (GalleyCommand *command,
                        GalleyCommandStep step,
                        GalleyProject *project,
                        GalleyCommandResult *result,
                        GCancellable *cancellable,
                        GError **error)
{
  GalleyCommandFunc func = get_func (command->class, step);

  *result = (GalleyCommandResult){ 0 };
  if (command->class->makes_transactions)
    return func (command, project, result, cancellable, error);
  if (!galley_project_begin (project, error))
    return FALSE;
  if (func (command, project, result, cancellable, error))
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  return FALSE;
}
