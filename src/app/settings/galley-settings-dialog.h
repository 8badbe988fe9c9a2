/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-session.h"

void galley_settings_dialog_present (GtkWindow *parent, GalleySession *session);
