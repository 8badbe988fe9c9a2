/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract-site.h"

#include "galley-published-comments.h"
#include "galley-series.h"
#include "galley-site-settings.h"

static void
add_text (GalleySiteRecord *site, const char *name, const char *value)
{
  g_hash_table_replace (site->settings, g_strdup (name), g_strdup (value));
}

static void
add_number (GalleySiteRecord *site, const char *name, guint value)
{
  g_hash_table_replace (site->settings, g_strdup (name), g_strdup_printf ("%u", value));
}

static void
add_truth (GalleySiteRecord *site, const char *name, gboolean value)
{
  add_text (site, name, value ? "true" : "false");
}

static void
add_settings (GalleySiteRecord *site, const GalleySiteSettings *settings)
{
  static const char *const forms[] = { "none", "post", "mail" };

  add_text (site, "title", settings->title);
  add_text (site, "tagline", settings->tagline);
  add_text (site, "url", settings->url);
  add_text (site, "language", settings->language);
  add_text (site, "zone", settings->zone);
  add_text (site, "author", settings->author);
  add_text (site, "permalink", settings->permalink);
  add_text (site, "theme", settings->theme);
  add_text (site, "theme_options", settings->theme_options);
  add_number (site, "posts_per_page", settings->posts_per_page);
  add_number (site, "latest_stories", settings->latest_stories);
  add_text (site, "comment_form", forms[settings->comment_form]);
  add_text (site, "comment_form_address", settings->comment_form_address);
  add_truth (site, "allow_raw_html", settings->allow_raw_html);
  add_truth (site, "show_comment_urls", settings->show_comment_urls);
}

static gboolean
add_series (GalleySiteRecord *site, GalleyProject *project, gint64 id, GError **error)
{
  g_autoptr (GalleySeries) series = galley_project_load_series (project, id, error);
  GalleySeriesRecord *record;

  if (series == NULL)
    return FALSE;
  record = galley_site_record_add_series (site, series->title);
  record->slug = g_strdup (series->slug);
  record->description = g_strdup (series->description);
  for (guint i = 0; i < series->links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (series->links, i);

      g_ptr_array_add (record->links, galley_record_link_new (link->title, link->address));
    }
  return TRUE;
}

/* In the order in which they were made. */
static gint
compare_series (gconstpointer a, gconstpointer b)
{
  const GalleySeries *first = *(GalleySeries *const *) a;
  const GalleySeries *second = *(GalleySeries *const *) b;

  return first->id < second->id ? -1 : first->id > second->id;
}

/**
 * galley_extract_site_make:
 * @project: an open project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the site's settings and its series
 */
GalleySiteRecord *
galley_extract_site_make (GalleyProject *project, GError **error)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (project, error);
  g_autoptr (GalleySiteRecord) site = galley_site_record_new ();
  g_autoptr (GPtrArray) list = NULL;

  if (settings == NULL)
    return NULL;
  add_settings (site, settings);
  site->identity = galley_project_load_identity (project, error);
  if (site->identity == NULL)
    return NULL;
  list = galley_project_list_series (project, error);
  if (list == NULL)
    return NULL;
  g_ptr_array_sort (list, compare_series);
  for (guint i = 0; i < list->len; i++)
    if (!add_series (site, project, ((GalleySeries *) g_ptr_array_index (list, i))->id, error))
      return NULL;
  return g_steal_pointer (&site);
}
