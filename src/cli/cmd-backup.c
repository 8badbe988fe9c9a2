/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galleyctl.h"

/**
 * cmd_backup:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl backup: a consistent copy, also while the window is open.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_backup (int argc, char **argv)
{
  const CtlUsage usage = { "SITE.galley FILE",
                           "Makes a consistent copy, also while the window is open.", NULL, 2, 2 };
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GError) error = NULL;
  GCancellable *cancellable;
  gboolean done;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  cancellable = ctl_cancellable ();
  project = ctl_open ("backup", argv[1], GALLEY_OPEN_READ);
  if (project == NULL)
    return CTL_WRONG;
  done = galley_project_backup (project, argv[2], ctl_progress (), NULL, cancellable, &error);
  ctl_progress_end ();
  return done ? CTL_DONE : ctl_error ("backup", error);
}
