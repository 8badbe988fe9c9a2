/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-session.h"

/* The rules that decide on comments: their order, what each did, and what one would do. */
#define GALLEY_TYPE_RULES_DIALOG (galley_rules_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRulesDialog, galley_rules_dialog, GALLEY, RULES_DIALOG, GtkDialog)

void galley_rules_dialog_present (GtkWindow *parent, GalleySession *session);
