/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

gboolean galley_foreign_database_read (const char *path,
                                       const char *sql,
                                       gboolean (*take_row) (const char *const *row,
                                                             gpointer user_data,
                                                             GError **error),
                                       gpointer user_data,
                                       GCancellable *cancellable,
                                       GError **error);
