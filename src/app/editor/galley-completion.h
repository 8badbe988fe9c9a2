/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "galley-session.h"

/* Offers posts after "post:" in the text, by the letters that follow. */
#define GALLEY_TYPE_COMPLETION (galley_completion_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCompletion, galley_completion, GALLEY, COMPLETION, GObject)

GalleyCompletion *galley_completion_new (GtkSourceView *view);
void galley_completion_set_session (GalleyCompletion *completion, GalleySession *session);
