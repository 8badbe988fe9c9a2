/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post.h"
#include "galleyctl.h"

typedef gboolean (*Change) (GalleyProject *project, gint64 id, GError **error);

static gboolean
publish (GalleyProject *project, gint64 id, GError **error)
{
  return galley_project_publish_post (project, id, NULL, error);
}

static gboolean
change (GalleyProject *project, const char *reference, Change func, GError **error)
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
  return func (project, id, error);
}

/* All of them, or none. */
static gboolean
change_all (GalleyProject *project, char **references, Change func, GError **error)
{
  if (!galley_project_begin (project, error))
    return FALSE;
  for (gsize i = 0; references[i] != NULL; i++)
    if (!change (project, references[i], func, error))
      {
        galley_project_roll_back (project);
        return FALSE;
      }
  return galley_project_commit (project, error);
}

static int
run (int argc, char **argv, const char *summary, Change func)
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
  return change_all (project, argv + 2, func, &error) ? CTL_DONE : ctl_error (verb, error);
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
              publish);
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
  return run (argc, argv, "Makes drafts of posts again.", galley_project_unpublish_post);
}

/**
 * cmd_trash:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl trash: moves posts to the trash.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_trash (int argc, char **argv)
{
  return run (argc, argv, "Moves posts to the trash.", galley_project_trash_post);
}

/**
 * cmd_restore_post:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl restore-post: brings posts back from the trash.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_restore_post (int argc, char **argv)
{
  return run (argc, argv, "Brings posts back from the trash.", galley_project_restore_post);
}
