/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* @theme: a built-in theme's name or a folder's path; @options: a JSON object */
typedef void (*GalleyThemePageChanged) (const char *theme, const char *options, gpointer user_data);

GtkWidget *galley_theme_page_new (const char *theme,
                                  const char *options,
                                  GalleyThemePageChanged changed,
                                  gpointer user_data);
