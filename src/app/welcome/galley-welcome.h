/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The page of a window without a project: what one can do next, and what was open before. */
#define GALLEY_TYPE_WELCOME (galley_welcome_get_type ())
G_DECLARE_FINAL_TYPE (GalleyWelcome, galley_welcome, GALLEY, WELCOME, GtkBox)

void galley_welcome_show_error (GalleyWelcome *welcome, const char *title, const char *text);
void galley_welcome_add_recent (const char *path);
