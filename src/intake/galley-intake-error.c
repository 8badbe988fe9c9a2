/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import.h"

G_DEFINE_QUARK (galley - intake - error - quark, galley_intake_error)
