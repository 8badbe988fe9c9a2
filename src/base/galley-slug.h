/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *galley_slug_from_text (const char *text);
gboolean galley_slug_is_valid (const char *slug);
