/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-front-matter.h"
#include "galley-import-private.h"
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

static gboolean
take_settings (GalleyImporter *importer, JsonObject *site, GError **error)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (importer->project, error);

  if (settings == NULL)
    return FALSE;
  if (*settings->title != '\0') /* a site of its own already */
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char *text = galley_json_node_to_text (json_object_get_member (site, texts[i].name));

      if (text == NULL)
        continue;
      g_free (*setting_at (settings, i));
      *setting_at (settings, i) = text;
    }
  return galley_project_save_settings (importer->project, settings, error);
}

static void
take_text (JsonObject *object, const char *name, char **field)
{
  char *text = galley_json_node_to_text (json_object_get_member (object, name));

  if (text == NULL)
    return;
  g_free (*field);
  *field = text;
}

/* A series that has links or a description of its own keeps them. */
static gboolean
take_series (GalleyImporter *importer, JsonObject *object, GError **error)
{
  g_autoptr (GalleySeries) series = NULL;
  g_autofree char *title = galley_json_node_to_text (json_object_get_member (object, "title"));
  JsonNode *links = json_object_get_member (object, "links");
  gint64 id;

  if (title == NULL || *title == '\0')
    return TRUE;
  id = galley_project_ensure_series (importer->project, title, error);
  series = id != 0 ? galley_project_load_series (importer->project, id, error) : NULL;
  if (series == NULL)
    return FALSE;
  if (series->links->len > 0 || *series->description != '\0')
    return TRUE;
  take_text (object, "description", &series->description);
  if (links != NULL && JSON_NODE_HOLDS_ARRAY (links))
    for (guint i = 0; i < MIN (json_array_get_length (json_node_get_array (links)), 100); i++)
      {
        JsonNode *node = json_array_get_element (json_node_get_array (links), i);
        g_autofree char *name = NULL;
        g_autofree char *address = NULL;

        if (!JSON_NODE_HOLDS_OBJECT (node))
          continue;
        take_text (json_node_get_object (node), "title", &name);
        take_text (json_node_get_object (node), "address", &address);
        if (name != NULL && address != NULL)
          g_ptr_array_add (series->links, galley_link_new (name, address));
      }
  return galley_project_save_series (importer->project, series, error);
}

/**
 * galley_import_site:
 * @importer: the import, in a transaction
 * @text: what an extract has as galley.json
 * @error: GALLEY_STORE_ERROR
 *
 * Takes in the series of an extract, and its settings where the project has no title yet.
 */
gboolean
galley_import_site (GalleyImporter *importer, const char *text, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root;
  JsonNode *site;
  JsonNode *series;

  if (!g_utf8_validate (text, -1, NULL) ||
      !json_parser_load_from_data (parser, text, -1, &problem) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      galley_importer_warn (importer, "galley.json", 0, "not a JSON object; it is left out");
      return TRUE;
    }
  site = json_object_get_member (json_node_get_object (root), "site");
  series = json_object_get_member (json_node_get_object (root), "series");
  if (site != NULL && JSON_NODE_HOLDS_OBJECT (site) &&
      !take_settings (importer, json_node_get_object (site), error))
    return FALSE;
  for (guint i = 0; series != NULL && JSON_NODE_HOLDS_ARRAY (series) &&
                    i < json_array_get_length (json_node_get_array (series));
       i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (series), i);

      if (JSON_NODE_HOLDS_OBJECT (node) &&
          !take_series (importer, json_node_get_object (node), error))
        return FALSE;
    }
  return TRUE;
}
