/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-warnings.h"

#include "galley-site-private.h"

#include <string.h>

/**
 * galley_site_add_warning:
 * @site: a site
 * @warning: what its author should know, once
 *
 * Any thread.
 */
void
galley_site_add_warning (GalleySite *site, const char *warning)
{
  g_mutex_lock (&site->lock);
  g_hash_table_add (site->warnings, g_strdup (warning));
  g_mutex_unlock (&site->lock);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * galley_site_list_warnings:
 * @site: a site
 *
 * Returns: (transfer full): what was found while files were made, in order
 */
GStrv
galley_site_list_warnings (GalleySite *site)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer text;

  g_mutex_lock (&site->lock);
  g_hash_table_iter_init (&iter, site->warnings);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    g_ptr_array_add (list, g_strdup (text));
  g_mutex_unlock (&site->lock);
  g_ptr_array_sort (list, compare_texts);
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_free (list, FALSE);
}
