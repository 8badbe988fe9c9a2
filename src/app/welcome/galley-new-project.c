/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-new-project.h"

#include <glib/gstdio.h>

#include "galley-import.h"
#include "galley-site-settings.h"

typedef struct
{
  char *path;
  gboolean sample;
} Order;

static void
order_free (Order *order)
{
  g_free (order->path);
  g_free (order);
}

/* "en_US.UTF-8" is no language tag, "en-US" is. */
static char *
user_language (void)
{
  const char *locale = g_get_language_names ()[0];
  char *language;

  if (locale == NULL || g_str_equal (locale, "C") || g_str_has_prefix (locale, "C."))
    return g_strdup ("en");
  language = g_strndup (locale, strcspn (locale, ".@"));
  g_strdelimit (language, "_", '-');
  return language;
}

static char *
title_from_path (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *title = NULL;

  if (g_str_has_suffix (name, ".galley"))
    name[strlen (name) - strlen (".galley")] = '\0';
  title = g_filename_display_name (name);
  return g_steal_pointer (&title);
}

/* A new project knows what this machine knows of its author; all of it can be changed. */
static gboolean
fill_settings (GalleyProject *project, const char *path, GError **error)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (project, error);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *author = g_get_real_name ();
  const char *identifier = g_time_zone_get_identifier (zone);

  if (settings == NULL)
    return FALSE;
  g_free (settings->title);
  settings->title = title_from_path (path);
  g_free (settings->language);
  settings->language = user_language ();
  if (g_strcmp0 (author, "Unknown") != 0)
    {
      g_free (settings->author);
      settings->author = g_strdup (author);
    }
  if (strchr (identifier, '/') != NULL && identifier[0] != '/')
    {
      g_free (settings->zone);
      settings->zone = g_strdup (identifier);
    }
  return galley_project_save_settings (project, settings, error);
}

static gboolean
make_project (const Order *order, GError **error)
{
  g_autoptr (GalleyProject) project = galley_project_create (order->path, error);

  if (project == NULL)
    return FALSE;
  if (order->sample ? galley_sample_fill (project, error)
                    : fill_settings (project, order->path, error))
    return TRUE;
  g_clear_pointer (&project, galley_project_close);
  g_unlink (order->path);
  return FALSE;
}

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Order *order = task_data;
  g_autofree char *folder = g_path_get_dirname (order->path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0755);
  if ((order->sample && g_file_test (order->path, G_FILE_TEST_EXISTS)) ||
      make_project (order, &error))
    g_task_return_pointer (task, g_strdup (order->path), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * galley_new_project_async:
 * @path: where; ".galley" is added where it ends in nothing
 * @sample: fill it with the sample; one that is there already is left as it is
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Makes a project on a thread of its own.
 */
void
galley_new_project_async (const char *path,
                          gboolean sample,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Order *order = g_new0 (Order, 1);

  order->path =
      g_str_has_suffix (path, ".galley") ? g_strdup (path) : g_strconcat (path, ".galley", NULL);
  order->sample = sample;
  g_task_set_source_tag (task, galley_new_project_async);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (task, make_thread);
}

/**
 * galley_new_project_finish:
 * @result: what the callback was given
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the path of the project
 */
char *
galley_new_project_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
