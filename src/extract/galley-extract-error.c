/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract-error.h"

G_DEFINE_QUARK (galley - extract - error - quark, galley_extract_error)
