/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-theme-private.h"

#include <string.h>

#include "galley-theme-resources.h"

#define BUILT_IN "/io/github/galleyproof/Galley/themes/"

/* A static library gives a program only the objects that something names; without this the linker
 * drops the resources. */
static void
keep_resources (void)
{
  galley_theme_get_resource ();
}

/**
 * galley_theme_list_built_in:
 *
 * Returns: (transfer full): the names of the themes that come with the program
 */
GStrv
galley_theme_list_built_in (void)
{
  GStrv names;

  keep_resources ();
  names = g_resources_enumerate_children (BUILT_IN, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (g_str_has_suffix (names[i], "/"))
        names[i][strlen (names[i]) - 1] = '\0';
    }
  return names != NULL ? names : g_new0 (char *, 1);
}

static GFile *
find_folder (const char *name, GError **error)
{
  g_auto (GStrv) built_in = galley_theme_list_built_in ();
  g_autofree char *known = NULL;

  if (g_strv_contains ((const char *const *) built_in, name))
    {
      g_autofree char *uri = g_strconcat ("resource://", BUILT_IN, name, NULL);

      return g_file_new_for_uri (uri);
    }
  if (g_file_test (name, G_FILE_TEST_IS_DIR))
    return g_file_new_for_path (name);
  known = g_strjoinv (", ", built_in);
  g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_NOT_FOUND,
               "there is no theme \"%s\": it is neither built in (%s) nor a folder", name, known);
  return NULL;
}

/**
 * galley_theme_load:
 * @name: a built-in theme's name, or the path of a folder
 * @error: #GALLEY_THEME_ERROR: not found; all mistakes in it, with file, line and column; a file
 * that is not safe to read (a symbolic link); too large
 *
 * Loads a theme whole: all its templates are compiled, all its assets are in memory.
 *
 * Returns: (transfer full): the theme, or %NULL
 */
GalleyTheme *
galley_theme_load (const char *name, GError **error)
{
  g_autoptr (GFile) folder = find_folder (name, error);
  g_autoptr (GalleyTheme) theme = NULL;

  if (folder == NULL)
    return NULL;
  theme = g_new0 (GalleyTheme, 1);
  theme->templates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) galley_template_free);
  theme->partials = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  theme->assets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  theme->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  if (!galley_theme_read_folder (theme, folder, error))
    {
      g_prefix_error (error, "theme %s: ", name);
      return NULL;
    }
  theme->fingerprint = g_strdup (g_checksum_get_string (theme->checksum));
  return g_steal_pointer (&theme);
}
