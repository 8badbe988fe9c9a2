/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a site chose in its theme: a flat JSON object of texts and truths, which a project file from
 * anywhere may hold as well. */

#include "galley-theme.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_BYTES (64 * 1024)

/* json-glib recurses; what is chosen needs no brackets but the outermost. */
static gboolean
is_flat (const char *json)
{
  guint brackets = 0;
  gsize length = strnlen (json, MAX_BYTES + 1);

  for (gsize i = 0; i < length; i++)
    brackets += json[i] == '{' || json[i] == '[';
  return length <= MAX_BYTES && brackets < 1000 && g_utf8_validate (json, (gssize) length, NULL);
}

static void
take_member (JsonObject *object, const char *name, JsonNode *node, gpointer user_data)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    g_hash_table_insert (user_data, g_strdup (name), json_node_dup_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_hash_table_insert (user_data, g_strdup (name),
                         g_strdup (json_node_get_boolean (node) ? "true" : "false"));
}

/**
 * galley_theme_choices_parse:
 * @json: the text of a JSON object; anything else chooses nothing
 *
 * Returns: (transfer full) (element-type utf8 utf8): names of options and their values as
 *   galley_theme_option_accepts() takes them; a truth is "true" or "false". Nothing is checked
 * against a theme.
 */
GHashTable *
galley_theme_choices_parse (const char *json)
{
  GHashTable *choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!is_flat (json) || !json_parser_load_from_data (parser, json, -1, NULL))
    return choices;
  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    json_object_foreach_member (json_node_get_object (root), take_member, choices);
  return choices;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/**
 * galley_theme_choices_to_json:
 * @choices: (element-type utf8 utf8): names of options and their values
 *
 * Returns: (transfer full): the text of a JSON object, the same for the same choices
 */
char *
galley_theme_choices_to_json (GHashTable *choices)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (choices), compare_names);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  for (GList *name = names; name != NULL; name = name->next)
    json_object_set_string_member (object, name->data, g_hash_table_lookup (choices, name->data));
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}
