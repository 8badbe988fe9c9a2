/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

char *galley_name_from_key (const char *key, gboolean each_word);
void galley_front_matter_add_name (GPtrArray *names, const char *name);
void galley_front_matter_add_names (GPtrArray *names, JsonNode *node, gboolean spaces);
GStrv galley_front_matter_read_tags (JsonObject *values);
char *galley_front_matter_read_byline (JsonObject *values);
