/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <handy.h>

#include "galley-session.h"

/* The revisions of a post, and what differs between them. Signal "restore" (gint64): the person
 * wants that revision back. */
#define GALLEY_TYPE_HISTORY (galley_history_get_type ())
G_DECLARE_FINAL_TYPE (GalleyHistory, galley_history, GALLEY, HISTORY, HdyWindow)

GtkWidget *galley_history_new (GtkWindow *parent,
                               GalleySession *session,
                               gint64 post_id,
                               const char *title,
                               gboolean against_published);
