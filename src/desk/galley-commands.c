/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-commands.h"

#include "galley-undo-stack.h"

/* How many commands can be undone. */
#define MAX_POSTS 50
#define MAX_COMMENTS 200

/* A step that was asked for. Which command an undo is of is settled when it is asked for: the
 * person means what is on the screen then. */
typedef struct
{
  GalleyCommands *commands; /* (unowned) */
  GalleyCommand *command;
  GalleyCommandStep step;
  gboolean queued; /* given to the EDIT queue */
  GalleyCommandOutcome outcome;
  gboolean is_gone; /* FAILED, since what it is about is not there any more */
  GalleyCommandResult result;
} Request;

struct _GalleyCommands
{
  GObject parent_instance;
  GalleySession *session;
  GalleyFlushFunc flush;
  GalleyFlushFinishFunc finish_flush;
  gpointer flushed_object;
  GQueue requests; /* of Request, in the order they were asked for, until they are reported */
  gboolean flushing;
  gboolean closed;

  /* The same stacks at two moments: as the EDIT queue has carried out what it was given, for its
   * thread alone; and as it was reported, which is what the person knows. */
  GalleyUndoStack *performed[GALLEY_N_COMMAND_SCOPES];
  GalleyUndoStack *reported[GALLEY_N_COMMAND_SCOPES];
};

enum
{
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyCommands, galley_commands, G_TYPE_OBJECT)

static void
request_free (Request *request)
{
  galley_command_unref (request->command);
  g_free (request);
}

/* Brings a stack up to what became of @request. */
static void
note_outcome (GalleyUndoStack *stack, const Request *request)
{
  gboolean changed = request->step != GALLEY_COMMAND_RUN || request->result.n_changed > 0;

  if (request->outcome == GALLEY_COMMAND_DONE && changed &&
      galley_command_can_undo (request->command))
    galley_undo_stack_move (stack, request->step, request->command);
  /* What it was about is gone for good: it must not stand before what was done earlier. */
  else if (request->is_gone)
    galley_undo_stack_drop (stack, request->command);
}

/* The stack as it will be when all that was asked for is carried out. */
static GalleyUndoStack *
foresee (GalleyCommands *self, GalleyCommandScope scope)
{
  GalleyUndoStack *stack = galley_undo_stack_copy (self->reported[scope]);

  for (GList *l = self->requests.head; l != NULL; l = l->next)
    {
      const Request *request = l->data;

      if (request->command->class->scope == scope && galley_command_can_undo (request->command))
        galley_undo_stack_move (stack, request->step, request->command);
    }
  return stack;
}

static gpointer
perform_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  GalleyUndoStack *stack = request->commands->performed[request->command->class->scope];
  g_autoptr (GError) problem = NULL;

  /* It is no longer the next one where it failed itself after its undo was asked for, or where one
   * that was to be undone before it could not be. */
  if (request->step != GALLEY_COMMAND_RUN &&
      galley_undo_stack_get_next (stack, request->step) != request->command)
    {
      request->outcome = GALLEY_COMMAND_SKIPPED;
      return NULL;
    }
  if (galley_command_perform (request->command, request->step, project, &request->result,
                              cancellable, &problem))
    request->outcome = GALLEY_COMMAND_DONE;
  else
    request->outcome = GALLEY_COMMAND_FAILED;
  request->is_gone = g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND);
  note_outcome (stack, request);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static void
announce (GalleyCommands *self, const GalleyCommand *command)
{
  if (self->closed)
    return;
  if (command->class->scope == GALLEY_COMMAND_POSTS)
    galley_session_posts_changed (self->session);
  else
    galley_session_comments_changed (self->session);
}

/* Takes @request, which is the oldest. What failed is announced too: the panes show what there is.
 */
static void
report (GalleyCommands *self, Request *request, const GError *error)
{
  GalleyCommandReport text = { request->command, request->step, request->outcome, request->result,
                               error };

  g_queue_remove (&self->requests, request);
  note_outcome (self->reported[request->command->class->scope], request);
  g_signal_emit (self, signals[FINISHED], 0, &text);
  if (request->outcome <= GALLEY_COMMAND_FAILED)
    announce (self, request->command);
  request_free (request);
}

static void
performed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (GalleyCommands) self = request->commands;
  g_autoptr (GError) error = NULL;

  galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  if (error != NULL)
    request->outcome = GALLEY_COMMAND_FAILED; /* where the session was closed already */
  report (self, request, error);
}

static void
perform (GalleyCommands *self, Request *request)
{
  request->queued = TRUE;
  g_object_ref (self); /* until performed_cb() */
  galley_session_run_async (self->session, GALLEY_LANE_EDIT, perform_job, request, NULL, NULL, NULL,
                            performed_cb, request);
}

static Request *
get_waiting (GalleyCommands *self)
{
  for (GList *l = self->requests.head; l != NULL; l = l->next)
    if (!((const Request *) l->data)->queued)
      return l->data;
  return NULL;
}

static void perform_waiting (GalleyCommands *self);

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyCommands) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = self->finish_flush (source, result, &error);
  Request *request = get_waiting (self);

  self->flushing = FALSE;
  if (request == NULL)
    return; /* carried out when it was closed */
  if (saved)
    perform (self, request);
  else
    {
      request->outcome = GALLEY_COMMAND_NOT_SAVED;
      report (self, request, error);
    }
  perform_waiting (self);
}

/* Gives to the EDIT queue what need not wait; it works in the order that it is given. */
static void
perform_waiting (GalleyCommands *self)
{
  Request *request;

  while (!self->flushing && (request = get_waiting (self)) != NULL)
    {
      if (request->command->class->needs_draft && self->flush != NULL && !self->closed)
        {
          self->flushing = TRUE;
          self->flush (self->flushed_object, flushed_cb, g_object_ref (self));
        }
      else
        perform (self, request);
    }
}

static void
ask (GalleyCommands *self, GalleyCommandStep step, GalleyCommand *command)
{
  Request *request = g_new0 (Request, 1);

  request->commands = self;
  request->command = galley_command_ref (command);
  request->step = step;
  g_queue_push_tail (&self->requests, request);
  perform_waiting (self);
}

static gboolean
ask_next (GalleyCommands *self, GalleyCommandScope scope, GalleyCommandStep step)
{
  g_autoptr (GalleyCommand) command = galley_commands_dup_next (self, scope, step);

  if (command != NULL)
    ask (self, step, command);
  return command != NULL;
}

static void
galley_commands_finalize (GObject *object)
{
  GalleyCommands *self = GALLEY_COMMANDS (object);

  for (int i = 0; i < GALLEY_N_COMMAND_SCOPES; i++)
    {
      galley_undo_stack_free (self->performed[i]);
      galley_undo_stack_free (self->reported[i]);
    }
  g_object_unref (self->session);
  G_OBJECT_CLASS (galley_commands_parent_class)->finalize (object);
}

static void
galley_commands_class_init (GalleyCommandsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_commands_finalize;
  signals[FINISHED] = g_signal_new ("finished", GALLEY_TYPE_COMMANDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
galley_commands_init (GalleyCommands *self)
{
  static const guint limits[GALLEY_N_COMMAND_SCOPES] = { MAX_POSTS, MAX_COMMENTS };

  g_queue_init (&self->requests);
  for (int i = 0; i < GALLEY_N_COMMAND_SCOPES; i++)
    {
      self->performed[i] = galley_undo_stack_new (limits[i]);
      self->reported[i] = galley_undo_stack_new (limits[i]);
    }
}

/**
 * galley_commands_new:
 * @session: an open session, which has one of these
 *
 * Returns: (transfer full): what carries out the commands on its project; nothing can be undone yet
 */
GalleyCommands *
galley_commands_new (GalleySession *session)
{
  GalleyCommands *self = g_object_new (GALLEY_TYPE_COMMANDS, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * galley_commands_set_flush:
 * @commands: the commands of a session
 * @flush: (nullable): saves what is being written
 * @finish: (nullable): says whether that was done
 * @object: (nullable): whose functions they are; lives until galley_commands_close()
 *
 * Sets what is waited for before posts are changed.
 */
void
galley_commands_set_flush (GalleyCommands *commands,
                           GalleyFlushFunc flush,
                           GalleyFlushFinishFunc finish,
                           gpointer object)
{
  commands->flush = flush;
  commands->finish_flush = finish;
  commands->flushed_object = object;
}

/**
 * galley_commands_run:
 * @commands: the commands of a session
 * @command: (transfer none): a command that was not carried out yet
 *
 * Carries out a command; "finished" tells how that went. It can be undone from now on, not only
 * once it is done: a key pressed at once finds it.
 */
void
galley_commands_run (GalleyCommands *commands, GalleyCommand *command)
{
  ask (commands, GALLEY_COMMAND_RUN, command);
}

/**
 * galley_commands_undo:
 * @commands: the commands of a session
 * @scope: of what
 *
 * Undoes the last command that was not undone yet.
 *
 * Returns: whether there is one; "finished" tells how that went
 */
gboolean
galley_commands_undo (GalleyCommands *commands, GalleyCommandScope scope)
{
  return ask_next (commands, scope, GALLEY_COMMAND_UNDO);
}

/**
 * galley_commands_redo:
 * @commands: the commands of a session
 * @scope: of what
 *
 * Carries out again the command that was undone last.
 *
 * Returns: whether there is one; "finished" tells how that went
 */
gboolean
galley_commands_redo (GalleyCommands *commands, GalleyCommandScope scope)
{
  return ask_next (commands, scope, GALLEY_COMMAND_REDO);
}

/**
 * galley_commands_dup_next:
 * @commands: the commands of a session
 * @scope: of what
 * @step: UNDO or REDO
 *
 * Returns: (transfer full) (nullable): the command that this would be done with, once all that was
 *   asked for is carried out
 */
GalleyCommand *
galley_commands_dup_next (GalleyCommands *commands,
                          GalleyCommandScope scope,
                          GalleyCommandStep step)
{
  g_autoptr (GalleyUndoStack) stack = foresee (commands, scope);
  GalleyCommand *next = galley_undo_stack_get_next (stack, step);

  return next != NULL ? galley_command_ref (next) : NULL;
}

/**
 * galley_commands_close:
 * @commands: the commands of a session
 *
 * Call before galley_session_close(), when the draft is saved: what still waits is given to the
 * EDIT queue, which finishes what it was given before the project is closed. Nothing is announced
 * from now on.
 */
void
galley_commands_close (GalleyCommands *commands)
{
  commands->closed = TRUE;
  commands->flushing = FALSE;
  perform_waiting (commands);
}
