/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-highlighting.h"

#include <gtksourceview/gtksource.h>

#include "galley-app-resources.h"
#include "galley-file.h"

#define RESOURCES "/io/github/galleyproof/Galley/highlighting"
#define FOLDERS                                                                                    \
  (const char *[]) { "language-specs", "styles" }

/* Writes a file of the resources, unless it is there already, byte for byte. */
static gboolean
copy_out (const char *resource, const char *path, GError **error)
{
  g_autoptr (GBytes) wanted =
      g_resource_lookup_data (galley_app_get_resource (), resource, 0, error);
  g_autofree char *found = NULL;
  const char *data;
  gsize length, found_length;

  if (wanted == NULL)
    return FALSE;
  data = g_bytes_get_data (wanted, &length);
  if (galley_file_read_limited (path, length, &found, &found_length, NULL) &&
      found_length == length && memcmp (found, data, length) == 0)
    return TRUE;
  return galley_file_write (path, data, length, error);
}

/* Copies what the resources hold in a folder to one of the same name below @parent. */
static gboolean
copy_folder_out (const char *name, const char *parent, GError **error)
{
  g_autofree char *from = g_build_path ("/", RESOURCES, name, NULL);
  g_autofree char *to = g_build_filename (parent, name, NULL);
  g_auto (GStrv) files = g_resource_enumerate_children (galley_app_get_resource (), from, 0, error);

  if (files == NULL)
    return FALSE;
  if (g_mkdir_with_parents (to, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", to,
                   g_strerror (code));
      return FALSE;
    }
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *resource = g_build_path ("/", from, files[i], NULL);
      g_autofree char *path = g_build_filename (to, files[i], NULL);

      if (!copy_out (resource, path, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_highlighting_add:
 * @folder: (nullable): where GtkSourceView will read them; NULL: the user's cache
 * @error: of G_FILE_ERROR
 *
 * Makes the styles "galley-light" and "galley-dark" and the language "galley-markdown", which are
 * resources of the program, known to GtkSourceView. Version 4 of it reads files only, so they are
 * copied out where they are not there yet. To be called on the main thread before the first text
 * is shown, once.
 *
 * Returns: FALSE where they could not be written; then texts are shown without colours
 */
gboolean
galley_highlighting_add (const char *folder, GError **error)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  const char *const *known = gtk_source_language_manager_get_search_path (languages);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "galley", NULL);
  const char *parent = folder != NULL ? folder : cache;
  g_autofree char *styles = g_build_filename (parent, "styles", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (FOLDERS); i++)
    if (!copy_folder_out (FOLDERS[i], parent, error))
      return FALSE;
  g_ptr_array_add (paths, g_build_filename (parent, "language-specs", NULL));
  for (guint i = 0; known[i] != NULL; i++)
    g_ptr_array_add (paths, g_strdup (known[i]));
  g_ptr_array_add (paths, NULL);
  gtk_source_language_manager_set_search_path (languages, (char **) paths->pdata);
  gtk_source_style_scheme_manager_append_search_path (
      gtk_source_style_scheme_manager_get_default (), styles);
  return TRUE;
}
