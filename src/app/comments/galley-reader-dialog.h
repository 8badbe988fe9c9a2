/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-commands.h"

/* All that one person wrote: found, given to that person, or erased. */
#define GALLEY_TYPE_READER_DIALOG (galley_reader_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyReaderDialog, galley_reader_dialog, GALLEY, READER_DIALOG, GtkDialog)

void galley_reader_dialog_present (GtkWindow *parent,
                                   GalleySession *session,
                                   GalleyCommands *commands,
                                   const char *who);
