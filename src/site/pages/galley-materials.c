/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-materials.h"

#include "galley-site-private.h"

#include "galley-published.h"

/**
 * galley_materials_clear:
 * @materials: what a file was made from
 */
void
galley_materials_clear (GalleyMaterials *materials)
{
  g_clear_pointer (&materials->body, g_free);
  g_clear_pointer (&materials->comments, g_ptr_array_unref);
  g_clear_pointer (&materials->bodies, g_ptr_array_unref);
  g_clear_pointer (&materials->data, g_bytes_unref);
}

/**
 * galley_entry_load_body:
 * @site: a site
 * @entry: a post of it
 * @error: GALLEY_STORE_ERROR
 *
 * Runs on the project's thread.
 *
 * Returns: (transfer full) (nullable): its text
 */
char *
galley_entry_load_body (GalleySite *site, const GalleyEntry *entry, GError **error)
{
  if (entry->post->body != NULL)
    return g_strdup (entry->post->body);
  if (entry->post->revision_id == 0)
    return g_strdup ("");
  return galley_project_load_body (site->model->project, entry->post->revision_id, error);
}
