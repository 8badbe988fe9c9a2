/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs change in a project that is open is noticed; what is one's own is not. */
#include "desk-fixture.h"
#include "galley-post.h"
#include "galley-session-watch.h"

typedef struct
{
  guint posts, comments;
  gboolean done;
} Seen;

static void
posts_cb (Seen *seen)
{
  seen->posts++;
}

static void
comments_cb (Seen *seen)
{
  seen->comments++;
  seen->done = TRUE;
}

static gboolean
rest_cb (gpointer done)
{
  *(gboolean *) done = TRUE;
  return G_SOURCE_REMOVE;
}

static void
rest (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, rest_cb, &done);
  fixture_wait (&done);
}

static gboolean
trash (GalleyProject *project, gint64 id)
{
  return galley_project_trash_post (project, id, NULL);
}

static gpointer
trash_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (trash (project, *(gint64 *) data));
  return NULL;
}

static void
what_another_program_changes_is_noticed (Fixture *fixture, gconstpointer data)
{
  GalleySessionWatch *watch = galley_session_watch_new (fixture->session);
  Seen seen = { 0 };
  GalleyProject *other;

  g_signal_connect_swapped (fixture->session, "posts-changed", G_CALLBACK (posts_cb), &seen);
  g_signal_connect_swapped (fixture->session, "comments-changed", G_CALLBACK (comments_cb), &seen);
  rest (100);
  /* One's own change first: the log is there then, and nothing is to be noticed. */
  galley_session_run_async (fixture->session, GALLEY_LANE_EDIT, trash_job, &fixture->posts[0], NULL,
                            NULL, NULL, NULL, NULL);
  rest (1200);
  g_assert_cmpuint (seen.posts, ==, 0);
  other = galley_project_open (fixture->path, GALLEY_OPEN_SHARED, NULL);
  g_assert_nonnull (other);
  g_assert_true (trash (other, fixture->posts[1]));
  galley_project_close (other);
  fixture_wait (&seen.done);
  g_assert_cmpuint (seen.posts, ==, 1);
  g_assert_cmpuint (seen.comments, ==, 1);
  galley_session_watch_free (watch);
  g_signal_handlers_disconnect_by_data (fixture->session, &seen);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/desk/session-watch/what_another_program_changes_is_noticed",
                what_another_program_changes_is_noticed);
  return g_test_run ();
}
