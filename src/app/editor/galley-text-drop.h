/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-paste.h"

/* Lets files and addresses be dropped on a class of text views. */
void galley_text_drop_init_class (GtkWidgetClass *class);
void galley_text_drop_init (GtkTextView *view, GalleyPaste *paste);
