/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-setting.h"
#include "galleyctl.h"

static void
print_json (const GalleySiteSettings *settings, const char *only)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *const *keys = galley_setting_list ();

  json_builder_begin_object (builder);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = galley_setting_get (settings, keys[i], NULL);

      if (only == NULL || g_str_equal (only, keys[i]))
        ctl_add_text (builder, keys[i], value);
    }
  json_builder_end_object (builder);
  ctl_print_json (builder);
}

static void
print_text (const GalleySiteSettings *settings)
{
  const char *const *keys = galley_setting_list ();

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = galley_setting_get (settings, keys[i], NULL);

      ctl_printf ("%-20s  %s\n", keys[i], value);
    }
}

static int
show (const GalleySiteSettings *settings, const char *key, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = key != NULL ? galley_setting_get (settings, key, &error) : NULL;
  g_autofree char *plain = key != NULL ? g_strdelimit (g_strdup (key), "-", '_') : NULL;

  if (error != NULL)
    return ctl_error ("settings", error);
  if (json)
    print_json (settings, plain);
  else if (value != NULL)
    ctl_printf ("%s\n", value);
  else
    print_text (settings);
  return CTL_DONE;
}

/**
 * cmd_settings:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl settings: reads and sets what a site is as a whole.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_settings (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley [KEY [VALUE]]",
                           "Shows the settings of a site, or one of them, or sets it.", entries, 1,
                           3 };
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GalleySiteSettings) settings = NULL;
  g_autoptr (GError) error = NULL;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  project = ctl_open ("settings", argv[1], argc > 3 ? GALLEY_OPEN_EDIT : GALLEY_OPEN_READ);
  if (project == NULL)
    return CTL_WRONG;
  settings = galley_project_load_settings (project, &error);
  if (settings == NULL)
    return ctl_error ("settings", error);
  if (argc < 4)
    return show (settings, argc > 2 ? argv[2] : NULL, json);
  if (!galley_setting_set (settings, argv[2], argv[3], &error) ||
      !galley_project_save_settings (project, settings, &error))
    return ctl_error ("settings", error);
  return json ? show (settings, argv[2], TRUE) : CTL_DONE;
}
