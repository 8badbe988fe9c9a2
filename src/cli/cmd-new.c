/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "galley-import.h"
#include "galley-site-settings.h"
#include "galleyctl.h"

typedef struct
{
  char *title;
  char *url;
  gboolean sample;
} NewOptions;

static gboolean
set_up (GalleyProject *project, const NewOptions *options, GError **error)
{
  g_autoptr (GalleySiteSettings) settings = NULL;

  if (options->sample && !galley_sample_fill (project, error))
    return FALSE;
  if (options->title == NULL && options->url == NULL)
    return TRUE;
  settings = galley_project_load_settings (project, error);
  if (settings == NULL)
    return FALSE;
  if (options->title != NULL)
    {
      g_free (settings->title);
      settings->title = g_strdup (options->title);
    }
  if (options->url != NULL)
    {
      g_free (settings->url);
      settings->url = g_strdup (options->url);
    }
  return galley_project_save_settings (project, settings, error);
}

static gboolean
is_web_address (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         (g_str_equal (g_uri_get_scheme (uri), "http") ||
          g_str_equal (g_uri_get_scheme (uri), "https"));
}

/* A file that was only begun is not left behind. */
static void
remove_begun (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

static int
make (const char *path, const NewOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project = NULL;

  if ((options->title != NULL && !g_utf8_validate (options->title, -1, NULL)) ||
      (options->url != NULL && !g_utf8_validate (options->url, -1, NULL)))
    return ctl_wrong ("new", "%s: the title and the address must be UTF-8", path);
  if (options->url != NULL && !is_web_address (options->url))
    return ctl_wrong ("new", "%s: “%s” is not an http or https address", path, options->url);
  project = galley_project_create (path, &error);
  if (project == NULL)
    return ctl_error ("new", error);
  if (set_up (project, options, &error))
    return CTL_DONE;
  g_clear_pointer (&project, galley_project_close);
  remove_begun (path);
  return ctl_error ("new", error);
}

/**
 * cmd_new:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl new: makes a project.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_new (int argc, char **argv)
{
  NewOptions options = { NULL, NULL, FALSE };
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &options.title, "What the site is called", "T" },
    { "url", 0, 0, G_OPTION_ARG_FILENAME, &options.url, "Where the site will stand", "URL" },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &options.sample, "Fill it with the travel diary", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley", "Makes a new project.", entries, 1, 1 };
  int status = CTL_WRONG;

  if (ctl_parse (&usage, &argc, &argv))
    status = make (argv[1], &options);
  g_free (options.title);
  g_free (options.url);
  return status;
}
