/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

void galley_new_project_async (const char *path,
                               gboolean sample,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
char *galley_new_project_finish (GAsyncResult *result, GError **error);
