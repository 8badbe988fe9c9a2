/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a theme's files, from a folder or from the program's resources: both are a GFile. A folder
 * comes from anywhere, so nothing in it is followed out of it, and everything is bounded. */

#include "galley-template-private.h"
#include "galley-theme-private.h"

#include "galley-file.h"

#include <string.h>

#define MAX_MANIFEST_BYTES (64 * 1024)
#define MAX_TEMPLATES 200
#define MAX_ASSETS 2000
#define MAX_ASSET_BYTES (16 * 1024 * 1024)
#define MAX_TOTAL_BYTES (64 * 1024 * 1024)
#define MAX_FOLDER_DEPTH 8
#define MAX_ENTRIES 10000 /* of one folder, also those that are passed over */

#define QUERIED                                                                                    \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE                                \
                                 "," G_FILE_ATTRIBUTE_STANDARD_SIZE                                \
                                 "," G_FILE_ATTRIBUTE_STANDARD_IS_SYMLINK

typedef struct
{
  GalleyTheme *theme;
  GFile *folder;
  gsize total;
  GString *mistakes; /* of its author: they are told all at once */
} Loader;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
check_entry (GFileInfo *info, const char *path, GError **error)
{
  GFileType type = g_file_info_get_file_type (info);

  if (!galley_path_is_safe (path) || !g_utf8_validate (path, -1, NULL))
    {
      g_autofree char *shown = g_strescape (path, NULL);

      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_UNSAFE_PATH,
                   "%s: a theme's file may not have such a name: rename it", shown);
      return FALSE;
    }
  if (type == G_FILE_TYPE_REGULAR || type == G_FILE_TYPE_DIRECTORY)
    return TRUE;
  g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_UNSAFE_PATH,
               "%s: a theme may hold only files and folders, and this is %s: put the file itself "
               "there",
               path,
               type == G_FILE_TYPE_SYMBOLIC_LINK ? "a symbolic link, which may lead out of it"
                                                 : "something else");
  return FALSE;
}

/* The sorted names in a folder of the theme that end in @suffix, without hidden ones; those of
 * folders end in a slash. A folder that is not there has none. */
static GPtrArray *
list_folder (Loader *loader, const char *path, GError **error)
{
  g_autoptr (GFile) folder = g_file_resolve_relative_path (loader->folder, path);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileEnumerator) entries = g_file_enumerate_children (
      folder, QUERIED, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, &local);
  guint n = 0;

  while (entries != NULL && local == NULL)
    {
      GFileInfo *info;
      g_autofree char *below = NULL;
      const char *name;

      if (!g_file_enumerator_iterate (entries, &info, NULL, NULL, &local) || info == NULL)
        break;
      name = g_file_info_get_name (info);
      below = g_strconcat (path, "/", name, NULL);
      if (++n > MAX_ENTRIES)
        {
          g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_TOO_LARGE,
                       "%s: the folder has more than %d files", path, MAX_ENTRIES);
          return NULL;
        }
      if (*name == '.' || g_str_has_suffix (name, "~"))
        continue;
      if (!check_entry (info, below, error))
        return NULL;
      g_ptr_array_add (names, g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY
                                  ? g_strconcat (name, "/", NULL)
                                  : g_strdup (name));
    }
  if (local != NULL && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_FAILED, "%s: %s", path,
                   local->message);
      return NULL;
    }
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static GBytes *
read_stream (GFile *file, gsize limit, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GByteArray) bytes = NULL;
  guint8 buffer[16384];

  if (stream == NULL)
    return NULL;
  bytes = g_byte_array_new ();
  while (bytes->len <= limit)
    {
      gssize n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, sizeof buffer, NULL, error);

      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      g_byte_array_append (bytes, buffer, (guint) n);
    }
  /* A nul behind the end, so that texts can be read in place. */
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Reads a file and takes it into the fingerprint. The bytes end in a nul that is not the file's. */
static GBytes *
read_file (Loader *loader, const char *path, gsize limit, GError **error)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (loader->folder, path);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = read_stream (file, limit, &local);
  g_autofree char *frame = NULL;
  gsize size;

  if (bytes == NULL)
    {
      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_FAILED, "%s: %s", path,
                   local->message);
      return NULL;
    }
  size = g_bytes_get_size (bytes) - 1;
  loader->total += size;
  if (size > limit || loader->total > MAX_TOTAL_BYTES)
    {
      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_TOO_LARGE,
                   size > limit ? "%s: the file has more than %" G_GSIZE_FORMAT " bytes"
                                : "%s: with it the theme has more than %" G_GSIZE_FORMAT " bytes",
                   path, size > limit ? limit : (gsize) MAX_TOTAL_BYTES);
      return NULL;
    }
  frame = g_strdup_printf ("%s%c%" G_GSIZE_FORMAT "%c", path, '\n', size, '\n');
  g_checksum_update (loader->theme->checksum, (const guchar *) frame, -1);
  g_checksum_update (loader->theme->checksum, g_bytes_get_data (bytes, NULL), (gssize) size);
  return g_steal_pointer (&bytes);
}

static gboolean
load_manifest (Loader *loader, GError **error)
{
  g_autoptr (GFile) file = g_file_get_child (loader->folder, "theme.json");
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, QUERIED, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  g_autofree char *shown = g_file_get_parse_name (loader->folder);
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL)
    {
      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_NOT_FOUND,
                   "%s is no theme: it has no theme.json", shown);
      return FALSE;
    }
  if (!check_entry (info, "theme.json", error))
    return FALSE;
  bytes = read_file (loader, "theme.json", MAX_MANIFEST_BYTES, error);
  if (bytes == NULL)
    return FALSE;
  galley_theme_read_manifest (loader->theme, "theme.json", g_bytes_get_data (bytes, NULL),
                              g_bytes_get_size (bytes) - 1, loader->mistakes);
  return TRUE;
}

/* Notes a template's name, so that those who name it are not told that it is missing. */
static void
take_template (Loader *loader, const char *name, GalleyTemplate *tmpl)
{
  if (*name == '_')
    g_hash_table_insert (loader->theme->partials, g_strdup (name + 1), tmpl);
  g_hash_table_insert (loader->theme->templates, g_strdup (name), tmpl);
}

static gboolean
load_template (Loader *loader, const char *file_name, GError **error)
{
  g_autofree char *path = g_strconcat ("templates/", file_name, NULL);
  g_autofree char *name = g_strndup (file_name, strlen (file_name) - strlen (".mustache"));
  g_autoptr (GBytes) bytes = read_file (loader, path, GALLEY_TEMPLATE_MAX_BYTES, error);
  g_autoptr (GError) problem = NULL;
  const char *text;
  GalleyTemplate *tmpl = NULL;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &size);
  if (strlen (text) != size - 1 || !g_utf8_validate (text, (gssize) size - 1, NULL))
    g_set_error (&problem, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_SYNTAX,
                 "%s:1:1: the template is not UTF-8 text: save it as UTF-8", path);
  else
    tmpl = galley_template_new (text, path, &problem);
  if (tmpl == NULL)
    {
      galley_theme_add_mistake (loader->mistakes, problem->message);
      tmpl = galley_template_new ("", path, NULL);
    }
  take_template (loader, name, tmpl);
  return TRUE;
}

static gboolean
load_templates (Loader *loader, GError **error)
{
  g_autoptr (GPtrArray) names = list_folder (loader, "templates", error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!g_str_has_suffix (name, ".mustache") || g_str_equal (name, ".mustache"))
        continue;
      if (g_hash_table_size (loader->theme->templates) == MAX_TEMPLATES)
        {
          g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_TOO_LARGE,
                       "templates: there are more than %d templates", MAX_TEMPLATES);
          return FALSE;
        }
      if (!load_template (loader, name, error))
        return FALSE;
    }
  return names != NULL;
}

static gboolean
load_asset (Loader *loader, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (g_hash_table_size (loader->theme->assets) == MAX_ASSETS)
    {
      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_TOO_LARGE,
                   "assets: there are more than %d files", MAX_ASSETS);
      return FALSE;
    }
  bytes = read_file (loader, path, MAX_ASSET_BYTES, error);
  if (bytes == NULL)
    return FALSE;
  g_hash_table_insert (loader->theme->assets, g_strdup (path + strlen ("assets/")),
                       g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) - 1));
  return TRUE;
}

static gboolean
load_assets (Loader *loader, const char *path, guint depth, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  if (depth > MAX_FOLDER_DEPTH)
    {
      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_TOO_LARGE,
                   "%s: folders are nested deeper than %d", path, MAX_FOLDER_DEPTH);
      return FALSE;
    }
  names = list_folder (loader, path, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *below = g_strconcat (path, "/", g_ptr_array_index (names, i), NULL);
      gsize n = strlen (below);
      gboolean ok;

      if (below[n - 1] == '/')
        {
          below[n - 1] = '\0';
          ok = load_assets (loader, below, depth + 1, error);
        }
      else
        ok = load_asset (loader, below, error);
      if (!ok)
        return FALSE;
    }
  return names != NULL;
}

typedef struct
{
  GalleyTheme *theme;
  const char *page;
  GString *mistakes;
} PartialCheck;

static void
check_partial (const char *name, const char *source, gsize position, gpointer user_data)
{
  PartialCheck *check = user_data;
  g_autoptr (GString) mistake = NULL;
  g_autofree char *path = NULL;

  if (g_hash_table_contains (check->theme->partials, name))
    return;
  mistake = g_string_new (NULL);
  path = g_strdup_printf ("templates/%s.mustache", check->page);
  galley_theme_append_place (mistake, path, source, position);
  g_string_append_printf (mistake, "there is no partial %s: make templates/_%s.mustache", name,
                          name);
  galley_theme_add_mistake (check->mistakes, mistake->str);
}

static void
check_partials (GalleyTheme *theme, GString *mistakes)
{
  g_autoptr (GList) names =
      g_list_sort (g_hash_table_get_keys (theme->templates), (GCompareFunc) strcmp);

  for (GList *i = names; i != NULL; i = i->next)
    {
      PartialCheck check = { theme, i->data, mistakes };

      galley_template_list_partials (g_hash_table_lookup (theme->templates, check.page),
                                     check_partial, &check);
    }
}

static void
check_styles (GalleyTheme *theme, GString *mistakes)
{
  g_auto (GStrv) paths = galley_theme_list_assets (theme);

  for (guint i = 0; paths[i] != NULL; i++)
    if (g_str_has_suffix (paths[i], ".css"))
      galley_theme_check_style (theme, paths[i], mistakes);
}

static gboolean
check_pages (GalleyTheme *theme, GError **error)
{
  static const char *const needed[] = { "index", "post" };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      if (g_hash_table_contains (theme->templates, needed[i]))
        continue;
      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_NOT_FOUND,
                   "the theme %s has no templates/%s.mustache, which every theme needs",
                   theme->name, needed[i]);
      return FALSE;
    }
  return TRUE;
}

/**
 * galley_theme_read_folder:
 * @theme: an empty theme
 * @folder: where it lies
 * @error: of GALLEY_THEME_ERROR
 *
 * Fills @theme. What its author did wrong is named all at once; what may not be read ends it.
 *
 * Returns: FALSE on error; then @theme may only be freed
 */
gboolean
galley_theme_read_folder (GalleyTheme *theme, GFile *folder, GError **error)
{
  g_autoptr (GString) mistakes = g_string_new (NULL);
  Loader loader = { theme, folder, 0, mistakes };

  if (!load_manifest (&loader, error) || !load_templates (&loader, error) ||
      !load_assets (&loader, "assets", 1, error))
    return FALSE;
  check_partials (theme, mistakes);
  check_styles (theme, mistakes);
  if (mistakes->len == 0)
    return check_pages (theme, error);
  g_set_error_literal (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_SYNTAX, mistakes->str);
  return FALSE;
}
