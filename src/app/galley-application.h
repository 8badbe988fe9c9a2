/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#define GALLEY_APPLICATION_ID "io.github.galleyproof.Galley"
#define GALLEY_RESOURCES "/io/github/galleyproof/Galley/"

#define GALLEY_TYPE_APPLICATION (galley_application_get_type ())
G_DECLARE_FINAL_TYPE (GalleyApplication, galley_application, GALLEY, APPLICATION, GtkApplication)

GalleyApplication *galley_application_new (void);
