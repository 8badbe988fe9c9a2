/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-state.h"

/* Exports the site into a folder: which one, how far it is, and what came of it. */
#define GALLEY_TYPE_EXPORT_DIALOG (galley_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyExportDialog, galley_export_dialog, GALLEY, EXPORT_DIALOG, GtkDialog)

void galley_export_dialog_present (GtkWindow *parent, const char *path, GalleyState *state);
