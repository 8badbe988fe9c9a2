/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post.h"
#include "galleyctl.h"

static gboolean
change (GalleyProject *project, const char *reference, gboolean publish, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 id = galley_project_find_post (project, reference, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (id == 0)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                   "%s: there is no such post", reference);
      return FALSE;
    }
  return publish ? galley_project_publish_post (project, id, NULL, error)
                 : galley_project_unpublish_post (project, id, error);
}

/* All of them, or none. */
static gboolean
change_all (GalleyProject *project, char **references, gboolean publish, GError **error)
{
  if (!galley_project_begin (project, error))
    return FALSE;
  for (gsize i = 0; references[i] != NULL; i++)
    if (!change (project, references[i], publish, error))
      {
        galley_project_roll_back (project);
        return FALSE;
      }
  return galley_project_commit (project, error);
}

static int
run (int argc, char **argv, const char *summary, gboolean publish)
{
  const CtlUsage usage = { "SITE.galley ID...", summary, NULL, 2, -1 };
  const char *verb = argv[0];
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  project = ctl_open (verb, argv[1], GALLEY_OPEN_EDIT);
  if (project == NULL)
    return CTL_WRONG;
  return change_all (project, argv + 2, publish, &error) ? CTL_DONE : ctl_error (verb, error);
}

/**
 * cmd_publish_post:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl publish-post: publishes posts, or the changes to them.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_publish_post (int argc, char **argv)
{
  return run (argc, argv, "Publishes posts, or the changes to them; those of a later date then.",
              TRUE);
}

/**
 * cmd_unpublish_post:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl unpublish-post: makes drafts of posts again.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_unpublish_post (int argc, char **argv)
{
  return run (argc, argv, "Makes drafts of posts again.", FALSE);
}
