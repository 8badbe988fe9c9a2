/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-outline.h"
#include "galley-writing-options.h"

/* The row of buttons over the text. */
#define GALLEY_TYPE_TOOLBAR (galley_toolbar_get_type ())
G_DECLARE_FINAL_TYPE (GalleyToolbar, galley_toolbar, GALLEY, TOOLBAR, GtkBox)

GalleyOutline *galley_toolbar_get_outline (GalleyToolbar *toolbar);
GalleyWritingOptions *galley_toolbar_get_options (GalleyToolbar *toolbar);
