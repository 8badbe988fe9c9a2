/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands, undo and redo in every order of events, on a slow disk, with failures, changes by
 * others and closed windows: compared with a model. */
#include <stdlib.h>

#include "desk-fixture.h"
#include "galley-commands.h"
#include "galley-comment-command.h"

/* The texts of a comment before and after an edit. */
typedef struct
{
  int before, after;
  gboolean failed;
} Edit;

typedef struct
{
  Fixture *fixture;
  GalleyCommands *commands;
  guint n_asked;
  guint n_told, n_done; /* by "finished" */
  guint n_expected;     /* how many of those are expected to be done */
  int next;             /* the text of the next edit */
  Hold *hold;
  gboolean failing; /* of the EDIT thread: what comes now fails */

  /* The model: what the comment's text is, and what can be undone and done again; as it is, and as
   * the person sees it, who was not told of failures since the last wait. */
  int text;
  GArray *done, *undone, *seen_done, *seen_undone; /* of int: indexes into edits */
  GArray *edits;
} Trial;

/* An edit that fails where the trial says so. */
typedef struct
{
  GalleyCommand command;
  GalleyCommand *edit;
  const gboolean *failing;
} TrialCommand;

static gboolean
perform_trial (GalleyCommand *command,
               GalleyCommandStep step,
               GalleyProject *project,
               GalleyCommandResult *result,
               GError **error)
{
  TrialCommand *self = (TrialCommand *) command;

  if (!galley_command_perform (self->edit, step, project, result, NULL, error))
    return FALSE;
  if (*self->failing)
    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NO_SPACE, "full");
  return !*self->failing;
}

static gboolean
run_trial (GalleyCommand *command,
           GalleyProject *project,
           GalleyCommandResult *result,
           GCancellable *cancellable,
           GError **error)
{
  return perform_trial (command, GALLEY_COMMAND_RUN, project, result, error);
}

static gboolean
undo_trial (GalleyCommand *command,
            GalleyProject *project,
            GalleyCommandResult *result,
            GCancellable *cancellable,
            GError **error)
{
  return perform_trial (command, GALLEY_COMMAND_UNDO, project, result, error);
}

static gboolean
redo_trial (GalleyCommand *command,
            GalleyProject *project,
            GalleyCommandResult *result,
            GCancellable *cancellable,
            GError **error)
{
  return perform_trial (command, GALLEY_COMMAND_REDO, project, result, error);
}

static void
free_trial_command (GalleyCommand *command)
{
  galley_command_unref (((TrialCommand *) command)->edit);
  g_free (command);
}

static const GalleyCommandClass trial_class = { .scope = GALLEY_COMMAND_COMMENTS,
                                                .run = run_trial,
                                                .undo = undo_trial,
                                                .redo = redo_trial,
                                                .free = free_trial_command };

static void
finished_cb (GalleyCommands *commands, const GalleyCommandReport *report, Trial *trial)
{
  trial->n_told++;
  trial->n_done += report->outcome == GALLEY_COMMAND_DONE;
}

static void
run_edit (Trial *trial)
{
  g_autofree char *text = g_strdup_printf ("%d", ++trial->next);
  g_autoptr (GalleyCommand) command =
      galley_command_new (&trial_class, sizeof (TrialCommand), GALLEY_COMMAND_EDIT_COMMENT,
                          trial->fixture->comments, 1, NULL);

  ((TrialCommand *) command)->edit =
      galley_command_edit_comment (trial->fixture->comments[0], text);
  ((TrialCommand *) command)->failing = &trial->failing;
  galley_commands_run (trial->commands, command);
}

static gpointer
fail_job (GalleyProject *project, gpointer trial, GCancellable *cancellable, GError **error)
{
  ((Trial *) trial)->failing = TRUE;
  return NULL;
}

static gpointer
succeed_job (GalleyProject *project, gpointer trial, GCancellable *cancellable, GError **error)
{
  ((Trial *) trial)->failing = FALSE;
  return NULL;
}

static gpointer
change_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Trial *trial = data;
  g_autoptr (GalleyComment) comment =
      galley_project_load_comment (project, trial->fixture->comments[0], NULL);

  g_free (comment->body);
  comment->body = g_strdup ("0");
  g_assert_true (galley_project_save_comment (project, comment, "import", "", NULL));
  return NULL;
}

static void
queue (Trial *trial, GalleySessionFunc func)
{
  galley_session_run_async (trial->fixture->session, GALLEY_LANE_EDIT, func, trial, NULL, NULL,
                            NULL, NULL, NULL);
}

static int
pop (GArray *array)
{
  int last = g_array_index (array, int, array->len - 1);

  g_array_set_size (array, array->len - 1);
  return last;
}

static gboolean
is_last (const GArray *array, int edit)
{
  return array->len > 0 && g_array_index (array, int, array->len - 1) == edit;
}

static void
model_run (Trial *trial, gboolean fails)
{
  Edit edit = { trial->text, trial->next + 1, fails };
  int index = (int) trial->edits->len;

  g_array_append_val (trial->edits, edit);
  g_array_append_val (trial->seen_done, index);
  g_array_set_size (trial->seen_undone, 0);
  if (fails)
    return;
  g_array_append_val (trial->done, index);
  g_array_set_size (trial->undone, 0);
  trial->text = edit.after;
  trial->n_expected++;
}

/* Returns: whether there is something to undo, as the person sees it */
static gboolean
model_undo (Trial *trial, gboolean fails)
{
  int index;
  Edit *edit;

  if (trial->seen_done->len == 0)
    return FALSE;
  index = pop (trial->seen_done);
  g_array_append_val (trial->seen_undone, index);
  if (fails || !is_last (trial->done, index))
    return TRUE;
  edit = &g_array_index (trial->edits, Edit, index);
  pop (trial->done);
  g_array_append_val (trial->undone, index);
  trial->text = edit->before;
  trial->n_expected++;
  return TRUE;
}

static gboolean
model_redo (Trial *trial)
{
  int index;
  Edit *edit;

  if (trial->seen_undone->len == 0)
    return FALSE;
  index = pop (trial->seen_undone);
  g_array_append_val (trial->seen_done, index);
  if (!is_last (trial->undone, index))
    return TRUE;
  edit = &g_array_index (trial->edits, Edit, index);
  edit->before = trial->text;
  pop (trial->undone);
  g_array_append_val (trial->done, index);
  trial->text = edit->after;
  trial->n_expected++;
  return TRUE;
}

static void
copy_array (GArray *to, const GArray *from)
{
  g_array_set_size (to, 0);
  g_array_append_vals (to, from->data, from->len);
}

static void
let_go (Trial *trial)
{
  if (trial->hold != NULL)
    fixture_let_go (g_steal_pointer (&trial->hold));
}

static void
wait (Trial *trial)
{
  let_go (trial);
  while (trial->n_told < trial->n_asked)
    g_main_context_iteration (NULL, TRUE);
  copy_array (trial->seen_done, trial->done);
  copy_array (trial->seen_undone, trial->undone);
}

static gpointer
read_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Trial *trial = data;

  return galley_project_load_comment (project, trial->fixture->comments[0], error);
}

typedef struct
{
  GalleyComment *comment;
  gboolean done;
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;

  reading->comment = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  reading->done = TRUE;
}

/* All that was asked for was told of, done as often as expected, and the text is the model's. */
static void
check (Trial *trial, const char *events)
{
  Reading reading = { 0 };

  wait (trial);
  galley_session_run_async (trial->fixture->session, GALLEY_LANE_EDIT, read_job, trial, NULL, NULL,
                            NULL, read_cb, &reading);
  fixture_wait (&reading.done);
  if (trial->n_told != trial->n_asked || trial->n_done != trial->n_expected ||
      atoi (reading.comment->body) != trial->text)
    g_error ("%s: %u of %u told, %u of %u done, the text is %s in place of %d", events,
             trial->n_told, trial->n_asked, trial->n_done, trial->n_expected, reading.comment->body,
             trial->text);
  galley_comment_free (reading.comment);
}

/* The window is closed, whatever is under way, and the project opened again. */
static void
reopen (Trial *trial)
{
  galley_commands_close (trial->commands);
  let_go (trial);
  fixture_close (trial->fixture);
  while (trial->n_told < trial->n_asked)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (trial->commands);
  fixture_open (trial->fixture);
  trial->commands = galley_commands_new (trial->fixture->session);
  g_signal_connect (trial->commands, "finished", G_CALLBACK (finished_cb), trial);
  g_array_set_size (trial->done, 0);
  g_array_set_size (trial->undone, 0);
  copy_array (trial->seen_done, trial->done);
  copy_array (trial->seen_undone, trial->undone);
}

static void
ask (Trial *trial, gboolean there_is, gboolean asked)
{
  g_assert_cmpint (there_is, ==, asked);
  trial->n_asked += asked;
}

static void
apply (Trial *trial, char event)
{
  switch (event)
    {
    case 'f': /* a command that fails */
      queue (trial, fail_job);
      G_GNUC_FALLTHROUGH;
    case 'r': /* a command */
      model_run (trial, event == 'f');
      trial->n_asked++;
      run_edit (trial);
      queue (trial, succeed_job);
      break;
    case 'x': /* an undo that fails */
      queue (trial, fail_job);
      G_GNUC_FALLTHROUGH;
    case 'u':
      ask (trial, model_undo (trial, event == 'x'),
           galley_commands_undo (trial->commands, GALLEY_COMMAND_COMMENTS));
      queue (trial, succeed_job);
      break;
    case 'v': /* a redo */
      ask (trial, model_redo (trial),
           galley_commands_redo (trial->commands, GALLEY_COMMAND_COMMENTS));
      break;
    case 'o': /* a change by others */
      trial->text = 0;
      queue (trial, change_job);
      break;
    case 's': /* the disk is slow from now on */
      if (trial->hold == NULL)
        trial->hold = fixture_hold (trial->fixture);
      break;
    case 'p': /* everything is carried out, but not told of yet */
      let_go (trial);
      fixture_let_go (fixture_hold (trial->fixture));
      break;
    case 'w': /* everything is carried out and told of */
      wait (trial);
      break;
    case 'c':
      reopen (trial);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
try_events (Trial *trial, const char *events)
{
  trial->commands = galley_commands_new (trial->fixture->session);
  g_signal_connect (trial->commands, "finished", G_CALLBACK (finished_cb), trial);
  trial->n_told = trial->n_done = 0;
  trial->n_asked = trial->n_expected = 0;
  g_array_set_size (trial->done, 0);
  g_array_set_size (trial->undone, 0);
  copy_array (trial->seen_done, trial->done);
  copy_array (trial->seen_undone, trial->undone);
  for (const char *p = events; *p != '\0'; p++)
    apply (trial, *p);
  check (trial, events);
  galley_commands_close (trial->commands);
  g_clear_object (&trial->commands);
}

/* All words of @length letters; those with a reopening are of three at most, since that takes time.
 */
static guint
try_all (Trial *trial, const char *letters, guint length, char *events)
{
  guint n = 0;

  if (strlen (events) == length)
    {
      try_events (trial, events);
      return 1;
    }
  for (const char *p = letters; *p != '\0'; p++)
    {
      gsize end = strlen (events);

      events[end] = *p;
      n += try_all (trial, letters, length, events);
      events[end] = '\0';
    }
  return n;
}

static void
test_nothing_is_lost_or_done_twice_in_any_order (Fixture *fixture, gconstpointer data)
{
  Trial trial = { .fixture = fixture };
  char events[8] = { 0 };
  guint n = 0;

  trial.done = g_array_new (FALSE, FALSE, sizeof (int));
  trial.undone = g_array_new (FALSE, FALSE, sizeof (int));
  trial.seen_done = g_array_new (FALSE, FALSE, sizeof (int));
  trial.seen_undone = g_array_new (FALSE, FALSE, sizeof (int));
  trial.edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  trial.next = 0;
  apply (&(Trial){ .fixture = fixture }, 'o');
  for (guint length = 1; length <= 4; length++)
    n += try_all (&trial, "rfuxvospw", length, events);
  n += try_all (&trial, "rfuxvospwc", 3, events);
  g_test_message ("%u orders of events", n);
  g_array_unref (trial.done);
  g_array_unref (trial.undone);
  g_array_unref (trial.seen_done);
  g_array_unref (trial.seen_undone);
  g_array_unref (trial.edits);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/desk/commands/nothing_is_lost_or_done_twice_in_any_order",
                test_nothing_is_lost_or_done_twice_in_any_order);
  return g_test_run ();
}
