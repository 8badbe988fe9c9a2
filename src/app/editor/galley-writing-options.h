/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* How one likes to write: font, focus, typewriter, spelling, and the words that a post is to have.
 * What is switched is an action of the editor. Signals: "font-chosen" (string), "target-chosen"
 * (uint), "opened": show what holds now. */
#define GALLEY_TYPE_WRITING_OPTIONS (galley_writing_options_get_type ())
G_DECLARE_FINAL_TYPE (GalleyWritingOptions,
                      galley_writing_options,
                      GALLEY,
                      WRITING_OPTIONS,
                      GtkMenuButton)

void galley_writing_options_show (GalleyWritingOptions *options, const char *font, guint target);
