/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-command.h"
#include "galley-session.h"

/* The one path by which a person changes a project: each command waits for those before it and,
 * where it is about posts, until what is being written is saved; is carried out; is held so that it
 * can be undone and done again; and is announced on the session. Main thread only. Signals:
 * "finished" (pointer: a GalleyCommandReport): once for each that was asked for. */
#define GALLEY_TYPE_COMMANDS (galley_commands_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCommands, galley_commands, GALLEY, COMMANDS, GObject)

typedef enum
{
  GALLEY_COMMAND_DONE,
  GALLEY_COMMAND_FAILED,    /* nothing was changed */
  GALLEY_COMMAND_NOT_SAVED, /* the draft could not be saved: it was not begun, nothing was changed
                             */
  GALLEY_COMMAND_SKIPPED,   /* an undo of what failed after the undo was asked for: nothing to do */
} GalleyCommandOutcome;

typedef struct
{
  GalleyCommand *command;
  GalleyCommandStep step;
  GalleyCommandOutcome outcome;
  GalleyCommandResult result; /* of DONE */
  const GError *error;        /* of FAILED and NOT_SAVED */
} GalleyCommandReport;

/* Saves what is being written, and answers whether that was done: a pair of an object's functions,
 * as GIO makes them. */
typedef void (*GalleyFlushFunc) (gpointer object, GAsyncReadyCallback callback, gpointer user_data);
typedef gboolean (*GalleyFlushFinishFunc) (gpointer object, GAsyncResult *result, GError **error);

GalleyCommands *galley_commands_new (GalleySession *session);
void galley_commands_set_flush (GalleyCommands *commands,
                                GalleyFlushFunc flush,
                                GalleyFlushFinishFunc finish,
                                gpointer object);
void galley_commands_run (GalleyCommands *commands, GalleyCommand *command);
gboolean galley_commands_undo (GalleyCommands *commands, GalleyCommandScope scope);
gboolean galley_commands_redo (GalleyCommands *commands, GalleyCommandScope scope);
GalleyCommand *galley_commands_dup_next (GalleyCommands *commands,
                                         GalleyCommandScope scope,
                                         GalleyCommandStep step);
void galley_commands_close (GalleyCommands *commands);
