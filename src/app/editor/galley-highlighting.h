/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean galley_highlighting_add (const char *folder, GError **error);
