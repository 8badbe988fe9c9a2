/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"
#include "galley-record.h"

GalleySiteRecord *galley_extract_site_make (GalleyProject *project, GError **error);
