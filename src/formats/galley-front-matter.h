/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* What stands before a text, and where the text begins. */
typedef struct
{
  JsonObject *values; /* keys in lower case; never NULL once read */
  gboolean present;   /* FALSE: the text has none, and values is empty */
  /* (nullable): why the text may have more than was found: what looks like front matter and is
   * none. It must not be published unread. */
  const char *doubt;
  GPtrArray *doubled; /* of char *: keys that are there twice, of which the last counts; not NULL */
  gsize body_offset;
  guint body_line; /* from 1 */
} GalleyFrontMatter;

gboolean
galley_front_matter_read (const char *text, GalleyFrontMatter *front_matter, GError **error);
void galley_front_matter_clear (GalleyFrontMatter *front_matter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyFrontMatter, galley_front_matter_clear)

JsonNode *galley_front_matter_get (JsonObject *values, const char *key);
char *galley_front_matter_get_text (JsonObject *values, const char *const *keys);
int galley_front_matter_get_truth (JsonObject *values, const char *key);
char *galley_json_node_to_text (JsonNode *node);
char *galley_entities_decode (const char *text);
