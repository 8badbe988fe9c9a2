/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-server.h"
#include "galleyctl.h"

static void
stop_cb (GCancellable *cancellable, gpointer loop)
{
  g_main_loop_quit (loop);
}

static int
serve (GalleyProject *project, gboolean drafts, int port)
{
  GCancellable *cancellable = ctl_cancellable ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyServer) server = galley_server_new (project, drafts, (guint) port, &error);
  int status;

  if (server == NULL)
    return ctl_error ("serve", error);
  ctl_printf ("%s\n", galley_server_get_address (server));
  status = ctl_flush ("serve", CTL_DONE); /* who waits for the address may go on */
  if (status != CTL_DONE)
    return status;
  g_cancellable_connect (cancellable, G_CALLBACK (stop_cb), loop, NULL);
  g_main_loop_run (loop);
  return CTL_DONE;
}

/**
 * cmd_serve:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl serve: shows the site to browsers on this machine.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_serve (int argc, char **argv)
{
  int port = 0;
  gboolean drafts = FALSE;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "The port; without it any that is free", "N" },
    { "drafts", 0, 0, G_OPTION_ARG_NONE, &drafts, "With drafts and unpublished changes", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = {
    "SITE.galley",
    "Shows the site to browsers on this machine, and prints its address; ends "
    "with Ctrl+C.",
    entries, 1, 1
  };
  g_autoptr (GalleyProject) project = NULL;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  if (port < 0 || port > 65535)
    return ctl_wrong ("serve", "%d is no port: it is a number up to 65535", port);
  project = ctl_open ("serve", argv[1], GALLEY_OPEN_READ);
  return project != NULL ? serve (project, drafts, port) : CTL_WRONG;
}
