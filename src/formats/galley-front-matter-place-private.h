/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "galley-record.h"

void galley_front_matter_read_place (GalleyPostRecord *post, JsonObject *values);
