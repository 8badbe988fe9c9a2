/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-front-matter-names-private.h"

#include <string.h>

#include "galley-front-matter.h"
#include "galley-text.h"

#define MAX_NAMES 200

/**
 * galley_name_from_key:
 * @key: "amanda-dean", as sites keep authors and name files
 * @each_word: whether each word begins with a capital, as in names, or the first one only
 *
 * Returns: (transfer full): what a person would write: "Amanda Dean"
 */
char *
galley_name_from_key (const char *key, gboolean each_word)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean begin = TRUE;

  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '-' || c == '_')
        c = ' ';
      g_string_append_unichar (out, begin ? g_unichar_toupper (c) : c);
      begin = each_word && c == ' ';
    }
  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

static gboolean
is_key (const char *name)
{
  return strchr (name, '-') != NULL && name[strspn (name, "abcdefghijklmnopqrstuvwxyz-")] == '\0';
}

/**
 * galley_front_matter_add_name:
 * @names: (element-type utf8): names that are known
 * @name: one more, perhaps with character references of HTML
 *
 * Adds @name where it is not there yet, in whatever case.
 */
void
galley_front_matter_add_name (GPtrArray *names, const char *name)
{
  g_autofree char *decoded = galley_entities_decode (name);
  g_autofree char *plain = galley_text_shorten (decoded, 200);

  if (*plain == '\0' || names->len >= MAX_NAMES)
    return;
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (names, i), plain) == 0)
      return;
  g_ptr_array_add (names, g_steal_pointer (&plain));
}

/**
 * galley_front_matter_add_names:
 * @names: (element-type utf8): names that are known
 * @node: (nullable): a list of names or of tables with a name, or one text, parted at commas
 * @spaces: whether a text without commas is parted at spaces
 *
 * Adds the names that @node holds and @names has not yet.
 */
void
galley_front_matter_add_names (GPtrArray *names, JsonNode *node, gboolean spaces)
{
  static const char *const keys[] = { "name", "title", "display_name", "slug", "id", NULL };
  g_autofree char *text = galley_json_node_to_text (node);

  if (text != NULL)
    {
      const char *at = strchr (text, ',') != NULL ? "," : spaces ? " \t\n" : "\n";
      g_auto (GStrv) parts = g_strsplit_set (text, at, -1);

      for (gsize i = 0; parts[i] != NULL; i++)
        galley_front_matter_add_name (names, parts[i]);
    }
  else if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < MIN (json_array_get_length (array), MAX_NAMES); i++)
        {
          JsonNode *element = json_array_get_element (array, i);
          g_autofree char *name = galley_json_node_to_text (element);

          if (name == NULL && JSON_NODE_HOLDS_OBJECT (element))
            name = galley_front_matter_get_text (json_node_get_object (element), keys);
          if (name != NULL)
            galley_front_matter_add_name (names, name);
        }
    }
  else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autofree char *name = galley_front_matter_get_text (json_node_get_object (node), keys);

      if (name != NULL)
        galley_front_matter_add_name (names, name);
    }
}

/**
 * galley_front_matter_read_tags:
 * @values: front matter
 *
 * Returns: (transfer full): the names of all that sorts posts by subject: tags, topics, categories;
 *   keywords where there is nothing else
 */
GStrv
galley_front_matter_read_tags (JsonObject *values)
{
  static const struct
  {
    const char *key;
    gboolean spaces; /* Jekyll parts these at spaces */
  } keys[] = {
    { "tags", TRUE },    { "tag", FALSE },       { "topics", FALSE },   { "topic", FALSE },
    { "labels", FALSE }, { "categories", TRUE }, { "category", FALSE }, { "keywords", FALSE },
  };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (names->len == 0 || !g_str_equal (keys[i].key, "keywords"))
      galley_front_matter_add_names (names, galley_front_matter_get (values, keys[i].key),
                                     keys[i].spaces);
  g_ptr_array_add (names, NULL);
  g_ptr_array_set_free_func (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/**
 * galley_front_matter_read_byline:
 * @values: front matter
 *
 * Returns: (transfer full): who wrote the text: "Jo March, Amy March"
 */
char *
galley_front_matter_read_byline (JsonObject *values)
{
  static const char *const texts[] = { "byline", NULL };
  static const char *const keys[] = { "authors", "author", "by", "creator" };
  g_autofree char *byline = galley_front_matter_get_text (values, texts);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (byline != NULL)
    return galley_entities_decode (byline);
  for (gsize i = 0; names->len == 0 && i < G_N_ELEMENTS (keys); i++)
    galley_front_matter_add_names (names, galley_front_matter_get (values, keys[i]), FALSE);
  for (guint i = 0; i < names->len; i++)
    if (is_key (g_ptr_array_index (names, i)))
      {
        char *name = galley_name_from_key (g_ptr_array_index (names, i), TRUE);

        g_free (g_ptr_array_index (names, i));
        g_ptr_array_index (names, i) = name;
      }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}
