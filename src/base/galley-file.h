/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

gboolean galley_path_is_safe (const char *relative);
gboolean galley_file_write (const char *path, const char *data, gsize length, GError **error);
gboolean galley_file_read_limited (const char *path,
                                   gsize limit,
                                   char **data,
                                   gsize *length,
                                   GError **error);
