/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-command.h"

#include "galley-post.h"
#include "galley-reader.h"
#include "galley-review.h"
#include "galley-site-settings.h"

typedef struct
{
  GalleyCommand command;
  gint64 reply_id;
  GArray *before;    /* of GalleyCommentStatus, as ids; of a reply: its parent's alone */
  gint64 post_id;    /* under which post it was placed; 0: not found yet */
  GArray *moved;     /* of GalleyPlacing: where what was placed was before */
  char *body_before; /* of what was edited */
} CommentCommand;

static void
comment_command_free (GalleyCommand *command)
{
  CommentCommand *self = (CommentCommand *) command;

  g_clear_pointer (&self->before, g_array_unref);
  g_clear_pointer (&self->moved, g_array_unref);
  g_free (self->body_before);
  g_free (self);
}

static const gint64 *
get_ids (const GalleyCommand *command)
{
  return (const gint64 *) (const void *) command->ids->data;
}

static gint64
get_id (const GalleyCommand *command)
{
  return g_array_index (command->ids, gint64, 0);
}

/* A change of the status of any number of comments. */

static gboolean
give_status (GalleyCommand *command,
             GalleyProject *project,
             const char *detail,
             GalleyCommandResult *result,
             GError **error)
{
  CommentCommand *self = (CommentCommand *) command;
  g_autoptr (GArray) before = NULL;

  if (!galley_project_set_comment_status (project, get_ids (command), command->ids->len,
                                          (GalleyCommentStatus) command->status, "author", detail,
                                          &before, error))
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    result->n_changed +=
        (int) g_array_index (before, GalleyCommentStatus, i) != command->status ? 1 : 0;
  g_clear_pointer (&self->before, g_array_unref);
  self->before = g_steal_pointer (&before);
  return TRUE;
}

static gboolean
run_status (GalleyCommand *command,
            GalleyProject *project,
            GalleyCommandResult *result,
            GCancellable *cancellable,
            GError **error)
{
  return give_status (command, project, "", result, error);
}

static gboolean
redo_status (GalleyCommand *command,
             GalleyProject *project,
             GalleyCommandResult *result,
             GCancellable *cancellable,
             GError **error)
{
  return give_status (command, project, "done again", result, error);
}

/* Gives each comment its own status again, in one go for all that share one. */
static gboolean
undo_status (GalleyCommand *command,
             GalleyProject *project,
             GalleyCommandResult *result,
             GCancellable *cancellable,
             GError **error)
{
  const GArray *before = ((CommentCommand *) command)->before;

  for (int status = GALLEY_COMMENT_PENDING; status <= GALLEY_COMMENT_TRASH; status++)
    {
      g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint i = 0; i < before->len; i++)
        if ((int) g_array_index (before, GalleyCommentStatus, i) == status)
          g_array_append_val (some, get_ids (command)[i]);
      if (some->len > 0 && !galley_project_set_comment_status (
                               project, (const gint64 *) (void *) some->data, some->len,
                               (GalleyCommentStatus) status, "author", "undone", NULL, error))
        return FALSE;
    }
  result->n_changed = before->len;
  return TRUE;
}

/* Another text of one comment. */

static gboolean
set_body (GalleyProject *project, gint64 id, const char *body, const char *detail, GError **error)
{
  g_autoptr (GalleyComment) comment = galley_project_load_comment (project, id, error);

  if (comment == NULL)
    return FALSE;
  g_free (comment->body);
  comment->body = g_strdup (body);
  return galley_project_save_comment (project, comment, "author", detail, error);
}

static gboolean
edit (GalleyCommand *command,
      GalleyProject *project,
      const char *detail,
      GalleyCommandResult *result,
      GError **error)
{
  CommentCommand *self = (CommentCommand *) command;
  g_autoptr (GalleyComment) comment =
      galley_project_load_comment (project, get_id (command), error);

  if (comment == NULL || !set_body (project, comment->id, command->text, detail, error))
    return FALSE;
  g_free (self->body_before);
  self->body_before = g_strdup (comment->body);
  result->n_changed = 1;
  return TRUE;
}

static gboolean
run_edit (GalleyCommand *command,
          GalleyProject *project,
          GalleyCommandResult *result,
          GCancellable *cancellable,
          GError **error)
{
  return edit (command, project, "edited", result, error);
}

static gboolean
redo_edit (GalleyCommand *command,
           GalleyProject *project,
           GalleyCommandResult *result,
           GCancellable *cancellable,
           GError **error)
{
  return edit (command, project, "done again", result, error);
}

static gboolean
undo_edit (GalleyCommand *command,
           GalleyProject *project,
           GalleyCommandResult *result,
           GCancellable *cancellable,
           GError **error)
{
  result->n_changed = 1;
  return set_body (project, get_id (command), ((CommentCommand *) command)->body_before, "undone",
                   error);
}

/* An answer, which approves what it answers. To undo it is to move it to the trash. */

static gboolean
run_reply (GalleyCommand *command,
           GalleyProject *project,
           GalleyCommandResult *result,
           GCancellable *cancellable,
           GError **error)
{
  CommentCommand *self = (CommentCommand *) command;
  g_autoptr (GalleyComment) parent = galley_project_load_comment (project, get_id (command), error);
  g_autoptr (GalleySiteSettings) settings =
      parent != NULL ? galley_project_load_settings (project, error) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (settings == NULL)
    return FALSE;
  self->reply_id =
      galley_review_reply (project, parent->id, settings->author, command->text, now, error);
  if (self->reply_id == 0)
    return FALSE;
  self->before = g_array_new (FALSE, FALSE, sizeof (GalleyCommentStatus));
  g_array_append_val (self->before, parent->status);
  result->n_changed = 1;
  return TRUE;
}

static gboolean
set_reply (GalleyCommand *command,
           GalleyProject *project,
           GalleyCommentStatus parent,
           GalleyCommentStatus reply,
           const char *detail,
           GError **error)
{
  gint64 reply_id = ((CommentCommand *) command)->reply_id;

  return galley_project_set_comment_status (project, get_ids (command), 1, parent, "author", detail,
                                            NULL, error) &&
         galley_project_set_comment_status (project, &reply_id, 1, reply, "author", detail, NULL,
                                            error);
}

static gboolean
undo_reply (GalleyCommand *command,
            GalleyProject *project,
            GalleyCommandResult *result,
            GCancellable *cancellable,
            GError **error)
{
  GArray *before = ((CommentCommand *) command)->before;

  result->n_changed = 1;
  return set_reply (command, project, g_array_index (before, GalleyCommentStatus, 0),
                    GALLEY_COMMENT_TRASH, "undone", error);
}

static gboolean
redo_reply (GalleyCommand *command,
            GalleyProject *project,
            GalleyCommandResult *result,
            GCancellable *cancellable,
            GError **error)
{
  result->n_changed = 1;
  return set_reply (command, project, GALLEY_COMMENT_APPROVED, GALLEY_COMMENT_APPROVED,
                    "done again", error);
}

/* The post that a comment belongs to. */

static char *
fold (const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));

  return g_utf8_casefold (plain, -1);
}

static gboolean
find_post (GalleyProject *project, const char *wanted, gint64 *id, GError **error)
{
  g_autoptr (GHashTable) titles = galley_project_list_titles (project, fold, error);
  g_autofree char *folded = fold (wanted);
  const gint64 *found;

  if (titles == NULL)
    return FALSE;
  found = g_hash_table_lookup (titles, folded);
  *id = found != NULL ? *found : galley_project_find_post (project, wanted, NULL);
  if (*id != 0)
    return TRUE;
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
               "no post has the title or address “%s”", wanted);
  return FALSE;
}

static gboolean
place (GalleyCommand *command,
       GalleyProject *project,
       GalleyCommandResult *result,
       GCancellable *cancellable,
       GError **error)
{
  CommentCommand *self = (CommentCommand *) command;
  g_autoptr (GArray) moved = NULL;

  if ((self->post_id == 0 && !find_post (project, command->text, &self->post_id, error)) ||
      !galley_project_place_comments (project, get_ids (command), command->ids->len, self->post_id,
                                      "author", &moved, error))
    return FALSE;
  result->n_changed = moved->len;
  g_clear_pointer (&self->moved, g_array_unref);
  self->moved = g_steal_pointer (&moved);
  return TRUE;
}

static gboolean
undo_place (GalleyCommand *command,
            GalleyProject *project,
            GalleyCommandResult *result,
            GCancellable *cancellable,
            GError **error)
{
  GArray *moved = ((CommentCommand *) command)->moved;

  result->n_changed = moved->len;
  return galley_project_put_back (project, moved, "author", error);
}

static gboolean
erase (GalleyCommand *command,
       GalleyProject *project,
       GalleyCommandResult *result,
       GCancellable *cancellable,
       GError **error)
{
  result->n_changed = command->ids->len;
  return galley_project_erase_comments (project, get_ids (command), command->ids->len, error);
}

#define COMMENT_CLASS(name, run_func, undo_func, redo_func)                                        \
  static const GalleyCommandClass name = { .scope = GALLEY_COMMAND_COMMENTS,                       \
                                           .run = run_func,                                        \
                                           .undo = undo_func,                                      \
                                           .redo = redo_func,                                      \
                                           .free = comment_command_free }

COMMENT_CLASS (status_class, run_status, undo_status, redo_status);
COMMENT_CLASS (edit_class, run_edit, undo_edit, redo_edit);
COMMENT_CLASS (reply_class, run_reply, undo_reply, redo_reply);
COMMENT_CLASS (place_class, place, undo_place, place);

/* What was erased is overwritten in the file, which no transaction around it allows. */
static const GalleyCommandClass erase_class = { .scope = GALLEY_COMMAND_COMMENTS,
                                                .makes_transactions = TRUE,
                                                .run = erase,
                                                .free = comment_command_free };

/**
 * galley_command_set_comment_status:
 * @ids: (array length=n_ids): comments
 * @n_ids: how many
 * @status: what they shall be
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_set_comment_status (const gint64 *ids, gsize n_ids, GalleyCommentStatus status)
{
  GalleyCommand *command = galley_command_new (&status_class, sizeof (CommentCommand),
                                               GALLEY_COMMAND_SET_COMMENT_STATUS, ids, n_ids, NULL);

  command->status = (int) status;
  return command;
}

/**
 * galley_command_edit_comment:
 * @id: of a comment
 * @body: its text from now on, Markdown
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_edit_comment (gint64 id, const char *body)
{
  return galley_command_new (&edit_class, sizeof (CommentCommand), GALLEY_COMMAND_EDIT_COMMENT, &id,
                             1, body);
}

/**
 * galley_command_reply_to_comment:
 * @parent_id: the comment that is answered, and approved with that
 * @body: the author's answer, Markdown
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_reply_to_comment (gint64 parent_id, const char *body)
{
  return galley_command_new (&reply_class, sizeof (CommentCommand), GALLEY_COMMAND_REPLY_TO_COMMENT,
                             &parent_id, 1, body);
}

/**
 * galley_command_place_comment:
 * @id: of a comment
 * @post: the post that it belongs to, with the answers to it: its title, address, slug or number
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_place_comment (gint64 id, const char *post)
{
  return galley_command_new (&place_class, sizeof (CommentCommand), GALLEY_COMMAND_PLACE_COMMENT,
                             &id, 1, post);
}

/**
 * galley_command_erase_comments:
 * @ids: (array length=n_ids): comments
 * @n_ids: how many
 *
 * They leave the project with their histories, as a reader may ask for. That cannot be undone.
 *
 * Returns: (transfer full): the command
 */
GalleyCommand *
galley_command_erase_comments (const gint64 *ids, gsize n_ids)
{
  return galley_command_new (&erase_class, sizeof (CommentCommand), GALLEY_COMMAND_ERASE_COMMENTS,
                             ids, n_ids, NULL);
}
