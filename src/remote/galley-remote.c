/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-remote-private.h"

#include <string.h>

static const GalleyRemoteDriver *const drivers[] = { &galley_remote_zip, &galley_remote_rsync,
                                                     &galley_remote_sftp, &galley_remote_git,
                                                     &galley_remote_rclone };

/**
 * galley_remote_state_clear:
 * @state: what galley_remote_look() filled
 */
void
galley_remote_state_clear (GalleyRemoteState *state)
{
  g_clear_pointer (&state->mark, g_free);
}

static const GalleyRemoteDriver *
find_driver (const char *address, const char **rest, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (drivers); i++)
    if (g_str_has_prefix (address, drivers[i]->scheme))
      {
        *rest = address + strlen (drivers[i]->scheme);
        return drivers[i];
      }
  g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_ADDRESS,
               "“%s” is no address to publish to; there are folder:PATH, zip:FILE, "
               "rsync:[USER@]HOST:PATH, sftp://[USER@]HOST[:PORT]/PATH, git:URL#BRANCH and "
               "rclone:REMOTE:PATH",
               address);
  return NULL;
}

/**
 * galley_remote_check_address:
 * @address: of a target
 * @error: GALLEY_REMOTE_ERROR_ADDRESS
 *
 * Returns: whether it is one that can be published to, by its looks
 */
gboolean
galley_remote_check_address (const char *address, GError **error)
{
  const char *rest;
  const GalleyRemoteDriver *driver = find_driver (address, &rest, error);

  if (driver == NULL)
    return FALSE;
  /* A program would take it for an option. */
  if (*rest == '-' || *rest == '\0' || strpbrk (rest, "\n\r") != NULL ||
      !g_utf8_validate (rest, -1, NULL))
    {
      g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_ADDRESS,
                   "“%s”: what stands behind “%s” is no place", address, driver->scheme);
      return FALSE;
    }
  return driver->check (rest, error);
}

/**
 * galley_remote_look:
 * @remote: who publishes what
 * @state: (out): what is there
 * @error: GALLEY_REMOTE_ERROR, G_IO_ERROR
 *
 * Asks a target for nothing but what its first level holds, and which publication it has.
 */
gboolean
galley_remote_look (const GalleyRemote *remote, GalleyRemoteState *state, GError **error)
{
  const char *rest;
  const GalleyRemoteDriver *driver;

  if (!galley_remote_check_address (remote->address, error))
    return FALSE;
  driver = find_driver (remote->address, &rest, error);
  return driver != NULL && driver->look (remote, rest, state, error);
}

/* What pages need is sent before them, and pages before lists of them: in each folder the pages of
 * posts are deeper than what lists them. */
static guint
rank (const char *path)
{
  if (!g_str_has_suffix (path, ".html") && !g_str_has_suffix (path, ".xml") &&
      !g_str_has_suffix (path, ".txt") && !g_str_equal (path, "_redirects"))
    return 0;
  return g_str_has_suffix (path, ".html") ? 1 : 2;
}

/**
 * galley_remote_send:
 * @remote: who publishes what
 * @changed: of char *: the files of the folder that are new or other than there
 * @gone: of char *: what was sent before and is no longer in the folder
 * @mark: what this publication is known by
 * @error: GALLEY_REMOTE_ERROR, G_IO_ERROR
 *
 * Takes the difference to the target. Where it fails or is cancelled the target is between the two:
 * no page lacks what it needs; the next publication does the rest.
 */
gboolean
galley_remote_send (const GalleyRemote *remote,
                    GPtrArray *changed,
                    GPtrArray *gone,
                    const char *mark,
                    GError **error)
{
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  const char *rest;
  const GalleyRemoteDriver *driver = find_driver (remote->address, &rest, error);

  if (driver == NULL)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (groups, g_ptr_array_new ());
  for (guint i = 0; i < changed->len; i++)
    g_ptr_array_add (g_ptr_array_index (groups, rank (g_ptr_array_index (changed, i))),
                     g_ptr_array_index (changed, i));
  return driver->send (remote, rest, groups, gone, mark, error);
}
