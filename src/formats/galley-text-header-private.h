/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

gboolean galley_text_header_is_field (const char *line);
JsonObject *galley_text_header_read (const char *text, const char **body, GPtrArray *doubled);
