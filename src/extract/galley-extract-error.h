/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define GALLEY_EXTRACT_ERROR (galley_extract_error_quark ())
GQuark galley_extract_error_quark (void);

typedef enum
{
  GALLEY_EXTRACT_ERROR_FAILED,
  GALLEY_EXTRACT_ERROR_UNSAFE, /* a folder that holds something, or a name that is no file's */
} GalleyExtractError;
