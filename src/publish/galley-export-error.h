/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define GALLEY_EXPORT_ERROR (galley_export_error_quark ())
GQuark galley_export_error_quark (void);

typedef enum
{
  GALLEY_EXPORT_ERROR_FAILED,
  GALLEY_EXPORT_ERROR_NO_SPACE,
  GALLEY_EXPORT_ERROR_FOREIGN_FOLDER, /* the folder holds what Galley did not write */
  GALLEY_EXPORT_ERROR_UNSAFE_PATH,    /* a link or a file is where a folder of the site should be */
  GALLEY_EXPORT_ERROR_PERMISSION,
} GalleyExportError;
