/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

JsonObject *galley_toml_read (const char *text, gsize length, guint first_line, GError **error);
