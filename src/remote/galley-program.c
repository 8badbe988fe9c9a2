/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-remote-private.h"

#include <signal.h>
#include <string.h>

#include "galley-text.h"

/* What a program writes is shown to people, or looked through: no more than this of it. */
#define OUTPUT_MAX (16 * 1024 * 1024)

static const struct
{
  const char *name, *package;
} packages[] = { { "rsync", "rsync" },
                 { "ssh", "openssh-client" },
                 { "sftp", "openssh-client" },
                 { "git", "git" },
                 { "rclone", "rclone" } };

/**
 * galley_program_result_clear:
 * @result: how a program ended
 */
void
galley_program_result_clear (GalleyProgramResult *result)
{
  g_clear_pointer (&result->out, g_free);
  g_clear_pointer (&result->said, g_free);
}

static gboolean
find_program (const char *name, GError **error)
{
  g_autofree char *path = g_find_program_in_path (name);

  if (path != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (packages); i++)
    if (g_str_equal (packages[i].name, name))
      {
        g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_PROGRAM,
                     "the program %s is not installed; on Debian: sudo apt install %s", name,
                     packages[i].package);
        return FALSE;
      }
  g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_PROGRAM,
               "the program %s is not installed", name);
  return FALSE;
}

static char *
to_text (GBytes *bytes)
{
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  return data != NULL ? galley_text_repair (data, MIN (length, OUTPUT_MAX), NULL) : g_strdup ("");
}

/**
 * galley_program_run:
 * @arguments: the program, looked for in PATH, and what it is given
 * @folder: (nullable): where it works
 * @input: (nullable): what it reads
 * @cancellable: (nullable): ends it
 * @result: (out): how it ended
 * @error: GALLEY_REMOTE_ERROR_PROGRAM, G_IO_ERROR
 *
 * Runs a program to its end, in English, without a terminal that it could ask on.
 *
 * Returns: whether it ended by itself, however
 */
gboolean
galley_program_run (const char *const *arguments,
                    const char *folder,
                    const char *input,
                    GCancellable *cancellable,
                    GalleyProgramResult *result,
                    GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) given =
      g_bytes_new (input != NULL ? input : "", input != NULL ? strlen (input) : 0);
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) said = NULL;

  if (!find_program (arguments[0], error))
    return FALSE;
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_TERMINAL_PROMPT", "0", TRUE);
  g_subprocess_launcher_setenv (launcher, "SSH_ASKPASS_REQUIRE", "never", TRUE);
  if (folder != NULL)
    g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, arguments, error);
  if (process == NULL)
    return FALSE;
  if (!g_subprocess_communicate (process, given, cancellable, &out, &said, error))
    {
      g_subprocess_send_signal (process, SIGTERM);
      g_subprocess_wait (process, NULL, NULL);
      return FALSE;
    }
  result->status =
      g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : 255;
  result->out = to_text (out);
  result->said = to_text (said);
  return TRUE;
}

/* What people know of it, by what the program says. */
static const struct
{
  const char *says, *means;
} reasons[] = {
  { "Host key verification failed", "the host's key is not known, or has changed; connect once by "
                                    "hand with ssh, and compare the key "
                                    "with the one that your host names" },
  { "REMOTE HOST IDENTIFICATION HAS CHANGED", "the host has another key than before: it may be "
                                              "another host; ask your host, then connect by hand" },
  { "Permission denied (", "the host does not let you in: put your public key on it (ssh-copy-id), "
                           "and load the private one "
                           "(ssh-add)" },
  { "Permission denied", "the host does not let you write there" },
  { "Read-only file system", "the place cannot be written to" },
  { "No space left on device", "the disk there is full" },
  { "Connection refused", "nobody answers there" },
  { "Could not resolve hostname", "there is no host of that name" },
  { "didn't find section in config file",
    "rclone has no remote of that name; make it with: rclone config" },
  { "Authentication failed", "the other side does not let you in" },
  { "could not read Username",
    "the other side asks for a name and a password; use an address with SSH" },
};

/**
 * galley_program_refuse:
 * @result: of a program that failed
 * @program: its name
 * @doing: what was being done: "sending to host"
 * @error: GALLEY_REMOTE_ERROR_REFUSED
 *
 * Says why, in plain words where they are known, else with the last line that the program wrote.
 *
 * Returns: %FALSE
 */
gboolean
galley_program_refuse (const GalleyProgramResult *result,
                       const char *program,
                       const char *doing,
                       GError **error)
{
  g_auto (GStrv) lines = g_strsplit (g_strchomp (result->said), "\n", -1);
  const char *last = "";

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strstr (result->said, reasons[i].says) != NULL)
      {
        g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_REFUSED, "%s: %s", doing,
                     reasons[i].means);
        return FALSE;
      }
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      last = lines[i];
  g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_REFUSED,
               "%s: %s ended with %d: %.300s", doing, program, result->status, last);
  return FALSE;
}

/**
 * galley_program_write_list:
 * @work: a folder
 * @paths: of char *
 * @end: what stands behind each
 * @error: G_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): a file that names @paths, for programs that read such
 */
char *
galley_program_write_list (const char *work, GPtrArray *paths, char end, GError **error)
{
  g_autofree char *file = g_build_filename (work, "list", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      g_string_append (text, g_ptr_array_index (paths, i));
      g_string_append_c (text, end);
    }
  return g_file_set_contents (file, text->str, (gssize) text->len, error) ? g_steal_pointer (&file)
                                                                          : NULL;
}
