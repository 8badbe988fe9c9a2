/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export-error.h"

G_DEFINE_QUARK (galley - export - error - quark, galley_export_error)
