/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define GALLEY_DATE_ERROR (galley_date_error_quark ())
GQuark galley_date_error_quark (void);

typedef enum
{
  GALLEY_DATE_ERROR_MALFORMED,
} GalleyDateError;

GDateTime *galley_date_parse (const char *text, GTimeZone *zone, GError **error);
char *galley_date_to_text (GDateTime *date);
GTimeZone *galley_date_zone (const char *identifier);
