/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define GALLEY_SITE_ERROR (galley_site_error_quark ())
GQuark galley_site_error_quark (void);

typedef enum
{
  GALLEY_SITE_ERROR_NOT_FOUND,        /* no such page */
  GALLEY_SITE_ERROR_UNSAFE_PATH,      /* an address leads out of the site */
  GALLEY_SITE_ERROR_CONFLICT,         /* two pages want one address */
  GALLEY_SITE_ERROR_REFUSED,          /* a media file that may not be published as it is */
  GALLEY_SITE_ERROR_INTERNAL_ADDRESS, /* a page would hold an address that only Galley understands
                                       */
} GalleySiteError;
