/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GTK module (GTK_MODULES) that measures how long a program's main loop is away from its events:
 * from the return of one poll to the next. On SIGUSR2 (WebKit takes SIGUSR1) it writes "stalls
 * COUNT LONGEST OVER", of turns, microseconds, and turns longer than a frame of 16 ms, to the file
 * named by GALLEY_STALLS, and begins anew. */
#include <gmodule.h>
#include <signal.h>
#include <stdio.h>

#define FRAME 16000

void gtk_module_init (int *argc, char ***argv);

static gint64 returned;
static guint64 count;
static gint64 longest;
static guint64 over;
static volatile sig_atomic_t asked;

static void
asked_cb (int number)
{
  asked = 1;
}

static void
write_down (void)
{
  g_autofree char *text =
      g_strdup_printf ("stalls %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
                       count, longest, over);

  g_file_set_contents (g_getenv ("GALLEY_STALLS"), text, -1, NULL);
  count = over = 0;
  longest = 0;
}

static int
measured_poll (GPollFD *fds, guint n, int timeout)
{
  gint64 away = returned != 0 ? g_get_monotonic_time () - returned : 0;
  int result;

  count++;
  longest = MAX (longest, away);
  over += away > FRAME;
  if (asked)
    {
      asked = 0;
      write_down ();
    }
  result = g_poll (fds, n, timeout);
  returned = g_get_monotonic_time ();
  return result;
}

G_MODULE_EXPORT void
gtk_module_init (int *argc, char ***argv)
{
  if (g_getenv ("GALLEY_STALLS") == NULL)
    return;
  signal (SIGUSR2, asked_cb);
  g_main_context_set_poll_func (NULL, measured_poll);
}
