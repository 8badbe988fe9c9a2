/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-session.h"

/* A form over the text for one link: where it goes, an address or a post that is found by a few
 * letters, and what it says. */
#define GALLEY_TYPE_LINK_PICKER (galley_link_picker_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLinkPicker, galley_link_picker, GALLEY, LINK_PICKER, GtkPopover)

GtkWidget *galley_link_picker_new (GtkTextView *view);
void galley_link_picker_open (GalleyLinkPicker *picker, GalleySession *session);
