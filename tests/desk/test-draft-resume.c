/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where one goes on writing after a crash: what is on the disk while one writes, not at an end. */
#include "draft-fixture.h"
#include "galley-resume.h"

typedef struct
{
  Desk desk;
  char *path;
  GalleyState *state;
  GalleyResume *resume;
  GalleyResumePlace place; /* of the cursor on the screen */
} Run;

static void
place_cb (GalleyResumePlace *place, gpointer user_data)
{
  *place = ((Run *) user_data)->place;
}

static void
set_up (Run *run, gconstpointer data)
{
  desk_set_up (&run->desk, data);
  run->path = g_build_filename (run->desk.project.folder, "window.ini", NULL);
  run->state = galley_state_load (run->path);
  run->resume = galley_resume_new (run->state, run->desk.draft);
  galley_resume_set_source (run->resume, place_cb, run);
}

static void
tear_down (Run *run, gconstpointer data)
{
  g_clear_object (&run->resume);
  galley_state_free (run->state);
  g_free (run->path);
  desk_tear_down (&run->desk, data);
}

/* The next run, which finds what this one, killed now, would leave. */
static void
start_again (Run *run, GalleyState **state, GalleyResume **resume)
{
  desk_wait (1000);
  *state = galley_state_load (run->path);
  *resume = galley_resume_new (*state, run->desk.draft);
}

static void
test_a_post_that_was_begun_is_the_one_to_go_on_with (Run *run, gconstpointer data)
{
  g_autoptr (GalleyState) state = NULL;
  g_autoptr (GalleyResume) resume = NULL;
  gint64 begun;

  desk_open (&run->desk, run->desk.first);
  galley_draft_begin (run->desk.draft);
  desk_settle (&run->desk);
  begun = galley_draft_get_id (run->desk.draft);
  g_assert_cmpint (begun, !=, run->desk.first);
  start_again (run, &state, &resume);
  g_assert_cmpint (galley_resume_get_post (resume), ==, begun);
}

static void
test_the_cursor_is_remembered_while_it_moves (Run *run, gconstpointer data)
{
  g_autoptr (GalleyState) state = NULL;
  g_autoptr (GalleyResume) resume = NULL;
  GalleyResumePlace place;

  desk_open (&run->desk, run->desk.first);
  for (int i = 0; i < 50; i++)
    {
      run->place = (GalleyResumePlace){ 100 + i, i };
      galley_resume_touch (run->resume);
    }
  start_again (run, &state, &resume);
  g_assert_false (galley_resume_take_place (resume, 0, &place));
  g_assert_true (galley_resume_take_place (resume, run->desk.first, &place));
  g_assert_cmpint (place.cursor, ==, 149);
  g_assert_cmpint (place.line, ==, 49);
  g_assert_false (galley_resume_take_place (resume, run->desk.first, &place));
}

static void
test_another_post_is_read_from_its_beginning (Run *run, gconstpointer data)
{
  g_autoptr (GalleyState) state = NULL;
  g_autoptr (GalleyResume) resume = NULL;
  GalleyResumePlace place;

  desk_open (&run->desk, run->desk.first);
  run->place = (GalleyResumePlace){ 7, 1 };
  galley_resume_touch (run->resume);
  desk_wait (400);
  desk_open (&run->desk, run->desk.second);
  start_again (run, &state, &resume);
  g_assert_true (galley_resume_take_place (resume, run->desk.second, &place));
  g_assert_cmpint (place.cursor, ==, 0);
  g_assert_cmpint (place.line, ==, 0);
}

#define RESUME_TEST(name)                                                                          \
  g_test_add ("/desk/resume/" #name, Run, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  RESUME_TEST (a_post_that_was_begun_is_the_one_to_go_on_with);
  RESUME_TEST (the_cursor_is_remembered_while_it_moves);
  RESUME_TEST (another_post_is_read_from_its_beginning);
  return g_test_run ();
}
