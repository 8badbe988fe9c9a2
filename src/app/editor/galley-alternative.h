/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A small form over the text that asks what pictures show, one after the other. */
#define GALLEY_TYPE_ALTERNATIVE (galley_alternative_get_type ())
G_DECLARE_FINAL_TYPE (GalleyAlternative, galley_alternative, GALLEY, ALTERNATIVE, GtkPopover)

GtkWidget *galley_alternative_new (GtkTextView *view);
void galley_alternative_ask (GalleyAlternative *alternative, GPtrArray *marks);
