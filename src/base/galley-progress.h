/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * GalleyProgressFunc:
 * @done: how many steps are done
 * @total: how many there are, or 0 while that is not known
 * @user_data: what the caller gave
 *
 * Told by long calls how far they are, on the thread that made the call.
 */
typedef void (*GalleyProgressFunc) (guint64 done, guint64 total, gpointer user_data);
