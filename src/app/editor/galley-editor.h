/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-draft.h"
#include "galley-replace.h"
#include "galley-resume.h"
#include "galley-text-position.h"

/* The pane that a post is written in: the text, and what stands around it. It shows a draft, which
 * has what is written. Signals: "status-changed": what galley_editor_get_status() and
 * galley_editor_get_part() say; "scrolled": a person moved the text; "said" (string): a word for
 * the person, that goes by. */
#define GALLEY_TYPE_EDITOR (galley_editor_get_type ())
G_DECLARE_FINAL_TYPE (GalleyEditor, galley_editor, GALLEY, EDITOR, GtkBox)

void galley_editor_set_state (GalleyEditor *editor, GalleyState *state);
void galley_editor_set_draft (GalleyEditor *editor, GalleyDraft *draft, GalleyResume *resume);
void galley_editor_open_hit (GalleyEditor *editor, gint64 id, const GalleyTextHit *hit);
char *galley_editor_get_status (GalleyEditor *editor);
char *galley_editor_get_part (GalleyEditor *editor);
char *galley_editor_get_selected_words (GalleyEditor *editor);
void galley_editor_show_properties (GalleyEditor *editor);
GalleyTextPosition *galley_editor_get_position (GalleyEditor *editor);
