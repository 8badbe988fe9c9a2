/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

/* Where a command stands to be undone: Ctrl+Z in the list of posts undoes what was done to posts, z
 * in the review what was decided on comments. */
typedef enum
{
  GALLEY_COMMAND_POSTS,
  GALLEY_COMMAND_COMMENTS,
  GALLEY_N_COMMAND_SCOPES
} GalleyCommandScope;

/* What a command does. With its arguments this is all that a text about it needs; the text itself
 * is made, and translated, in the window. */
typedef enum
{
  GALLEY_COMMAND_ADD_TAGS,
  GALLEY_COMMAND_REMOVE_TAGS,
  GALLEY_COMMAND_MOVE_TO_SERIES,
  GALLEY_COMMAND_TRASH_POSTS,
  GALLEY_COMMAND_RESTORE_POSTS,
  GALLEY_COMMAND_DUPLICATE_POST,
  GALLEY_COMMAND_REPLACE_TEXT,
  GALLEY_COMMAND_PUBLISH_POST,
  GALLEY_COMMAND_UNPUBLISH_POST,
  GALLEY_COMMAND_SET_COMMENT_STATUS,
  GALLEY_COMMAND_EDIT_COMMENT,
  GALLEY_COMMAND_REPLY_TO_COMMENT,
  GALLEY_COMMAND_PLACE_COMMENT,
  GALLEY_COMMAND_ERASE_COMMENTS,
} GalleyCommandKind;

typedef enum
{
  GALLEY_COMMAND_RUN,
  GALLEY_COMMAND_UNDO,
  GALLEY_COMMAND_REDO
} GalleyCommandStep;

/* What a step did. */
typedef struct
{
  guint n_changed; /* posts or comments; 0: all were so already */
  guint n_hits;    /* of REPLACE_TEXT: how many hits were replaced */
  guint
      n_kept; /* of an undo: posts that were left as they are, since they were changed meanwhile */
  gint64 copy_id; /* of DUPLICATE_POST */
} GalleyCommandResult;

typedef struct _GalleyCommand GalleyCommand;

/* A step: on the thread of the EDIT queue, in a transaction that is kept where it returns %TRUE. */
typedef gboolean (*GalleyCommandFunc) (GalleyCommand *command,
                                       GalleyProject *project,
                                       GalleyCommandResult *result,
                                       GCancellable *cancellable,
                                       GError **error);

/* How the commands of one sort are carried out. */
typedef struct
{
  GalleyCommandScope scope;
  gboolean needs_draft;        /* the post that is being written must be saved before */
  gboolean makes_transactions; /* itself; else one is made for it */
  GalleyCommandFunc run;
  GalleyCommandFunc undo; /* NULL with @redo: it cannot be undone */
  GalleyCommandFunc redo;
  void (*free) (
      GalleyCommand *command); /* frees the struct and all in it but what is declared here */
} GalleyCommandClass;

/* A change of the project that a person asked for: data, and functions that carry it out. What is
 * declared here is never changed and may be read on any thread; what a sort of command adds to it
 * belongs to the EDIT queue once the command runs. */
struct _GalleyCommand
{
  const GalleyCommandClass *class;
  gatomicrefcount references;
  GalleyCommandKind kind;
  GArray *ids; /* of gint64: the posts or comments it is about */
  int status;  /* of SET_COMMENT_STATUS: the GalleyCommentStatus */
  char *text;  /* the tags, the series, the replacement, the comment's text, the post it is placed
                * under, the title of the one post that is moved to the trash; or NULL */
  /* The post that was shown when it was asked for, which an undo shows again, and the one that is
   * shown once it is done; 0: what is shown stays. Set before it runs. */
  gint64 shown_before, shown_after;
};

GalleyCommand *galley_command_new (const GalleyCommandClass *class,
                                   gsize size,
                                   GalleyCommandKind kind,
                                   const gint64 *ids,
                                   gsize n_ids,
                                   const char *text);
GalleyCommand *galley_command_ref (GalleyCommand *command);
void galley_command_unref (GalleyCommand *command);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCommand, galley_command_unref)

gboolean galley_command_can_undo (const GalleyCommand *command);
gboolean galley_command_perform (GalleyCommand *command,
                                 GalleyCommandStep step,
                                 GalleyProject *project,
                                 GalleyCommandResult *result,
                                 GCancellable *cancellable,
                                 GError **error);
