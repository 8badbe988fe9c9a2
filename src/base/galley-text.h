/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean galley_text_is_valid (const char *bytes, gsize length);
char *galley_text_repair (const char *bytes, gsize length, gboolean *repaired);
char *galley_text_shorten (const char *text, guint max_characters);
int galley_text_compare (const char *one, const char *other);
