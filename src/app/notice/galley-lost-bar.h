/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-draft.h"

/* Says that the file of a project is no longer there, or no longer the one that was opened, where
 * all that was typed is kept, and what can be done. Hidden as long as all is well. */
#define GALLEY_TYPE_LOST_BAR (galley_lost_bar_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLostBar, galley_lost_bar, GALLEY, LOST_BAR, GtkInfoBar)

/* Emits "leave" once another file was opened in place of this one. */
void galley_lost_bar_set_draft (GalleyLostBar *bar, GalleySession *session, GalleyDraft *draft);
gboolean galley_lost_bar_keep (GalleyLostBar *bar);
