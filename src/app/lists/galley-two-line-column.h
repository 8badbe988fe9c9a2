/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

GtkTreeViewColumn *galley_two_line_column_new (int heading, int detail);
GtkTreeViewColumn *galley_three_line_column_new (int heading, int detail, int found);
