/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-bulk.h"
#include "galley-session.h"

/* Asks which tags or series several posts are to have. @chosen gets the names with commas between
 * them, "" for no series; it is not called where the person thinks better of it. */
typedef void (*GalleyBulkDialogFunc) (const char *names, gpointer user_data);

void galley_bulk_dialog_present (GtkWindow *parent,
                                 GalleySession *session,
                                 GalleyBulkKind kind,
                                 GArray *ids,
                                 GalleyBulkDialogFunc chosen,
                                 gpointer user_data,
                                 GDestroyNotify free_data);
