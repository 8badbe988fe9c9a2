/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

const char *galley_bounds_check (const char *text, gsize length, guint max_depth);
