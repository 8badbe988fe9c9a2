/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-session.h"
#include "galley-text-view.h"

/* Takes pictures into the project, and writes them into the text at the cursor. Signal "said"
 * (string): a word for the person, that goes by. */
#define GALLEY_TYPE_PICTURE_INSERTER (galley_picture_inserter_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPictureInserter,
                      galley_picture_inserter,
                      GALLEY,
                      PICTURE_INSERTER,
                      GObject)

GalleyPictureInserter *galley_picture_inserter_new (GalleyTextView *view);
void galley_picture_inserter_set_session (GalleyPictureInserter *inserter, GalleySession *session);
void galley_picture_inserter_choose (GalleyPictureInserter *inserter);
