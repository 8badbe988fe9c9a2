/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Tables as they are written. */
gboolean galley_table_is_row (const char *line);
gboolean galley_table_is_delimiter (const char *line);
GPtrArray *galley_table_split (const char *line);
GStrv galley_table_tidy (char **lines);
int galley_table_find_cell (const char *line, int cell, int *length);
int galley_table_cell_at (const char *line, int offset);
