/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-draft.h"
#include "galley-state.h"

/* Where one goes on writing at the next start, also after a crash: the post, the cursor in it, and
 * the part of the text that is in view. Remembered while one writes, not when one ends. */
#define GALLEY_TYPE_RESUME (galley_resume_get_type ())
G_DECLARE_FINAL_TYPE (GalleyResume, galley_resume, GALLEY, RESUME, GObject)

typedef struct
{
  int cursor; /* in characters from the start of the text */
  int line;   /* the first one in view, from 0 */
} GalleyResumePlace;

/* Tells where the cursor is now. */
typedef void (*GalleyResumeSource) (GalleyResumePlace *place, gpointer user_data);

GalleyResume *galley_resume_new (GalleyState *state, GalleyDraft *draft);
void galley_resume_set_source (GalleyResume *resume, GalleyResumeSource source, gpointer user_data);
gint64 galley_resume_get_post (GalleyResume *resume);
gboolean galley_resume_take_place (GalleyResume *resume, gint64 id, GalleyResumePlace *place);
void galley_resume_touch (GalleyResume *resume);
