/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A cell for what is of less weight: its text is small, and lets the ground shine through. */
#define GALLEY_TYPE_DIM_CELL (galley_dim_cell_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDimCell, galley_dim_cell, GALLEY, DIM_CELL, GtkCellRendererText)

GtkCellRenderer *galley_dim_cell_new (void);
