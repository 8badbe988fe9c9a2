/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-theme-private.h"

#include <string.h>

/**
 * galley_theme_free:
 * @theme: (transfer full): a theme that nobody uses any more
 */
void
galley_theme_free (GalleyTheme *theme)
{
  g_clear_pointer (&theme->checksum, g_checksum_free);
  g_clear_pointer (&theme->options, g_ptr_array_unref);
  g_clear_pointer (&theme->partials, g_hash_table_unref);
  g_clear_pointer (&theme->templates, g_hash_table_unref);
  g_clear_pointer (&theme->assets, g_hash_table_unref);
  g_free (theme->name);
  g_free (theme->title);
  g_free (theme->version);
  g_free (theme->author);
  g_free (theme->licence);
  g_free (theme->fingerprint);
  g_free (theme);
}

/**
 * galley_theme_get_name:
 * @theme: a theme
 *
 * Returns: the name that its manifest gives it
 */
const char *
galley_theme_get_name (GalleyTheme *theme)
{
  return theme->name;
}

/**
 * galley_theme_get_title:
 * @theme: a theme
 *
 * Returns: what to call it before people
 */
const char *
galley_theme_get_title (GalleyTheme *theme)
{
  return theme->title;
}

/**
 * galley_theme_get_version:
 * @theme: a theme
 *
 * Returns: (nullable): its version
 */
const char *
galley_theme_get_version (GalleyTheme *theme)
{
  return theme->version;
}

/**
 * galley_theme_get_author:
 * @theme: a theme
 *
 * Returns: (nullable): who made it
 */
const char *
galley_theme_get_author (GalleyTheme *theme)
{
  return theme->author;
}

/**
 * galley_theme_get_options:
 * @theme: a theme
 *
 * Returns: (transfer none) (element-type GalleyThemeOption): what the site may choose in it, in the
 *   order of the manifest
 */
GPtrArray *
galley_theme_get_options (GalleyTheme *theme)
{
  return theme->options;
}

/**
 * galley_theme_has_page:
 * @theme: a theme
 * @page: the name of a template
 *
 * Returns: %TRUE where the theme can make that kind of page
 */
gboolean
galley_theme_has_page (GalleyTheme *theme, const char *page)
{
  return *page != '_' && g_hash_table_contains (theme->templates, page);
}

/**
 * galley_theme_names:
 * @theme: a theme
 * @key: a name without dots, as docs/THEMES.md lists them
 *
 * Returns: whether one of its templates asks for it: what none asks for shows on no page
 */
gboolean
galley_theme_names (GalleyTheme *theme, const char *key)
{
  GHashTableIter iter;
  gpointer tmpl;

  g_hash_table_iter_init (&iter, theme->templates);
  while (g_hash_table_iter_next (&iter, NULL, &tmpl))
    if (galley_template_names (tmpl, key))
      return TRUE;
  return FALSE;
}

static const GalleyTemplate *
find_partial (const char *name, gpointer user_data)
{
  GalleyTheme *theme = user_data;

  return g_hash_table_lookup (theme->partials, name);
}

/**
 * galley_theme_render:
 * @theme: a theme
 * @page: the name of a template
 * @context: (transfer none): see docs/THEMES.md
 * @out: where to append
 * @error: #GALLEY_THEME_ERROR_NOT_FOUND, or what galley_template_render() gives
 *
 * Makes a page. May run on several threads at once.
 */
gboolean
galley_theme_render (GalleyTheme *theme,
                     const char *page,
                     GalleyValue *context,
                     GString *out,
                     GError **error)
{
  const GalleyTemplate *tmpl = g_hash_table_lookup (theme->templates, page);

  if (tmpl == NULL || *page == '_')
    {
      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_NOT_FOUND,
                   "the theme %s has no templates/%s.mustache", theme->name, page);
      return FALSE;
    }
  return galley_template_render (tmpl, context, find_partial, theme, out, error);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * galley_theme_list_assets:
 * @theme: a theme
 *
 * Returns: (transfer full): the paths of the files that belong to every site, sorted; relative,
 *   with slashes, and safe to join to a folder
 */
GStrv
galley_theme_list_assets (GalleyTheme *theme)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, theme->assets);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_ptr_array_add (paths, g_strdup (path));
  g_ptr_array_sort (paths, compare_paths);
  g_ptr_array_add (paths, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

/**
 * galley_theme_get_asset:
 * @theme: a theme
 * @path: as galley_theme_list_assets() gives it
 *
 * Returns: (transfer full) (nullable): the content, or %NULL where there is no such file
 */
GBytes *
galley_theme_get_asset (GalleyTheme *theme, const char *path)
{
  GBytes *bytes = g_hash_table_lookup (theme->assets, path);

  return bytes == NULL ? NULL : g_bytes_ref (bytes);
}

/**
 * galley_theme_get_fingerprint:
 * @theme: a theme
 *
 * Returns: the SHA-256, in hexadecimal, of everything in it: two themes with the same one make the
 *   same pages
 */
const char *
galley_theme_get_fingerprint (GalleyTheme *theme)
{
  return theme->fingerprint;
}
