/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

GDateTime *galley_lenient_date_parse (const char *text, GTimeZone *zone);
