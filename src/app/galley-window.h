/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-state.h"

/* A window: one project, or none yet. */
#define GALLEY_TYPE_WINDOW (galley_window_get_type ())
G_DECLARE_FINAL_TYPE (GalleyWindow, galley_window, GALLEY, WINDOW, GtkApplicationWindow)

GalleyWindow *galley_window_new (GtkApplication *application, GalleyState *state);
void galley_window_open (GalleyWindow *window, const char *path);
const char *galley_window_get_path (GalleyWindow *window);
