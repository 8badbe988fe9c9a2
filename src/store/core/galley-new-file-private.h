/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

/* A file that appears under its name once it is whole. */

char *galley_new_file_begin (const char *path, const char *what, GError **error);
gboolean galley_new_file_finish (const char *temporary, const char *path, GError **error);
