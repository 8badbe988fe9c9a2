/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-remote-error.h"

G_DEFINE_QUARK (galley - remote - error - quark, galley_remote_error)
