/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-actions.h"

#include <glib/gi18n.h>

#include "galley-bulk-dialog.h"
#include "galley-command-text.h"
#include "galley-post-command.h"

struct _GalleyPostActions
{
  GtkApplicationWindow *window; /* (unowned): has these, as all that follows */
  GalleyPostList *list;
  GalleyNotice *notice;
  GalleyShowPostFunc show_post;
  GalleySession *session; /* NULL, as the next two: no project is open */
  GalleyCommands *commands;
  GalleyDraft *draft;
};

/* The post that is being written; NULL: none. */
static const GalleyPost *
get_post (GalleyPostActions *self)
{
  return self->draft != NULL ? galley_draft_get_post (self->draft) : NULL;
}

static gboolean
has_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static GalleyPostRows *
get_rows (GalleyPostActions *self)
{
  return galley_post_list_get_rows (self->list);
}

/* The posts that are selected: several in the list, or the one that is being written. */
static GArray *
get_targets (GalleyPostActions *self)
{
  const GalleyPost *post = get_post (self);
  GArray *ids;

  if (galley_post_rows_count_selected (get_rows (self)) > 1)
    return galley_post_rows_get_selected (get_rows (self));
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (post != NULL && post->id != 0)
    g_array_append_val (ids, post->id);
  return ids;
}

static void
undo_cb (gpointer window)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), "undo-posts", NULL);
}

/* What is to be shown when it is done; 0: what is shown stays. */
static gint64
choose_shown (const GalleyCommandReport *report)
{
  if (report->outcome != GALLEY_COMMAND_DONE)
    return 0;
  if (report->step == GALLEY_COMMAND_UNDO)
    return report->command->shown_before;
  return report->result.copy_id != 0 ? report->result.copy_id : report->command->shown_after;
}

static void
finished_cb (GalleyPostActions *self, const GalleyCommandReport *report)
{
  g_autofree char *text = NULL;
  const GalleyPost *post = get_post (self);
  gboolean can_undo;
  gint64 shown;

  if (report->command->class->scope != GALLEY_COMMAND_POSTS)
    return;
  shown = choose_shown (report);
  if (shown != 0 && (post == NULL || post->id != shown))
    self->show_post (self->window, shown);
  text = galley_command_text (report);
  can_undo = report->outcome == GALLEY_COMMAND_DONE && report->step != GALLEY_COMMAND_UNDO &&
             report->result.n_changed > 0 && galley_command_can_undo (report->command);
  if (text != NULL)
    galley_notice_show (self->notice, text, can_undo ? _ ("Undo") : NULL, can_undo ? undo_cb : NULL,
                        self->window, NULL);
}

/* A post that stays in the list when @ids go; 0: none is near. */
static gint64
find_neighbour (GalleyPostActions *self, const GArray *ids)
{
  gint64 next =
      galley_post_rows_get_neighbour (get_rows (self), g_array_index (ids, gint64, ids->len - 1));

  if (next == 0 || has_id (ids, next))
    next = galley_post_rows_get_first (get_rows (self));
  return has_id (ids, next) ? 0 : next;
}

/* Takes @command. */
static void
run (GalleyPostActions *self, GalleyCommand *command)
{
  const GalleyPost *post = get_post (self);

  command->shown_before = post != NULL ? post->id : 0;
  if (command->kind == GALLEY_COMMAND_TRASH_POSTS && post != NULL &&
      has_id (command->ids, post->id))
    command->shown_after = find_neighbour (self, command->ids);
  galley_commands_run (self->commands, command);
  galley_command_unref (command);
}

/* A question that is put to the person. */
typedef struct
{
  GalleyPostActions *actions; /* (unowned): the dialog goes with the window */
  GalleyBulkKind kind;
  GArray *ids;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_array_unref (question->ids);
  g_free (question);
}

static void
named_cb (const char *names, gpointer user_data)
{
  const Question *question = user_data;

  run (question->actions, question->kind == GALLEY_BULK_SERIES
                              ? galley_command_move_to_series (question->ids, names)
                          : question->kind == GALLEY_BULK_ADD_TAGS
                              ? galley_command_add_tags (question->ids, names)
                              : galley_command_remove_tags (question->ids, names));
}

static void
ask (GalleyPostActions *self, GalleyBulkKind kind)
{
  g_autoptr (GArray) ids = get_targets (self);
  Question *question;

  if (ids->len == 0)
    return;
  question = g_new0 (Question, 1);
  question->actions = self;
  question->kind = kind;
  question->ids = g_array_ref (ids);
  galley_bulk_dialog_present (GTK_WINDOW (self->window), self->session, kind, ids, named_cb,
                              question, question_free);
}

static void
tag_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask (user_data, GALLEY_BULK_ADD_TAGS);
}

static void
untag_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask (user_data, GALLEY_BULK_REMOVE_TAGS);
}

static void
series_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask (user_data, GALLEY_BULK_SERIES);
}

static void
trash_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyPostActions *self = user_data;
  g_autoptr (GArray) ids = get_targets (self);
  const GalleyPost *post = get_post (self);
  const char *title = NULL;

  if (ids->len == 1 && post != NULL && has_id (ids, post->id))
    title = post->title[0] != '\0' ? post->title : _ ("Untitled");
  if (ids->len > 0)
    run (self, galley_command_trash_posts (ids, title));
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GArray) ids = get_targets (user_data);

  if (ids->len > 0)
    run (user_data, galley_command_restore_posts (ids));
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GArray) ids = get_targets (user_data);

  if (ids->len > 0)
    run (user_data, galley_command_duplicate_post (g_array_index (ids, gint64, 0), _ (" (copy)")));
}

static void
publish_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyPostActions *self = user_data;
  const GalleyPost *post = get_post (self);

  if (post != NULL)
    run (self, galley_command_publish_post (post->id));
}

static void
unpublish_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyPostActions *self = user_data;
  const GalleyPost *post = get_post (self);

  if (post != NULL)
    run (self, galley_command_unpublish_post (post->id));
}

static void
undo_posts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyPostActions *self = user_data;

  galley_commands_undo (self->commands, GALLEY_COMMAND_POSTS);
  galley_post_actions_update (self);
}

static void
redo_posts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyPostActions *self = user_data;

  galley_commands_redo (self->commands, GALLEY_COMMAND_POSTS);
  galley_post_actions_update (self);
}

static const GActionEntry entries[] = {
  { "tag-posts", tag_cb, NULL, NULL, NULL },
  { "untag-posts", untag_cb, NULL, NULL, NULL },
  { "series-posts", series_cb, NULL, NULL, NULL },
  { "trash-post", trash_cb, NULL, NULL, NULL },
  { "restore-post", restore_cb, NULL, NULL, NULL },
  { "duplicate-post", duplicate_cb, NULL, NULL, NULL },
  { "publish", publish_cb, NULL, NULL, NULL },
  { "unpublish", unpublish_cb, NULL, NULL, NULL },
  { "undo-posts", undo_posts_cb, NULL, NULL, NULL },
  { "redo-posts", redo_posts_cb, NULL, NULL, NULL },
};

/**
 * galley_post_actions_new:
 * @window: (unowned): gets the actions; lives as long as they do
 * @list: (unowned): where posts are chosen
 * @notice: (unowned): where it is said what was done
 * @show_post: shows one to be written
 *
 * Returns: (transfer full): the actions, which can be used once there are commands
 */
GalleyPostActions *
galley_post_actions_new (GtkApplicationWindow *window,
                         GalleyPostList *list,
                         GalleyNotice *notice,
                         GalleyShowPostFunc show_post)
{
  GalleyPostActions *self = g_new0 (GalleyPostActions, 1);

  self->window = window;
  self->list = list;
  self->notice = notice;
  self->show_post = show_post;
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  return self;
}

/**
 * galley_post_actions_free:
 * @actions: actions whose window goes
 *
 * Frees them.
 */
void
galley_post_actions_free (GalleyPostActions *actions)
{
  galley_post_actions_set_commands (actions, NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_action_map_remove_action (G_ACTION_MAP (actions->window), entries[i].name);
  g_free (actions);
}

/**
 * galley_post_actions_set_commands:
 * @actions: actions
 * @session: (nullable): the project that is open
 * @commands: (nullable): its commands
 * @draft: (nullable): what is written in it
 *
 * Works on another project.
 */
void
galley_post_actions_set_commands (GalleyPostActions *actions,
                                  GalleySession *session,
                                  GalleyCommands *commands,
                                  GalleyDraft *draft)
{
  if (actions->commands != NULL)
    g_signal_handlers_disconnect_by_data (actions->commands, actions);
  g_set_object (&actions->session, session);
  g_set_object (&actions->commands, commands);
  g_set_object (&actions->draft, draft);
  if (commands != NULL)
    g_signal_connect_swapped (commands, "finished", G_CALLBACK (finished_cb), actions);
}

static void
enable (GalleyPostActions *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->window), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
has_next (GalleyPostActions *self, GalleyCommandStep step)
{
  g_autoptr (GalleyCommand) next =
      self->commands != NULL ? galley_commands_dup_next (self->commands, GALLEY_COMMAND_POSTS, step)
                             : NULL;

  return next != NULL;
}

/**
 * galley_post_actions_update:
 * @actions: actions
 *
 * Enables what can be done to the posts that are chosen now.
 */
void
galley_post_actions_update (GalleyPostActions *actions)
{
  const GalleyPost *post = get_post (actions);
  gboolean several =
      actions->commands != NULL && galley_post_rows_count_selected (get_rows (actions)) > 1;
  gboolean trash = several ? galley_post_list_shows_trash (actions->list)
                           : post != NULL && post->status == GALLEY_POST_TRASH;
  gboolean alive = (several || post != NULL) && !trash;
  gboolean draft = post != NULL && post->status == GALLEY_POST_DRAFT;

  enable (actions, "publish", alive && !several && (draft || post->has_changes));
  enable (actions, "unpublish", alive && !several && !draft);
  enable (actions, "tag-posts", alive);
  enable (actions, "untag-posts", alive);
  enable (actions, "series-posts", alive);
  enable (actions, "trash-post", alive);
  enable (actions, "restore-post", trash);
  enable (actions, "duplicate-post", alive && !several);
  enable (actions, "undo-posts", has_next (actions, GALLEY_COMMAND_UNDO));
  enable (actions, "redo-posts", has_next (actions, GALLEY_COMMAND_REDO));
}
