/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-pictures.h"

G_DEFINE_QUARK (galley - picture - error - quark, galley_picture_error)
