/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-export-run-private.h"

gboolean galley_export_make_files (GalleyExport *export, GError **error);
