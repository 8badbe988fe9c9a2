/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "galley-lock-private.h"
#include "store-fixture.h"

#define N_PROGRAMS 3
#define N_TURNS 3000
#define N_STARTS 50

/* What the programs that race share. */
typedef struct
{
  volatile int holders; /* right now */
  volatile int taken;   /* in all */
  volatile int ready[N_STARTS], tried[N_STARTS], won[N_STARTS];
} Race;

static Race *
share_race (void)
{
  Race *race = mmap (NULL, sizeof *race, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  g_assert_true (race != MAP_FAILED);
  return race;
}

/* Runs @program in N_PROGRAMS processes at once; each says by its status whether all went well. */
static void
run_programs (Race *race, const char *path, int (*program) (Race *race, const char *path))
{
  pid_t children[N_PROGRAMS];

  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      children[i] = fork ();
      g_assert_cmpint (children[i], >=, 0);
      if (children[i] == 0)
        _exit (program (race, path));
    }
  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      int status = 0;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
}

/* Takes the lock and lets it go, again and again; 1 where another held it at the same time. */
static int
take_turns (Race *race, const char *path)
{
  while (g_atomic_int_get (&race->taken) < N_TURNS)
    {
      GalleyLock *lock = galley_lock_take (path, path, NULL);
      gboolean alone;

      if (lock == NULL)
        continue;
      alone = g_atomic_int_add (&race->holders, 1) == 0;
      g_thread_yield ();
      g_atomic_int_inc (&race->taken);
      g_atomic_int_add (&race->holders, -1);
      galley_lock_release (lock);
      if (!alone)
        return 1;
    }
  return 0;
}

static void
two_never_hold_the_lock_at_once (Fixture *fixture, gconstpointer data)
{
  Race *race = share_race ();

  g_clear_pointer (&fixture->project, galley_project_close);
  run_programs (race, fixture->path, take_turns);
  g_assert_cmpint (race->taken, >=, N_TURNS);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
  munmap (race, sizeof *race);
}

static void
wait_for_all (volatile int *counter)
{
  g_atomic_int_inc (counter);
  while (g_atomic_int_get (counter) < N_PROGRAMS)
    g_thread_yield ();
}

/* All try at one moment, and who has won keeps it until each has tried. */
static int
start_together (Race *race, const char *path)
{
  for (guint i = 0; i < N_STARTS; i++)
    {
      g_autoptr (GError) error = NULL;
      GalleyLock *lock;

      wait_for_all (&race->ready[i]);
      lock = galley_lock_take (path, path, &error);
      if (lock != NULL)
        g_atomic_int_inc (&race->won[i]);
      else if (!g_error_matches (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_LOCKED))
        return 2;
      wait_for_all (&race->tried[i]);
      if (lock != NULL)
        galley_lock_release (lock);
    }
  return 0;
}

static void
of_those_who_start_together_one_wins (Fixture *fixture, gconstpointer data)
{
  Race *race = share_race ();

  g_clear_pointer (&fixture->project, galley_project_close);
  run_programs (race, fixture->path, start_together);
  for (guint i = 0; i < N_STARTS; i++)
    g_assert_cmpint (race->won[i], ==, 1);
  munmap (race, sizeof *race);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/store/lock/two_never_hold_the_lock_at_once", two_never_hold_the_lock_at_once);
  FIXTURE_TEST ("/store/lock/of_those_who_start_together_one_wins",
                of_those_who_start_together_one_wins);
  return g_test_run ();
}
