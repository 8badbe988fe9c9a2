/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The makers of all kinds of files, and what is asked of whichever is in charge of one. */
#include "galley-page-kinds.h"

#include "galley-internal-check.h"

#include "galley-digest.h"
#include "galley-excerpt.h"
#include "galley-fingerprint.h"
#include "galley-index.h"
#include "galley-site-private.h"

#include <string.h>

/* Enough for most pages, so that they are not copied while they grow. */
#define PAGE_SIZE (32 * 1024)

/**
 * galley_page_kind_get:
 * @kind: a kind of file
 *
 * Returns: (transfer none): its maker
 */
const GalleyPageKind *
galley_page_kind_get (GalleyFileKind kind)
{
  static const GalleyPageKind *const kinds[GALLEY_N_FILE_KINDS] = {
#define X(KIND, name) &galley_kind_##name,
    GALLEY_FILE_KINDS (X)
#undef X
  };

  return kinds[kind];
}

/**
 * galley_file_load:
 * @site: a site
 * @file: a file of it
 * @materials: (out): what is read, to be cleared by the caller
 * @error: GALLEY_STORE_ERROR
 *
 * Reads what @file is made from. Runs on the project's thread.
 */
gboolean
galley_file_load (GalleySite *site,
                  const GalleyFile *file,
                  GalleyMaterials *materials,
                  GError **error)
{
  const GalleyPageKind *kind = galley_page_kind_get (file->kind);

  return galley_latest_need_excerpts (site, error) &&
         (kind->load == NULL || kind->load (site, file, materials, error));
}

static GBytes *
make_page (GalleySite *site,
           const GalleyFile *file,
           const GalleyMaterials *materials,
           char **excerpt,
           GError **error)
{
  const GalleyPageKind *kind = galley_page_kind_get (file->kind);
  const char *template =
      kind->choose_template != NULL ? kind->choose_template (site, file) : kind->template;
  GalleyValue *context = kind->fill (site, file, materials, excerpt);
  g_autoptr (GString) out = g_string_sized_new (PAGE_SIZE);

  if (!galley_theme_render (site->model->theme, template, context, out, error))
    return NULL;
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static const char *
type_by_extension (const char *path)
{
  static const char *const types[][2] = {
    { ".css", "text/css" },        { ".js", "text/javascript" }, { ".svg", "image/svg+xml" },
    { ".png", "image/png" },       { ".jpg", "image/jpeg" },     { ".jpeg", "image/jpeg" },
    { ".gif", "image/gif" },       { ".webp", "image/webp" },    { ".ico", "image/x-icon" },
    { ".woff2", "font/woff2" },    { ".woff", "font/woff" },     { ".txt", "text/plain" },
    { ".xml", "application/xml" }, { ".html", "text/html" },     { ".json", "application/json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (path, types[i][0]))
      return types[i][1];
  return "application/octet-stream";
}

/**
 * galley_file_get_type:
 * @file: a file of a site
 *
 * Returns: (transfer none): its MIME type
 */
const char *
galley_file_get_type (const GalleyFile *file)
{
  const char *type = galley_page_kind_get (file->kind)->type;

  if (file->kind == GALLEY_FILE_MEDIA)
    return ((const GalleyMedia *) file->subject)->type;
  return type != NULL ? type : type_by_extension (file->path);
}

/**
 * galley_file_make:
 * @site: a site
 * @file: a file of it
 * @materials: what galley_file_load() gave for it
 * @excerpt: (out) (optional) (nullable): of a post, what lists say of it
 * @error: GALLEY_THEME_ERROR, GALLEY_SITE_ERROR
 *
 * Makes a file. Any thread may, several at once, while none changes the site.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
galley_file_make (GalleySite *site,
                  const GalleyFile *file,
                  const GalleyMaterials *materials,
                  char **excerpt,
                  GError **error)
{
  const GalleyPageKind *kind = galley_page_kind_get (file->kind);
  GalleyValueArena *arena = galley_value_arena_new ();
  GalleyValueArena *before = galley_value_arena_enter (arena);
  g_autoptr (GBytes) bytes = kind->fill != NULL ? make_page (site, file, materials, excerpt, error)
                                                : kind->make (site, file, materials, error);

  galley_value_arena_enter (before);
  galley_value_arena_free (arena);
  if (bytes == NULL ||
      !galley_internal_check (file->path, galley_file_get_type (file), bytes, error))
    return NULL;
  return g_steal_pointer (&bytes);
}

/**
 * galley_file_get_fingerprint:
 * @site: a site
 * @file: a file of it
 * @stamp: (nullable): what galley_site_get_stamp() gave
 *
 * Returns: (transfer full): of all that @file is made from; "" where it has to be made to know
 */
char *
galley_file_get_fingerprint (GalleySite *site, const GalleyFile *file, const char *stamp)
{
  const GalleyPageKind *kind = galley_page_kind_get (file->kind);
  g_autoptr (GString) out = g_string_new (NULL);

  if (kind->is_independent)
    {
      kind->fingerprint (site, file, out);
      return g_string_free (g_steal_pointer (&out), FALSE);
    }
  if (stamp == NULL)
    return g_strdup ("");
  g_string_append (out, stamp);
  galley_fingerprint_add_number (out, file->kind);
  galley_fingerprint_add_number (out, file->number);
  return kind->fingerprint (site, file, out) ? galley_digest (out->str, out->len) : g_strdup ("");
}

/**
 * galley_site_reach:
 * @site: a site that is read in part
 * @changes: (element-type GalleyChange): of texts and comments
 *
 * Lists the files that show something of what changed, as their makers say. Runs on the project's
 * thread.
 *
 * Returns: whether these are all; %FALSE where the whole site has to be looked at
 */
gboolean
galley_site_reach (GalleySite *site, const GArray *changes)
{
  GalleyReach reach = { site->model, FALSE };
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (GalleySiteChange));

  for (guint i = 0; i < changes->len; i++)
    {
      const GalleyChange *change = &g_array_index (changes, GalleyChange, i);
      GalleySiteChange one = { change->kind, galley_index_find (site->model, change->post_id) };

      if (change->kind == GALLEY_CHANGE_SITE)
        return FALSE;
      /* A text that is not out shows nowhere; but a feed counts its comments. */
      if (one.entry != NULL || one.kind == GALLEY_CHANGE_COMMENTS)
        g_array_append_val (known, one);
    }
  for (GalleyFileKind kind = 0; kind < GALLEY_N_FILE_KINDS; kind++)
    for (guint i = 0; i < known->len && !reach.is_everything; i++)
      galley_page_kind_get (kind)->reach (site, &g_array_index (known, GalleySiteChange, i),
                                          &reach);
  return !reach.is_everything;
}
