/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* What comes into a text from other programs: by the clipboard, or dropped. Formatted text becomes
 * Markdown. Signal "pictures" (GPtrArray of GalleyPictureSource): pictures came. */
#define GALLEY_TYPE_PASTE (galley_paste_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPaste, galley_paste, GALLEY, PASTE, GObject)

GalleyPaste *galley_paste_new (GtkTextView *view);
void galley_paste_cancel (GalleyPaste *paste);
void galley_paste_clipboard (GalleyPaste *paste, gboolean plain);
void galley_paste_uris (GalleyPaste *paste, char **uris);
