/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-publish.h"
#include "galleyctl.h"

static int
list (GalleyProject *project, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = galley_project_list_targets (project, &error);

  if (targets == NULL)
    return ctl_error ("target", error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < targets->len; i++)
    {
      const GalleyPublishTarget *target = g_ptr_array_index (targets, i);

      json_builder_begin_object (builder);
      ctl_add_text (builder, "name", target->name);
      ctl_add_text (builder, "address", target->address);
      json_builder_end_object (builder);
      if (!json)
        ctl_printf ("%-12s  %s\n", target->name, target->address);
    }
  json_builder_end_array (builder);
  if (json)
    ctl_print_json (builder);
  return CTL_DONE;
}

/* A path is of the folder that the call was made in. */
static char *
complete (const char *address)
{
  static const char *const schemes[] = { "folder:", "zip:" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_has_prefix (address, schemes[i]) && address[strlen (schemes[i])] != '\0')
      {
        g_autofree char *path = g_canonicalize_filename (address + strlen (schemes[i]), NULL);

        return g_strconcat (schemes[i], path, NULL);
      }
  return g_strdup (address);
}

static int
add (GalleyProject *project, const char *name, const char *given)
{
  g_autofree char *address = complete (given);
  g_autoptr (GError) error = NULL;

  return galley_publish_check_address (address, &error) &&
                 galley_project_save_target (project, name, address, &error)
             ? CTL_DONE
             : ctl_error ("target", error);
}

static int
take_away (GalleyProject *project, const char *name)
{
  g_autoptr (GError) error = NULL;

  return galley_project_remove_target (project, name, &error) ? CTL_DONE
                                                              : ctl_error ("target", error);
}

/**
 * cmd_target:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl target: says where a site is published.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_target (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = {
    "SITE.galley add NAME ADDRESS | list | remove NAME",
    "Says where the site is published: folder:PATH, zip:FILE, "
    "rsync:[USER@]HOST:PATH, sftp://[USER@]HOST[:PORT]/PATH, git:URL#BRANCH or "
    "rclone:REMOTE:PATH.",
    entries, 2, 4
  };
  g_autoptr (GalleyProject) project = NULL;
  gboolean is_list, is_add, is_remove;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  is_list = g_str_equal (argv[2], "list") && argc == 3;
  is_add = g_str_equal (argv[2], "add") && argc == 5;
  is_remove = g_str_equal (argv[2], "remove") && argc == 4;
  if (!is_list && !is_add && !is_remove)
    return ctl_wrong ("target", "it is called with add NAME ADDRESS, list or remove NAME");
  project = ctl_open ("target", argv[1], is_list ? GALLEY_OPEN_READ : GALLEY_OPEN_SHARED);
  if (project == NULL)
    return CTL_WRONG;
  if (is_list)
    return list (project, json);
  return is_add ? add (project, argv[3], argv[4]) : take_away (project, argv[3]);
}
