/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record.h"

GalleyPostRecord *galley_front_matter_read_post (const char *path,
                                                 const char *text,
                                                 gint64 modified,
                                                 GTimeZone *zone,
                                                 GError **error);
