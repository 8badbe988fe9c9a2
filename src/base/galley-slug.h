/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *galley_slug_from_text (const char *text);
char *galley_slug_from_name (const char *name);
gboolean galley_slug_is_valid (const char *slug);
