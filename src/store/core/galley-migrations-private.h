/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project-private.h"

gboolean galley_migrations_run (GalleyProject *project, int version, GError **error);
