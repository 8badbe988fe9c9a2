/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-session.h"

#define GALLEY_TYPE_IMPORT_DIALOG (galley_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyImportDialog, galley_import_dialog, GALLEY, IMPORT_DIALOG, GtkDialog)

void galley_import_dialog_present (GtkWindow *parent,
                                   GalleySession *session,
                                   const char *const *sources);
