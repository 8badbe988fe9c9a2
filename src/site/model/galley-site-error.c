/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-site-error.h"

G_DEFINE_QUARK (galley - site - error - quark, galley_site_error)
