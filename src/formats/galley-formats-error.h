/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define GALLEY_FORMATS_ERROR (galley_formats_error_quark ())
GQuark galley_formats_error_quark (void);

typedef enum
{
  GALLEY_FORMATS_ERROR_UNKNOWN_FORMAT, /* no format of that name, or none that a file is in */
  GALLEY_FORMATS_ERROR_MALFORMED,      /* the message names the line */
  GALLEY_FORMATS_ERROR_UNSAFE,         /* a path that leads out of its folder */
} GalleyFormatsError;
