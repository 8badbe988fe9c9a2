/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-formats-error.h"

G_DEFINE_QUARK (galley - formats - error - quark, galley_formats_error)
