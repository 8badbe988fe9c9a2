/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the window remembers from one run to the next: sizes, the last post, the last export folder.
 * A key file in the user's configuration, so that Galley runs the same installed or not. Nothing
 * in it matters to a site. What is set is on the disk within half a second. Main thread only. */
typedef struct _GalleyState GalleyState;

GalleyState *galley_state_load (const char *path);
void galley_state_free (GalleyState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyState, galley_state_free)

int galley_state_get_integer (GalleyState *state, const char *group, const char *key, int fallback);
void galley_state_set_integer (GalleyState *state, const char *group, const char *key, int number);
char *galley_state_get_text (GalleyState *state, const char *group, const char *key);
void
galley_state_set_text (GalleyState *state, const char *group, const char *key, const char *text);
void galley_state_save (GalleyState *state);
