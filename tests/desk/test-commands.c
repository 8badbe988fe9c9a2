/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands, their undo and their redo: what they do to a project. */
#include "desk-fixture.h"
#include "galley-commands.h"
#include "galley-comment-command.h"
#include "galley-post-command.h"
#include "galley-replace.h"

static const char *program;

/* What "finished" told: how often, of the first ones in which order, and the last of it. */
typedef struct
{
  guint n;
  guint n_done;
  GalleyCommandKind kinds[2];
  GalleyCommandOutcome outcomes[2];
  GalleyCommandKind kind;
  GalleyCommandStep step;
  GalleyCommandOutcome outcome;
  GalleyCommandResult result;
  int error_code;
} Told;

static void
finished_cb (GalleyCommands *commands, const GalleyCommandReport *report, Told *told)
{
  if (told->n < 2)
    {
      told->kinds[told->n] = report->command->kind;
      told->outcomes[told->n] = report->outcome;
    }
  told->n++;
  told->n_done += report->outcome == GALLEY_COMMAND_DONE;
  told->kind = report->command->kind;
  told->step = report->step;
  told->outcome = report->outcome;
  told->result = report->result;
  told->error_code = report->error != NULL ? report->error->code : -1;
}

static GalleyCommands *
new_commands (Fixture *fixture, Told *told)
{
  GalleyCommands *commands = galley_commands_new (fixture->session);

  *told = (Told){ 0 };
  g_signal_connect (commands, "finished", G_CALLBACK (finished_cb), told);
  return commands;
}

/* Waits until @n were told of since the beginning. */
static void
wait_for (const Told *told, guint n)
{
  while (told->n < n)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (told->n, ==, n);
}

/* Takes @command. */
static void
run (GalleyCommands *commands, Told *told, GalleyCommand *command)
{
  guint n = told->n;

  galley_commands_run (commands, command);
  galley_command_unref (command);
  wait_for (told, n + 1);
}

static void
step (GalleyCommands *commands, Told *told, GalleyCommandScope scope, GalleyCommandStep step)
{
  guint n = told->n;

  g_assert_true (step == GALLEY_COMMAND_UNDO ? galley_commands_undo (commands, scope)
                                             : galley_commands_redo (commands, scope));
  wait_for (told, n + 1);
  g_assert_cmpint (told->step, ==, step);
}

static GArray *
array_of (const gint64 *ids, guint n)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (array, ids, n);
  return array;
}

static gpointer
find_job (GalleyProject *project, gpointer ids, GCancellable *cancellable, GError **error)
{
  GalleyTextQuery query = { "diary", FALSE, FALSE };

  return galley_project_find_text (project, &query, ids, 3, NULL, error);
}

typedef struct
{
  GPtrArray *found;
  gboolean done;
} Finding;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Finding *finding = user_data;

  finding->found = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  finding->done = TRUE;
}

static GalleyCommand *
new_replacement (Fixture *fixture)
{
  Finding finding = { 0 };
  GalleyCommand *command;

  galley_session_run_async (fixture->session, GALLEY_LANE_EDIT, find_job, fixture->posts, NULL,
                            NULL, NULL, found_cb, &finding);
  fixture_wait (&finding.done);
  command = galley_command_replace_text (finding.found, "journal");
  g_ptr_array_unref (finding.found);
  return command;
}

#define N_UNDOABLE 10

/* One of each kind that can be undone; @before: what it needs to have been done, or NULL. */
static GalleyCommand *
make (Fixture *fixture, int number, GalleyCommand **before)
{
  g_autoptr (GArray) posts = array_of (fixture->posts, 3);

  *before = NULL;
  switch (number)
    {
    case 0:
      return galley_command_add_tags (posts, "Notes, Winter,");
    case 1:
      *before = galley_command_add_tags (posts, "Notes, Winter");
      return galley_command_remove_tags (posts, " Winter");
    case 2:
      return galley_command_move_to_series (posts, "Moscow");
    case 3:
      return galley_command_trash_posts (posts, NULL);
    case 4:
      *before = galley_command_trash_posts (posts, NULL);
      return galley_command_restore_posts (posts);
    case 5:
      return galley_command_duplicate_post (fixture->posts[1], " (copy)");
    case 6:
      return new_replacement (fixture);
    case 7:
      return galley_command_set_comment_status (fixture->comments, 3, GALLEY_COMMENT_APPROVED);
    case 8:
      return galley_command_reply_to_comment (fixture->comments[0], "Thank you.");
    case 9:
      return galley_command_place_comment (fixture->comments[3], "two");
    default:
      return galley_command_edit_comment (fixture->comments[1], "Another text");
    }
}

static void
test_each_command_is_undone_and_done_again (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i <= N_UNDOABLE; i++)
    {
      Told told;
      g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);
      GalleyCommand *preparation;
      GalleyCommand *command = make (fixture, i, &preparation);
      GalleyCommandScope scope = command->class->scope;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      guint n_changed;

      if (preparation != NULL)
        run (commands, &told, preparation);
      before = fixture_describe (fixture);
      run (commands, &told, command);
      g_assert_cmpint (told.outcome, ==, GALLEY_COMMAND_DONE);
      g_assert_cmpuint (told.result.n_changed, >, 0);
      n_changed = told.result.n_changed;
      after = fixture_describe (fixture);
      g_assert_cmpstr (before, !=, after);
      for (int times = 0; times < 2; times++)
        {
          g_autofree char *undone = NULL;
          g_autofree char *redone = NULL;

          step (commands, &told, scope, GALLEY_COMMAND_UNDO);
          g_assert_cmpint (told.outcome, ==, GALLEY_COMMAND_DONE);
          g_assert_cmpuint (told.result.n_kept, ==, 0);
          undone = fixture_describe (fixture);
          g_assert_cmpstr (undone, ==, before);
          step (commands, &told, scope, GALLEY_COMMAND_REDO);
          g_assert_cmpint (told.outcome, ==, GALLEY_COMMAND_DONE);
          g_assert_cmpuint (told.result.n_changed, ==, n_changed);
          redone = fixture_describe (fixture);
          g_assert_cmpstr (redone, ==, after);
        }
      step (commands, &told, scope, GALLEY_COMMAND_UNDO);
      if (preparation != NULL)
        step (commands, &told, scope, GALLEY_COMMAND_UNDO);
    }
}

static void
test_what_is_so_already_is_not_held_for_undo (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);

  run (commands, &told,
       galley_command_set_comment_status (fixture->comments, 2, GALLEY_COMMENT_PENDING));
  g_assert_cmpint (told.outcome, ==, GALLEY_COMMAND_DONE);
  g_assert_cmpuint (told.result.n_changed, ==, 0);
  g_assert_false (galley_commands_undo (commands, GALLEY_COMMAND_COMMENTS));
}

static void
test_posts_and_comments_are_undone_each_by_themselves (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);
  g_autoptr (GArray) posts = array_of (fixture->posts, 1);

  run (commands, &told, galley_command_trash_posts (posts, NULL));
  run (commands, &told,
       galley_command_set_comment_status (fixture->comments, 1, GALLEY_COMMENT_SPAM));
  step (commands, &told, GALLEY_COMMAND_POSTS, GALLEY_COMMAND_UNDO);
  g_assert_cmpint (told.kind, ==, GALLEY_COMMAND_TRASH_POSTS);
  g_assert_false (galley_commands_undo (commands, GALLEY_COMMAND_POSTS));
  step (commands, &told, GALLEY_COMMAND_COMMENTS, GALLEY_COMMAND_UNDO);
  g_assert_cmpint (told.kind, ==, GALLEY_COMMAND_SET_COMMENT_STATUS);
}

static void
test_what_cannot_be_undone_is_not_held (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);

  run (commands, &told, galley_command_publish_post (fixture->posts[0]));
  run (commands, &told, galley_command_unpublish_post (fixture->posts[0]));
  run (commands, &told, galley_command_erase_comments (fixture->comments, 2));
  g_assert_cmpuint (told.n_done, ==, 3);
  g_assert_false (galley_commands_undo (commands, GALLEY_COMMAND_POSTS));
  g_assert_false (galley_commands_undo (commands, GALLEY_COMMAND_COMMENTS));
}

/* Else nothing that was done before could be undone any more. */
static void
test_what_is_gone_does_not_stand_before_what_was_done_earlier (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run (commands, &told, galley_command_erase_comments (&fixture->comments[2], 1));
  before = fixture_describe (fixture);
  run (commands, &told,
       galley_command_set_comment_status (fixture->comments, 1, GALLEY_COMMENT_SPAM));
  run (commands, &told, galley_command_edit_comment (fixture->comments[1], "Another"));
  run (commands, &told, galley_command_erase_comments (&fixture->comments[1], 1));
  step (commands, &told, GALLEY_COMMAND_COMMENTS, GALLEY_COMMAND_UNDO);
  g_assert_cmpint (told.outcome, ==, GALLEY_COMMAND_FAILED);
  g_assert_cmpint (told.error_code, ==, GALLEY_STORE_ERROR_NOT_FOUND);
  step (commands, &told, GALLEY_COMMAND_COMMENTS, GALLEY_COMMAND_UNDO);
  g_assert_cmpint (told.outcome, ==, GALLEY_COMMAND_DONE);
  g_assert_false (galley_commands_redo (commands, GALLEY_COMMAND_POSTS));
  after = fixture_describe (fixture);
  g_assert_nonnull (strstr (after, "Comment 0"));
}

/* While another process writes, nothing is changed, and that is told; afterwards it can be. */
static void
test_another_writer_is_told_of_and_nothing_is_held (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);
  OtherWriter *writer;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;

  run (commands, &told, galley_command_edit_comment (fixture->comments[1], "Another text"));
  before = fixture_describe (fixture);
  writer = fixture_lock (fixture, program);
  step (commands, &told, GALLEY_COMMAND_COMMENTS, GALLEY_COMMAND_UNDO);
  g_assert_cmpint (told.outcome, ==, GALLEY_COMMAND_FAILED);
  g_assert_cmpint (told.error_code, ==, GALLEY_STORE_ERROR_LOCKED);
  fixture_release (writer);
  after = fixture_describe (fixture);
  g_assert_cmpstr (before, ==, after);
  step (commands, &told, GALLEY_COMMAND_COMMENTS, GALLEY_COMMAND_UNDO);
  g_assert_cmpint (told.outcome, ==, GALLEY_COMMAND_DONE);
  undone = fixture_describe (fixture);
  g_assert_cmpstr (before, !=, undone);
}

/* The reply failed after z was pressed: there is nothing to undo, and nothing to do again. */
static void
test_an_undo_of_what_failed_does_nothing (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);
  OtherWriter *writer = fixture_lock (fixture, program);
  g_autofree char *before = fixture_describe (fixture);
  g_autofree char *after = NULL;
  g_autoptr (GalleyCommand) reply =
      galley_command_reply_to_comment (fixture->comments[0], "Thank you.");

  galley_commands_run (commands, reply);
  g_assert_true (galley_commands_undo (commands, GALLEY_COMMAND_COMMENTS));
  wait_for (&told, 2);
  fixture_release (writer);
  g_assert_cmpint (told.outcomes[0], ==, GALLEY_COMMAND_FAILED);
  g_assert_cmpint (told.outcomes[1], ==, GALLEY_COMMAND_SKIPPED);
  g_assert_false (galley_commands_redo (commands, GALLEY_COMMAND_COMMENTS));
  after = fixture_describe (fixture);
  g_assert_cmpstr (before, ==, after);
}

/* A draft that is saved, or cannot be, when the test says so. */
typedef struct
{
  GTask *task;
  guint n;
} Draft;

static void
flush (gpointer object, GAsyncReadyCallback callback, gpointer user_data)
{
  Draft *draft = object;

  g_assert_null (draft->task);
  draft->task = g_task_new (NULL, NULL, callback, user_data);
  draft->n++;
}

static gboolean
flush_finish (gpointer object, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
answer (Draft *draft, gboolean saved)
{
  g_autoptr (GTask) task = g_steal_pointer (&draft->task);

  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NO_SPACE, "full");
}

static void
test_posts_wait_for_the_draft_and_comments_for_both (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);
  g_autoptr (GArray) posts = array_of (fixture->posts, 1);
  g_autoptr (GalleyCommand) trash = galley_command_trash_posts (posts, NULL);
  g_autoptr (GalleyCommand) spam =
      galley_command_set_comment_status (fixture->comments, 1, GALLEY_COMMENT_SPAM);
  Draft draft = { 0 };
  g_autofree char *before = fixture_describe (fixture);
  g_autofree char *waiting = NULL;

  galley_commands_set_flush (commands, flush, flush_finish, &draft);
  galley_commands_run (commands, trash);
  galley_commands_run (commands, spam);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  waiting = fixture_describe (fixture);
  g_assert_cmpstr (before, ==, waiting);
  answer (&draft, TRUE);
  wait_for (&told, 2);
  g_assert_cmpint (told.kinds[0], ==, GALLEY_COMMAND_TRASH_POSTS);
  g_assert_cmpint (told.kinds[1], ==, GALLEY_COMMAND_SET_COMMENT_STATUS);
  g_assert_cmpuint (told.n_done, ==, 2);
  g_assert_cmpuint (draft.n, ==, 1);
}

static void
test_a_draft_that_cannot_be_saved_leaves_posts_as_they_are (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);
  g_autoptr (GArray) posts = array_of (fixture->posts, 1);
  g_autoptr (GalleyCommand) trash = galley_command_trash_posts (posts, NULL);
  Draft draft = { 0 };
  g_autofree char *before = fixture_describe (fixture);
  g_autofree char *after = NULL;

  galley_commands_set_flush (commands, flush, flush_finish, &draft);
  galley_commands_run (commands, trash);
  answer (&draft, FALSE);
  wait_for (&told, 1);
  g_assert_cmpint (told.outcome, ==, GALLEY_COMMAND_NOT_SAVED);
  g_assert_cmpint (told.error_code, ==, GALLEY_STORE_ERROR_NO_SPACE);
  g_assert_false (galley_commands_undo (commands, GALLEY_COMMAND_POSTS));
  after = fixture_describe (fixture);
  g_assert_cmpstr (before, ==, after);
}

/* The window closes while the disk is slow and the draft's answer is still on its way. */
static void
test_what_waits_is_carried_out_when_the_session_closes (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);
  g_autoptr (GArray) posts = array_of (fixture->posts, 1);
  g_autoptr (GalleyCommand) trash = galley_command_trash_posts (posts, NULL);
  g_autoptr (GalleyCommand) spam =
      galley_command_set_comment_status (fixture->comments, 1, GALLEY_COMMENT_SPAM);
  Draft draft = { 0 };
  Hold *hold = fixture_hold (fixture);
  g_autofree char *after = NULL;

  galley_commands_set_flush (commands, flush, flush_finish, &draft);
  galley_commands_run (commands, trash);
  galley_commands_run (commands, spam);
  galley_commands_close (commands);
  fixture_let_go (hold);
  fixture_close (fixture);
  after = fixture_describe (fixture);
  g_assert_null (strstr (after, "|A text of the diary.|| 0\npost 1"));
  g_assert_null (strstr (after, "One|"));
  g_assert_nonnull (strstr (after, "comment 1 2"));
  answer (&draft, TRUE); /* nobody waits for it any more */
  while (told.n < 2)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (told.n_done, ==, 2);
}

/* What comes after the session is closed is told of, too. */
static void
test_a_command_after_the_session_is_told_of (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);

  galley_commands_close (commands);
  galley_session_close (fixture->session);
  run (commands, &told,
       galley_command_set_comment_status (fixture->comments, 1, GALLEY_COMMENT_SPAM));
  g_assert_cmpint (told.outcome, ==, GALLEY_COMMAND_FAILED);
}

static void
test_the_oldest_commands_are_dropped (Fixture *fixture, gconstpointer data)
{
  Told told;
  g_autoptr (GalleyCommands) commands = new_commands (fixture, &told);
  guint n = 0;

  for (int i = 0; i < 203; i++)
    {
      g_autofree char *text = g_strdup_printf ("Text %d", i);

      run (commands, &told, galley_command_edit_comment (fixture->comments[0], text));
    }
  while (galley_commands_undo (commands, GALLEY_COMMAND_COMMENTS))
    n++;
  while (told.n < 203 + n)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n, ==, 200);
  g_assert_cmpuint (told.n_done, ==, 403);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (fixture_is_other_writer (argc, argv))
    return 0;
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/desk/commands/each_command_is_undone_and_done_again",
                test_each_command_is_undone_and_done_again);
  FIXTURE_TEST ("/desk/commands/what_is_so_already_is_not_held_for_undo",
                test_what_is_so_already_is_not_held_for_undo);
  FIXTURE_TEST ("/desk/commands/posts_and_comments_are_undone_each_by_themselves",
                test_posts_and_comments_are_undone_each_by_themselves);
  FIXTURE_TEST ("/desk/commands/what_cannot_be_undone_is_not_held",
                test_what_cannot_be_undone_is_not_held);
  FIXTURE_TEST ("/desk/commands/what_is_gone_does_not_stand_before_what_was_done_earlier",
                test_what_is_gone_does_not_stand_before_what_was_done_earlier);
  FIXTURE_TEST ("/desk/commands/another_writer_is_told_of_and_nothing_is_held",
                test_another_writer_is_told_of_and_nothing_is_held);
  FIXTURE_TEST ("/desk/commands/an_undo_of_what_failed_does_nothing",
                test_an_undo_of_what_failed_does_nothing);
  FIXTURE_TEST ("/desk/commands/posts_wait_for_the_draft_and_comments_for_both",
                test_posts_wait_for_the_draft_and_comments_for_both);
  FIXTURE_TEST ("/desk/commands/a_draft_that_cannot_be_saved_leaves_posts_as_they_are",
                test_a_draft_that_cannot_be_saved_leaves_posts_as_they_are);
  FIXTURE_TEST ("/desk/commands/what_waits_is_carried_out_when_the_session_closes",
                test_what_waits_is_carried_out_when_the_session_closes);
  FIXTURE_TEST ("/desk/commands/a_command_after_the_session_is_told_of",
                test_a_command_after_the_session_is_told_of);
  FIXTURE_TEST ("/desk/commands/the_oldest_commands_are_dropped",
                test_the_oldest_commands_are_dropped);
  return g_test_run ();
}
