/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract.h"
#include "galleyctl.h"

/**
 * cmd_extract:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl extract: writes all that the project has as Markdown, JSON and media.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_extract (int argc, char **argv)
{
  const CtlUsage usage = {
    "SITE.galley DIR", "Gives everything out as Markdown with front matter, comments and media.",
    NULL, 2, 2
  };
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GError) error = NULL;
  GCancellable *cancellable;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  cancellable = ctl_cancellable ();
  project = ctl_open ("extract", argv[1], GALLEY_OPEN_READ);
  if (project == NULL)
    return CTL_WRONG;
  return galley_extract (project, argv[2], cancellable, &error) ? CTL_DONE
                                                                : ctl_error ("extract", error);
}
