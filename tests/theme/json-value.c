/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-value.h"

static GalleyValue *
value_from_scalar (JsonNode *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (JSON_NODE_HOLDS_NULL (node))
    return galley_value_new_boolean (FALSE);
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return galley_value_new_string (json_node_get_string (node));
    case G_TYPE_BOOLEAN:
      return galley_value_new_boolean (json_node_get_boolean (node));
    case G_TYPE_INT64:
      return galley_value_new_take_string (
          g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)));
    default:
      g_ascii_formatd (number, sizeof number, "%.6g", json_node_get_double (node));
      return galley_value_new_string (number);
    }
}

GalleyValue *
value_from_json (JsonNode *node)
{
  GalleyValue *value;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = json_object_get_members (json_node_get_object (node));

      value = galley_value_new_map ();
      for (GList *l = members; l != NULL; l = l->next)
        galley_value_set (
            value, g_intern_string (l->data),
            value_from_json (json_object_get_member (json_node_get_object (node), l->data)));
      return value;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      value = galley_value_new_list ();
      for (guint i = 0; i < json_array_get_length (array); i++)
        galley_value_append (value, value_from_json (json_array_get_element (array, i)));
      return value;
    }
  return value_from_scalar (node);
}

GalleyValue *
value_from_text (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  return value_from_json (node);
}
