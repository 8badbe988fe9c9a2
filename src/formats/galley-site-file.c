/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-site-file.h"

#include <json-glib/json-glib.h>

#include "galley-formats-error.h"
#include "galley-front-matter.h"

#define MAX_SERIES 10000
#define MAX_LINKS 100
#define MAX_MEDIA 100000

static char *
get_text (JsonObject *object, const char *name)
{
  return galley_json_node_to_text (json_object_get_member (object, name));
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The objects in the list @name, as many as @most. */
static GPtrArray *
get_objects (JsonObject *object, const char *name, guint most)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GPtrArray *objects = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), most); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      g_ptr_array_add (objects, json_array_get_object_element (array, i));
  return objects;
}

static void
read_settings (GalleySiteRecord *site, JsonObject *settings)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, settings);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      char *text = galley_json_node_to_text (node);

      if (text != NULL)
        g_hash_table_replace (site->settings, g_strdup (name), text);
    }
}

static void
read_series (GalleySiteRecord *site, JsonObject *object)
{
  g_autofree char *title = get_text (object, "title");
  g_autoptr (GPtrArray) links = get_objects (object, "links", MAX_LINKS);
  GalleySeriesRecord *series;

  if (title == NULL || *title == '\0')
    return;
  series = galley_site_record_add_series (site, title);
  series->slug = get_text (object, "slug");
  series->description = get_text (object, "description");
  for (guint i = 0; i < links->len; i++)
    {
      g_autofree char *name = get_text (g_ptr_array_index (links, i), "title");
      g_autofree char *address = get_text (g_ptr_array_index (links, i), "address");

      if (name != NULL && address != NULL)
        g_ptr_array_add (series->links, galley_record_link_new (name, address));
    }
}

static void
read_media (GalleySiteRecord *site, JsonObject *object)
{
  g_autofree char *path = get_text (object, "path");
  g_autofree char *alternative = get_text (object, "alternative");

  if (path != NULL && *path != '\0')
    galley_site_record_add_media (site, path, alternative);
}

static void
read_all (JsonObject *object,
          const char *name,
          guint most,
          void (*read) (GalleySiteRecord *site, JsonObject *object),
          GalleySiteRecord *site)
{
  g_autoptr (GPtrArray) objects = get_objects (object, name, most);

  for (guint i = 0; i < objects->len; i++)
    read (site, g_ptr_array_index (objects, i));
}

/**
 * galley_site_file_read:
 * @text: the content of galley.json
 * @error: GALLEY_FORMATS_ERROR_MALFORMED
 *
 * Returns: (transfer full) (nullable): what it says of the site; what has no known name is left out
 */
GalleySiteRecord *
galley_site_file_read (const char *text, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GalleySiteRecord) site = galley_site_record_new ();
  JsonObject *object;
  JsonNode *root = NULL;

  if (g_utf8_validate (text, -1, NULL) && json_parser_load_from_data (parser, text, -1, NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_MALFORMED,
                   "not a JSON object; it is left out");
      return NULL;
    }
  object = json_node_get_object (root);
  if (get_object (object, "site") != NULL)
    read_settings (site, get_object (object, "site"));
  read_all (object, "series", MAX_SERIES, read_series, site);
  read_all (object, "media", MAX_MEDIA, read_media, site);
  if (get_object (object, "extract") != NULL)
    {
      site->identity = get_text (get_object (object, "extract"), "identity");
      site->comments_digest = get_text (get_object (object, "extract"), "comments");
    }
  return g_steal_pointer (&site);
}

static void
write_member (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text != NULL ? text : "");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (a, b);
}

/* In the order of their names, so that the same settings are the same bytes. */
static void
write_settings (JsonBuilder *builder, GHashTable *settings)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (settings), compare_names);

  json_builder_set_member_name (builder, "site");
  json_builder_begin_object (builder);
  for (GList *each = names; each != NULL; each = each->next)
    write_member (builder, each->data, g_hash_table_lookup (settings, each->data));
  json_builder_end_object (builder);
}

static void
write_series (JsonBuilder *builder, const GalleySeriesRecord *series)
{
  json_builder_begin_object (builder);
  write_member (builder, "title", series->title);
  write_member (builder, "slug", series->slug);
  write_member (builder, "description", series->description);
  json_builder_set_member_name (builder, "links");
  json_builder_begin_array (builder);
  for (guint i = 0; i < series->links->len; i++)
    {
      const GalleyRecordLink *link = g_ptr_array_index (series->links, i);

      json_builder_begin_object (builder);
      write_member (builder, "title", link->title);
      write_member (builder, "address", link->address);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
write_media (JsonBuilder *builder, GPtrArray *list)
{
  json_builder_set_member_name (builder, "media");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      const GalleyMediaRecord *media = g_ptr_array_index (list, i);

      json_builder_begin_object (builder);
      write_member (builder, "path", media->path);
      write_member (builder, "alternative", media->alternative);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * galley_site_file_write:
 * @site: a site
 *
 * Returns: (transfer full): the content of galley.json
 */
char *
galley_site_file_write (const GalleySiteRecord *site)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  if (site->comments_digest != NULL)
    {
      json_builder_set_member_name (builder, "extract");
      json_builder_begin_object (builder);
      write_member (builder, "identity", site->identity);
      write_member (builder, "comments", site->comments_digest);
      json_builder_end_object (builder);
    }
  write_settings (builder, site->settings);
  json_builder_set_member_name (builder, "series");
  json_builder_begin_array (builder);
  for (guint i = 0; i < site->series->len; i++)
    write_series (builder, g_ptr_array_index (site->series, i));
  json_builder_end_array (builder);
  write_media (builder, site->media);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
