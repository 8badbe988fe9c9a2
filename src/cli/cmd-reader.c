/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract.h"
#include "galley-reader.h"
#include "galleyctl.h"

static void
print_found (const char *who, guint n, gboolean json)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!json)
    {
      ctl_printf (n == 1 ? "%u comment by %s\n" : "%u comments by %s\n", n, who);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  ctl_add_int (builder, "comments", n);
  json_builder_end_object (builder);
  ctl_print_json (builder);
}

static int
serve (const char *path, const char *who, const char *folder, gboolean erase, gboolean json)
{
  g_autoptr (GalleyProject) project =
      ctl_open ("reader", path, erase ? GALLEY_OPEN_EDIT : GALLEY_OPEN_READ);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 *list;

  if (project == NULL)
    return CTL_WRONG;
  ids = galley_project_find_reader (project, who, &error);
  if (ids == NULL)
    return ctl_error ("reader", error);
  list = (const gint64 *) (void *) ids->data;
  if (folder != NULL && ids->len > 0 &&
      !galley_extract_reader (project, list, ids->len, folder, &error))
    return ctl_error ("reader", error);
  if (erase && ids->len > 0 && !galley_project_erase_comments (project, list, ids->len, &error))
    return ctl_error ("reader", error);
  print_found (who, ids->len, json);
  return ids->len > 0 ? CTL_DONE : CTL_NO;
}

/**
 * cmd_reader:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl reader: gives out, or erases, all that one reader wrote.
 *
 * Returns: CTL_DONE, CTL_NO or CTL_WRONG
 */
int
cmd_reader (int argc, char **argv)
{
  char *folder = NULL;
  gboolean erase = FALSE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "extract", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Write all that they wrote into a folder",
      "DIR" },
    { "erase", 0, 0, G_OPTION_ARG_NONE, &erase,
      "Take all that they wrote out of the project, for good", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley WHO",
                           "Finds a person's comments, by e-mail address or name.", entries, 2, 2 };
  int status = CTL_WRONG;

  if (ctl_parse (&usage, &argc, &argv))
    status = serve (argv[1], argv[2], folder, erase, json);
  g_free (folder);
  return status;
}
