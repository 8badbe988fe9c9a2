/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The row of buttons over the text. */
#define GALLEY_TYPE_TOOLBAR (galley_toolbar_get_type ())
G_DECLARE_FINAL_TYPE (GalleyToolbar, galley_toolbar, GALLEY, TOOLBAR, GtkBox)
