/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-theme.h"

/* @options: a JSON object, as the site's settings keep it */
typedef void (*GalleyThemeFormChanged) (const char *options, gpointer user_data);

GtkWidget *galley_theme_form_new (GalleyTheme *theme,
                                  const char *options,
                                  GalleyThemeFormChanged changed,
                                  gpointer user_data);
