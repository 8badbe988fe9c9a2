/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean galley_internal_check (const char *path, const char *type, GBytes *bytes, GError **error);
