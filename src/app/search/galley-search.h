/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <handy.h>

#include "galley-commands.h"
#include "galley-replace.h"
#include "galley-session.h"

/* Finds words in all posts, letter by letter, and replaces what is chosen of it. Signals:
 * "open-hit" (gint64, GalleyTextHit): the person wants to see this one, in that post. */
#define GALLEY_TYPE_SEARCH (galley_search_get_type ())
G_DECLARE_FINAL_TYPE (GalleySearch, galley_search, GALLEY, SEARCH, HdyWindow)

GtkWidget *galley_search_new (GtkWindow *parent,
                              GalleySession *session,
                              GalleyCommands *commands,
                              const char *text);
