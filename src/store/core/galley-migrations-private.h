/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project-private.h"

/* Brings an opened file from @version to GALLEY_SCHEMA_VERSION, step by step; 0 is an empty file.
 */
gboolean galley_migrations_run (GalleyProject *project, int version, GError **error);
/* What differs between the file's schema and what it must be: (transfer full) (nullable) text. */
gboolean galley_schema_compare (GalleyProject *project, char **difference, GError **error);
