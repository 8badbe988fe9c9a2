/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-model.h"

/* How many words of a title are looked at. */
#define GALLEY_TITLE_WORDS 4

gboolean galley_title_words_get (GalleyEntry *entry, guint32 words[GALLEY_TITLE_WORDS]);
guint8 galley_title_words_share (const guint32 words[GALLEY_TITLE_WORDS], GalleyEntry *other);
