/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project-private.h"

/* The schema of a project: what makes it, and whether a file has it. */

const char *galley_schema_step (int version);
gboolean galley_schema_compare (GalleyProject *project, char **difference, GError **error);
