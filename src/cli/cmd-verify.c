/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galleyctl.h"

/* Errors that answer the question: the file is there and is not sound. */
static gboolean
is_answer (const GError *error)
{
  return g_error_matches (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_CORRUPT) ||
         g_error_matches (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_A_DATABASE) ||
         g_error_matches (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_A_PROJECT);
}

static int
refuse (const GError *error)
{
  if (!is_answer (error))
    return ctl_error ("verify", error);
  ctl_printf ("%s\n", error->message);
  return CTL_NO;
}

/**
 * cmd_verify:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl verify: says whether a project file is sound.
 *
 * Returns: CTL_DONE, CTL_NO where it is not, or CTL_WRONG
 */
int
cmd_verify (int argc, char **argv)
{
  const CtlUsage usage = { "SITE.galley", "Tells whether a project file is sound.", NULL, 1, 1 };
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  GCancellable *cancellable;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  cancellable = ctl_cancellable ();
  project = galley_project_open (argv[1], GALLEY_OPEN_READ, &error);
  if (project == NULL)
    return refuse (error);
  faults = galley_project_verify (project, cancellable, &error);
  if (faults == NULL)
    return refuse (error);
  for (guint i = 0; i < faults->len; i++)
    ctl_printf ("%s\n", (const char *) g_ptr_array_index (faults, i));
  return faults->len > 0 ? CTL_NO : CTL_DONE;
}
