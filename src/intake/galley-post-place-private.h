/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"

#include <json-glib/json-glib.h>

void galley_post_read_place (GalleyPost *post, JsonObject *values);
