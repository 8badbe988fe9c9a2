/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-draft.h"

/* What stands over the text of a post: its title, a line of its properties, which opens the form
 * for them, and the button that publishes it. What is changed there is told to the draft. Signal
 * "activate": the person is done with the title. */
#define GALLEY_TYPE_POST_HEADER (galley_post_header_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPostHeader, galley_post_header, GALLEY, POST_HEADER, GtkBox)

void galley_post_header_set_draft (GalleyPostHeader *header, GalleyDraft *draft);
void galley_post_header_select (GalleyPostHeader *header, const char *match, gsize offset);
void galley_post_header_show_properties (GalleyPostHeader *header);
