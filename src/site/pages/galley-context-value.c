/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-context-value.h"

/**
 * galley_context_set_text:
 * @map: a map
 * @key: a literal
 * @text: (nullable): a text
 *
 * Sets @key to @text, or to false where that is empty: so nothing shines through from further out.
 */
void
galley_context_set_text (GalleyValue *map, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    galley_value_set_string (map, key, text);
  else
    galley_value_set_boolean (map, key, FALSE);
}

/**
 * galley_list_new:
 *
 * Returns: an empty list, to be given to galley_context_set_list()
 */
GalleyList
galley_list_new (void)
{
  return (GalleyList){ galley_value_new_list (), 0 };
}

/**
 * galley_list_append:
 * @list: a list
 * @item: (transfer full): what comes behind what is in it
 */
void
galley_list_append (GalleyList *list, GalleyValue *item)
{
  galley_value_append (list->value, item);
  list->length++;
}

/**
 * galley_context_set_list:
 * @map: a map
 * @key: a literal
 * @has: (nullable): a literal: what says whether there is anything in it
 * @list: (transfer full): a list
 */
void
galley_context_set_list (GalleyValue *map, const char *key, const char *has, GalleyList list)
{
  if (has != NULL)
    galley_value_set_boolean (map, has, list.length > 0);
  galley_value_set (map, key, list.value);
}
