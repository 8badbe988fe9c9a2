/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-state.h"

/* How large a window and its panes are, from run to run. */
void galley_window_sizes_restore (GtkWindow *window,
                                  GtkPaned *list,
                                  GtkPaned *editor,
                                  GalleyState *state);
void galley_window_sizes_remember (GtkWindow *window,
                                   GtkPaned *list,
                                   GtkPaned *editor,
                                   GalleyState *state);
