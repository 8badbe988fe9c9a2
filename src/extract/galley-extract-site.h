/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

char *galley_site_file_make (GalleyProject *project, GError **error);
