/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

const char *galley_media_sniff (const guint8 *data, gsize length, guint *width, guint *height);
gboolean galley_media_is_cmyk (const guint8 *data, gsize length);
