/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

void galley_shortcuts_show (GtkWindow *parent);
