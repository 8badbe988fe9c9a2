/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "galley-record.h"
#include "galley-source-name.h"

gboolean galley_front_matter_read_dates (GalleyPostRecord *post,
                                         JsonObject *values,
                                         const GalleySourceName *name,
                                         GTimeZone *zone);
