/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-command.h"

#include "galley-bulk.h"
#include "galley-replace.h"

typedef struct
{
  GalleyCommand command;
  GalleyBulkDone *done; /* what was done last, of the kinds that change posts as a whole */
  GPtrArray *chosen;    /* of GalleyTextHits: what is replaced */
  GArray *replaced;     /* of GalleyReplaced: what was replaced last */
} PostCommand;

static void
post_command_free (GalleyCommand *command)
{
  PostCommand *self = (PostCommand *) command;

  galley_bulk_done_free (self->done);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_clear_pointer (&self->replaced, g_array_unref);
  g_free (self);
}

/* Tags, series, trash and copies. */

static GalleyBulkKind
get_bulk_kind (GalleyCommandKind kind)
{
  switch ((int) kind)
    {
    case GALLEY_COMMAND_ADD_TAGS:
      return GALLEY_BULK_ADD_TAGS;
    case GALLEY_COMMAND_REMOVE_TAGS:
      return GALLEY_BULK_REMOVE_TAGS;
    case GALLEY_COMMAND_MOVE_TO_SERIES:
      return GALLEY_BULK_SERIES;
    case GALLEY_COMMAND_TRASH_POSTS:
      return GALLEY_BULK_TRASH;
    case GALLEY_COMMAND_RESTORE_POSTS:
      return GALLEY_BULK_RESTORE;
    default:
      return GALLEY_BULK_DUPLICATE;
    }
}

/* "Notes, Winter" */
static GStrv
split_names (const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (tags, parts[i]);
  return g_strv_builder_end (tags);
}

static gboolean
change (GalleyCommand *command,
        GalleyProject *project,
        GalleyCommandResult *result,
        GCancellable *cancellable,
        GError **error)
{
  PostCommand *self = (PostCommand *) command;
  gboolean is_tags =
      command->kind == GALLEY_COMMAND_ADD_TAGS || command->kind == GALLEY_COMMAND_REMOVE_TAGS;
  g_auto (GStrv) tags = split_names (is_tags ? command->text : "");
  GalleyBulkChange what = { get_bulk_kind (command->kind), tags, command->text, command->text };
  g_autoptr (GalleyBulkDone) done =
      galley_project_change_posts (project, &what, (const gint64 *) (void *) command->ids->data,
                                   command->ids->len, cancellable, error);

  if (done == NULL)
    return FALSE;
  result->n_changed = done->posts->len;
  if (what.kind == GALLEY_BULK_DUPLICATE && done->posts->len > 0)
    result->copy_id = g_array_index (done->posts, GalleyBulkPost, 0).id;
  galley_bulk_done_free (self->done);
  self->done = g_steal_pointer (&done);
  return TRUE;
}

static gboolean
undo_change (GalleyCommand *command,
             GalleyProject *project,
             GalleyCommandResult *result,
             GCancellable *cancellable,
             GError **error)
{
  const GalleyBulkDone *done = ((PostCommand *) command)->done;

  if (!galley_project_undo_posts (project, done, &result->n_kept, error))
    return FALSE;
  result->n_changed = done->posts->len - result->n_kept;
  return TRUE;
}

/* The copies are in the trash since it was undone; another copy is not what was undone. */
static gboolean
redo_duplicate (GalleyCommand *command,
                GalleyProject *project,
                GalleyCommandResult *result,
                GCancellable *cancellable,
                GError **error)
{
  const GArray *copies = ((PostCommand *) command)->done->posts;

  for (guint i = 0; i < copies->len; i++)
    {
      gint64 id = g_array_index (copies, GalleyBulkPost, i).id;

      if (!galley_project_restore_post (project, id, error))
        return FALSE;
      result->copy_id = id;
    }
  result->n_changed = copies->len;
  return TRUE;
}

/* Text that is replaced in many posts. */

static gboolean
replace (GalleyCommand *command,
         GalleyProject *project,
         GalleyCommandResult *result,
         GCancellable *cancellable,
         GError **error)
{
  PostCommand *self = (PostCommand *) command;
  g_autoptr (GArray) replaced =
      galley_project_replace_text (project, self->chosen, command->text, cancellable, error);

  if (replaced == NULL)
    return FALSE;
  result->n_changed = replaced->len;
  for (guint i = 0; i < self->chosen->len; i++)
    result->n_hits += ((const GalleyTextHits *) g_ptr_array_index (self->chosen, i))->hits->len;
  g_clear_pointer (&self->replaced, g_array_unref);
  self->replaced = g_steal_pointer (&replaced);
  return TRUE;
}

static gboolean
undo_replace (GalleyCommand *command,
              GalleyProject *project,
              GalleyCommandResult *result,
              GCancellable *cancellable,
              GError **error)
{
  GArray *replaced = ((PostCommand *) command)->replaced;

  if (!galley_project_undo_replace (project, replaced, &result->n_kept, error))
    return FALSE;
  result->n_changed = replaced->len - result->n_kept;
  return TRUE;
}

static gboolean
publish (GalleyCommand *command,
         GalleyProject *project,
         GalleyCommandResult *result,
         GCancellable *cancellable,
         GError **error)
{
  gint64 id = g_array_index (command->ids, gint64, 0);

  result->n_changed = 1;
  return command->kind == GALLEY_COMMAND_PUBLISH_POST
             ? galley_project_publish_post (project, id, NULL, error)
             : galley_project_unpublish_post (project, id, error);
}

#define POST_CLASS(name, run_func, undo_func, redo_func)                                           \
  static const GalleyCommandClass name = { .scope = GALLEY_COMMAND_POSTS,                          \
                                           .needs_draft = TRUE,                                    \
                                           .run = run_func,                                        \
                                           .undo = undo_func,                                      \
                                           .redo = redo_func,                                      \
                                           .free = post_command_free }

POST_CLASS (change_class, change, undo_change, change);
POST_CLASS (duplicate_class, change, undo_change, redo_duplicate);
POST_CLASS (replace_class, replace, undo_replace, replace);
POST_CLASS (publish_class, publish, NULL, NULL);

static GalleyCommand *
new_change (GalleyCommandKind kind, const GArray *ids, const char *text)
{
  return galley_command_new (&change_class, sizeof (PostCommand), kind,
                             (const gint64 *) (const void *) ids->data, ids->len, text);
}

/**
 * galley_command_add_tags:
 * @ids: (element-type gint64): posts
 * @names: of tags, with commas between them
 *
 * Changes working copies: what is published stays as it is until it is published anew.
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_add_tags (const GArray *ids, const char *names)
{
  return new_change (GALLEY_COMMAND_ADD_TAGS, ids, names);
}

/**
 * galley_command_remove_tags:
 * @ids: (element-type gint64): posts
 * @names: of tags, with commas between them
 *
 * Changes working copies: what is published stays as it is until it is published anew.
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_remove_tags (const GArray *ids, const char *names)
{
  return new_change (GALLEY_COMMAND_REMOVE_TAGS, ids, names);
}

/**
 * galley_command_move_to_series:
 * @ids: (element-type gint64): posts, which become its last parts
 * @title: of a series, which is made where there is none; "": out of their series
 *
 * Changes working copies: what is published stays as it is until it is published anew.
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_move_to_series (const GArray *ids, const char *title)
{
  return new_change (GALLEY_COMMAND_MOVE_TO_SERIES, ids, title);
}

/**
 * galley_command_trash_posts:
 * @ids: (element-type gint64): posts
 * @title: (nullable): of the post, where it is one that is known
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_trash_posts (const GArray *ids, const char *title)
{
  return new_change (GALLEY_COMMAND_TRASH_POSTS, ids, title);
}

/**
 * galley_command_restore_posts:
 * @ids: (element-type gint64): posts in the trash
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_restore_posts (const GArray *ids)
{
  return new_change (GALLEY_COMMAND_RESTORE_POSTS, ids, NULL);
}

/**
 * galley_command_duplicate_post:
 * @id: a post
 * @suffix: what the title of the copy ends with: " (copy)"
 *
 * Makes a draft of the same text and properties.
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_duplicate_post (gint64 id, const char *suffix)
{
  return galley_command_new (&duplicate_class, sizeof (PostCommand), GALLEY_COMMAND_DUPLICATE_POST,
                             &id, 1, suffix);
}

/**
 * galley_command_replace_text:
 * @chosen: (element-type GalleyTextHits): posts with the hits that are to be replaced; not changed
 *   any more
 * @replacement: what comes in their place
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_replace_text (GPtrArray *chosen, const char *replacement)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GalleyCommand *command;

  for (guint i = 0; i < chosen->len; i++)
    g_array_append_val (ids, ((const GalleyTextHits *) g_ptr_array_index (chosen, i))->post_id);
  command = galley_command_new (&replace_class, sizeof (PostCommand), GALLEY_COMMAND_REPLACE_TEXT,
                                (const gint64 *) (void *) ids->data, ids->len, replacement);
  ((PostCommand *) command)->chosen = g_ptr_array_ref (chosen);
  return command;
}

/**
 * galley_command_publish_post:
 * @id: of a post
 *
 * The working copy becomes what is published, from the post's date on.
 *
 * Returns: (transfer full): the command, which cannot be undone
 */
GalleyCommand *
galley_command_publish_post (gint64 id)
{
  return galley_command_new (&publish_class, sizeof (PostCommand), GALLEY_COMMAND_PUBLISH_POST, &id,
                             1, NULL);
}

/**
 * galley_command_unpublish_post:
 * @id: of a post
 *
 * The post becomes a draft.
 *
 * Returns: (transfer full): the command, which cannot be undone
 */
GalleyCommand *
galley_command_unpublish_post (gint64 id)
{
  return galley_command_new (&publish_class, sizeof (PostCommand), GALLEY_COMMAND_UNPUBLISH_POST,
                             &id, 1, NULL);
}
