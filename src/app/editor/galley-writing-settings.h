/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-state.h"
#include "galley-text-view.h"

/* How a person likes to write, remembered from run to run: font, focus, typewriter, spelling. */
#define GALLEY_TYPE_WRITING_SETTINGS (galley_writing_settings_get_type ())
G_DECLARE_FINAL_TYPE (GalleyWritingSettings,
                      galley_writing_settings,
                      GALLEY,
                      WRITING_SETTINGS,
                      GObject)

GalleyWritingSettings *galley_writing_settings_new (GalleyTextView *view, GActionMap *group);
void galley_writing_settings_set_state (GalleyWritingSettings *settings, GalleyState *state);
char *galley_writing_settings_get_font (GalleyWritingSettings *settings);
void galley_writing_settings_set_font (GalleyWritingSettings *settings, const char *font);
