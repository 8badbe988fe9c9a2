/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-remote-private.h"

#include <string.h>

/* Keys, no questions; who the host is must be known already. */
#define SHELL "ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=20"

static gboolean
check (const char *address, GError **error)
{
  const char *colon = strchr (address, ':');

  /* Two colons are a daemon of rsync, which encrypts nothing. */
  if (colon != NULL && colon > address && colon[1] != ':' && colon[1] != '\0' &&
      strpbrk (address, " \t") == NULL)
    return TRUE;
  g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_ADDRESS,
               "“rsync:%s”: it is rsync:[USER@]HOST:PATH", address);
  return FALSE;
}

static char *
with_slash (const char *address)
{
  return g_str_has_suffix (address, "/") ? g_strdup (address) : g_strconcat (address, "/", NULL);
}

static gboolean
look (const GalleyRemote *remote, const char *address, GalleyRemoteState *state, GError **error)
{
  g_autofree char *place = with_slash (address);
  g_autofree char *there = g_strconcat (place, GALLEY_REMOTE_MARK, NULL);
  g_autofree char *here = g_build_filename (remote->work, "mark", NULL);
  const char *list[] = { "rsync", "-e", SHELL, "--list-only", place, NULL };
  const char *fetch[] = { "rsync", "-e", SHELL, "--ignore-times", there, here, NULL };
  g_auto (GalleyProgramResult) listed = { 0 };
  g_auto (GalleyProgramResult) fetched = { 0 };
  g_auto (GStrv) lines = NULL;

  if (!galley_program_run (list, NULL, NULL, remote->cancellable, &listed, error))
    return FALSE;
  if (listed.status != 0 && strstr (listed.said, "No such file or directory") == NULL)
    return galley_program_refuse (&listed, "rsync", "looking at the target", error);
  lines = g_strsplit (listed.out, "\n", -1);
  state->is_empty = TRUE;
  for (guint i = 0; listed.status == 0 && lines[i] != NULL; i++)
    state->is_empty = state->is_empty && (*lines[i] == '\0' || g_str_has_suffix (lines[i], " ."));
  if (strstr (listed.out, " " GALLEY_REMOTE_MARK "\n") == NULL)
    return TRUE;
  if (!galley_program_run (fetch, NULL, NULL, remote->cancellable, &fetched, error))
    return FALSE;
  return fetched.status == 0
             ? g_file_get_contents (here, &state->mark, NULL, error)
             : galley_program_refuse (&fetched, "rsync", "looking at the target", error);
}

/* Files appear under their names once they are whole: rsync writes others and renames them. */
static gboolean
transfer (const GalleyRemote *remote,
          const char *from,
          const char *place,
          GPtrArray *paths,
          const char *option,
          GError **error)
{
  g_autofree char *list = NULL;
  g_autofree char *files = NULL;
  g_autofree char *source = with_slash (from);
  g_auto (GalleyProgramResult) result = { 0 };

  if (paths->len == 0)
    return TRUE;
  list = galley_program_write_list (remote->work, paths, '\0', error);
  if (list == NULL)
    return FALSE;
  files = g_strconcat ("--files-from=", list, NULL);
  {
    const char *arguments[] = { "rsync",    "-e",
                                SHELL,      "--from0",
                                files,      "--ignore-times",
                                "--perms",  "--chmod=D755,F644",
                                "--mkpath", "--compress",
                                option,     source,
                                place,      NULL };

    if (!galley_program_run (arguments, NULL, NULL, remote->cancellable, &result, error))
      return FALSE;
  }
  /* 24: some of them are not here, which is what deletes them there. */
  return result.status == 0 ||
         (result.status == 24 && g_str_equal (option, "--delete-missing-args")) ||
         galley_program_refuse (&result, "rsync", "sending to the target", error);
}

static gboolean
send (const GalleyRemote *remote,
      const char *address,
      GPtrArray *groups,
      GPtrArray *gone,
      const char *mark,
      GError **error)
{
  g_autofree char *place = with_slash (address);
  g_autofree char *file = g_build_filename (remote->work, GALLEY_REMOTE_MARK, NULL);
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();

  for (guint i = 0; i < groups->len; i++)
    if (!transfer (remote, remote->folder, place, g_ptr_array_index (groups, i), "--times", error))
      return FALSE;
  if (!transfer (remote, remote->folder, place, gone, "--delete-missing-args", error) ||
      !g_file_set_contents (file, mark, -1, error))
    return FALSE;
  g_ptr_array_add (marks, (gpointer) GALLEY_REMOTE_MARK);
  return transfer (remote, remote->work, place, marks, "--times", error);
}

const GalleyRemoteDriver galley_remote_rsync = { "rsync:", check, look, send };
