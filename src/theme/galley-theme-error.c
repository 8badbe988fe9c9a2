/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-template.h"

G_DEFINE_QUARK (galley - theme - error - quark, galley_theme_error)
