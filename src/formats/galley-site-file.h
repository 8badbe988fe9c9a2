/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record.h"

/* galley.json, which an extract has beside its texts: the site's settings, its series, what the
 * media show, and which comments belong to it. */

GalleySiteRecord *galley_site_file_read (const char *text, GError **error);
char *galley_site_file_write (const GalleySiteRecord *site);
