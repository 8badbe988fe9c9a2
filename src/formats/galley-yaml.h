/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

JsonNode *galley_yaml_read (const char *text,
                            gsize length,
                            guint first_line,
                            GPtrArray *doubled,
                            GError **error);
void galley_yaml_write_text (GString *out, const char *text);
