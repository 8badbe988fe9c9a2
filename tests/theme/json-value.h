/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "galley-value.h"

/* JSON as what a template is filled with. */
GalleyValue *value_from_json (JsonNode *node);
GalleyValue *value_from_text (const char *json);
