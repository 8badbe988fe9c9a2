/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galleyctl.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* One line on standard error, whatever the message holds. */
static void
complain (const char *verb, const char *message)
{
  g_autofree char *line = g_strdup (message);

  g_strdelimit (line, "\n\r", ' ');
  fprintf (stderr, "galleyctl: %s: %s\n", verb, line);
}

/**
 * ctl_wrong:
 * @verb: the verb that was called
 * @format: what is wrong and why
 * @...: for @format
 *
 * Returns: %CTL_WRONG, having said so
 */
int
ctl_wrong (const char *verb, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  ctl_progress_end ();
  complain (verb, message);
  return CTL_WRONG;
}

/**
 * ctl_error:
 * @verb: the verb that was called
 * @error: (nullable): what went wrong
 *
 * Returns: %CTL_WRONG, having said so
 */
int
ctl_error (const char *verb, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ctl_wrong (verb, "stopped; nothing was changed");
  return ctl_wrong (verb, "%s", error != NULL ? error->message : "it failed");
}

/**
 * ctl_parse:
 * @usage: how the verb is called
 * @argc: (inout): arguments, the verb first
 * @argv: (inout): likewise
 *
 * Takes the options out of the arguments. Texts are taken as bytes and must be UTF-8, whatever the
 * locale says. On %FALSE it was said what is wrong with the call.
 */
gboolean
ctl_parse (const CtlUsage *usage, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage->arguments);
  g_autoptr (GError) error = NULL;
  const char *verb = (*argv)[0];
  g_autofree char *name = g_strconcat ("galleyctl ", verb, NULL);
  int given;

  g_set_prgname (name);
  g_option_context_set_summary (context, usage->summary);
  if (usage->options != NULL)
    g_option_context_add_main_entries (context, usage->options, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      ctl_error (verb, error);
      return FALSE;
    }
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      memmove (*argv + 1, *argv + 2, sizeof (char *) * (gsize) (*argc - 1));
      (*argc)--;
    }
  given = *argc - 1;
  if (given < usage->least || (usage->most >= 0 && given > usage->most))
    {
      ctl_wrong (verb, "%s: called as galleyctl %s %s",
                 given < usage->least ? "an argument is missing" : "too many arguments", verb,
                 usage->arguments);
      return FALSE;
    }
  return TRUE;
}

/**
 * ctl_open:
 * @verb: the verb that was called
 * @path: a project file
 * @mode: what it is opened for
 *
 * Returns: (transfer full) (nullable): the project; on %NULL it was said why not
 */
GalleyProject *
ctl_open (const char *verb, const char *path, GalleyOpenMode mode)
{
  g_autoptr (GError) error = NULL;
  GalleyProject *project = galley_project_open (path, mode, &error);

  /* Beside a window that has it open: it sees what is changed, and neither loses anything. */
  if (project == NULL && mode == GALLEY_OPEN_EDIT &&
      g_error_matches (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_LOCKED))
    {
      g_clear_error (&error);
      project = galley_project_open (path, GALLEY_OPEN_SHARED, &error);
    }
  if (project == NULL)
    ctl_error (verb, error);
  else if (galley_project_get_set_aside (project) != NULL)
    fprintf (stderr,
             "galleyctl: %s: %s: another file was put in its place after Galley had ended without "
             "closing it; what was not in the old one yet is in %s\n",
             verb, path, galley_project_get_set_aside (project));
  return project;
}

/* The first signal asks the work to stop, which rolls back; the second does not ask. */
static gpointer
wait_for_signals (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t signals;
  int number;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGHUP);
  sigwait (&signals, &number);
  g_cancellable_cancel (cancellable);
  sigwait (&signals, &number);
  _exit (128 + number);
  return NULL;
}

/**
 * ctl_cancellable:
 *
 * Returns: (transfer none): what SIGINT, SIGTERM and SIGHUP cancel, from the first call on; it must
 *   be called before other threads are
 */
GCancellable *
ctl_cancellable (void)
{
  static GCancellable *cancellable;
  sigset_t signals;

  if (cancellable != NULL)
    return cancellable;
  cancellable = g_cancellable_new ();
  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signals, cancellable));
  return cancellable;
}

static gboolean bar_stands;

static void
draw_bar (guint64 done, guint64 total, gpointer user_data)
{
  static gint64 drawn;
  static const char full[] = "########################################";
  gint64 now = g_get_monotonic_time ();
  int cells;

  if (total == 0 || (now - drawn < 50 * G_TIME_SPAN_MILLISECOND && done < total))
    return;
  drawn = now;
  cells = (int) (MIN (done, total) * 40 / total);
  fprintf (stderr, "\r[%-40.*s] %3d%%", cells, full, (int) (MIN (done, total) * 100 / total));
  fflush (stderr);
  bar_stands = TRUE;
}

/**
 * ctl_progress:
 *
 * Returns: (nullable): what draws a bar on standard error; %NULL where that is no terminal
 */
GalleyProgressFunc
ctl_progress (void)
{
  return isatty (STDERR_FILENO) ? draw_bar : NULL;
}

/**
 * ctl_progress_end:
 *
 * Takes the progress bar off the terminal, where one stands.
 */
void
ctl_progress_end (void)
{
  if (bar_stands)
    fputs ("\r\033[K", stderr);
  bar_stands = FALSE;
}

/**
 * ctl_print:
 * @text: what is printed
 * @length: in bytes; -1: up to its NUL
 *
 * Writes to standard output as it is: nothing is converted to the locale's encoding. What fails
 * is found by ctl_flush().
 */
void
ctl_print (const char *text, gssize length)
{
  fwrite (text, 1, length < 0 ? strlen (text) : (gsize) length, stdout);
}

/**
 * ctl_printf:
 * @format: as for printf()
 * @...: what it names
 *
 * As ctl_print().
 */
void
ctl_printf (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stdout, format, arguments);
  va_end (arguments);
}

/**
 * ctl_print_json:
 * @builder: a builder of a whole document
 *
 * Writes it to standard output, indented, with a line feed at its end.
 */
void
ctl_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  ctl_print (text, -1);
  ctl_print ("\n", -1);
}

/**
 * ctl_flush:
 * @verb: the verb that was called
 * @status: what it ends with
 *
 * Returns: @status, or %CTL_WRONG where standard output could not be written
 */
int
ctl_flush (const char *verb, int status)
{
  if (fflush (stdout) != 0 || ferror (stdout))
    return ctl_wrong (verb, "writing to standard output: %s", g_strerror (errno));
  return status;
}

/**
 * ctl_add_text:
 * @builder: a builder that stands in an object
 * @name: of the member
 * @value: (nullable): its value, UTF-8; NULL: ""
 *
 * Adds a member to the object.
 */
void
ctl_add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value != NULL ? value : "");
}

/**
 * ctl_add_int:
 * @builder: a builder that stands in an object
 * @name: of the member
 * @value: its value
 *
 * Adds a member to the object.
 */
void
ctl_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * ctl_add_truth:
 * @builder: a builder that stands in an object
 * @name: of the member
 * @value: its value
 *
 * Adds a member to the object.
 */
void
ctl_add_truth (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}
