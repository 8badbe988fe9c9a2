/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project-private.h"

gboolean galley_migration_3_measure_pictures (GalleyProject *project, GError **error);
