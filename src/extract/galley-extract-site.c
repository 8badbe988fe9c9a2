/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract-site.h"

#include <json-glib/json-glib.h>

#include "galley-series.h"
#include "galley-site-settings.h"

/* The settings that are texts, by the name that the file has for them. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "title", G_STRUCT_OFFSET (GalleySiteSettings, title) },
  { "tagline", G_STRUCT_OFFSET (GalleySiteSettings, tagline) },
  { "url", G_STRUCT_OFFSET (GalleySiteSettings, url) },
  { "language", G_STRUCT_OFFSET (GalleySiteSettings, language) },
  { "zone", G_STRUCT_OFFSET (GalleySiteSettings, zone) },
  { "author", G_STRUCT_OFFSET (GalleySiteSettings, author) },
  { "permalink", G_STRUCT_OFFSET (GalleySiteSettings, permalink) },
};

static char **
setting_at (GalleySiteSettings *settings, gsize i)
{
  return G_STRUCT_MEMBER_P (settings, texts[i].offset);
}

static void
write_links (JsonBuilder *builder, GPtrArray *links)
{
  json_builder_set_member_name (builder, "links");
  json_builder_begin_array (builder);
  for (guint i = 0; i < links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (links, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "title");
      json_builder_add_string_value (builder, link->title);
      json_builder_set_member_name (builder, "address");
      json_builder_add_string_value (builder, link->address);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
write_series (JsonBuilder *builder, GalleyProject *project, GError **error)
{
  g_autoptr (GPtrArray) list = galley_project_list_series (project, error);

  if (list == NULL)
    return FALSE;
  json_builder_set_member_name (builder, "series");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      const GalleySeries *listed = g_ptr_array_index (list, i);
      g_autoptr (GalleySeries) series = galley_project_load_series (project, listed->id, error);

      if (series == NULL)
        return FALSE;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "title");
      json_builder_add_string_value (builder, series->title);
      json_builder_set_member_name (builder, "slug");
      json_builder_add_string_value (builder, series->slug);
      json_builder_set_member_name (builder, "description");
      json_builder_add_string_value (builder, series->description);
      write_links (builder, series->links);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return TRUE;
}

/**
 * galley_site_file_make:
 * @project: an open project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what galley.json of an extract holds: the site's settings
 *   and its series
 */
char *
galley_site_file_make (GalleyProject *project, GError **error)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (project, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  if (settings == NULL)
    return NULL;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "site");
  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      json_builder_set_member_name (builder, texts[i].name);
      json_builder_add_string_value (builder, *setting_at (settings, i));
    }
  json_builder_end_object (builder);
  if (!write_series (builder, project, error))
    return NULL;
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
