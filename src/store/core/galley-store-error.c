/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-project.h"

G_DEFINE_QUARK (galley - store - error - quark, galley_store_error)
