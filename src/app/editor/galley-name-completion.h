/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Completes names in an entry: the whole of it, or the one of several, with commas between them,
 * that the cursor is in. */
void galley_name_completion_add (GtkEntry *entry, gboolean several);
void galley_name_completion_set_names (GtkEntry *entry, const char *const *names);
