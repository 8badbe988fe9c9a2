/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* At a reference to a note: to the note. In a note: back. Elsewhere: a new note. */
void galley_footnote_go (GtkTextBuffer *buffer);
