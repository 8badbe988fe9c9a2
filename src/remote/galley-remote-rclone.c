/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-remote-private.h"

#include <string.h>

static gboolean
check (const char *address, GError **error)
{
  const char *colon = strchr (address, ':');

  if (colon != NULL && strpbrk (address, "\t") == NULL)
    return TRUE;
  g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_ADDRESS,
               "“rclone:%s”: it is rclone:REMOTE:PATH, of a remote that rclone knows", address);
  return FALSE;
}

static char *
join (const char *address, const char *name)
{
  gboolean ended = g_str_has_suffix (address, "/") || g_str_has_suffix (address, ":");

  return g_strconcat (address, ended ? "" : "/", name, NULL);
}

static gboolean
look (const GalleyRemote *remote, const char *address, GalleyRemoteState *state, GError **error)
{
  g_autofree char *there = join (address, GALLEY_REMOTE_MARK);
  const char *list[] = { "rclone", "lsf", "--", address, NULL };
  const char *fetch[] = { "rclone", "cat", "--", there, NULL };
  g_auto (GalleyProgramResult) listed = { 0 };
  g_auto (GalleyProgramResult) fetched = { 0 };

  if (!galley_program_run (list, NULL, NULL, remote->cancellable, &listed, error))
    return FALSE;
  if (listed.status == 3 || strstr (listed.said, "directory not found") != NULL)
    {
      state->is_empty = TRUE;
      return TRUE;
    }
  if (listed.status != 0)
    return galley_program_refuse (&listed, "rclone", "looking at the target", error);
  state->is_empty = *listed.out == '\0';
  if (strstr (listed.out, GALLEY_REMOTE_MARK "\n") == NULL)
    return TRUE;
  if (!galley_program_run (fetch, NULL, NULL, remote->cancellable, &fetched, error))
    return FALSE;
  if (fetched.status != 0)
    return galley_program_refuse (&fetched, "rclone", "looking at the target", error);
  state->mark = g_steal_pointer (&fetched.out);
  return TRUE;
}

static gboolean
transfer (const GalleyRemote *remote,
          const char *verb,
          const char *from,
          const char *to,
          GPtrArray *paths,
          GError **error)
{
  g_autofree char *list = NULL;
  g_auto (GalleyProgramResult) result = { 0 };

  if (paths->len == 0)
    return TRUE;
  list = galley_program_write_list (remote->work, paths, '\n', error);
  if (list == NULL)
    return FALSE;
  {
    const char *arguments[] = {
      "rclone", verb, "--files-from-raw", list, "--no-traverse", "--ignore-times", "--", from,
      to,       NULL
    };

    if (!galley_program_run (arguments, NULL, NULL, remote->cancellable, &result, error))
      return FALSE;
  }
  return result.status == 0 ||
         galley_program_refuse (&result, "rclone", "sending to the target", error);
}

static gboolean
send (const GalleyRemote *remote,
      const char *address,
      GPtrArray *groups,
      GPtrArray *gone,
      const char *mark,
      GError **error)
{
  g_autofree char *file = g_build_filename (remote->work, GALLEY_REMOTE_MARK, NULL);
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();

  for (guint i = 0; i < groups->len; i++)
    if (!transfer (remote, "copy", remote->folder, address, g_ptr_array_index (groups, i), error))
      return FALSE;
  if (!transfer (remote, "delete", address, NULL, gone, error) ||
      !g_file_set_contents (file, mark, -1, error))
    return FALSE;
  g_ptr_array_add (marks, (gpointer) GALLEY_REMOTE_MARK);
  return transfer (remote, "copy", remote->work, address, marks, error);
}

const GalleyRemoteDriver galley_remote_rclone = { "rclone:", check, look, send };
